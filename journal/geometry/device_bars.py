"""Where the sleep that a device wrote lies behind the marks of the chart of nights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.device_sleep.night_choice import DeviceNight
from journal.device_sleep.sleep_data import SleepKind
from journal.geometry.charts import Clock, clock_x
from journal.geometry.sleep_signs import DeviceBar, DeviceSign
from journal.moments import MINUTES_OF_A_NIGHT
from journal.nights import NOON

SIGN_OF_KIND = {
    SleepKind.AWAKE: DeviceSign.AWAKE,
    SleepKind.ASLEEP: DeviceSign.ASLEEP,
    SleepKind.LIGHT: DeviceSign.ASLEEP,
    SleepKind.RESTLESS: DeviceSign.ASLEEP,
    SleepKind.REM: DeviceSign.REM,
    SleepKind.DEEP: DeviceSign.DEEP,
}
# How high a bar is, as a share of its row: told apart without any colour.
HEIGHTS = {
    DeviceSign.AWAKE: 0.08,
    DeviceSign.ASLEEP: 0.34,
    DeviceSign.REM: 0.6,
    DeviceSign.DEEP: 0.86,
}


def device_bars(
    clock: Clock, device: Mapping[date, DeviceNight], zone: ZoneInfo
) -> Iterator[DeviceBar]:
    """A bar an interval, in the middle of its row, by the wall clock of ``zone``.

    What is no data has none, nor has time in bed. A sleep past noon ends at the chart's edge.
    """
    for row in clock.rows:
        if row.night not in device:
            continue
        middle = row.y + clock.step / 2
        for part in device[row.night].intervals:
            sign = SIGN_OF_KIND.get(part.kind)
            left, right = (_x(row.night, at, zone) for at in (part.starts_at, part.ends_at))
            if sign and left < right:
                height = HEIGHTS[sign] * clock.step
                yield DeviceBar(sign, left, right, middle - height / 2, height)


def _x(night: date, at: datetime, zone: ZoneInfo) -> float:
    local = at.astimezone(zone).replace(tzinfo=None)
    minute = (local - datetime.combine(night, NOON)) // timedelta(minutes=1)
    return clock_x(min(max(minute, 0), MINUTES_OF_A_NIGHT))
