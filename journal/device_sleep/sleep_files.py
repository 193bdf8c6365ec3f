"""Files of device sleep: which format one has, found out by its content, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from journal.device_sleep.apple_health import apple_sleeps, is_apple_health
from journal.device_sleep.auto_sleep import auto_sleep_sleeps, is_auto_sleep
from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.fitbit import fitbit_sleeps, is_fitbit
from journal.device_sleep.garmin import garmin_sleeps, is_garmin
from journal.device_sleep.google_health import google_health_sleeps, is_google_health
from journal.device_sleep.health_auto_export import (
    health_auto_export_sleeps,
    is_health_auto_export,
)
from journal.device_sleep.health_connect import health_connect_sleeps, is_health_connect
from journal.device_sleep.oura import is_oura, oura_sleeps
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.samsung_health import is_samsung_health, samsung_health_sleeps
from journal.device_sleep.seen_keys import SeenKeys
from journal.device_sleep.sleep_as_android import is_sleep_as_android, sleep_as_android_sleeps
from journal.device_sleep.sleep_cycle import is_sleep_cycle, sleep_cycle_sleeps
from journal.device_sleep.sleep_data import DeviceSleep, SleepFileError, SleepFormat
from journal.device_sleep.sleep_table import is_sleep_table, table_sleeps
from journal.device_sleep.sleep_text import is_storable
from journal.device_sleep.takeout_twins import TakeoutTwins
from journal.device_sleep.whoop import is_whoop, whoop_sleeps
from journal.device_sleep.withings import is_withings, withings_sleeps
from journal.device_sleep.zepp import is_zepp, zepp_sleeps
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

ReadSleeps = Callable[[Sequence[FilePart], SleepReading], Iterator[DeviceSleep]]


@dataclass(frozen=True, slots=True)
class SleepReader:
    """How the parts of one format begin, and how they are read."""

    format: SleepFormat
    is_part: Callable[[bytes], bool]
    read: ReadSleeps


# In this order a part is asked which format it has, and formats are read. A plain table, which may
# have any names, is the last.
READERS = (
    SleepReader(SleepFormat.APPLE_HEALTH, is_apple_health, apple_sleeps),
    SleepReader(SleepFormat.HEALTH_CONNECT, is_health_connect, health_connect_sleeps),
    SleepReader(SleepFormat.GOOGLE_HEALTH, is_google_health, google_health_sleeps),
    SleepReader(SleepFormat.FITBIT, is_fitbit, fitbit_sleeps),
    SleepReader(SleepFormat.GARMIN, is_garmin, garmin_sleeps),
    SleepReader(SleepFormat.SAMSUNG_HEALTH, is_samsung_health, samsung_health_sleeps),
    SleepReader(SleepFormat.SLEEP_AS_ANDROID, is_sleep_as_android, sleep_as_android_sleeps),
    SleepReader(SleepFormat.OURA, is_oura, oura_sleeps),
    SleepReader(SleepFormat.WITHINGS, is_withings, withings_sleeps),
    SleepReader(SleepFormat.WHOOP, is_whoop, whoop_sleeps),
    SleepReader(SleepFormat.ZEPP, is_zepp, zepp_sleeps),
    SleepReader(SleepFormat.SLEEP_CYCLE, is_sleep_cycle, sleep_cycle_sleeps),
    SleepReader(SleepFormat.AUTO_SLEEP, is_auto_sleep, auto_sleep_sleeps),
    SleepReader(SleepFormat.HEALTH_AUTO_EXPORT, is_health_auto_export, health_auto_export_sleeps),
    SleepReader(SleepFormat.SLEEP_TABLE, is_sleep_table, table_sleeps),
)


def sleep_formats(parts: Sequence[FilePart]) -> dict[SleepFormat, list[FilePart]]:
    """The parts that hold sleep, by their format. Raises SleepFileError if there are none."""
    by_format: dict[SleepFormat, list[FilePart]] = {}
    for part in parts:
        head = part.head()
        for reader in READERS:
            if reader.is_part(head):
                by_format.setdefault(reader.format, []).append(part)
                break
    if not by_format:
        text = _(
            "There is no sleep in this file that is understood here. Looked for was an export of"
            " Apple Health, Health Connect, Google Health or Fitbit, Samsung Health, Garmin, Sleep"
            " as Android, Oura, Withings, Whoop, Zepp, Sleep Cycle, AutoSleep or Health Auto"
            " Export, and a table with a start, an end and a stage."
        )
        raise SleepFileError(text)
    if len(by_format) > 1:
        # beside an export a plain table is of something else: workouts have a start and an end too
        by_format.pop(SleepFormat.SLEEP_TABLE, None)
    return by_format


def device_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """Every sleep of the parts, none twice. Raises SleepFileError, at any time.

    What is odd in them is in ``reading`` when all was gone through.
    """
    known, twins = SeenKeys(reading), TakeoutTwins()
    by_format = sleep_formats(parts)
    for reader in READERS:
        if reader.format not in by_format:
            continue
        for sleep in twins.without(reader.read(by_format[reader.format], reading)):
            if known.is_new(sleep.row_id) and _fits(sleep, reading):
                yield sleep


def _fits(sleep: DeviceSleep, reading: SleepReading) -> bool:
    """Whether it can be stored and be in the diary's file; of what cannot, a remark says so."""
    if is_storable(sleep):
        return True
    text = _(
        "The sleep of %(source)s from %(start)s has far more to it than one sleep. It is left out."
    )
    values = {"source": excerpt(sleep.source), "start": f"{sleep.starts_at:%Y-%m-%d %H:%M} UTC"}
    reading.remark(text, values)
    return False
