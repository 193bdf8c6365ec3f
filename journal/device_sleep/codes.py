"""The one table of what each format writes for each kind.

The same small number means something else in every format, so a code is looked up by its format
alone, and one that is not here is refused by its name. Sources: Apple's documentation of
``HKCategoryValueSleepAnalysis``, Android's of ``SleepSessionRecord``; else files of the format, or
what was written about them. The codes of Garmin, Whoop, Zepp, Sleep Cycle and AutoSleep are names
of columns, since they tell totals alone; they are in their readers.
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
    # Android has "out of bed" as 3 and "awake in bed" as 7.
    SleepFormat.HEALTH_CONNECT: {
        "0": SleepKind.NO_DATA,
        "1": SleepKind.AWAKE,
        "2": SleepKind.ASLEEP,
        "3": SleepKind.AWAKE,
        "4": SleepKind.LIGHT,
        "5": SleepKind.DEEP,
        "6": SleepKind.REM,
        "7": SleepKind.AWAKE,
    },
    SleepFormat.GOOGLE_HEALTH: {
        "AWAKE": SleepKind.AWAKE,
        "RESTLESS": SleepKind.RESTLESS,
        "ASLEEP": SleepKind.ASLEEP,
        "LIGHT": SleepKind.LIGHT,
        "DEEP": SleepKind.DEEP,
        "REM": SleepKind.REM,
        "UNSPECIFIED": SleepKind.NO_DATA,
    },
    SleepFormat.SAMSUNG_HEALTH: {
        "40001": SleepKind.AWAKE,
        "40002": SleepKind.LIGHT,
        "40003": SleepKind.DEEP,
        "40004": SleepKind.REM,
    },
    SleepFormat.SLEEP_AS_ANDROID: {
        "AWAKE": SleepKind.AWAKE,
        "LIGHT": SleepKind.LIGHT,
        "DEEP": SleepKind.DEEP,
        "REM": SleepKind.REM,
    },
    # "not_awake" is sleep of which the app has not told the kind yet.
    SleepFormat.SLEEP_AS_ANDROID_WEB: {
        "awake": SleepKind.AWAKE,
        "not_awake": SleepKind.ASLEEP,
        "light_sleep": SleepKind.LIGHT,
        "deep_sleep": SleepKind.DEEP,
        "rem": SleepKind.REM,
        "sleep_tracking_paused": SleepKind.NO_DATA,
    },
    SleepFormat.WITHINGS: {
        "0": SleepKind.AWAKE,
        "1": SleepKind.LIGHT,
        "2": SleepKind.DEEP,
        "3": SleepKind.REM,
    },
    # In this order, which is not that of depth.
    SleepFormat.OURA: {
        "1": SleepKind.DEEP,
        "2": SleepKind.LIGHT,
        "3": SleepKind.REM,
        "4": SleepKind.AWAKE,
    },
    # Words of an English phone; they are translated on others.
    SleepFormat.HEALTH_AUTO_EXPORT: {
        "In Bed": SleepKind.IN_BED,
        "Awake": SleepKind.AWAKE,
        "Asleep": SleepKind.ASLEEP,
        "Unspecified": SleepKind.ASLEEP,
        "Core": SleepKind.LIGHT,
        "Deep": SleepKind.DEEP,
        "REM": SleepKind.REM,
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
