"""The diary: nights, and what is in them and between them."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.anatomy import Side
from journal.models import Preferences
from journal.nights import NightState
from journal.observations import Movement, NoticedBy, Phase, Woke
from tests import builders
from tests.views.diary_page import DIARY, NOW, nights, on, quiet, states


@pytest.fixture(autouse=True)
def _afternoon(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def test_entries_stand_in_their_nights_newest_first(ada: User, as_ada: Client) -> None:
    evening, small_hours = (
        builders.episode(ada, happened_at=on(6, 21)),
        builders.episode(ada, happened_at=on(7, 1)),
    )
    before = builders.episode(
        ada, happened_at=on(6, 9)
    )  # 11:00 in Berlin: still the night of the 5th
    shown_nights = nights(as_ada)
    assert [(night.title, [row.pk for row in night.rows]) for night in shown_nights] == [
        ("Mon to Tue, 6–7 Jul", [small_hours.pk, evening.pk]),
        ("Sun to Mon, 5–6 Jul", [before.pk]),
    ]


def test_a_night_is_never_torn_apart_by_a_journey(ada: User, as_ada: Client) -> None:
    tokyo = builders.episode(
        ada, happened_at=on(5, 4), time_zone="Asia/Tokyo"
    )  # 13:00: night of the 5th
    berlin = builders.episode(ada, happened_at=on(5, 5))  # later, but 07:00: night of the 4th
    again = builders.episode(ada, happened_at=on(5, 6), time_zone="Asia/Tokyo")
    with_rows = [night for night in nights(as_ada) if night.rows]
    assert [[row.pk for row in night.rows] for night in with_rows] == [
        [again.pk, tokyo.pk],
        [berlin.pk],
    ]
    assert "Time in Asia/Tokyo" in with_rows[0].rows[0].words.details
    assert "Time in" not in with_rows[1].rows[0].words.details


def test_a_row_says_all_that_was_recorded_in_lay_words(ada: User, as_ada: Client) -> None:
    builders.episode(
        ada,
        movement=Movement.JERK,
        muscle="calf",
        side=Side.LEFT,
        phase=Phase.ASLEEP,
        woke=Woke.NO,
        duration_seconds=3690,
        count=12,
        intensity=7,
        noticed_by=NoticedBy.PARTNER,
        note="  first line\nsecond",
    )
    builders.episode(ada, happened_at=on(5))
    full, bare = [night.rows[0] for night in nights(as_ada) if night.rows]
    assert (full.words.time, full.words.movement, full.words.place, full.words.note) == (
        "02:15",
        "Jerk",
        "Calf, left",
        "first line\nsecond",
    )
    assert full.words.details == (
        "Asleep · Woke me: No · 1 h 1 min 30 s · 12 times · Strength 7 of 10 · Noticed by "
        "somebody beside me"
    )
    assert (bare.words.movement, bare.words.place, bare.words.details, bare.words.note) == (
        "Something (type not recorded)",
        "",
        "",
        "",
    )


def test_matches_and_open_questions_are_labelled_unless_the_person_hides_them(
    ada: User, as_ada: Client
) -> None:
    builders.episode(ada, movement=Movement.TWITCH, muscle="erector_spinae")
    builders.episode(ada, movement=Movement.JERK)
    page = as_ada.get(DIARY).content.decode()
    assert '<span class="match-label">Twitching of the back</span>' in page
    assert '<span class="open-label">Did it wake you?</span>' in page
    Preferences.objects.update(show_matches=False)
    page = as_ada.get(DIARY).content.decode()
    assert "match-label" not in page
    assert "open-label" not in page
    assert 'name="match"' not in page


def test_just_after_saving_no_match_is_shown(ada: User, as_ada: Client) -> None:
    for number in range(26):
        builders.episode(
            ada, movement=Movement.TWITCH, muscle="erector_spinae", happened_at=on(6, number % 20)
        )
    page = as_ada.get(DIARY + "?quiet=1")
    assert "match-label" not in page.content.decode()
    assert "Show them" in page.content.decode()
    assert "?quiet=1&older=" in unescape(page.content.decode())


def test_nights_between_are_quiet_or_not_recorded_and_look_different(
    ada: User, as_ada: Client
) -> None:
    builders.episode(ada, happened_at=on(4))
    builders.episode(ada, happened_at=on(20, month=6))
    quiet(ada, 5)
    assert states(nights(as_ada)) == [
        ("Mon to Tue, 6–7 Jul", NightState.NOT_RECORDED),
        ("Sun to Mon, 5–6 Jul", NightState.NONE),
        ("Sat to Sun, 4–5 Jul", NightState.NOT_RECORDED),
        ("Fri to Sat, 3–4 Jul", NightState.EPISODES),
        ("Thu to Fri, 2–3 Jul", NightState.NOT_RECORDED),
        ("Wed to Thu, 1–2 Jul", NightState.NOT_RECORDED),
        ("Tue to Wed, 30 Jun – 1 Jul", NightState.NOT_RECORDED),
        ("10 nights, 20 June to 29 June", NightState.NOT_RECORDED),
        ("Fri to Sat, 19–20 Jun", NightState.EPISODES),
    ]
    page = as_ada.get(DIARY).content.decode()
    assert "night-none" in page
    assert "night-not_recorded" in page


def test_only_nights_of_the_last_week_have_a_button(ada: User, as_ada: Client) -> None:
    builders.episode(ada, happened_at=on(20, month=6))
    quiet(ada, 5)
    with_button = [night.night for night in nights(as_ada) if night.night and not night.rows]
    assert with_button == [f"2026-07-0{day}" for day in (6, 5, 4, 3, 2, 1)] + ["2026-06-30"]


def test_quiet_nights_before_the_first_entry_are_shown_too(ada: User, as_ada: Client) -> None:
    builders.episode(ada)
    quiet(ada, 3)
    assert states(nights(as_ada))[-1] == ("Fri to Sat, 3–4 Jul", NightState.NONE)


def test_a_diary_of_quiet_nights_alone_is_a_diary(ada: User, as_ada: Client) -> None:
    quiet(ada, 5, 6)
    assert states(nights(as_ada)) == [
        ("Mon to Tue, 6–7 Jul", NightState.NONE),
        ("Sun to Mon, 5–6 Jul", NightState.NONE),
    ]


def test_an_empty_diary_shows_how_to_begin(as_ada: Client) -> None:
    page = as_ada.get(DIARY).content.decode()
    assert "Your diary is empty" in page
    assert reverse("log") in page


def test_the_diary_of_others_is_not_shown(ada: User, as_ben: Client) -> None:
    builders.episode(ada)
    quiet(ada, 5)
    assert nights(as_ben) == []


def test_the_diary_is_only_read(as_ada: Client) -> None:
    assert as_ada.post(DIARY).status_code == 405


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(DIARY)["Location"].startswith(reverse("account_login"))
