"""A filled sheet is typed in: every row stored or refused by itself, nothing lost, nothing written
over in silence.
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

from journal.models import Episode, Morning, NightRecord, Preferences
from journal.observations import Movement
from tests import builders
from tests.forms import post_forms

NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 6, 23), date(2026, 7, 6)
PAGE = f"/sheet/type/?first={FIRST}"


@pytest.fixture(autouse=True)
def _july(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(NOW, tick=False):
        yield


def typed(client: Client, **rows: str) -> Any:
    """The page as it is opened now, with these boxes typed into: ``n0701_jolts`` is the box "jolts"
    of the night of 1 July.
    """
    boxes = {f"2026-{name[1:3]}-{name[3:5]}-{name[6:]}": text for name, text in rows.items()}
    [form] = [
        form
        for form in post_forms(client.get(PAGE).content.decode())
        if form.action == reverse("typed_sheet")
    ]
    return {name: texts[-1] for name, texts in form.sends().items()} | boxes


def send(client: Client, data: Any) -> Any:
    return client.post(reverse("typed_sheet"), data)


def test_the_page_has_a_row_for_each_night_that_is_over(as_ada: Client) -> None:
    page = as_ada.get(PAGE).content.decode()
    assert page.count('class="typed-night"') == 14
    assert "Tue to Wed, 23–24 Jun" in page
    last = as_ada.get("/sheet/type/?first=2026-07-01").content.decode()
    assert last.count('class="typed-night"') == 6
    assert as_ada.get("/sheet/type/").content.decode().count('class="typed-night"') == 14


def test_all_of_a_night_is_stored_as_the_page_of_the_night_stores_it(
    as_ada: Client, ada: User
) -> None:
    data = typed(
        as_ada,
        n0701_bed_at="23:10",
        n0701_tried_at="23:20",
        n0701_minutes_until_sleep="30",
        n0701_jolts="7",
        n0701_wakings="2",
        n0701_minutes_awake="20",
        n0701_last_waking_at="06:10",
        n0701_woke_at="06:30",
        n0701_quality="2",
        n0701_note="too warm",
    )
    answer = send(as_ada, data)
    assert answer.status_code == 302
    [row] = Morning.objects.of(ada)
    assert row.night_of == date(2026, 7, 1)
    assert row.bed_at == datetime(2026, 7, 1, 21, 10, tzinfo=UTC)
    assert row.woke_at == datetime(2026, 7, 2, 4, 30, tzinfo=UTC)
    assert (row.minutes_until_sleep, row.jolts, row.wakings, row.minutes_awake) == (30, 7, 2, 20)
    assert (row.quality, row.note) == (2, "too warm")
    assert "Saved: 1 night." in as_ada.get(PAGE).content.decode()


def test_a_row_that_is_wrong_keeps_what_was_typed_and_the_others_are_stored(
    as_ada: Client, ada: User
) -> None:
    data = typed(as_ada, n0701_jolts="many", n0701_note="kept", n0702_jolts="3")
    answer = send(as_ada, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Saved: 1 night. 1 night is not saved yet" in page
    assert 'value="many"' in page
    assert 'value="kept"' in page
    assert '<a href="#night-2026-07-01">' in page
    assert [(row.night_of, row.jolts) for row in Morning.objects.of(ada)] == [(date(2026, 7, 2), 3)]


def test_what_was_noticed_becomes_entries_of_its_night(as_ada: Client, ada: User) -> None:
    data = typed(as_ada, n0701_lines="23:40 left calf jerk\r\n02:15 eyelid twitch 3x")
    assert send(as_ada, data).status_code == 302
    jerk, twitch = Episode.objects.of(ada).order_by("happened_at")
    assert jerk.night_of == twitch.night_of == date(2026, 7, 1)
    assert jerk.happened_at == datetime(2026, 7, 1, 21, 40, tzinfo=UTC)
    assert twitch.happened_at == datetime(2026, 7, 2, 0, 15, tzinfo=UTC)
    assert (jerk.movement, jerk.muscle, jerk.side) == (Movement.JERK, "calf", "left")
    assert (twitch.movement, twitch.muscle, twitch.count) == (Movement.TWITCH, "eyelid", 3)


def test_sending_it_twice_stores_it_once(as_ada: Client, ada: User) -> None:
    data = typed(as_ada, n0701_lines="23:40 left calf twitch", n0701_jolts="2")
    send(as_ada, data)
    send(as_ada, data)
    assert Episode.objects.of(ada).count() == 1
    assert Morning.objects.of(ada).get().jolts == 2


def test_a_line_without_a_time_is_refused_with_its_row_and_nothing_of_it_is_stored(
    as_ada: Client, ada: User
) -> None:
    data = typed(as_ada, n0701_lines="left calf <b>twitch</b>", n0701_jolts="2")
    answer = send(as_ada, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "begin with the time, like 23:40." in page
    assert "left calf &lt;b&gt;twitch&lt;/b&gt;</textarea>" in page
    assert not Episode.objects.of(ada).exists()
    assert not Morning.objects.of(ada).exists()


def test_words_that_nobody_understands_stay_in_the_note(as_ada: Client, ada: User) -> None:
    send(as_ada, typed(as_ada, n0701_lines="23:40 the cat jumped on me"))
    [episode] = Episode.objects.of(ada)
    assert episode.note == "the cat jumped on me"
    assert episode.movement == ""


def test_a_quiet_night_is_ticked_and_not_beside_what_was_noticed(as_ada: Client, ada: User) -> None:
    send(as_ada, typed(as_ada, n0624_quiet="on"))
    assert [row.night_of for row in NightRecord.objects.of(ada)] == [date(2026, 6, 24)]
    both = typed(as_ada, n0625_quiet="on", n0625_lines="23:40 calf twitch")
    answer = send(as_ada, both)
    assert answer.status_code == 422
    assert "You also wrote down what you noticed. Which is it?" in answer.content.decode()
    assert not Episode.objects.of(ada).exists()


def test_a_night_in_the_diary_shows_what_it_holds_and_cannot_be_ticked_quiet(
    as_ada: Client, ada: User
) -> None:
    builders.episode(ada)  # in the night of 6 July
    Morning.objects.create(owner=ada, night_of=LAST, jolts=4, recorded_at=NOW)
    page = as_ada.get(PAGE).content.decode()
    row = page.split(f'id="night-{LAST}"', 1)[1].split("</details>", 1)[0]
    assert "1 entry; sleep is in the diary" in row
    assert re.search(r'name="2026-07-06-jolts" value="4"', row)
    assert "2026-07-06-quiet" not in row
    assert not row.startswith(" open")


def test_sending_the_page_untouched_changes_nothing(as_ada: Client, ada: User) -> None:
    Morning.objects.create(owner=ada, night_of=LAST, jolts=4, recorded_at=NOW - timedelta(days=1))
    before = list(Morning.objects.of(ada).values())
    assert send(as_ada, typed(as_ada)).status_code == 302
    assert list(Morning.objects.of(ada).values()) == before
    assert "Nothing was changed." in as_ada.get(PAGE).content.decode()


def test_what_was_changed_elsewhere_meanwhile_is_asked_about(as_ada: Client, ada: User) -> None:
    Morning.objects.create(owner=ada, night_of=LAST, jolts=4, recorded_at=NOW)
    data = typed(as_ada, n0706_jolts="9", n0705_jolts="1")
    Morning.objects.update(jolts=5)
    answer = send(as_ada, data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'name="keep-2026-07-06-jolts" value="saved"' in page
    assert Morning.objects.of(ada).get(night_of=LAST).jolts == 5
    assert Morning.objects.of(ada).get(night_of=date(2026, 7, 5)).jolts == 1


def test_what_is_typed_over_the_diarys_own_is_said(as_ada: Client, ada: User) -> None:
    Morning.objects.create(owner=ada, night_of=LAST, jolts=4, recorded_at=NOW)
    send(as_ada, typed(as_ada, n0706_jolts="9"))
    page = as_ada.get(PAGE).content.decode()
    assert "Mon to Tue, 6–7 Jul: “Jolts before sleep came” was 4." in page
    assert Morning.objects.of(ada).get().jolts == 9


def test_the_queries_do_not_grow_with_what_the_nights_hold(
    as_ada: Client, ada: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(14):
        night = FIRST + timedelta(days=number)
        Morning.objects.create(owner=ada, night_of=night, jolts=1, recorded_at=NOW)
    with django_assert_max_num_queries(10):
        as_ada.get(PAGE)


def test_a_night_before_the_diary_began_is_not_called_unrecorded(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=datetime(2026, 7, 4, 23, 30, tzinfo=UTC))
    states = re.findall(r'typed-state">([^<]*)<', as_ada.get(PAGE).content.decode())
    assert states[:11] == ["Before your diary began"] * 11
    assert states[11:] == ["1 entry", "Not recorded", "Not recorded"]
