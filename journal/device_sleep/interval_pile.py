"""Intervals that come in any order, piled up in little memory and made into sleeps."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import timedelta

from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    MOST_INTERVALS,
    MOST_INTERVALS_OF_A_SLEEP,
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
    epoch_instant,
    sleep_of,
)
from journal.i18n import gettext_noop as _

MOST_NAMES_OF_A_KIND = 5_000
# Longer than a waking in the night, shorter than the time between a night and a nap.
LONGEST_PAUSE = timedelta(hours=2)
# Source, start, seconds, kind, code, zone; sorted as bytes, they are in order of source and time.
_PACKED = struct.Struct(">HQIBHH")
# Before the name of a source whose intervals a person typed; no name has it.
_TYPED_BEGINS = "\0"
_KINDS = tuple(SleepKind)
# A few hundred years.
_LONGEST_SECONDS = 2**32 - 1


class _Names:
    """Each different text once, by its number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            if len(self.texts) == MOST_NAMES_OF_A_KIND:
                raise SleepFileError(_("This file names more devices than anybody has."))
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return number


class IntervalPile:
    """Takes intervals in any order; :meth:`sleeps` gives them back as sleeps.

    Raises SleepFileError for more than anybody has.
    """

    def __init__(self, sleep_format: SleepFormat, reading: SleepReading) -> None:
        self._format, self._reading = sleep_format, reading
        self._sources, self._codes, self._zones = _Names(), _Names(), _Names()
        self._packed: list[bytes] = []

    def add(
        self, source: str, time_zone: str, interval: DeviceInterval, *, by_hand: bool = False
    ) -> None:
        """One interval of a source; what a person typed there is a source of its own."""
        if len(self._packed) == MOST_INTERVALS:
            raise self._reading.too_much()
        first = int(interval.starts_at.timestamp())
        self._packed.append(
            _PACKED.pack(
                self._sources.number(_TYPED_BEGINS * by_hand + source),
                first,
                min(int(interval.ends_at.timestamp()) - first, _LONGEST_SECONDS),
                _KINDS.index(interval.kind),
                self._codes.number(interval.code),
                self._zones.number(time_zone),
            )
        )

    def sleeps(self) -> Iterator[DeviceSleep]:
        """What was piled up, a source after the other, in order of time.

        Intervals of a source belong together as long as there is no pause of two hours. Of more
        than a sleep may have only the first come, one too many.
        """
        self._packed.sort()
        together: list[bytes] = []
        last, source, before = 0, -1, b""
        for packed in self._packed:
            number, first, seconds, _kind, _code, _zone = _PACKED.unpack(packed)
            pause = first - last
            if number != source or pause > LONGEST_PAUSE.total_seconds():
                yield from self._sleep(together)
                together, source, last = [], number, 0
            if packed != before and len(together) <= MOST_INTERVALS_OF_A_SLEEP:
                together.append(packed)
            last, before = max(last, first + seconds), packed
        yield from self._sleep(together)

    def _sleep(self, together: list[bytes]) -> Iterator[DeviceSleep]:
        if not together:
            return
        rows = [_PACKED.unpack(packed) for packed in together]
        zones = [self._zones.texts[row[5]] for row in rows]
        source = self._sources.texts[rows[0][0]]
        sleep = sleep_of(
            self._format,
            source.removeprefix(_TYPED_BEGINS),
            next(filter(None, zones), ""),
            (self._interval(*row[1:5]) for row in rows),
            by_hand=source.startswith(_TYPED_BEGINS),
        )
        if sleep is not None:
            yield self._reading.check(sleep)

    def _interval(self, first: int, seconds: int, kind: int, code: int) -> DeviceInterval:
        return DeviceInterval(
            epoch_instant(first),
            epoch_instant(first + seconds),
            _KINDS[kind],
            self._codes.texts[code],
        )
