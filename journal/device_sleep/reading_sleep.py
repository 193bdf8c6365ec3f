"""What every reader of a sleep file needs: the zone, the time, and a place for what is odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from journal.device_sleep.codes import KIND_OF_CODE
from journal.device_sleep.sleep_data import (
    LONGEST_CODE,
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
)
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

# Remarks that are held; of more only the number is.
MOST_REMARKS = 100
LONGEST_SLEEP = timedelta(hours=16)
# No device wrote before.
_FIRST_INSTANT = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LineRemark:
    """What was odd in a file.

    ``line`` is counted from 1, None where it is about no line; ``text`` is a sentence to be
    translated and then filled from ``values``.
    """

    part: str
    line: int | None
    text: str
    values: Mapping[str, object]


@dataclass(slots=True)
class SleepReading:
    """One reading of a file.

    ``own_zone`` is where its owner was, for files that name none; ``as_of`` (aware) is now.
    ``remarks`` are the first of ``remark_number``, and ``asks_zone`` says that a time was read in
    that zone: both are complete only when all was read. ``folder`` is where a database is copied to
    while it is read; None is the system's own. ``part`` and ``line`` say what is being read, as far
    as it is known.
    """

    own_zone: ZoneInfo
    as_of: datetime
    remarks: list[LineRemark] = field(default_factory=list)
    remark_number: int = 0
    part: str = ""
    line: int | None = None
    asks_zone: bool = False
    folder: Path | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Where its owner was. Only for times that do not say it themselves: it is then asked."""
        self.asks_zone = True
        return self.own_zone

    def remark(
        self, text: str, values: Mapping[str, object] | None = None, line: int | None = None
    ) -> None:
        """Say something of a line of the part that is being read."""
        self.remark_number += 1
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(LineRemark(self.part, line, text, values or {}))

    def too_much(self) -> SleepFileError:
        """That there is more in the file than anybody has, and where that was seen."""
        if self.line is None:
            text = _("“%(name)s” holds more sleep than anybody has. Nothing of the file is read.")
            return SleepFileError(text, {"name": self.part})
        text = _(
            "“%(name)s” holds more sleep than anybody has, as was seen in line %(line)d. Nothing of"
            " the file is read."
        )
        return SleepFileError(text, {"name": self.part, "line": self.line})

    def no_times(self, start: str, end: str, line: int | None = None) -> None:
        """Say that these two are no times."""
        text = _("“%(start)s” to “%(end)s” are no times. This is left out.")
        self.remark(text, {"start": excerpt(start), "end": excerpt(end)}, line)

    def kind(
        self, sleep_format: SleepFormat, code: str, line: int | None = None
    ) -> SleepKind | None:
        """What the code stands for; None, with a remark, for one that the format does not have."""
        kind = KIND_OF_CODE[sleep_format].get(code)
        if kind is None:
            text = _("“%(code)s” is no kind of sleep that is known here. It is left out.")
            self.remark(text, {"code": excerpt(code)}, line)
        return kind

    def interval(
        self,
        starts_at: datetime,
        ends_at: datetime,
        kind: SleepKind,
        code: str,
        line: int | None = None,
    ) -> DeviceInterval | None:
        """The interval between two aware times; None, with a remark, for one that cannot be."""
        self.line = line
        try:
            first, last = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
        except OverflowError:
            first = last = datetime.min.replace(tzinfo=UTC)
        if last <= first:
            text = _("From %(start)s to %(end)s: the end is not after the start.")
        elif last > self.as_of:
            text = _("From %(start)s to %(end)s: this lies in the future.")
        elif first < _FIRST_INSTANT:
            text = _("From %(start)s to %(end)s: this lies before 1990.")
        else:
            first, last = first.replace(microsecond=0), last.replace(microsecond=0)
            return DeviceInterval(first, last, kind, code[:LONGEST_CODE])
        times = {"start": f"{starts_at:%Y-%m-%d %H:%M}", "end": f"{ends_at:%Y-%m-%d %H:%M}"}
        self.remark(text, times, line)
        return None

    def check(self, sleep: DeviceSleep) -> DeviceSleep:
        """The sleep as it is; that it is very long, or overlaps itself, is said."""
        values = {"start": f"{sleep.starts_at:%Y-%m-%d %H:%M} UTC", "source": excerpt(sleep.source)}
        if sleep.ends_at - sleep.starts_at > LONGEST_SLEEP:
            self.remark(_("The sleep of %(source)s from %(start)s has more than 16 hours."), values)
        if overlaps_itself(sleep):
            text = _("Of the sleep of %(source)s from %(start)s some intervals overlap.")
            self.remark(text, values)
        return sleep


def overlaps_itself(sleep: DeviceSleep) -> bool:
    """Whether two intervals are about the same time; one in bed lies over all others."""
    last = None
    for part in sleep.intervals:
        if part.kind is SleepKind.IN_BED:
            continue
        if last is not None and part.starts_at < last:
            return True
        last = part.ends_at
    return False
