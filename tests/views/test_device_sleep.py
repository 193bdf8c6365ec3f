"""The page of device sleep: looked at first, stored when the person says so, deleted at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.actions.sleep_events import receive_event
from journal.files.pending_import import PendingImport
from journal.files.sleep_state import SleepFileState
from journal.models import FinishedImport, SecurityEvent, StoredSleep, UnfinishedImport
from journal.models.security_event import Happening
from journal.models.unfinished_import import UNDO_KEY
from journal.views import waiting_work as view
from journal.wording.device_sleep import short_source
from tests.device_sleep.exports import apple_xml, archive
from tests.views.brought_sleep import (
    BROUGHT_SLEEP_AT,
    NIGHT_TABLE,
    SLEEP,
    WATCH_EXPORT,
    WATCH_RECORDS,
    _own_folder,
    bring_sleep,
    take_step,
)

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db


def test_a_look_stores_nothing_and_says_what_the_file_holds(as_ada: Client) -> None:
    html = bring_sleep(as_ada, WATCH_EXPORT)
    for said in (
        "export.zip",
        "2 nights",
        "5 – 6 July 2026",
        "Ada’s Watch (Apple Health)",
        "Line 15",
        "“AsleepHalf” is no kind of sleep that is known here. It is left out.",
    ):
        assert said in html
    assert not StoredSleep.objects.exists()


def test_stored_it_says_so_and_is_taken_back_in_one_step(as_ada: Client, ada: User) -> None:
    html = take_step(as_ada, bring_sleep(as_ada, WATCH_EXPORT), "store")
    assert "Stored: 2 sleeps of a device." in html
    assert StoredSleep.objects.of(ada).count() == 2
    undo = f"/import/{FinishedImport.objects.get().pk}/undo/"
    assert f'action="{undo}"' in html
    as_ada.post(undo)
    assert not StoredSleep.objects.exists()
    assert SecurityEvent.objects.filter(owner=ada, kind=Happening.IMPORTED).count() == 1


def test_the_same_file_again_has_nothing_new(as_ada: Client) -> None:
    take_step(as_ada, bring_sleep(as_ada, WATCH_EXPORT), "store")
    html = bring_sleep(as_ada, WATCH_EXPORT)
    assert "Nothing new in this file" in html
    assert 'value="store"' not in html


def test_the_zone_is_asked_where_the_file_has_none_and_only_there(as_ada: Client) -> None:
    assert "Which time zone" not in bring_sleep(as_ada, WATCH_EXPORT)
    html = bring_sleep(as_ada, NIGHT_TABLE, "night.csv")
    assert "Which time zone were you in?" in html
    refused = take_step(as_ada, html, "zone", time_zone="Mars/Olympus")
    assert "Mars/Olympus" in refused
    html = take_step(as_ada, html, "zone", time_zone="America/New_York")
    take_step(as_ada, html, "store")
    assert StoredSleep.objects.get().starts_at == datetime(2026, 7, 6, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        apple_xml(*WATCH_RECORDS)[:-30],
        archive({"a.xml": apple_xml(*WATCH_RECORDS)})[:-50],
        b"hello, 100 % no sleep",
        b"happened_at,movement\n2026-07-07T02:15,twitch\n",
    ],
)
def test_a_file_that_is_no_sleep_is_refused_with_words(as_ada: Client, content: bytes) -> None:
    html = bring_sleep(as_ada, content, "100 % <b>.zip")
    assert 'class="refused"' in html
    assert "Nothing was stored." in html
    assert 'value="store"' not in html
    assert "Choose another file" in html
    assert "was put away" in take_step(as_ada, html, "drop")
    assert not StoredSleep.objects.exists()


def test_a_file_larger_than_the_setting_is_refused_by_its_size(
    as_ada: Client, settings: Any
) -> None:
    settings.SLEEP_FILE_MEGABYTES, settings.LARGER_UPLOADS = 7, {"device_sleep": 20}
    html = bring_sleep(as_ada, WATCH_EXPORT)
    assert "This file is larger than 7 MB." in html
    assert "Up to 7 MB." in html


def test_a_large_file_is_a_task_and_the_page_says_how_far_it_is(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "LARGEST_AT_ONCE", 0)
    pages: list[tuple[str, str]] = []
    tell = PendingImport.tell

    def listening(self: PendingImport, stage: str, done: int, of: int) -> None:
        tell(self, stage, done, of)
        assert as_ada.get(f"{SLEEP}progress/").json()["stage"] == stage
        answer = as_ada.get(SLEEP)
        pages.append((stage, answer.get("Refresh", "")))

    monkeypatch.setattr(PendingImport, "tell", listening)
    html = take_step(as_ada, bring_sleep(as_ada, WATCH_EXPORT), "store")
    assert "Stored: 2 sleeps" in html
    assert {stage for stage, _again in pages} == {"reading", "storing"}
    assert ("reading", "2") in pages
    assert StoredSleep.objects.of(ada).count() == 2


def test_a_page_about_another_file_stores_nothing(as_ada: Client) -> None:
    older = bring_sleep(as_ada, NIGHT_TABLE, "night.csv")
    bring_sleep(as_ada, WATCH_EXPORT)
    assert "By now another file is waiting" in take_step(as_ada, older, "store")
    assert not StoredSleep.objects.exists()


def test_a_step_after_the_last_does_nothing(as_ada: Client) -> None:
    html = bring_sleep(as_ada, WATCH_EXPORT)
    for step in ("store", "store"):
        assert "Stored: 2 sleeps" in take_step(as_ada, html, step)
    assert StoredSleep.objects.count() == 2


def test_nothing_that_was_said_of_a_file_stays_when_it_is_read_again() -> None:
    told = SleepFileState(
        name="export.zip",
        file="1a",
        zone="UTC",
        refusal="No.",
        refusal_values={"line": 3},
        is_kept_waiting=True,
        waits_for_undo=True,
        stored=3,
        undo=4,
    )
    assert told.to_be_read() == SleepFileState(name="export.zip", file="1a", zone="UTC")
    assert told.to_be_read("Asia/Tokyo").zone == "Asia/Tokyo"


def test_another_zone_ends_what_was_said_of_an_import_under_way(as_ada: Client, ada: User) -> None:
    html = bring_sleep(as_ada, NIGHT_TABLE, "night.csv")
    spans = {"table": "journal_episode", "first": 1, "last": 5, "beat_at": BROUGHT_SLEEP_AT}
    UnfinishedImport.objects.create(owner=ada, **spans)
    waiting = take_step(as_ada, html, "store")
    assert "still under way" in waiting
    UnfinishedImport.objects.all().delete()
    again = take_step(as_ada, waiting, "zone", time_zone="America/New_York")
    assert "still under way" not in again


def test_a_diary_that_waits_is_left_alone(as_ada: Client, ada: User) -> None:
    diary = PendingImport(ada)
    diary.keep([b"happened_at\n"])
    bring_sleep(as_ada, WATCH_EXPORT)
    with diary.open() as file:
        assert file.read() == b"happened_at\n"


def test_all_of_it_is_deleted_in_one_step_and_nobody_elses(
    as_ada: Client, as_ben: Client, ben: User
) -> None:
    for client in (as_ada, as_ben):
        take_step(client, bring_sleep(client, WATCH_EXPORT), "store")
    assert "Delete all device sleep" in as_ada.get(SLEEP).content.decode()
    answer = as_ada.post(f"{SLEEP}delete/", follow=True)
    assert "Deleted for good: 2 sleeps of a device." in answer.content.decode()
    assert StoredSleep.objects.of(ben).count() == StoredSleep.objects.count() == 2


def test_not_while_another_import_is_under_way(as_ada: Client, ada: User) -> None:
    html = bring_sleep(as_ada, WATCH_EXPORT)
    spans = {"table": "journal_episode", "first": 1, "last": 5, "beat_at": BROUGHT_SLEEP_AT}
    UnfinishedImport.objects.create(owner=ada, **spans)
    waiting = take_step(as_ada, html, "store")
    assert "still under way" in waiting
    UnfinishedImport.objects.update(key=f"{UNDO_KEY}1")
    undone = take_step(as_ada, waiting, "store")
    assert "An earlier import of yours is being taken back. Nothing was stored" in undone
    assert "still under way" not in undone
    answer = as_ada.post(f"{SLEEP}delete/", follow=True)
    assert "Nothing was deleted." in answer.content.decode()


def test_a_sleep_under_way_is_told_with_its_rule_and_can_be_deleted(
    as_ada: Client, ada: User
) -> None:
    assert "A sleep is under way" not in as_ada.get(SLEEP).content.decode()
    receive_event(ada, "sleep_tracking_started", timezone.now())
    html = as_ada.get(SLEEP).content.decode()
    for said in ("A sleep is under way", "1 message by now", "16 hours", "when each was received"):
        assert said in html
    as_ada.post(f"{SLEEP}delete/")
    assert "A sleep is under way" not in as_ada.get(SLEEP).content.decode()


def test_a_sleep_of_messages_says_that_their_times_are_those_of_receipt(
    as_ada: Client, ada: User
) -> None:
    start = timezone.now() - timedelta(hours=9)
    for hours, event in enumerate(("sleep_tracking_started", "rem", "sleep_tracking_stopped")):
        receive_event(ada, event, start + timedelta(hours=3 * hours))
    said = "Sleep as Android, by time of receipt"
    assert said in as_ada.get(SLEEP).content.decode()
    sleep = StoredSleep.objects.of(ada).get().sleep
    assert short_source(sleep) == said
