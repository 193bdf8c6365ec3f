"""Nights' sleep in the report: medians with their nights, a row a night; none in an old one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from journal.night_sleep import NightSleep
from journal.report import Report, from_json, to_json
from journal.report.fhir import bundle
from journal.wording.report.text import report_text
from tests import reports

BED = datetime(2025, 11, 15, 21, 45, tzinfo=UTC)
NIGHT = BED.date()
WHOLE = NightSleep(
    night_of=NIGHT,
    bed_at=BED,
    tried_at=BED + timedelta(minutes=30),
    minutes_until_sleep=25,
    jolts=7,
    wakings=2,
    minutes_awake=20,
    last_waking_at=BED + timedelta(minutes=465),
    woke_at=BED + timedelta(minutes=495),
    quality=3,
    note="warm",
)
FIRST = replace(NightSleep(night_of=NIGHT - timedelta(days=1)), jolts=0)


def made(*sleeps: NightSleep) -> Report:
    return reports.report(10, sleeps=sleeps)


def test_each_figure_says_of_how_many_nights_it_is() -> None:
    sheet = report_text(made(FIRST, WHOLE))
    text = " ".join(sheet.sleep)
    assert "Sleep latency: median 25 min, range 25 min to 25 min, over 1 night." in text
    assert "Total sleep: median 6 h 30 min" in text
    assert "Sleep efficiency: median 79 %" in text
    [jolts] = [fact for fact in sheet.particulars if "Jolts" in fact.label]
    assert jolts.text == "on 1 of 2 nights with a number; median 3.5, range 0 to 7"


def test_a_row_a_night_tells_none_from_not_recorded() -> None:
    table = report_text(made(FIRST, WHOLE)).sleep_nights
    assert [row[1:] for row in table.rows] == [
        ["–", "–", "0", "–", "–", "–"],
        ["21:45, 22:15", "25 min", "7", "2 ×, 20 min", "05:30, 06:00", "So-so"],
    ]
    assert "–: not recorded" in table.title


def test_a_sleep_past_noon_says_its_day() -> None:
    late = replace(WHOLE, woke_at=BED + timedelta(hours=15))
    [row] = report_text(made(late)).sleep_nights.rows
    assert row[5] == "05:30, Sun 16 Nov, 12:45"


def test_of_a_contradiction_no_figure_is_made_and_the_row_stays() -> None:
    sheet = report_text(made(replace(WHOLE, woke_at=BED + timedelta(minutes=400))))
    assert not any("Total sleep" in text or "efficiency" in text for text in sheet.sleep)
    assert sheet.sleep_nights.rows[0][5] == "05:30, 04:25"


def test_the_formulas_and_what_is_only_cited_are_told_where_there_are_nights() -> None:
    methods = " ".join(report_text(made(WHOLE)).methods)
    assert "Consensus Sleep Diary (Carney and others, Sleep 2012; 35: 287–302)" in methods
    assert "on 67 % of nights, about seven" in methods
    assert "nothing here is compared with it" in methods


def test_of_a_long_diary_the_latest_nights_are_listed_and_that_is_said() -> None:
    nights = [
        NightSleep(night_of=NIGHT - timedelta(days=89 - number), jolts=number)
        for number in range(90)
    ]
    table = report_text(made(*nights)).sleep_nights
    assert len(table.rows) == 84
    assert table.rows[-1][3] == "89"
    assert "the latest 84 nights, 6 before them are not listed" in table.title


def test_a_report_frozen_before_reads_as_before() -> None:
    report = reports.report(10)
    text = to_json(report)
    told = json.loads(text)
    assert "sleeps" not in told
    assert "period" not in told["sleep"]
    old = from_json(text)
    assert to_json(old) == text
    sheet = report_text(old)
    assert sheet.sleep_nights.rows == []
    assert sheet.sleep_notes == []
    assert sheet.particulars == report_text(report).particulars
    assert not any("Carney" in line for line in sheet.methods)
    assert "How the person slept" not in json.dumps(bundle(old))


def test_a_frozen_report_keeps_every_night() -> None:
    report = made(FIRST, WHOLE)
    again = from_json(to_json(report))
    assert again.sleeps == report.sleeps
    assert again.sleep == report.sleep
    assert report_text(again) == report_text(report)


def test_fhir_has_an_observation_a_night_with_no_zero_made_up() -> None:
    resources = [entry["resource"] for entry in bundle(made(FIRST, WHOLE))["entry"]]
    nights = [
        resource
        for resource in resources
        if resource["resourceType"] == "Observation"
        and resource["code"]["coding"][0]["code"] == "sleep"
    ]
    components = [
        {part["code"]["coding"][0]["code"]: part for part in night["component"]} for night in nights
    ]
    assert set(components[0]) == {"jolts", "night_of"}
    assert components[0]["jolts"]["valueQuantity"]["value"] == 0
    assert components[1]["total"]["valueQuantity"]["value"] == 390
    assert components[1]["efficiency"]["valueQuantity"]["code"] == "%"
    assert nights[0]["effectiveDateTime"] == FIRST.night_of.isoformat()
    assert set(nights[1]["effectivePeriod"]) == {"start", "end"}
