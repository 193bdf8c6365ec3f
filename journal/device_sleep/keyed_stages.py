"""Stages that stand in another file than their sleeps, held in little memory until these come."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from journal.device_sleep.interval_pile import IntervalPile
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    MOST_INTERVALS,
    MOST_INTERVALS_OF_A_SLEEP,
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    epoch_instant,
)

# Nights of a hundred years, with as many naps.
_MOST_SLEEP_IDS = 80_000
_LONGEST_SLEEP_ID = 100
# Start, seconds, kind, number of the code.
_PACKED_STAGE = struct.Struct(">QIBB")
_STAGE_KINDS = tuple(SleepKind)


class KeyedStages:
    """Takes the stages of sleeps by the sleeps' ids. Raises SleepFileError for too many."""

    def __init__(self, reading: SleepReading) -> None:
        self._reading = reading
        self._packed: dict[str, bytearray] = {}
        self._zones: dict[str, str] = {}
        self._codes: list[str] = []
        self._number = 0

    def add(self, sleep_id: str, time_zone: str, stage: DeviceInterval) -> None:
        """One stage, with a code of the table."""
        self._number += 1
        if self._number > MOST_INTERVALS or len(self._packed) > _MOST_SLEEP_IDS:
            raise self._reading.too_much()
        if stage.code not in self._codes:
            self._codes.append(stage.code)
        first, last = (int(at.timestamp()) for at in (stage.starts_at, stage.ends_at))
        kind, code = _STAGE_KINDS.index(stage.kind), self._codes.index(stage.code)
        key = sleep_id[:_LONGEST_SLEEP_ID]
        self._zones.setdefault(key, time_zone)
        packed = self._packed.setdefault(key, bytearray())
        packed += _PACKED_STAGE.pack(first, last - first, kind, code)

    def take(self, sleep_id: str) -> list[DeviceInterval]:
        """The stages of that sleep, each once; they are forgotten with it.

        Of more than a sleep may have only some come, one too many.
        """
        stages: set[DeviceInterval] = set()
        for stage in self._taken(sleep_id):
            stages.add(stage)
            if len(stages) > MOST_INTERVALS_OF_A_SLEEP:
                break
        return sorted(stages, key=lambda stage: (stage.starts_at, stage.ends_at))

    def _taken(self, key: str) -> Iterator[DeviceInterval]:
        packed = bytes(self._packed.pop(key[:_LONGEST_SLEEP_ID], b""))
        for first, seconds, kind, code in _PACKED_STAGE.iter_unpack(packed):
            yield DeviceInterval(
                epoch_instant(first),
                epoch_instant(first + seconds),
                _STAGE_KINDS[kind],
                self._codes[code],
            )

    def without_sleep(self, sleep_format: SleepFormat, source: str) -> Iterator[DeviceSleep]:
        """The sleeps that the stages make which nobody has taken."""
        pile = IntervalPile(sleep_format, self._reading)
        for key in list(self._packed):
            zone = self._zones[key]
            for stage in self._taken(key):
                pile.add(source, zone, stage)
        yield from pile.sleeps()
