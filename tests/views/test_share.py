"""Sharing a frozen report, tried as the owner, as the clinician, and as somebody who guesses."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, FrozenReport, ShareLink, ShareOpening
from journal.observations import Movement
from journal.reading.frozen_reports import DamagedError, load_report
from journal.reading.share_links import living_link
from tests import builders, pdf
from tests.views.sharing import NOW, _settings, episode, make

__all__ = ["_settings", "episode"]


def test_the_link_opens_the_frozen_report_and_nothing_else(
    as_ada: Client, episode: Any, client: Client
) -> None:
    path = make(as_ada)
    builders.episode(episode.owner, movement=Movement.JERK, note="written after the link was made")
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert "&lt;b&gt;after&lt;/b&gt; running" in text
    assert "written after" not in text
    [frozen] = FrozenReport.objects.all()
    assert frozen.sha256 in text
    links = set(re.findall(r'(?:href|src|action)="([^"]+)"', text))
    inside = {"report.pdf?paper=a4", "report.pdf?paper=letter"}
    assert {link for link in links if not link.startswith(("/static/", "#"))} == inside


def test_page_and_pdf_show_the_same_figures(as_ada: Client, episode: Any, client: Client) -> None:
    path = make(as_ada)
    page, paper = client.get(path), client.get(f"{path}report.pdf")
    assert paper["Content-Type"] == "application/pdf"
    words = pdf.text(paper.content, 1, 1)
    for figure in page.context["page"].text.figures:
        assert figure.detail in words
        assert f"{figure.number} {figure.of}".strip() in words
    [frozen] = FrozenReport.objects.all()
    assert frozen.sha256 in page.content.decode()
    assert f"SHA-256 of its content: {frozen.sha256}" in words
    own = as_ada.get(reverse("frozen_pdf", args=[frozen.pk]))
    assert own.content == paper.content


@pytest.mark.parametrize("then", ["", "report.pdf"])
def test_guessed_ended_and_revoked_get_the_same_answer(
    as_ada: Client, client: Client, episode: Any, then: str
) -> None:
    guessed = client.get(f"/s/{'A' * 32}/{then}")
    odd = client.get(f"/s/%F0%9F%98%80/{then}")
    path = make(as_ada)
    link = ShareLink.objects.get()
    as_ada.post(reverse("share_revoke", args=[link.pk]))
    revoked = client.get(path + then)
    ended_path = make(as_ada)
    with time_machine.travel(NOW + timedelta(days=15), tick=False):
        ended = client.get(ended_path + then)
    answers = [guessed, odd, revoked, ended]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert ShareOpening.objects.count() == 0


def test_the_last_day_counts_to_its_end(as_ada: Client, client: Client, episode: Any) -> None:
    path = make(as_ada)
    with time_machine.travel(datetime(2026, 7, 22, 23, 59, tzinfo=UTC), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(datetime(2026, 7, 23, 0, 0, tzinfo=UTC), tick=False):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("then", ["", "report.pdf"])
def test_no_answer_is_kept_found_or_told_to_others(
    as_ada: Client, client: Client, episode: Any, then: str
) -> None:
    path = make(as_ada)
    for answer in (client.get(path + then), client.get(f"/s/{'B' * 32}/{then}")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        assert "<script" not in answer.content.decode(errors="replace")


def test_the_token_is_long_shown_once_and_stored_only_as_its_hash(
    as_ada: Client, episode: Any
) -> None:
    token = make(as_ada).split("/")[2]
    assert len(token) * 6 >= 128
    link = ShareLink.objects.get()
    assert token not in str(ShareLink.objects.filter(pk=link.pk).values())
    again = as_ada.get(reverse("share"))
    assert token not in again.content.decode()
    assert "no-store" in again["Cache-Control"]
    assert living_link(token, as_of=NOW) == link
    assert living_link(link.token_sha256, as_of=NOW) is None


def test_the_owner_sees_when_a_link_was_opened_and_nothing_of_who(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada, for_whom="Dr Meyer")
    as_ada.get(path)
    assert ShareOpening.objects.count() == 0
    client.get(path)
    client.get(f"{path}report.pdf")
    page = as_ada.get(reverse("share")).content.decode()
    assert "Opened 2 times" in page
    assert "8 July 2026, 09:00: The PDF" in page
    assert {field.name for field in ShareOpening._meta.fields} == {
        "id",
        "link",
        "opened_at",
        "what",
    }


def test_nobody_else_revokes_or_sees_it(as_ada: Client, as_ben: Client, episode: Any) -> None:
    make(as_ada, for_whom="Dr Meyer")
    link = ShareLink.objects.get()
    assert as_ben.post(reverse("share_revoke", args=[link.pk])).status_code == 404
    assert as_ben.get(reverse("frozen", args=[link.frozen_id])).status_code == 404
    assert as_ben.get(reverse("frozen_pdf", args=[link.frozen_id])).status_code == 404
    assert "Dr Meyer" not in as_ben.get(reverse("share")).content.decode()
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("ends_on", "2026-07-07", "from today to three months"),
        ("ends_on", "2027-07-07", "from today to three months"),
        ("ends_on", "soon", "Write the day as a date"),
        ("passphrase", "short", "at least 8 characters"),
        ("period", "99", "not one of the available choices"),
    ],
)
def test_what_cannot_be_made_is_said_beside_its_field(
    as_ada: Client, field: str, value: str, says: str
) -> None:
    said = {"period": "4", "ends_on": "2026-07-22", field: value}
    page = as_ada.post(reverse("share"), said)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not ShareLink.objects.exists()


def test_the_pdf_carries_the_link_as_a_code_only_for_its_own_report(
    as_ada: Client, episode: Any
) -> None:
    path = make(as_ada)
    other = make(as_ada)
    link = ShareLink.objects.order_by("pk").first()
    assert link
    address = reverse("frozen_pdf", args=[link.frozen_id])
    paper = as_ada.post(address, {"token": path.split("/")[2]})
    assert path in pdf.letters(paper.content, 1, 1)
    for token in (other.split("/")[2], "", "x" * 32):
        assert as_ada.post(address, {"token": token}).status_code == 302


def test_a_frozen_report_whose_text_was_changed_is_not_shown(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada)
    frozen = FrozenReport.objects.get()
    FrozenReport.objects.update(content=frozen.content.replace("running", "sitting"))
    with pytest.raises(DamagedError):
        load_report(FrozenReport.objects.get())
    assert client.get(path).status_code == 404
    page = as_ada.get(reverse("frozen", args=[frozen.pk]))
    assert page.status_code == 422
    assert "sitting" not in page.content.decode()


def test_freezing_lays_the_report_beside_the_appointment(
    as_ada: Client, ada: User, episode: Any
) -> None:
    visit = Appointment.objects.create(owner=ada, on_date=NOW.date(), created_at=NOW)
    answer = as_ada.post(reverse("freeze"), {"period": "4"})
    visit.refresh_from_db()
    assert visit.frozen_report is not None
    assert answer["Location"] == reverse("frozen", args=[visit.frozen_report.pk])
    assert "running" in as_ada.get(answer["Location"]).content.decode()
