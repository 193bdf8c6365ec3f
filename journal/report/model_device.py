"""What devices wrote of the nights of a report: beside the person's own words and in no figure of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from journal.device_sleep import SleepKind
from journal.device_sleep.night_figures import Agreement
from journal.intervals import Middle


@dataclass(frozen=True, slots=True)
class DeviceNightRow:
    """One night as the one source wrote it that counts there.

    ``format`` is a code of ``SleepFormat``, ``source`` its own name; ``by_hand``: a person typed
    it into that app. Times are on the device's clock with their offset as a number, the others are
    minutes; None: it does not tell. ``awake_after`` come after falling asleep. With ``are_totals``
    nothing is told of when, and ``awake`` is all together. ``no_data`` are gaps while asleep,
    ``others`` more sleeps that began in that night.
    """

    night: date
    format: str
    source: str
    by_hand: bool = False
    are_totals: bool = False
    in_bed_from: datetime | None = None
    in_bed_until: datetime | None = None
    asleep_from: datetime | None = None
    asleep_until: datetime | None = None
    total: int | None = None
    awake_after: int | None = None
    awake: int | None = None
    light: int | None = None
    deep: int | None = None
    rem: int | None = None
    asleep: int | None = None
    restless: int | None = None
    no_data: int = 0
    others: int = 0

    @property
    def in_bed(self) -> int | None:
        """Minutes from the first to the last of the time in bed."""
        if self.in_bed_from is None or self.in_bed_until is None:
            return None
        return int((self.in_bed_until - self.in_bed_from).total_seconds()) // 60

    @property
    def minutes(self) -> Mapping[SleepKind, int]:
        """Minutes of each kind of sleep, and of totals those awake."""
        told = {
            SleepKind.AWAKE: self.awake,
            SleepKind.RESTLESS: self.restless,
            SleepKind.ASLEEP: self.asleep,
            SleepKind.LIGHT: self.light,
            SleepKind.DEEP: self.deep,
            SleepKind.REM: self.rem,
        }
        return {kind: minutes for kind, minutes in told.items() if minutes is not None}


@dataclass(frozen=True, slots=True)
class DeviceSourceFigures:
    """The medians of one source in minutes, each with how many nights it is of; None: none.

    ``fell_asleep`` and ``last_waking`` are on how many of the nights that have both the person and
    it say the same; what was typed by hand is compared with nothing.
    """

    format: str
    source: str
    by_hand: bool
    nights: int
    fell_asleep: Agreement
    last_waking: Agreement
    in_bed: Middle | None = None
    total: Middle | None = None
    awake_after: Middle | None = None
    awake: Middle | None = None
    light: Middle | None = None
    deep: Middle | None = None
    rem: Middle | None = None


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """All that devices wrote of the period, the earliest night first; of ``sources`` the one with
    most nights is first, and they are never mixed.

    Of the nights up to ``unread`` nothing is told, since there is more than a report reads; None:
    all was read.
    """

    rows: tuple[DeviceNightRow, ...]
    sources: tuple[DeviceSourceFigures, ...]
    unread: date | None = None
