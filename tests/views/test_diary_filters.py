"""The diary's filters: what they leave, what they say, and that links remember them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Preferences
from journal.nights import NightState
from journal.observations import CalledBack, Movement, Woke
from tests import builders
from tests.views.diary_page import DIARY, NOW, nights, on, quiet, shown, states


@pytest.fixture(autouse=True)
def _afternoon(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def stock(ada: User) -> dict[str, int]:
    """One entry of each kind that a filter looks for, by name."""
    return {
        name: builders.episode(ada, happened_at=on(6, hour), **fields).pk
        for hour, (name, fields) in enumerate(
            {
                "spine": {
                    "movement": Movement.TWITCH,
                    "muscle": "erector_spinae",
                    "note": "Wie ÄTHER, 100%",
                },
                "neck": {"movement": Movement.TWITCH, "muscle": "neck_back"},
                "called": {
                    "movement": Movement.TWITCH,
                    "muscle": "neck_back",
                    "called_back": CalledBack.YES,
                },
                "jerk": {
                    "movement": Movement.JERK,
                    "muscle": "calf",
                    "woke": Woke.ASLEEP,
                    "note": "ΣΊΣΥΦΟΣ",
                },
                "open": {"movement": Movement.JERK, "muscle": "soleus"},
                "bare": {},
            }.items()
        )
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("movement=twitch", "called neck spine"),
        ("movement=not_recorded", "bare"),
        ("region=calf", "open jerk"),
        ("region=not_recorded", "bare"),
        ("match=back_muscles", "called spine"),
        ("match=jerk_woke_me", "jerk"),
        ("asks=woke", "open"),
        ("asks=back", "neck"),
        ("asks=muscle", "bare"),
        ("q=äther", "spine"),
        ("q=σίσυφος", "jerk"),
        ("q=100%25", "spine"),
        ("q=_", ""),
        ("movement=twitch&match=back_muscles&q=WIE", "spine"),
        ("first=2026-07-06", ""),
        ("last=2026-07-04", ""),
        ("first=2026-07-05&last=2026-07-05", "bare open jerk called neck spine"),
    ],
)
def test_filters(ada: User, as_ada: Client, query: str, names: str) -> None:
    pks = stock(ada)
    assert shown(as_ada, f"?{query}") == [pks[name] for name in names.split()]


def test_a_filtered_diary_says_nothing_of_nights_without_an_entry(
    ada: User, as_ada: Client
) -> None:
    stock(ada)
    assert {night.state for night in nights(as_ada, "?movement=jerk")} == {NightState.EPISODES}
    assert "No entry fits." in as_ada.get(DIARY + "?q=nowhere").content.decode()


def test_a_period_alone_shows_all_its_nights(ada: User, as_ada: Client) -> None:
    builders.episode(ada, happened_at=on(4))
    quiet(ada, 1)
    assert states(nights(as_ada, "?first=2026-07-01&last=2026-07-04")) == [
        ("Sat to Sun, 4–5 Jul", NightState.NOT_RECORDED),
        ("Fri to Sat, 3–4 Jul", NightState.EPISODES),
        ("Thu to Fri, 2–3 Jul", NightState.NOT_RECORDED),
        ("Wed to Thu, 1–2 Jul", NightState.NONE),
    ]


def test_filters_are_remembered_in_links(ada: User, as_ada: Client) -> None:
    for minute in range(30):
        builders.episode(ada, happened_at=on(6) + timedelta(minutes=minute), note="a & b")
    page = as_ada.get(DIARY + "?q=a+%26+b&movement=")
    assert "?q=a+%26+b&older=" in unescape(page.content.decode())
    assert len(shown(as_ada, f"?q=a+%26+b&older={page.context['page'].older}")) == 5


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("movement=tic", "movement", "“tic” is not one of the choices."),
        ("region=moon", "region", "“moon” is not one of the choices."),
        ("match=too_many", "match", "“too_many” is not one of the choices."),
        ("asks=why", "asks", "“why” is not one of the choices."),
        ("first=yesterday", "first", "Write the night as a date, like 2026-07-06."),
        (
            "first=2026-07-05&last=2026-07-04",
            "last",
            "This night is before the one from which the period starts.",
        ),
    ],
)
def test_a_wrong_filter_is_said_and_shows_nothing(
    ada: User, as_ada: Client, query: str, field: str, sentence: str
) -> None:
    builders.episode(ada)
    page = as_ada.get(f"{DIARY}?{query}")
    assert page.context["form"].errors[field] == [sentence]
    assert "No entries are shown until what is marked above is put right." in page.content.decode()
    assert 'class="entry"' not in page.content.decode()
