"""What an account may freeze and share is bounded and said; a long report takes little room and no
long write.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from journal.actions import freeze_report, report_limits, share_link
from journal.actions.freeze_report import draft_report, freeze_once
from journal.actions.report_limits import NoRoomError
from journal.actions.share_link import note_opening
from journal.models import FrozenReport, Preferences, ShareLink, ShareOpening, report_compression
from journal.models.report_compression import compressed, decompressed
from journal.observations import Movement
from journal.reading.frozen_reports import DamagedError, load_report
from journal.reading.report_input import read_report_input
from journal.report import Report, build
from tests import builders
from tests.forms import post_forms
from tests.views.sharing import make

NOW = builders.MORNING_OF_REPORTS

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def report(ada: User) -> Report:
    builders.episode(
        ada,
        movement=Movement.TWITCH,
        muscle="calf",
        note='said "made_at":"2026-07-08T09:00:00+00:00"',
    )
    return build(read_report_input(ada, Preferences(owner=ada), "4", as_of=NOW), as_of=NOW)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_compression, "PLAIN", 100)


def freeze(ada: User, report: Report, as_of: datetime = NOW) -> FrozenReport:
    return freeze_once(draft_report(ada, report, as_of=as_of))


@pytest.mark.usefixtures("pressed")
def test_a_long_one_is_stored_pressed_and_reads_the_same(
    ada: User, report: Report, as_ada: Client
) -> None:
    frozen = FrozenReport.objects.get(pk=freeze(ada, report).pk)
    assert "calf" not in frozen.content
    assert load_report(frozen) == report
    assert frozen.size == len(decompressed(frozen.content))
    assert frozen.sha256 in as_ada.get(reverse("frozen", args=[frozen.pk])).content.decode()


@pytest.mark.usefixtures("pressed")
@pytest.mark.parametrize("harm", ["deflate:", "deflate:%%%", "deflate:0000000000", "{}", ""])
def test_one_that_was_harmed_is_damaged_and_no_fault(
    ada: User, report: Report, as_ada: Client, harm: str
) -> None:
    frozen = freeze(ada, report)
    FrozenReport.objects.update(content=harm)
    frozen.refresh_from_db()
    with pytest.raises(DamagedError):
        load_report(frozen)
    assert as_ada.get(reverse("frozen", args=[frozen.pk])).status_code == 422
    assert as_ada.get(reverse("frozen_pdf", args=[frozen.pk])).status_code == 422


@pytest.mark.usefixtures("pressed")
def test_a_second_touch_freezes_once_also_a_long_one(ada: User, report: Report) -> None:
    first = freeze(ada, report)
    later = NOW + timedelta(seconds=20)
    again = build(read_report_input(ada, Preferences(owner=ada), "4", as_of=NOW), as_of=later)
    assert freeze(ada, again, later).pk == first.pk
    builders.episode(ada, movement=Movement.JERK)
    other = build(read_report_input(ada, Preferences(owner=ada), "4", as_of=NOW), as_of=later)
    assert freeze(ada, other, later).pk != first.pk


def test_pressing_takes_nothing_away() -> None:
    for text in (
        "",
        "a" * report_compression.PLAIN,
        "ä🙂" * report_compression.PLAIN,
        "deflate" * report_compression.PLAIN,
    ):
        assert decompressed(compressed(text)) == text
    assert (
        len(compressed("a note like others. " * report_compression.PLAIN))
        < report_compression.PLAIN
    )


def test_a_report_is_made_and_pressed_before_anybody_must_wait(
    as_ada: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = len(connection.savepoint_ids)

    for module, name in (
        (freeze_report, "to_json"),
        (freeze_report, "compressed"),
        (freeze_report, "digest"),
        (share_link, "make_password"),
    ):
        slow = getattr(module, name)
        monkeypatch.setattr(
            module,
            name,
            lambda *given, _slow=slow, **named: _outside(inside, _slow, *given, **named),
        )
    make(as_ada, passphrase="quiet calves")
    as_ada.post(reverse("freeze"), {"period": "8"})
    assert FrozenReport.objects.exists()


def _outside(inside: int, slow: Any, *given: Any, **named: Any) -> Any:
    assert len(connection.savepoint_ids) == inside, "in the transaction that stores it"
    return slow(*given, **named)


@pytest.mark.parametrize(
    ("bound", "says"),
    [
        ("MOST_REPORTS", "You have frozen as much as can be kept."),
        ("MOST_TEXT_OF_ALL", "You have frozen as much as can be kept."),
        ("MOST_TEXT", "This report is too long to be frozen. Choose a shorter period."),
    ],
)
def test_what_there_is_no_room_for_is_said_and_not_stored(
    as_ada: Client, report: Report, monkeypatch: pytest.MonkeyPatch, bound: str, says: str
) -> None:
    monkeypatch.setattr(report_limits, bound, 0)
    with pytest.raises(NoRoomError):
        draft_report(User.objects.get(), report, as_of=NOW)
    page = as_ada.post(reverse("freeze"), {"period": "4"}, follow=True)
    assert says in page.content.decode()
    fields = {
        "period": "4",
        "ends_on": "2026-07-22",
        "for_whom": "Dr Meyer",
        "passphrase": "quiet calves",
    }
    page = as_ada.post(reverse("share"), fields)
    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert 'value="Dr Meyer"' in text
    assert 'value="quiet calves"' in text
    assert not FrozenReport.objects.exists()


def test_links_that_work_are_bounded_and_those_that_ended_do_not_count(
    as_ada: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_limits, "MOST_LINKS", 2)
    for _turn in range(2):
        make(as_ada)
    page = as_ada.post(reverse("share"), {"period": "4", "ends_on": "2026-07-22"})
    assert page.status_code == 422
    assert "links work already" in page.content.decode()
    assert (ShareLink.objects.count(), FrozenReport.objects.count()) == (2, 2)
    ShareLink.objects.filter(pk=ShareLink.objects.latest("pk").pk).update(revoked_at=NOW)
    assert make(as_ada)


def test_eight_touches_make_one_link(as_ada: Client, report: Report) -> None:
    [form] = [
        form
        for form in post_forms(as_ada.get(reverse("share")).content.decode())
        if "/share/" in form.action
    ]
    fields = form.sends() | {"for_whom": "Dr Meyer"}
    pages = [as_ada.post(reverse("share"), fields) for _turn in range(8)]
    assert {page.status_code for page in pages} == {200}
    assert (ShareLink.objects.count(), FrozenReport.objects.count()) == (1, 1)


def test_a_link_keeps_its_latest_openings(
    as_ada: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(as_ada)
    link = ShareLink.objects.get()
    monkeypatch.setattr(share_link, "OPENINGS_KEPT", 5)
    for minute in range(12):
        note_opening(link, ShareOpening.What.PAGE, as_of=NOW + timedelta(minutes=minute))
    minutes = [opening.opened_at.minute for opening in ShareOpening.objects.order_by("opened_at")]
    assert minutes == [7, 8, 9, 10, 11]
