"""Device sleep: what watches, bands and apps wrote of sleep, read from their exports.

Pure: bytes in, frozen facts out. It lies beside the diary, and no rule, state of a night or figure
of the diary reads it (docs/adr/0260).
"""

from journal.device_sleep.file_parts import FilePart, parts_in, parts_of
from journal.device_sleep.reading_sleep import LineRemark, SleepReading
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
)
from journal.device_sleep.sleep_files import device_sleeps

__all__ = [
    "DeviceInterval",
    "DeviceSleep",
    "FilePart",
    "LineRemark",
    "SleepFileError",
    "SleepFormat",
    "SleepKind",
    "SleepReading",
    "device_sleeps",
    "parts_in",
    "parts_of",
]
