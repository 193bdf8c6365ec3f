"""A night's sleep as the person wrote it down, as a FHIR R4 Observation."""

from __future__ import annotations

from typing import Any

from journal.night_sleep import RANGES, TIME_FIELDS, NightSleep, quality_word
from journal.report.fhir.codes import SURVEY, concept, local, quantity
from journal.report.fhir.text import instant, narrative, plain
from journal.sleep_figures import night_figures

SLEEP_TITLE = "How the person slept, as they wrote it down"
# What a component is called, by its name: the variables, then what follows from them.
_ITEM_NAMES = {
    "bed_at": "To bed",
    "tried_at": "Tried to sleep",
    "minutes_until_sleep": "Minutes until sleep",
    "jolts": "Jolts before sleep came",
    "wakings": "Times awake in the night",
    "minutes_awake": "Minutes awake in the night",
    "last_waking_at": "Awake for the last time",
    "woke_at": "Out of bed",
    "quality": "How the sleep was, 1 (very bad) to 5 (very good)",
    "awake_after": "Time awake after sleep onset",
    "total": "Total sleep",
    "efficiency": "Sleep efficiency",
}
_ITEM_UNITS = {
    "minutes_until_sleep": ("min", "min"),
    "jolts": ("jolts", "{jolts}"),
    "wakings": ("times", "{wakings}"),
    "minutes_awake": ("min", "min"),
    "awake_after": ("min", "min"),
    "total": ("min", "min"),
    "efficiency": ("%", "%"),
}


def sleep_observation(sleep: NightSleep, key: str, patient: dict[str, str]) -> dict[str, Any]:
    """The night's sleep; what was not recorded is left out, never filled in."""
    resource: dict[str, Any] = {
        "resourceType": "Observation",
        "id": key,
        "text": narrative([sleep_text(sleep)]),
        "status": "final",
        "category": [concept(SURVEY)],
        "code": concept(local("sleep", SLEEP_TITLE), text=SLEEP_TITLE),
        "subject": patient,
        "performer": [patient],
        **_when(sleep),
        "component": _components(sleep),
    }
    return resource | ({"note": [{"text": note}]} if (note := plain(sleep.note)) else {})


def sleep_text(sleep: NightSleep) -> str:
    """All that was written of the night in words, for a reader without codes."""
    told = [f"{_ITEM_NAMES[name]}: {_shown(name, value)}" for name, value in _written(sleep)]
    made = [f"{_ITEM_NAMES[name]}: {value} {_ITEM_UNITS[name][0]}" for name, value in _made(sleep)]
    note = plain(sleep.note)
    return (
        f"Night of {sleep.night_of}: " + "; ".join([*told, *made]) + (f". {note}" if note else "")
    )


def _when(sleep: NightSleep) -> dict[str, Any]:
    """From bed to being out of it where both are known in this order, else the night's date."""
    bed, up = sleep.bed_at, sleep.woke_at
    if bed and up and bed < up:
        return {"effectivePeriod": {"start": instant(bed), "end": instant(up)}}
    return {"effectiveDateTime": sleep.night_of.isoformat()}


def _written(sleep: NightSleep) -> list[tuple[str, Any]]:
    names = [name for name in _ITEM_NAMES if name in RANGES or name in TIME_FIELDS]
    return [(name, value) for name in names if (value := getattr(sleep, name)) is not None]


def _made(sleep: NightSleep) -> list[tuple[str, int]]:
    """What follows from it and was not written so."""
    figures = night_figures(sleep)
    names = ("awake_after", "total", "efficiency")
    return [(name, value) for name in names if (value := getattr(figures, name)) is not None]


def _shown(name: str, value: Any) -> str:
    if name in TIME_FIELDS:
        return f"{value:%Y-%m-%d %H:%M}"
    if name == "quality":
        return f"{value} ({quality_word(value)})"
    return f"{value}"


def _components(sleep: NightSleep) -> list[dict[str, Any]]:
    night = {"code": concept(local("night_of", "Night of"))}
    return [
        {"code": concept(local(name, _ITEM_NAMES[name])), **_value(name, value)}
        for name, value in (*_written(sleep), *_made(sleep))
    ] + [night | {"valueString": sleep.night_of.isoformat()}]


def _value(name: str, value: Any) -> dict[str, Any]:
    if name in TIME_FIELDS:
        return {"valueDateTime": instant(value)}
    if name == "quality":
        coding = local(f"quality:{value}", quality_word(value))
        return {"valueCodeableConcept": concept(coding)}
    return {"valueQuantity": quantity(value, *_ITEM_UNITS[name])}
