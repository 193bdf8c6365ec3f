"""The one table of what each format writes for each kind.

The same small number means something else in every format, so a code is looked up by its format
alone, and one that is not here is refused by its name. Sources: Apple's documentation of
``HKCategoryValueSleepAnalysis``.
"""

from __future__ import annotations

from collections.abc import Mapping

from journal.device_sleep.sleep_data import SleepFormat, SleepKind

KIND_OF_CODE: Mapping[SleepFormat, Mapping[str, SleepKind]] = {
    SleepFormat.APPLE_HEALTH: {
        "InBed": SleepKind.IN_BED,
        "Awake": SleepKind.AWAKE,
        # before iOS 16
        "Asleep": SleepKind.ASLEEP,
        "AsleepUnspecified": SleepKind.ASLEEP,
        "AsleepCore": SleepKind.LIGHT,
        "AsleepDeep": SleepKind.DEEP,
        "AsleepREM": SleepKind.REM,
    },
    SleepFormat.FITBIT: {
        "wake": SleepKind.AWAKE,
        "awake": SleepKind.AWAKE,
        "restless": SleepKind.RESTLESS,
        "asleep": SleepKind.ASLEEP,
        "light": SleepKind.LIGHT,
        "deep": SleepKind.DEEP,
        "rem": SleepKind.REM,
        "unknown": SleepKind.NO_DATA,
    },
    # In this order, which is not that of depth.
    SleepFormat.OURA: {
        "1": SleepKind.DEEP,
        "2": SleepKind.LIGHT,
        "3": SleepKind.REM,
        "4": SleepKind.AWAKE,
    },
    # Without case, and with "_" and "-" as spaces.
    SleepFormat.SLEEP_TABLE: {
        "in bed": SleepKind.IN_BED,
        "inbed": SleepKind.IN_BED,
        "bed": SleepKind.IN_BED,
        "awake": SleepKind.AWAKE,
        "wake": SleepKind.AWAKE,
        "w": SleepKind.AWAKE,
        "restless": SleepKind.RESTLESS,
        "asleep": SleepKind.ASLEEP,
        "sleep": SleepKind.ASLEEP,
        "sleeping": SleepKind.ASLEEP,
        "light": SleepKind.LIGHT,
        "light sleep": SleepKind.LIGHT,
        "core": SleepKind.LIGHT,
        "n1": SleepKind.LIGHT,
        "n2": SleepKind.LIGHT,
        "deep": SleepKind.DEEP,
        "deep sleep": SleepKind.DEEP,
        "n3": SleepKind.DEEP,
        "rem": SleepKind.REM,
        "rem sleep": SleepKind.REM,
        "r": SleepKind.REM,
        "no data": SleepKind.NO_DATA,
        "unknown": SleepKind.NO_DATA,
        "?": SleepKind.NO_DATA,
    },
}
