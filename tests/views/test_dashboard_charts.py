"""The dashboard's charts: in words, in tables, and what they cost."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import NightRecord, Preferences
from journal.moments import Moment
from journal.observations import Movement, Observation
from journal.pages.markup_cache import MarkupCache, figures_markup
from journal.reading.period import LatestAnswer, Period
from tests import builders
from tests.views.shown_dashboard import NOW, _july, berlin, log, many, show

__all__ = ["_july", "berlin"]


def test_the_same_nights_look_the_same_and_others_do_not(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    key = log(ada, happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC), muscle="calf")
    assert "<td>02:15 Movement not recorded, Calf</td>" in show(as_ada)
    as_ada.post(reverse("answer", args=[key]), {"question": "type", "value": "jerk"})
    assert "<td>02:15 Jerk, Calf</td>" in show(as_ada)
    Preferences.objects.update(time_zone="Asia/Tokyo")
    assert "25 hours" not in show(as_ada)


def test_what_is_kept_of_a_page_has_each_answers_own_token(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    log(ada, movement=Movement.TWITCH, muscle="erector_spinae")
    as_ada.get(reverse("dashboard"))
    answers = [as_ada.get(reverse("dashboard")) for _turn in range(2)]
    for answer in answers:
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
        assert len(tokens) == 1
        assert set(tokens) == {str(answer.context["csrf_token"])}
    assert answers[0].context["csrf_token"] != answers[1].context["csrf_token"]


def test_the_last_drawings_are_kept_and_older_ones_let_go() -> None:
    keeper: MarkupCache[str] = MarkupCache(2)
    drawn: list[str] = []

    def make(name: str) -> str:
        return keeper.get(name, lambda: drawn.append(name) or name)  # type: ignore[func-returns-value]

    assert [make(name) for name in ("one", "two", "one", "three", "one", "two")] == [
        *("one", "two", "one", "three", "one", "two")
    ]
    assert drawn == ["one", "two", "three", "two"]


def test_a_very_full_period_is_drawn_too(ada: User, berlin: Preferences) -> None:
    moments = [
        Moment(Observation(movement=Movement.TWITCH), date(2026, 7, 1), n % 1440)
        for n in range(1500)
    ]
    last = date(2026, 7, 19)
    period = Period(
        "4", builders.zone(), date(2026, 6, 30), last, moments, [], LatestAnswer(), None
    )
    assert len(figures_markup(period).charts) < 120_000


def test_each_chart_has_a_title_a_sentence_and_a_table(as_ada: Client, ada: User) -> None:
    many(ada, 20)
    html = show(as_ada)
    for name in ("clock", "body", "phases", "weeks"):
        labelled = f'role="img" aria-labelledby="chart-{name}-title chart-{name}-says"'
        assert labelled in html
        assert f'<h2 id="chart-{name}-title">' in html
        assert f'<p class="chart-says" id="chart-{name}-says">' in html
    assert html.count("<table>") == 4
    assert html.count("<th scope=") > 28


def test_the_tables_say_what_the_charts_show(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    log(
        ada,
        happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC),
        movement=Movement.TWITCH,
        muscle="calf",
        count=4,
    )
    NightRecord.objects.create(owner=ada, night_of=date(2026, 7, 7), recorded_at=NOW)
    html = show(as_ada)
    assert (
        '<th scope="row">Mon to Tue, 6–7 Jul</th><td>Entries</td><td>02:15 Twitch, Calf</td>'
        in html
    )
    assert '<th scope="row">Tue to Wed, 7–8 Jul</th><td>No twitches</td><td></td>' in html
    assert '<th scope="row">Wed to Thu, 8–9 Jul</th><td>Not recorded</td><td></td>' in html
    assert '<th scope="row">Calf</th><td>1</td><td>1</td><td>4</td>' in html
    assert (
        '<th scope="row">6 July 2026</th><td>7</td><td>2</td><td>1</td><td>1</td><td>1</td>' in html
    )


def test_a_night_on_which_the_clocks_change_is_said(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    with time_machine.travel(datetime(2026, 10, 26, 9, 0, tzinfo=UTC)):
        for hour in (0, 1):
            log(
                ada,
                happened_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC),
                movement=Movement.JERK,
            )
        html = show(as_ada)
    entries = "02:30 Jerk; 02:30 (the second time) Jerk"
    assert f"Entries; the clocks changed, 25 hours</td><td>{entries}</td>" in html


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("weeks", ["4", "12"])
def test_queries_do_not_grow(  # noqa: PLR0917
    as_ada: Client,
    ada: User,
    berlin: Preferences,
    number: int,
    weeks: str,
    django_assert_num_queries: Any,
) -> None:
    many(ada, number)
    as_ada.get(reverse("dashboard"))
    with django_assert_num_queries(8):
        show(as_ada, weeks)


def test_queries_of_everything(as_ada: Client, ada: User, django_assert_num_queries: Any) -> None:
    many(ada, 60)
    as_ada.get(reverse("dashboard"))
    with django_assert_num_queries(8):
        show(as_ada, "all")


def test_queries_of_an_empty_page(as_ada: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):
        show(as_ada)
