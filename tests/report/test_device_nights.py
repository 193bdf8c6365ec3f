"""What devices wrote, in a report: by source, beside the person's own, and in no figure of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from journal.device_sleep.night_figures import Agreement
from journal.night_sleep import NightSleep
from journal.report import Report, build, from_json, to_json
from journal.report.fhir import bundle
from journal.report.model_device import DeviceNightRow
from journal.wording.report.portal_text import TEXT_LINES, portal_text
from journal.wording.report.report_text import DeviceText
from journal.wording.report.text import report_text
from tests import reports
from tests.forbidden_words import forbidden

FIRST = datetime.fromisoformat("2025-11-14T23:00+01:00")
LAST = FIRST + timedelta(hours=7)
ROW = DeviceNightRow(
    night=FIRST.date(),
    format="apple_health",
    source="Watch",
    in_bed_from=FIRST - timedelta(minutes=20),
    in_bed_until=LAST,
    asleep_from=FIRST,
    asleep_until=LAST,
    total=373,
    awake_after=17,
    light=193,
    deep=60,
    rem=120,
    no_data=30,
)
TOTALS = DeviceNightRow(
    night=FIRST.date() + timedelta(days=1),
    format="garmin",
    source="",
    are_totals=True,
    in_bed_from=FIRST,
    in_bed_until=LAST,
    total=330,
    awake=10,
    light=250,
    deep=80,
)
TYPED = replace(ROW, night=FIRST.date() - timedelta(days=1), by_hand=True, total=400)
OWN = NightSleep(
    night_of=ROW.night,
    tried_at=FIRST,
    minutes_until_sleep=20,
    last_waking_at=LAST + timedelta(hours=1),
)


KINDS_OF_TOTALS = (
    "light sleep 4 h 10 min, deep sleep 1 h 20 min, REM sleep not measured, awake 10 min"
)


def made(*rows: DeviceNightRow, **fields: Any) -> Report:
    return reports.report(10, device=rows, **fields)


def told(report: Report) -> DeviceText:
    sheet = report_text(report).device
    assert sheet
    return sheet


def test_every_other_part_of_the_report_is_the_same_with_and_without() -> None:
    diary = reports.diary(60, sleeps=(OWN,))
    without = build(diary, as_of=reports.NOW)
    report = build(replace(diary, device=(ROW, TOTALS, TYPED)), as_of=reports.NOW)
    assert report.device
    assert replace(report, device=None) == without
    assert replace(report_text(report), device=None) == report_text(without)


def test_each_source_has_figures_of_its_own_and_they_are_never_mixed() -> None:
    later = replace(ROW, night=ROW.night + timedelta(days=2), total=301, rem=None)
    text = told(made(TOTALS, later, ROW))
    named = "Watch (Apple Health) on 2; Garmin on 1"
    assert text.says == [f"Sleep of a device on 3 of 84 nights: {named}."]
    watch, garmin = text.sources
    assert watch.title == "Watch (Apple Health), on 2 of 84 nights"
    assert watch.rows == [
        ["In bed", "7 h 20 min", "7 h 20 min to 7 h 20 min", "2"],
        ["Asleep, all together", "5 h 37 min", "5 h 1 min to 6 h 13 min", "2"],
        ["Awake after falling asleep", "17 min", "17 min to 17 min", "2"],
        ["Light sleep", "3 h 13 min", "3 h 13 min to 3 h 13 min", "2"],
        ["Deep sleep", "1 h", "1 h to 1 h", "2"],
        ["REM sleep", "2 h", "2 h to 2 h", "1"],
    ]
    assert [row[0] for row in garmin.rows] == [
        "In bed",
        "Asleep, all together",
        "Awake, all together",
        "Light sleep",
        "Deep sleep",
    ]


def test_a_row_a_night_names_its_source_and_says_totals_and_what_was_typed() -> None:
    assert told(made(ROW, TOTALS, TYPED)).nights.rows == [
        [
            "Thu to Fri, 13–14 Nov 2025",
            "Watch (Apple Health), typed by hand",
            "22:40 to 06:00",
            "23:00 to 06:00",
            "6 h 40 min",
            "17 min",
            "light sleep 3 h 13 min, deep sleep 1 h, REM sleep 2 h",
        ],
        [
            "Fri to Sat, 14–15 Nov 2025",
            "Watch (Apple Health)",
            "22:40 to 06:00",
            "23:00 to 06:00",
            "6 h 13 min",
            "17 min",
            "light sleep 3 h 13 min, deep sleep 1 h, REM sleep 2 h",
        ],
        [
            "Sat to Sun, 15–16 Nov 2025",
            "Garmin",
            "23:00 to 06:00",
            "–",
            "5 h 30 min",
            "–",
            f"only totals, no times: {KINDS_OF_TOTALS}",
        ],
    ]


def test_the_person_and_a_device_are_compared_and_what_was_typed_is_not() -> None:
    report = made(ROW, replace(TYPED, night=ROW.night - timedelta(days=1)), sleeps=(OWN,))
    assert report.device
    watch, typed = report.device.sources
    assert (watch.fell_asleep, watch.last_waking) == (Agreement(1, 1), Agreement(0, 1))
    assert (typed.fell_asleep, typed.last_waking) == (Agreement(0, 0), Agreement(0, 0))
    assert [(fact.label, fact.text) for fact in told(report).agreements] == [
        (
            "When sleep came, the person and Watch (Apple Health)",
            "within 30 minutes of each other on 1 of 1 night that has both",
        ),
        (
            "The last waking, the person and Watch (Apple Health)",
            "within 30 minutes of each other on 0 of 1 night that has both",
        ),
    ]


def test_many_nights_and_sources_are_cut_and_that_is_said() -> None:
    rows = [
        replace(ROW, night=ROW.night - timedelta(days=number), source=f"Band {number % 6}")
        for number in range(90)
    ]
    text = told(made(*rows))
    assert len(text.sources) == 4
    assert text.says[0].endswith("; 2 other sources.")
    assert len(text.nights.rows) == 84
    assert "the latest 84 nights, 6 before them are not listed" in text.nights.title


def test_nights_that_were_not_read_are_named_in_all_its_forms() -> None:
    report = made(device_unread=date(2025, 10, 1))
    assert "Of the nights up to Wed to Thu, 1–2 Oct 2025" in told(report).says[0]
    assert "Of the nights up to Wed to Thu, 1–2 Oct 2025" in portal_text(report)
    assert "Of the nights up to 2025-10-01" in json.dumps(bundle(report))


def test_no_entry_is_counted_by_stage_and_the_report_says_why() -> None:
    assert "Entries are not counted by stage" in told(made(ROW)).remarks[-1]


def test_the_text_for_a_portal_names_the_device_in_as_many_lines() -> None:
    text = portal_text(made(ROW))
    assert "Sleep of a device on 1 of 84 nights: Watch (Apple Health) on 1." in text
    assert len(text.splitlines()) <= TEXT_LINES
    assert "Sleep of a device" not in portal_text(reports.report(10))


def test_a_frozen_report_keeps_it_and_one_frozen_before_reads_as_before() -> None:
    report = made(ROW, TOTALS, TYPED, sleeps=(OWN,), device_unread=date(2025, 10, 1))
    again = from_json(to_json(report))
    assert again == report
    assert report_text(again) == report_text(report)
    old = reports.report(10)
    assert "device" not in json.loads(to_json(old))
    assert report_text(from_json(to_json(old))).device is None
    assert "as a device wrote it" not in json.dumps(bundle(old))


def device_nights(report: Report) -> list[dict[str, Any]]:
    """The observations of devices, after the whole has been read by the models of R4."""
    text = json.dumps(bundle(report))
    Bundle.model_validate_json(text)
    assert forbidden(text) == []
    resources = [entry["resource"] for entry in json.loads(text)["entry"]]
    observed = [one for one in resources if one["resourceType"] == "Observation"]
    return [one for one in observed if one["code"]["text"].startswith("Sleep as a device wrote it")]


def components(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["code"]["coding"][0]["code"]: part for part in resource["component"]}


def test_fhir_has_an_observation_a_night_with_its_source_and_no_public_code() -> None:
    typed, watch, garmin = device_nights(made(ROW, TOTALS, TYPED))
    assert watch["device"] == {"display": "Watch (Apple Health)"}
    assert set(watch["effectivePeriod"]) == {"start", "end"}
    assert "performer" not in watch
    assert typed["performer"] == [typed["subject"]]
    assert typed["device"]["display"] == "Watch (Apple Health), typed by hand"
    assert components(watch)["device_sleep:deep"]["valueQuantity"]["value"] == 60
    assert "device_sleep:awake" not in components(watch)
    rem = components(garmin)["device_sleep:rem"]
    assert rem["dataAbsentReason"] == {"text": "not measured"}
    assert components(garmin)["device_sleep:are_totals"]["valueBoolean"] is True
    assert "totals without times" in garmin["text"]["div"]
    systems = {
        coding["system"]
        for resource in (typed, watch, garmin)
        for part in (resource, *resource["component"])
        for coding in part["code"]["coding"]
    }
    assert len(systems) == 1
    assert systems.pop().startswith("urn:uuid:")
