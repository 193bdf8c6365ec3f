"""Invented exports of devices, and how they are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from journal.device_sleep import DeviceSleep
from journal.device_sleep.file_parts import parts_of
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_files import device_sleeps

NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
APPLE_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Record
  type CDATA #REQUIRED
>
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-07-01 10:00:00 +0200"/>
"""


def apple_record(
    code: str,
    start: str,
    end: str,
    *,
    source: str = "Ada’s\u00a0Watch",
    zone: str = "",
    offset: str = "+0200",
    typed: str = "",
) -> str:
    """A record of sleep as Apple writes it."""
    head = (
        ' <Record type="HKCategoryTypeIdentifierSleepAnalysis"'
        f' sourceName="{source}" device="&lt;&lt;HKDevice: 0x1&gt;, name:Watch&gt;"'
        f' creationDate="{end} {offset}" startDate="{start} {offset}" endDate="{end} {offset}"'
        f' value="HKCategoryValueSleepAnalysis{code}"'
    )
    metadata = {"HKTimeZone": zone, "HKWasUserEntered": typed}
    entries = "".join(
        f'  <MetadataEntry key="{key}" value="{value}"/>\n'
        for key, value in metadata.items()
        if value
    )
    return head + (f">\n{entries} </Record>\n" if entries else "/>\n")


def apple_xml(*records: str) -> bytes:
    """An ``export.xml`` with these records."""
    return (APPLE_HEAD + "".join(records) + "</HealthData>\n").encode()


def archive(members: Mapping[str, bytes]) -> bytes:
    """An archive with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return content.getvalue()


def new_reading(zone: ZoneInfo = BERLIN) -> SleepReading:
    """A reading at noon of a day in July."""
    return SleepReading(zone, NOW)


def sleeps_in(content: bytes, reading: SleepReading | None = None) -> list[DeviceSleep]:
    """Every sleep of a file."""
    return list(device_sleeps(parts_of(io.BytesIO(content), "file"), reading or new_reading()))


def told(sleep: DeviceSleep) -> list[tuple[str, str, str]]:
    """Each interval in short: when it begins and ends (UTC), and what it is."""
    return [
        (f"{part.starts_at:%d %H:%M}", f"{part.ends_at:%d %H:%M}", part.kind.value)
        for part in sleep.intervals
    ]


def remarks_of(reading: SleepReading) -> list[tuple[int | None, str]]:
    """The line and the sentence of each remark."""
    return [(remark.line, remark.text % remark.values) for remark in reading.remarks]
