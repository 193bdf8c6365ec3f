"""A night as a device wrote it, as a FHIR R4 Observation: in words, with codes of our own alone.

No public code is given: those that there are for lengths of sleep do not say what a wrist measures.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from journal.device_sleep import SleepKind
from journal.device_sleep.format_names import english_source
from journal.device_sleep.night_figures import unmeasured
from journal.report.fhir.codes import concept, local, quantity
from journal.report.fhir.text import instant, narrative, plain
from journal.report.model_device import DeviceNightRow

DEVICE_SLEEP_TITLE = "Sleep as a device wrote it, beside the person's own words"
_DEVICE_TIMES = {
    "in_bed_from": "In bed from",
    "in_bed_until": "In bed until",
    "asleep_from": "Fell asleep",
    "asleep_until": "Last waking",
}
_DEVICE_MINUTES = {
    "total": "Asleep, all together",
    "awake_after": "Awake after falling asleep",
    "awake": "Awake, all together",
    "light": "Light sleep",
    "deep": "Deep sleep",
    "rem": "REM sleep",
    "asleep": "Asleep, kind not told",
    "restless": "Restless",
}


def device_sleep_observation(
    row: DeviceNightRow, key: str, patient: dict[str, str]
) -> dict[str, Any]:
    """The night; what the device does not tell is left out, never filled in.

    The person is its performer only where they typed it.
    """
    typed = {"performer": [patient]} if row.by_hand else {}
    return {
        "resourceType": "Observation",
        "id": key,
        "text": narrative([device_sleep_text(row)]),
        "status": "final",
        "category": [concept(text="Written by a device")],
        "code": concept(local("device_sleep", DEVICE_SLEEP_TITLE), text=DEVICE_SLEEP_TITLE),
        "subject": patient,
        **typed,
        "device": {"display": _source(row)},
        **_when(row),
        "component": _components(row),
    }


def device_sleep_text(row: DeviceNightRow) -> str:
    """All of it in words, for a reader without codes."""
    told = [f"{_DEVICE_TIMES[name]} {at:%Y-%m-%d %H:%M}" for name, at in _times(row)]
    told += [f"{_DEVICE_MINUTES[name]}: {minutes} min" for name, minutes in _lengths(row)]
    told += [f"{kind.value}: not measured" for kind in _unmeasured(row)]
    if row.no_data:
        told.append(f"No data: {row.no_data} min")
    if row.others:
        told.append(f"More sleeps that began in this night: {row.others}")
    kind = "totals without times" * row.are_totals
    head = ", ".join(filter(None, (f"Night of {row.night}", _source(row), kind)))
    return f"{head}: {'; '.join(told)}"


def _source(row: DeviceNightRow) -> str:
    return plain(english_source(row.format, row.source, by_hand=row.by_hand))


def _times(row: DeviceNightRow) -> list[tuple[str, datetime]]:
    return [(name, at) for name in _DEVICE_TIMES if (at := getattr(row, name)) is not None]


def _lengths(row: DeviceNightRow) -> list[tuple[str, int]]:
    return [(name, told) for name in _DEVICE_MINUTES if (told := getattr(row, name)) is not None]


def _unmeasured(row: DeviceNightRow) -> tuple[SleepKind, ...]:
    return unmeasured(row.minutes, are_totals=row.are_totals)


def _when(row: DeviceNightRow) -> dict[str, Any]:
    """From falling asleep to the last waking, else the time in bed, else the night's date."""
    spans = ((row.asleep_from, row.asleep_until), (row.in_bed_from, row.in_bed_until))
    for first, last in spans:
        if first and last:
            return {"effectivePeriod": {"start": instant(first), "end": instant(last)}}
    return {"effectiveDateTime": row.night.isoformat()}


def _components(row: DeviceNightRow) -> list[dict[str, Any]]:
    unknown = {"dataAbsentReason": concept(text="not measured")}
    lengths = [*_lengths(row), ("no_data", row.no_data)]
    return [
        *(
            _named(name, _DEVICE_TIMES[name]) | {"valueDateTime": instant(at)}
            for name, at in _times(row)
        ),
        *(
            _named(name, _DEVICE_MINUTES.get(name, "No data"))
            | {"valueQuantity": quantity(minutes, "min", "min")}
            for name, minutes in lengths
        ),
        *(_named(kind.value, _DEVICE_MINUTES[kind.value]) | unknown for kind in _unmeasured(row)),
        _named("are_totals", "Totals without times") | {"valueBoolean": row.are_totals},
        _named("by_hand", "Typed by hand") | {"valueBoolean": row.by_hand},
        _named("night_of", "Night of") | {"valueString": row.night.isoformat()},
    ]


def _named(name: str, label: str) -> dict[str, Any]:
    """The codes of minutes are those of the device, not those of the person's own words."""
    code = name if name == "night_of" else f"device_sleep:{name}"
    return {"code": concept(local(code, label), text=label)}
