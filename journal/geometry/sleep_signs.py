"""What stands for a night's sleep on the chart of nights: the person's lines, a device's bars."""

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


class DeviceSign(StrEnum):
    """What a bar of a device's sleep stands for."""

    AWAKE = "awake"
    ASLEEP = "asleep"
    REM = "rem"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class DeviceBar:
    """A bar behind the marks of a night, as a device wrote it; ``y`` is its upper edge."""

    sign: DeviceSign
    left: float
    right: float
    y: float
    height: float
