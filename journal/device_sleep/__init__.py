"""Device sleep: what watches, bands and apps wrote of sleep, read from their exports.

Pure: bytes in, frozen facts out. It lies beside the diary, and no rule, state of a night or figure
of the diary reads it (docs/adr/0260). What reads files is in ``file_parts``, ``reading_sleep`` and
``sleep_files``, which no page needs.
"""

from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
)

__all__ = ["DeviceInterval", "DeviceSleep", "SleepFileError", "SleepFormat", "SleepKind"]
