"""A long diary is shown in pages, there and back, and costs the same whatever its length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Episode, Preferences
from tests import builders
from tests.views.diary_page import DIARY, NOW, on, shown


@pytest.fixture(autouse=True)
def _afternoon(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def many(owner: User, number: int) -> list[int]:
    """Entries of which each five share an instant, newest first as the diary orders them."""
    now = datetime.now(UTC)
    episodes = Episode.objects.bulk_create(
        Episode(
            owner=owner,
            client_id=f"many-{n}",
            source="import",
            recorded_at=now,
            time_zone=builders.ZONE,
            happened_at=on(6) - timedelta(hours=n // 5),
            night_of=builders.night_of(on(6) - timedelta(hours=n // 5)),
        )
        for n in range(number)
    )
    return [
        episode.pk
        for episode in sorted(
            episodes,
            key=lambda episode: (episode.night_of, episode.happened_at, episode.pk),
            reverse=True,
        )
    ]


def test_pages_hold_every_entry_once_there_and_back(ada: User, as_ada: Client) -> None:
    pks = many(ada, 68)
    pages, query = [], ""
    while True:
        answer = as_ada.get(DIARY + query)
        pages.append(shown(as_ada, query))
        if not answer.context["page"].older:
            break
        query = f"?older={answer.context['page'].older}"
    assert [len(page) for page in pages] == [25, 25, 18]
    assert [pk for page in pages for pk in page] == pks
    back = []
    while newer := answer.context["page"].newer:
        query = f"?newer={newer}"
        back.append(shown(as_ada, query))
        answer = as_ada.get(DIARY + query)
    assert back == [pages[1], pages[0]]


def test_nights_between_two_pages_are_shown_once_in_either_direction(
    ada: User, as_ada: Client
) -> None:
    for day in (6, 2):
        for minute in range(25):
            builders.episode(ada, happened_at=on(day) + timedelta(minutes=minute))
    builders.episode(ada, happened_at=on(1, month=6))
    first = as_ada.get(DIARY).context
    second = as_ada.get(f"{DIARY}?older={first['page'].older}").context
    assert [night.title for night in second["page"].nights] == [
        "Sat to Sun, 4–5 Jul",
        "Fri to Sat, 3–4 Jul",
        "Thu to Fri, 2–3 Jul",
        "Wed to Thu, 1–2 Jul",
    ]
    third = as_ada.get(f"{DIARY}?older={second['page'].older}").context
    assert [night.title for night in third["page"].nights][-2:] == [
        "29 nights, 1 June to 29 June",
        "Sun to Mon, 31 May – 1 Jun",
    ]
    again = as_ada.get(f"{DIARY}?newer={third['page'].newer}").context
    assert again["page"].nights == second["page"].nights


def test_a_link_to_an_entry_that_is_gone_still_leads_on(ada: User, as_ada: Client) -> None:
    pks = many(ada, 30)
    older = as_ada.get(DIARY).context["page"].older
    Episode.objects.filter(pk=older.pk).delete()
    assert shown(as_ada, f"?older={older}") == pks[25:]
    Episode.objects.all().delete()
    page = as_ada.get(f"{DIARY}?older={older}")
    assert "Nothing older." in page.content.decode()
    assert "Your diary is empty" in as_ada.get(f"{DIARY}?newer={older}").content.decode()


@pytest.mark.parametrize(
    "place",
    ["", "x", "2026-07-06_1_x", "2026-07-06_" + "9" * 30 + "_1", "2026-07-06_1_" + "9" * 30],
)
def test_a_spoilt_link_shows_the_newest_and_says_so(ada: User, as_ada: Client, place: str) -> None:
    episode = builders.episode(ada)
    page = as_ada.get(f"{DIARY}?older={place}")
    assert "That place in the diary was not found." in page.content.decode()
    assert shown(as_ada, f"?older={place}") == [episode.pk]


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("query", ["", "?match=back_muscles&q=x&region=back", "?first=2026-01-01"])
def test_the_diary_costs_the_same_whatever_its_length(
    ada: User, as_ada: Client, number: int, query: str, django_assert_max_num_queries: Any
) -> None:
    many(ada, number)
    with django_assert_max_num_queries(
        4
    ):  # session, person with preferences, entries, quiet nights
        as_ada.get(DIARY + query)


@pytest.mark.sqlite
def test_deep_pages_are_found_through_the_index(ada: User, as_ada: Client) -> None:
    many(ada, 60)
    older = as_ada.get(DIARY).context["page"].older
    plan = Episode.objects.of(ada).kept().filter(older.older).newest_night_first()[:26].explain()
    assert "episode_by_night (owner_id=? AND night_of<?)" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "night", ["9999-12-31", "3026-12-31", "2026-07-09", "0001-01-01", "1899-12-31"]
)
@pytest.mark.parametrize("way", ["older", "newer"])
def test_a_position_that_no_diary_has_leads_to_the_first_page(
    as_ada: Client, ada: User, night: str, way: str
) -> None:
    builders.episode(ada, happened_at=NOW - timedelta(days=400))
    answer, first = as_ada.get(f"{DIARY}?{way}={night}_0_1"), as_ada.get(DIARY)
    assert answer.context["page"].lost
    assert [night.title for night in answer.context["page"].nights] == [
        night.title for night in first.context["page"].nights
    ]
