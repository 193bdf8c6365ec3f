"""Preparing a visit, one small step at a time; after it; and the end of the diary."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import (
    Beginning,
    FrozenReport,
    MedicalTest,
    Medicine,
    OtherThingAnswer,
    PatternDecision,
)
from journal.pages.next_step import VisitRow, step_proposal, visit_row
from journal.visit_steps import VisitStep, next_step
from tests.forms import opened
from tests.single_rows import frozen, link
from tests.views.noted_visit import NOW, VISIT, noted


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (22, None),
        (21, VisitStep.CAPTURE),
        (15, VisitStep.CAPTURE),
        (14, VisitStep.CONTEXT),
        (8, VisitStep.CONTEXT),
        (7, VisitStep.CHOOSE),
        (3, VisitStep.CHOOSE),
        (2, VisitStep.FREEZE),
        (0, VisitStep.FREEZE),
        (-1, VisitStep.AFTERWARDS),
        (-90, VisitStep.AFTERWARDS),
    ],
)
def test_one_small_step_at_a_time(days: int, step: VisitStep | None) -> None:
    assert next_step(VISIT, VISIT - timedelta(days=days)) is step


@pytest.mark.parametrize(
    ("days", "words"), [(21, "in 21 days"), (1, "tomorrow"), (0, "today"), (-1, "is over")]
)
def test_the_proposal_says_how_far_away_the_visit_is(ada: User, days: int, words: str) -> None:
    proposal = step_proposal(noted(ada).on_date, VISIT - timedelta(days=days))
    assert proposal is not None
    assert words in proposal.text


@pytest.mark.parametrize(
    ("days", "state", "step"),
    [
        (22, "31 August 2026, in 22 days", ""),
        (10, "31 August 2026, in 10 days", "Write down what worries you and your questions."),
        (1, "31 August 2026, tomorrow", "Make the page that you take along."),
        (0, "31 August 2026, today", "Make the page that you take along."),
        (-1, "31 August 2026, it is over", "Write down what was said, while you remember it."),
    ],
)
def test_the_line_of_other_pages_says_how_far_away_it_is(days: int, state: str, step: str) -> None:
    assert visit_row(VISIT, VISIT - timedelta(days=days)) == VisitRow(state, step)


def test_the_line_of_other_pages_without_an_appointment_says_so() -> None:
    assert visit_row(None, VISIT) == VisitRow("No date yet", "")


@pytest.mark.parametrize(("days", "leads"), [(5, True), (10, False)])
def test_the_appointment_leads_to_the_step_unless_that_is_its_own(
    as_ada: Client, ada: User, days: int, leads: bool
) -> None:
    noted(ada)
    with time_machine.travel(
        datetime.combine(VISIT, NOW.timetz()) - timedelta(days=days), tick=False
    ):
        page = as_ada.get(reverse("appointment")).content.decode()
    assert f"Your appointment is in {days} days." in page
    assert ('<a href="/patterns/">Look at the patterns</a>' in page) is leads
    assert "Prepare the visit</a>" not in page


def states(client: Client) -> dict[str, str]:
    """What each row of the page says, by its part."""
    page = client.get(reverse("appointment")).content.decode()
    rows = re.findall(r'id="part-(\w+)">.*?part-state">(.*?)</span>\s*</', page, re.DOTALL)
    return {part: " ".join(re.sub("<[^>]*>", "", state).split()) for part, state in rows}


@time_machine.travel(NOW, tick=False)
def test_without_an_appointment_the_day_is_asked_for_first(as_ada: Client) -> None:
    assert states(as_ada) == {
        "visit": "No date yet",
        "checklist": "0 of 24 answered",
        "worry": "Not written yet",
        "questions": "Not written yet",
        "story": "Not written yet",
        "beginnings": "Not written yet",
        "medicines": "Not written yet",
        "tests": "Not written yet",
        "statements": "Not written yet",
        "sightings": "Nothing waits",
        "videos": "Optional",
        "raise": "Nothing chosen yet",
        "person": "Optional",
        "report": "Not made yet",
        "link": "A link made here does not open at a clinic. Take paper.",
    }
    page = as_ada.get(reverse("appointment")).content.decode()
    assert page.count("<details open>") == 1
    assert page.index("<details open>") < page.index('name="on_date"') < page.index('name="worry"')


@time_machine.travel(NOW, tick=False)
def test_each_part_says_how_far_it_is(as_ada: Client, ada: User) -> None:
    report = frozen(ada)
    FrozenReport.objects.update(made_at=NOW)
    noted(
        ada,
        with_whom="Dr. Wren",
        worry="My calf\nMy sleep",
        questions="Why?\nFor how long?",
        medicines="none",
        person_name="Ada Okoro",
        birth_year=1979,
        handedness="left",
        frozen_report=report,
    )
    link(ada)
    for name in ("Magnesium", "Quinine"):
        Medicine.objects.create(owner=ada, row_id=name, name=name, recorded_at=NOW)
    MedicalTest.objects.create(owner=ada, row_id="a", kind="emg", recorded_at=NOW)
    Beginning.objects.create(owner=ada, row_id="a", kind="stress", recorded_at=NOW)
    as_ada.post(reverse("other_things"), {"stiffness": "no", "cramps": "no", "numbness": "no"})
    for decision in ("raise", "not_for_me", "unsure"):
        PatternDecision.objects.create(
            owner=ada, pattern=decision, decision=decision, decided_at=NOW, rules_version="2"
        )
    assert states(as_ada) == {
        "visit": "31 August 2026, Dr. Wren",
        "checklist": "3 of 24 answered",
        "worry": "My calf",
        "questions": "2 questions",
        "story": "1 of 3 filled in",
        "beginnings": "1 noted",
        "medicines": "2 medicines",
        "tests": "1 test",
        "statements": "Not written yet",
        "sightings": "Nothing waits",
        "videos": "Optional",
        "raise": "1 to raise, 1 not",
        "person": "Ada Okoro, born 1979, left-handed",
        "report": "Frozen on 1 August 2026",
        "link": "1 link works, until 15 August 2026, 09:00",
    }
    page = as_ada.get(reverse("appointment")).content.decode()
    assert f'href="{reverse("frozen", args=[report.pk])}"' in page
    assert f'href="{reverse("frozen_reports")}"' in page
    assert "<details open>" not in page


@pytest.mark.parametrize(
    ("sent", "part"),
    [
        ({"save": "worry", "worry": "new"}, "part-worry"),
        ({"save": "worry", "medicines": "none"}, "part-worry"),
        ({"medicines": "none"}, "part-story"),
    ],
)
def test_saving_leads_back_to_the_part_which_says_so(
    as_ada: Client, ada: User, sent: dict[str, str], part: str
) -> None:
    noted(ada)
    page = opened(as_ada, reverse("appointment"))
    answer = as_ada.post(
        reverse("appointment"), {**page, "on_date": VISIT.isoformat(), **sent}, follow=True
    )
    assert answer.redirect_chain == [(f"/appointment/#{part}", 302)]
    text = answer.content.decode()
    assert text.index(f'id="{part}"') < text.index("Saved.")
    assert "Saved." in text[text.index(f'id="{part}"') :].split("</li>")[0]


@time_machine.travel(NOW, tick=False)
def test_the_page_costs_the_same_however_much_is_written(
    as_ada: Client, ada: User, django_assert_num_queries: Any
) -> None:
    noted(ada)
    with django_assert_num_queries(9):
        as_ada.get(reverse("appointment"))
    for days in range(1, 4):
        noted(ada, VISIT - timedelta(days=90 * days), frozen_report=frozen(ada), closed_at=NOW)
    link(ada)
    with django_assert_num_queries(9):
        as_ada.get(reverse("appointment"))


def test_the_other_things_are_asked_again_for_the_visit(as_ada: Client, ada: User) -> None:
    with time_machine.travel(NOW - timedelta(days=30), tick=False):
        as_ada.post(reverse("other_things"), {"stiffness": "no"})
    noted(ada)
    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        page = as_ada.get(reverse("appointment")).content.decode()
        assert "1 of 24 answered before. Look again." in page
        assert 'href="/checklist/?again=1"' in page
        assert 'name="again"' in as_ada.get(reverse("checklist") + "?again=1").content.decode()
        as_ada.post(reverse("other_things"), {"stiffness": "no", "again": "1"})
        assert "1 of 24 answered<" in as_ada.get(reverse("appointment")).content.decode()
    assert OtherThingAnswer.objects.get(owner=ada).answered_at == NOW + timedelta(days=10)
