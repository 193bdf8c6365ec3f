"""Two connections to a server of PostgreSQL's at the same instant: what holds between rows holds.

SQLite has one writer by itself; docs/adr/0249 says how this is so there too.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.night import mark_quiet
from journal.actions.record import Outcome, ReceivedEntry, record, record_each
from journal.actions.security_events import note_event
from journal.devices import Device
from journal.files.import_diary import store
from journal.models import Episode, NightRecord, UnfinishedImport
from journal.models.security_event import Happening, SecurityEvent
from tests import builders
from tests.imports import small_pieces, text
from tests.twitchlog.database.postgresql.writers import at_once

__all__ = ["small_pieces"]

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
TIMES = 4


def test_an_entry_that_is_sent_by_two_at_once_is_stored_once(ada: User) -> None:
    entry = builders.entry(id="the-same")
    given = at_once(*[lambda: record(ada, entry, source="web", as_of=NOW)[1]] * TIMES)
    assert sorted(given) == [False] * (TIMES - 1) + [True]
    assert Episode.objects.of(ada).count() == 1


def test_so_are_several_in_one_request(ada: User) -> None:
    received = [ReceivedEntry(entry=builders.entry(id=f"e{number}")) for number in range(3)]

    def send() -> set[Outcome]:
        return {each for each, _ in record_each(ada, received, source="web", as_of=NOW)}

    given = at_once(*[send] * TIMES)
    assert given.count({Outcome.NEW}) == 1
    assert given.count({Outcome.KNOWN}) == TIMES - 1
    assert Episode.objects.of(ada).count() == len(received)


@pytest.mark.usefixtures("small_pieces")
def test_one_diary_is_brought_at_a_time(ada: User) -> None:
    def bring() -> object:
        return store(ada, io.BytesIO(text().encode()), default_zone="UTC", as_of=NOW)

    given = at_once(*[bring] * TIMES)
    failed = [each for each in given if isinstance(each, Exception)]
    assert all(isinstance(each, ImportUnderWayError) for each in failed), failed
    assert len(failed) < TIMES
    once = len(json.loads(text())["episodes"])
    assert Episode.objects.of(ada).count() == once == Episode.objects.with_hidden(ada).count()
    assert not UnfinishedImport.objects.exists()


@pytest.mark.usefixtures("small_pieces")
def test_two_people_bring_theirs_at_once_under_keys_of_their_own(ada: User, ben: User) -> None:
    def bring(person: User) -> object:
        return store(person, io.BytesIO(text().encode()), default_zone="UTC", as_of=NOW)

    given = at_once(lambda: bring(ada), lambda: bring(ben))
    assert not [each for each in given if isinstance(each, Exception)]
    once = len(json.loads(text())["episodes"])
    assert [Episode.objects.of(person).count() for person in (ada, ben)] == [once, once]
    assert builders.episode(ada).pk > Episode.objects.of(ben).order_by("pk").last().pk  # type: ignore[union-attr]


def test_of_two_first_visitors_one_makes_the_first_account() -> None:
    def sign_up(name: str) -> int:
        fields = {"username": name, "password1": builders.PASSWORD}
        return int(Client().post("/account/signup/", fields).status_code)

    given = at_once(lambda: sign_up("ada"), lambda: sign_up("ben"), lambda: sign_up("cleo"))
    assert User.objects.count() == 1, given
    assert given.count(302) == 1, given


def test_what_is_counted_by_day_is_counted_each_time(ada: User) -> None:
    nobody = Device("", "")

    def note() -> None:
        note_event(ada.pk, Happening.WRONG_ANSWER, NOW, device=nobody)

    assert at_once(*[note] * TIMES) == [None] * TIMES
    [event] = SecurityEvent.objects.of(ada)
    assert event.number == TIMES


def test_a_night_is_marked_by_two_at_once(ada: User) -> None:
    night = date(2026, 7, 6)
    given = at_once(*[lambda: mark_quiet(ada, night, NOW)] * TIMES)
    assert not [each for each in given if isinstance(each, Exception)]
    assert NightRecord.objects.of(ada).count() == 1
