"""The diary: nights, pages, filters, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.anatomy import Side
from journal.models import Episode, NightRecord, Preferences
from journal.nights import NightState
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.pages.diary import Night
from tests import builders

# Tuesday 14:00 in Berlin; last night was the night of Monday the 6th.
NOW = datetime(2026, 7, 7, 12, 0, tzinfo=UTC)
DIARY = "/episodes/"


@pytest.fixture(autouse=True)
def _afternoon(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def on(day: int, hour: int = 1, month: int = 7) -> datetime:
    """An hour (UTC) of a day of 2026."""
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


def nights(client: Client, query: str = "") -> list[Night]:
    found: list[Night] = client.get(DIARY + query).context["nights"]
    return found


def shown(client: Client, query: str = "") -> list[int]:
    """The entries on the page, in its order."""
    return [row.pk for night in nights(client, query) for row in night.rows]


def states(found: Iterable[Night]) -> list[tuple[str, NightState]]:
    return [(night.title, night.state) for night in found]


def quiet(owner: User, *days: int) -> None:
    for day in days:
        NightRecord.objects.create(owner=owner, night_of=date(2026, 7, day), recorded_at=NOW)


def test_entries_stand_in_their_nights_newest_first(ada: User, as_ada: Client) -> None:
    evening, small_hours = builders.episode(ada, happened_at=on(6, 21)), builders.episode(ada, happened_at=on(7, 1))
    before = builders.episode(ada, happened_at=on(6, 9))  # 11:00 in Berlin: still the night of the 5th
    found = nights(as_ada)
    assert [(night.title, [row.pk for row in night.rows]) for night in found] == [
        ("Night of Mon 6 July", [small_hours.pk, evening.pk]),
        ("Night of Sun 5 July", [before.pk]),
    ]


def test_a_night_is_never_torn_apart_by_a_journey(ada: User, as_ada: Client) -> None:
    tokyo = builders.episode(ada, happened_at=on(5, 4), time_zone="Asia/Tokyo")  # 13:00: night of the 5th
    berlin = builders.episode(ada, happened_at=on(5, 5))  # later, but 07:00: night of the 4th
    again = builders.episode(ada, happened_at=on(5, 6), time_zone="Asia/Tokyo")
    with_rows = [night for night in nights(as_ada) if night.rows]
    assert [[row.pk for row in night.rows] for night in with_rows] == [[again.pk, tokyo.pk], [berlin.pk]]
    assert "Time in Asia/Tokyo" in with_rows[0].rows[0].details
    assert "Time in" not in with_rows[1].rows[0].details


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
    assert (full.time, full.what, full.place, full.note) == ("02:15", "Jerk", "Calf, left", "first line\nsecond")
    assert full.details == (
        "Asleep · Woke me: No · 1 h 1 min 30 s · 12 times · Strength 7 of 10 · Noticed by somebody beside me"
    )
    assert (bare.what, bare.place, bare.details, bare.note) == ("Something (type not recorded)", "", "", "")


def test_matches_and_open_questions_are_labelled_unless_the_person_hides_them(ada: User, as_ada: Client) -> None:
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
        builders.episode(ada, movement=Movement.TWITCH, muscle="erector_spinae", happened_at=on(6, number % 20))
    page = as_ada.get(DIARY + "?quiet=1")
    assert "match-label" not in page.content.decode()
    assert "Show them" in page.content.decode()
    assert "?quiet=1&older=" in unescape(page.content.decode())


def test_nights_between_are_quiet_or_not_recorded_and_look_different(ada: User, as_ada: Client) -> None:
    builders.episode(ada, happened_at=on(4))
    builders.episode(ada, happened_at=on(20, month=6))
    quiet(ada, 5)
    assert states(nights(as_ada)) == [
        ("Night of Mon 6 July", NightState.NOT_RECORDED),
        ("Night of Sun 5 July", NightState.NONE),
        ("Night of Sat 4 July", NightState.NOT_RECORDED),
        ("Night of Fri 3 July", NightState.EPISODES),
        ("Night of Thu 2 July", NightState.NOT_RECORDED),
        ("Night of Wed 1 July", NightState.NOT_RECORDED),
        ("Night of Tue 30 June", NightState.NOT_RECORDED),
        ("10 nights, 20 June to 29 June", NightState.NOT_RECORDED),
        ("Night of Fri 19 June", NightState.EPISODES),
    ]
    page = as_ada.get(DIARY).content.decode()
    assert "night-none" in page
    assert "night-not_recorded" in page


def test_only_nights_of_the_last_week_have_a_button(ada: User, as_ada: Client) -> None:
    builders.episode(ada, happened_at=on(20, month=6))
    quiet(ada, 5)
    with_button = [night.night for night in nights(as_ada) if night.night]
    assert with_button == [f"2026-07-0{day}" for day in (6, 5, 4, 3, 2, 1)] + ["2026-06-30"]


def test_quiet_nights_before_the_first_entry_are_shown_too(ada: User, as_ada: Client) -> None:
    builders.episode(ada)
    quiet(ada, 3)
    assert states(nights(as_ada))[-1] == ("Night of Fri 3 July", NightState.NONE)


def test_a_diary_of_quiet_nights_alone_is_a_diary(ada: User, as_ada: Client) -> None:
    quiet(ada, 5, 6)
    assert states(nights(as_ada)) == [
        ("Night of Mon 6 July", NightState.NONE),
        ("Night of Sun 5 July", NightState.NONE),
    ]


def test_an_empty_diary_shows_how_to_begin(as_ada: Client) -> None:
    page = as_ada.get(DIARY).content.decode()
    assert "Your diary is empty" in page
    assert reverse("log") in page


def many(owner: User, number: int) -> list[int]:
    """Entries of which each five share an instant, newest first as the diary orders them."""
    now = datetime.now(UTC)
    made = Episode.objects.bulk_create(
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
    return [one.pk for one in sorted(made, key=lambda one: (one.night_of, one.happened_at, one.pk), reverse=True)]


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


def test_nights_between_two_pages_are_shown_once_in_either_direction(ada: User, as_ada: Client) -> None:
    for day in (6, 2):
        for minute in range(25):
            builders.episode(ada, happened_at=on(day) + timedelta(minutes=minute))
    builders.episode(ada, happened_at=on(1, month=6))
    first = as_ada.get(DIARY).context
    second = as_ada.get(f"{DIARY}?older={first['page'].older}").context
    assert [night.title for night in second["nights"]] == [
        "Night of Sat 4 July",
        "Night of Fri 3 July",
        "Night of Thu 2 July",
        "Night of Wed 1 July",
    ]
    third = as_ada.get(f"{DIARY}?older={second['page'].older}").context
    assert [night.title for night in third["nights"]][-2:] == ["29 nights, 1 June to 29 June", "Night of Sun 31 May"]
    again = as_ada.get(f"{DIARY}?newer={third['page'].newer}").context
    assert again["nights"] == second["nights"]


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
    "place", ["", "x", "2026-07-06_1_x", "2026-07-06_" + "9" * 30 + "_1", "2026-07-06_1_" + "9" * 30]
)
def test_a_spoilt_link_shows_the_newest_and_says_so(ada: User, as_ada: Client, place: str) -> None:
    kept = builders.episode(ada)
    page = as_ada.get(f"{DIARY}?older={place}")
    assert "That place in the diary was not found." in page.content.decode()
    assert shown(as_ada, f"?older={place}") == [kept.pk]


def stock(ada: User) -> dict[str, int]:
    """One entry of each kind that a filter looks for, by name."""
    return {
        name: builders.episode(ada, happened_at=on(6, hour), **fields).pk
        for hour, (name, fields) in enumerate(
            {
                "spine": {"movement": Movement.TWITCH, "muscle": "erector_spinae", "note": "Wie ÄTHER, 100%"},
                "neck": {"movement": Movement.TWITCH, "muscle": "neck_back"},
                "called": {"movement": Movement.TWITCH, "muscle": "neck_back", "called_back": CalledBack.YES},
                "jerk": {"movement": Movement.JERK, "muscle": "calf", "woke": Woke.ASLEEP, "note": "ΣΊΣΥΦΟΣ"},
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


def test_a_filtered_diary_says_nothing_of_nights_without_an_entry(ada: User, as_ada: Client) -> None:
    stock(ada)
    assert {night.state for night in nights(as_ada, "?movement=jerk")} == {NightState.EPISODES}
    assert "No entry fits." in as_ada.get(DIARY + "?q=nowhere").content.decode()


def test_a_period_alone_shows_all_its_nights(ada: User, as_ada: Client) -> None:
    builders.episode(ada, happened_at=on(4))
    quiet(ada, 1)
    assert states(nights(as_ada, "?first=2026-07-01&last=2026-07-04")) == [
        ("Night of Sat 4 July", NightState.NOT_RECORDED),
        ("Night of Fri 3 July", NightState.EPISODES),
        ("Night of Thu 2 July", NightState.NOT_RECORDED),
        ("Night of Wed 1 July", NightState.NONE),
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
        ("first=2026-07-05&last=2026-07-04", "last", "This night is before the one from which the period starts."),
    ],
)
def test_a_wrong_filter_is_said_and_shows_nothing(
    ada: User, as_ada: Client, query: str, field: str, sentence: str
) -> None:
    builders.episode(ada)
    page = as_ada.get(f"{DIARY}?{query}")
    assert page.context["form"].errors[field] == [sentence]
    assert "No entries are shown until what is marked above is mended." in page.content.decode()
    assert 'class="entry"' not in page.content.decode()


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("query", ["", "?match=back_muscles&q=x&region=back", "?first=2026-01-01"])
def test_the_diary_costs_the_same_whatever_its_length(
    ada: User, as_ada: Client, number: int, query: str, django_assert_max_num_queries: Any
) -> None:
    many(ada, number)
    with django_assert_max_num_queries(4):  # session, person with preferences, entries, quiet nights
        as_ada.get(DIARY + query)


def test_deep_pages_are_found_through_the_index(ada: User, as_ada: Client) -> None:
    many(ada, 60)
    older = as_ada.get(DIARY).context["page"].older
    plan = Episode.objects.of(ada).kept().filter(older.older).newest_night_first()[:26].explain()
    assert "episode_by_night (owner_id=? AND night_of<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_the_diary_of_others_is_not_shown(ada: User, as_ben: Client) -> None:
    builders.episode(ada)
    quiet(ada, 5)
    assert nights(as_ben) == []


def test_the_diary_is_only_read(as_ada: Client) -> None:
    assert as_ada.post(DIARY).status_code == 405


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(DIARY)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("night", ["9999-12-31", "3026-12-31", "2026-07-09", "0001-01-01", "1899-12-31"])
@pytest.mark.parametrize("way", ["older", "newer"])
def test_a_position_that_no_diary_has_leads_to_the_first_page(as_ada: Client, ada: User, night: str, way: str) -> None:
    builders.episode(ada, happened_at=NOW - timedelta(days=400))
    answer, first = as_ada.get(f"{DIARY}?{way}={night}_0_1"), as_ada.get(DIARY)
    assert answer.context["lost"]
    assert [one.title for one in answer.context["nights"]] == [one.title for one in first.context["nights"]]
