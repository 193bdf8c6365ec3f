"""How much was told of an entry's time: a time that nobody told is no time anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.record_remembered import PartOfNight, record_remembered
from journal.entries import FIELDS, Entry
from journal.geometry import charts
from journal.models import Episode, Morning
from journal.observations import TimeTold
from journal.reading.stored_entry import has_exact_time
from journal.report.entry import ReportEntry
from journal.report.fhir.entry import observation
from journal.report.figures import kept
from journal.summary import summarise
from journal.wording.charts import hours_text
from journal.wording.dates import clock_time, entry_time
from journal.wording.entries import entry_words
from journal.wording.report.full_list import moment as listed_moment
from tests import builders
from tests.forms import opened
from tests.strategies import PLAIN

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 7, 6)
AT_THREE = datetime(2026, 7, 7, 1, tzinfo=UTC)  # 03:00 in Berlin
NOW = datetime(2026, 7, 7, 8, tzinfo=UTC)
KEY = "0b54cf5a-8f10-4c30-8c4c-0b6a0ae3a1e2"
TOLD_NIGHT = replace(PLAIN, happened_at=AT_THREE, time_zone=BERLIN.key, time_told=TimeTold.NIGHT)


def sent(client: Client, **fields: str) -> None:
    with time_machine.travel(NOW, tick=False):
        page = opened(client, "/log/")
        client.post("/log/", {"movement": "twitch", "time_zone": BERLIN.key, **page, **fields})


def test_last_night_is_a_night_and_no_time(as_ada: Client, ada: User) -> None:
    sent(as_ada, ago="last_night")
    episode = Episode.objects.get()
    assert (episode.entry.time_told, episode.night_of) == (TimeTold.NIGHT, NIGHT)
    assert not has_exact_time(episode)
    html = as_ada.get(reverse("diary")).content.decode()
    assert "Time of the night not known" in html
    assert "03:00" not in html


def test_the_form_says_which_night_it_will_be(as_ada: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        html = as_ada.get("/log/").content.decode()
    assert "“Last night” is Mon to Tue, 6–7 Jul." in html


@pytest.mark.parametrize("ago", ["now", "5", "15", "60"])
def test_what_is_counted_from_the_clock_is_a_time(as_ada: Client, ago: str) -> None:
    sent(as_ada, ago=ago)
    assert Episode.objects.get().entry.time_told is None


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (PartOfNight.FALLING_ASLEEP, TimeTold.ABOUT),
        (PartOfNight.IN_THE_NIGHT, TimeTold.NIGHT),
        (PartOfNight.WAKING, TimeTold.NIGHT),
    ],
)
def test_what_is_remembered_by_its_part_of_the_night_has_no_time_of_its_own(
    ada: User, part: PartOfNight, told: TimeTold
) -> None:
    """The time in bed is known, that of waking is not."""
    bed = datetime(2026, 7, 6, 20, 40, tzinfo=UTC)
    Morning.objects.create(owner=ada, night_of=NIGHT, bed_at=bed, recorded_at=NOW)
    episode, _new = record_remembered(ada, NIGHT, part, key=KEY, zone=BERLIN, as_of=NOW)
    assert (episode.entry.time_told, episode.night_of) == (told, NIGHT)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, TimeTold.NIGHT),
        ({"note": "later"}, TimeTold.NIGHT),
        ({"at": "2026-07-07T02:10"}, None),
        ({"at": "2026-07-07T02:10", "time_told": "about"}, TimeTold.ABOUT),
    ],
)
def test_who_sets_a_time_tells_it(
    as_ada: Client, ada: User, change: dict[str, str], told: TimeTold | None
) -> None:
    episode = builders.episode(ada, happened_at=AT_THREE, time_told=TimeTold.NIGHT)
    address = reverse("edit", args=[episode.pk])
    with time_machine.travel(NOW, tick=False):
        page = as_ada.get(address).content.decode()
        assert "The time of the night is not known. Set one if you know it." in page
        shown = {
            "at": "2026-07-07T03:00",
            "time_zone": BERLIN.key,
            "movement": episode.movement,
            "time_told": "night",
            "count": "1",
            "noticed_by": "self",
        }
        as_ada.post(address, {**shown, **opened(as_ada, address), **change})
    assert Episode.objects.get().entry.time_told == told


def test_lists_show_the_night_alone() -> None:
    line = ReportEntry(**_values(TOLD_NIGHT), night=NIGHT)
    moment = line.moment(1)
    assert entry_words(TOLD_NIGHT, NIGHT, zone=BERLIN.key).time == "–"
    assert clock_time(moment) == "–"
    assert entry_time(moment, dated=False) == "Mon to Tue, 6–7 Jul"
    assert listed_moment(line) == "Mon to Tue, 6–7 Jul 2026"
    guess = replace(line, time_told=TimeTold.ABOUT)
    assert entry_time(guess.moment(1), dated=False) == "Mon to Tue, 6–7 Jul, about 03:00"


def test_no_chart_and_no_figure_by_the_clock_reads_it() -> None:
    lines = [ReportEntry(**_values(TOLD_NIGHT), night=NIGHT, recorded_at=NOW)]
    moments = [line.moment(number) for number, line in enumerate(lines)]
    summary = summarise(moments, (), NIGHT, NIGHT)
    assert (summary.entries, summary.hours, summary.without_clock) == (1, {}, 1)
    assert charts.clock(summary, moments, BERLIN).marks == ()
    assert hours_text(summary, 0) == (
        "Nothing was written down at any hour. 1 entry has no time of the night, and is not drawn."
    )
    assert (kept(lines).timed, kept(lines).untimed) == (0, 1)


def test_to_a_program_it_is_the_period_of_the_night() -> None:
    local = TOLD_NIGHT.happened_at.astimezone(BERLIN)
    line = ReportEntry(**(_values(TOLD_NIGHT) | {"happened_at": local}), night=NIGHT)
    resource = observation(line, "one", {"reference": "Patient/person"})
    assert "effectiveDateTime" not in resource
    assert resource["effectivePeriod"] == {
        "start": "2026-07-06T12:00:00+02:00",
        "end": "2026-07-07T12:00:00+02:00",
    }
    assert "03:00" not in resource["text"]["div"]


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in FIELDS}
