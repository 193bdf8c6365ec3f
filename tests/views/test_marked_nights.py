"""An entry in a night marked "no twitches": it counts, it is said wherever it is stored or seen,
and can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Episode, NightRecord, Preferences
from journal.nights import NightState
from journal.pages.week import week_nights
from journal.reading.week import read_week
from tests import builders
from tests.forms import post_forms

# Tuesday 09:00 in Berlin; last night is the night of Monday the 6th.
NOW = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
LAST = date(2026, 7, 6)
SAID = "You had marked Mon to Tue, 6–7 Jul “no twitches”. Now it counts as a night with entries."
AGAIN = "Mon to Tue, 6–7 Jul counts as “no twitches” again."


@pytest.fixture(autouse=True)
def _morning(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mark(ada: User) -> NightRecord:
    return NightRecord.objects.create(
        owner=ada, night_of=LAST, recorded_at=NOW - timedelta(hours=1)
    )


def undo(client: Client, page: str) -> str:
    """Press the notice's "Undo"; the page that follows."""
    undo = re.search(r'class="message message-info">.*?action="([^"]+)"', page, re.S)
    assert undo, page
    return client.post(undo.group(1), follow=True).content.decode()


def state(person: User) -> NightState:
    return week_nights(read_week(person, as_of=NOW, zone=builders.zone()))[0].state


def log(client: Client, **fields: str) -> str:
    fields = {
        "client_id": "a-1",
        "at": "2026-07-07T02:15",
        "ago": "at",
        "movement": "twitch",
        "time_zone": builders.ZONE,
    }
    return client.post(reverse("log"), fields | fields, follow=True).content.decode()


def move(client: Client, episode: Episode) -> str:
    """Move the entry to 02:15 on the 7th, with the form as a browser sends it; the page that
    follows.
    """
    address = reverse("edit", args=[episode.pk])
    [form] = [
        form for form in post_forms(client.get(address).content.decode()) if "at" in form.sends()
    ]
    fields = form.sends() | {"at": ["2026-07-07T02:15"], "movement": ["twitch"]}
    return client.post(address, fields, follow=True).content.decode()


def test_the_form_says_it_and_undo_brings_the_mark_back(
    as_ada: Client, ada: User, mark: NightRecord
) -> None:
    page = log(as_ada)
    assert f"Saved. {SAID}" in page
    assert state(ada) is NightState.EPISODES
    after = undo(as_ada, page)
    assert f"Moved to the trash. {AGAIN}" in after
    assert state(ada) is NightState.NONE
    assert f"Back in your diary. {SAID}" in undo(as_ada, after)


def test_a_night_that_was_not_marked_needs_no_word(as_ada: Client, ada: User) -> None:
    page = log(as_ada)
    assert "You had marked" not in page
    assert "counts as" not in undo(as_ada, page)


def test_what_is_remembered_says_it(as_ada: Client, ada: User, mark: NightRecord) -> None:
    fields = {"part": "in_the_night", "key": "k-1"}
    page = as_ada.post(reverse("remember"), fields, follow=True).content.decode()
    assert re.search(rf"Saved: [^.,]*, [^.,]*\. {SAID}", page)
    assert AGAIN in undo(as_ada, page)
    page = as_ada.post(reverse("remember"), fields, follow=True).content.decode()
    assert "This was saved before, and lies in the trash." in page
    undo(as_ada, page)
    assert state(ada) is NightState.EPISODES


def test_an_entry_moved_into_the_night_says_it_and_undo_puts_it_back(
    as_ada: Client, ada: User, mark: NightRecord
) -> None:
    episode = builders.episode(ada, happened_at=builders.WHEN - timedelta(days=1))
    NightRecord.objects.create(owner=ada, night_of=date(2026, 7, 5), recorded_at=NOW)
    page = move(as_ada, episode)
    assert f"Changed. {SAID} Sun to Mon, 5–6 Jul counts as “no twitches” again." in page
    after = undo(as_ada, page)
    assert "The entry is back at the time that it had." in after
    assert AGAIN in after
    stored = Episode.objects.get()
    assert (stored.happened_at, stored.night_of) == (episode.happened_at, date(2026, 7, 5))
    assert "changed again since" in undo(as_ada, page)


def test_a_forged_address_puts_nothing_back(
    as_ada: Client, as_ben: Client, ada: User, mark: NightRecord
) -> None:
    first, second = (
        builders.episode(ada, happened_at=builders.WHEN - timedelta(days=1)) for _number in range(2)
    )
    page = move(as_ada, first)
    address = re.search(r"/put-back/[^\"]+", page)
    assert address
    assert as_ada.post(f"/episodes/{first.pk}/put-back/guessed/").status_code == 404
    assert as_ben.post(f"/episodes/{first.pk}{address.group()}").status_code == 404
    as_ada.post(f"/episodes/{second.pk}{address.group()}")
    second.refresh_from_db()
    assert second.happened_at == builders.WHEN - timedelta(days=1)


@pytest.mark.parametrize("page", ["morning", "dashboard", "nights", "diary"])
def test_a_touch_that_arrives_later_is_said_on_every_day_page(
    as_ada: Client, ada: User, mark: NightRecord, page: str
) -> None:
    builders.episode(ada)
    text = as_ada.get(reverse(page)).content.decode()
    assert re.search("[Yy]ou had marked (this night|it) “no twitches”", text)
    assert 'name="nothing" value="2026-07-06"' in text


def test_no_twitches_after_all_takes_the_entries_to_the_trash(
    as_ada: Client, ada: User, mark: NightRecord
) -> None:
    builders.episode(ada)
    builders.episode(ada)
    assert 'name="again" value="2026-07-06 2"' in as_ada.get(reverse("morning")).content.decode()
    builders.episode(ada)
    for value, answer in (
        ("2026-07-06 2", "have changed since"),
        ("2026-07-05 0", "is not marked"),
        ("soon 1", "Write the night as a date"),
        ("2026-07-06 3", f"3 entries moved to the trash. {AGAIN}"),
    ):
        assert (
            answer in as_ada.post(reverse("nights"), {"again": value}, follow=True).content.decode()
        )
    assert state(ada) is NightState.NONE
    assert Episode.objects.of(ada).trashed().count() == 3


def test_taking_the_mark_back_leaves_the_entries_and_says_so(
    as_ada: Client, ada: User, mark: NightRecord
) -> None:
    builders.episode(ada)
    page = as_ada.post(reverse("nights"), {"nothing": "2026-07-06"}, follow=True).content.decode()
    assert "Undone. Mon to Tue, 6–7 Jul keeps its 1 entry." in page
    assert "had marked" not in as_ada.get(reverse("morning")).content.decode()


@pytest.mark.parametrize(
    ("entries", "marked", "sentence"),
    [
        (0, False, "stays “not recorded”"),
        (2, False, "keeps its 2 entries."),
        (0, True, "had marked this night"),
    ],
)
def test_not_knowing_says_what_stays(
    as_ada: Client, ada: User, entries: int, marked: bool, sentence: str
) -> None:
    for _number in range(entries):
        builders.episode(ada)
    if marked:
        NightRecord.objects.create(owner=ada, night_of=LAST, recorded_at=NOW)
    page: Any = as_ada.post(reverse("morning"), {"does_not_know": "1"}, follow=True)
    assert sentence in page.content.decode()


def test_a_second_entry_in_a_marked_night_changes_nothing_about_the_mark(
    as_ada: Client, ada: User, mark: NightRecord
) -> None:
    builders.episode(ada)
    assert "Now it counts" not in log(as_ada)
    page = as_ada.post(
        reverse("remember"), {"part": "in_the_night", "key": "k-1"}, follow=True
    ).content.decode()
    assert "Saved: Mon to Tue" in page
    assert "Now it counts" not in page
