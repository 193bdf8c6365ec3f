"""The two lines of a night's sleep on the chart of nights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SleepSign(StrEnum):
    """What a line of a night's sleep stands for."""

    IN_BED = "in_bed"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class SleepLine:
    """A line under a night, as the person wrote it down."""

    sign: SleepSign
    left: float
    right: float
    y: int
