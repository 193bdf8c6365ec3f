"""Apple Health: sleep out of a file in which it is the least."""

from __future__ import annotations

import pytest

from journal.device_sleep import SleepFileError, apple_health
from tests.device_sleep.exports import (
    apple_record,
    apple_xml,
    archive,
    new_reading,
    remarks_of,
    sleeps_in,
    told,
)

HEART = ' <Record type="HKQuantityTypeIdentifierHeartRate" value="61">\n </Record>\n'
CORE = apple_record("AsleepCore", "2026-01-05 23:10:00", "2026-01-05 23:50:00")
AWAKE = apple_record("Awake", "2026-01-05 23:50:00", "2026-01-06 00:05:00")


def test_a_night_in_order_of_time() -> None:
    [sleep] = sleeps_in(apple_xml(HEART, AWAKE, HEART, CORE))
    assert told(sleep) == [
        ("05 21:10", "05 21:50", "light"),
        ("05 21:50", "05 22:05", "awake"),
    ]
    assert sleep.source == "Ada’s Watch"
    assert [part.code for part in sleep.intervals] == ["AsleepCore", "Awake"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("InBed", "in_bed"),
        ("Asleep", "asleep"),
        ("AsleepUnspecified", "asleep"),
        ("AsleepCore", "light"),
        ("AsleepDeep", "deep"),
        ("AsleepREM", "rem"),
        ("Awake", "awake"),
    ],
)
def test_every_code(code: str, kind: str) -> None:
    record = apple_record(code, "2026-01-05 23:10:00", "2026-01-05 23:50:00")
    [sleep] = sleeps_in(apple_xml(record))
    assert sleep.intervals[0].kind == kind


def test_the_offset_is_never_the_zone() -> None:
    """It is that of the phone when it exported: here summer's, on a night in January."""
    zoned = apple_record(
        "Asleep", "2026-01-05 23:10:00", "2026-01-05 23:50:00", zone="America/New_York"
    )
    assert sleeps_in(apple_xml(zoned))[0].time_zone == "America/New_York"
    assert sleeps_in(apple_xml(CORE))[0].time_zone == ""


def test_sources_stay_apart_and_a_nap_is_a_sleep_of_its_own() -> None:
    phone = apple_record("InBed", "2026-01-05 22:00:00", "2026-01-06 07:00:00", source="iPhone")
    nap = apple_record("Asleep", "2026-01-06 14:00:00", "2026-01-06 14:30:00")
    found = sleeps_in(apple_xml(phone, CORE, AWAKE, nap, CORE))
    assert [(sleep.source, len(sleep.intervals)) for sleep in found] == [
        ("iPhone", 1),
        ("Ada’s Watch", 2),
        ("Ada’s Watch", 1),
    ]


def test_what_the_person_typed_is_a_sleep_of_its_own() -> None:
    """It lies over the same hours, under the same name, in the middle of the watch's records."""
    typed = apple_record("InBed", "2026-01-05 22:00:00", "2026-01-06 07:00:00", typed="1")
    measured = apple_record("Asleep", "2026-01-06 00:05:00", "2026-01-06 01:00:00", typed="0")
    found = sleeps_in(apple_xml(CORE, typed, AWAKE, measured))
    assert [(sleep.source, sleep.by_hand, told(sleep)) for sleep in found] == [
        (
            "Ada’s Watch",
            False,
            [
                ("05 21:10", "05 21:50", "light"),
                ("05 21:50", "05 22:05", "awake"),
                ("05 22:05", "05 23:00", "asleep"),
            ],
        ),
        ("Ada’s Watch", True, [("05 20:00", "06 05:00", "in_bed")]),
    ]


def test_decoys_are_passed_over() -> None:
    goal = ' <Record type="HKDataTypeSleepDurationGoal" value="480"/>\n'
    workout = (
        ' <Workout type="&quot;HKCategoryTypeIdentifierSleepAnalysis&quot;">\n'
        '  <MetadataEntry key="HKTimeZone" value="UTC"/>\n </Workout>\n'
    )
    assert len(sleeps_in(apple_xml(goal, workout, CORE, workout))) == 1


def test_what_cannot_be_is_said_by_line() -> None:
    wrong = [
        apple_record("AsleepHalf", "2026-01-05 23:10:00", "2026-01-05 23:50:00"),
        apple_record("Asleep", "2026-01-05 23:10:00", "2026-01-05 22:50:00"),
        apple_record("Asleep", "2030-01-05 21:10:00", "2030-01-05 22:50:00"),
        apple_record("Asleep", "soon", "2026-01-05 22:50:00"),
        CORE.replace("device=", "de vice="),
    ]
    reading = new_reading()
    assert len(sleeps_in(apple_xml(HEART, *wrong, AWAKE), reading)) == 1
    assert remarks_of(reading) == [
        (13, "“AsleepHalf” is no kind of sleep that is known here. It is left out."),
        (14, "From 2026-01-05 23:10 to 2026-01-05 22:50: the end is not after the start."),
        (15, "From 2030-01-05 21:10 to 2030-01-05 22:50: this lies in the future."),
        (16, "“soon +0200” to “2026-01-05 22:50:00 +0200” are no times. This is left out."),
        (17, "This record is broken. It is left out."),
    ]


@pytest.mark.parametrize("size", [64, 1_000, 4_096])
def test_records_are_whole_wherever_the_file_is_cut_into_chunks(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(apple_health, "_XML_CHUNK", size)
    monkeypatch.setattr(apple_health, "PART_HEAD_BYTES", size)
    zoned = [
        apple_record(
            "Awake", f"2026-01-{day:02} 23:10:00", f"2026-01-{day:02} 23:50:00", zone="UTC"
        )
        for day in range(1, 29)
    ]
    unknown = apple_record("Foo", "2026-01-05 23:10:00", "2026-01-05 23:50:00")
    reading = new_reading()
    found = sleeps_in(apple_xml(*(zone + HEART for zone in zoned), unknown), reading)
    assert len(found) == 28
    assert {sleep.time_zone for sleep in found} == {"UTC"}
    assert [line for line, _text in remarks_of(reading)] == [11 + 28 * 5]


def test_the_archive_by_content_and_never_by_name() -> None:
    clinical = b'<?xml version="1.0"?>\n<ClinicalDocument>' + b"x" * 5_000 + b"</ClinicalDocument>"
    members = {
        "apple_health_export/export_cda.xml": clinical,
        "apple_health_export/导出.xml": apple_xml(CORE),
        "apple_health_export/workout-routes/a.gpx": b"<gpx/>",
    }
    assert len(sleeps_in(archive(members))) == 1


def test_control_characters_and_a_dtd_that_does_not_parse() -> None:
    content = apple_xml(CORE.replace("Ada", "A\x0bda")).replace(b"<!ELEMENT", b"<!ELEMENT (((")
    assert sleeps_in(content)[0].source == "Ada’s Watch"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (apple_xml(CORE)[:-30], "ends in the middle"),
        (apple_xml(CORE).replace(b"<!ELEMENT HealthData", b"<!ENTITY a"), "entities"),
        (apple_xml(CORE).replace(b"HealthData [", b'HealthData SYSTEM "http://a" ['), "entities"),
        (apple_xml(CORE).replace(b"UTF-8", b"UTF-16"), "not in UTF-8"),
        (b"<!DOCTYPE HealthData [" + b" " * 3_000_000, "no health data"),
    ],
)
def test_files_that_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(SleepFileError, match=message):
        sleeps_in(content)


def test_an_entity_in_a_record_is_not_followed() -> None:
    reading = new_reading()
    content = apple_xml(CORE.replace("Ada", "&lol;"), AWAKE)
    assert len(sleeps_in(content, reading)) == 1
    assert [line for line, _text in remarks_of(reading)] == [11]
