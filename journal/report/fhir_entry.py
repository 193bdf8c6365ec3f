"""One entry of the diary as a FHIR R4 Observation."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from journal.anatomy import Muscle, Side, muscle
from journal.observations import Movement, NoticedBy
from journal.report.codes import ENTRIES, PHENOTYPES, SURVEY, UBERON, UBERON_NAMES, concept, local, quantity
from journal.report.fhir_text import instant, narrative, plain
from journal.report.lines import Line
from journal.words import word

_NOT_RECORDED = "Movement not recorded"
_SURVEY = concept(SURVEY)


def observation(line: Line, key: str, patient: dict[str, str]) -> dict[str, Any]:
    """The entry; what was not recorded is left out, never filled in."""
    found: dict[str, Any] = {
        "resourceType": "Observation",
        "id": key,
        "text": narrative([sentence(line)]),
        "status": "final",
        "category": [_SURVEY],
        "code": _code(line.movement),
        "subject": patient,
        "performer": [patient],
        "effectiveDateTime": instant(line.happened_at),
        "valueQuantity": quantity(line.count, "movements", "{movements}"),
        "component": _components(line),
    }
    further = {
        "identifier": [{"system": ENTRIES, "value": name}] if (name := plain(line.id)) else None,
        "issued": instant(line.recorded_at) if line.recorded_at else None,
        "bodySite": _place(line.muscle, line.side) if line.muscle else None,
        "note": [{"text": note}] if (note := plain(line.note)) else None,
    }
    return found | {name: value for name, value in further.items() if value}


def sentence(line: Line) -> str:
    """The whole entry in words, for a reader without codes."""
    said = [
        f"{line.happened_at:%Y-%m-%d %H:%M} ({line.time_zone}), night of {line.night}: {_code(line.movement)['text']}"
    ]
    if line.count != 1:
        said.append(f"{line.count} movements")
    if line.muscle and (place := _place(line.muscle, line.side)):
        said.append(place["text"])
    elif line.side:
        said.append(word(line.side).lay)
    said += [f"{_NAMES[name]}: {word(value).lay}" for name, value in _told(line) if name != "side"]
    if line.duration_seconds is not None:
        said.append(f"{line.duration_seconds} s")
    if line.intensity is not None:
        said.append(f"strength {line.intensity} of 10")
    note = plain(line.note)
    return "; ".join(said) + (f". {note}" if note else "")


@cache
def _code(movement: Movement | None) -> dict[str, Any]:
    """The movement: our own code, and beside it the public one for a twitch and a jerk. That it was not recorded is
    no code: then only the question has one.
    """
    if movement is None:
        return concept(local("movement", "Movement"), text=_NOT_RECORDED)
    name = word(movement).lay
    public = PHENOTYPES.get(movement)
    return concept(local(f"movement:{movement}", name), *([public] if public else []), text=name)


@lru_cache(maxsize=500)
def _place(name: str, side: Side | None) -> dict[str, Any]:
    """Muscle and side; the side is text, because Uberon's terms have none. Free text is taken as it is."""
    known = muscle(name)
    if known is None:
        return concept(text=plain(name))
    beside = f", {word(side).lay.lower()}" if side else ""
    return concept(local(f"muscle:{known.id}", known.lay_name), *_uberon(known), text=known.lay_name + beside)


def _uberon(known: Muscle) -> list[dict[str, str]]:
    display = UBERON_NAMES.get(known.uberon)
    return [{"system": UBERON, "code": known.uberon, "display": display}] if display else []


def _told(line: Line) -> list[tuple[str, StrEnum]]:
    """The answers to closed questions that were given, each with its question's name."""
    values: dict[str, StrEnum | None] = {
        "side": line.side,
        "phase": line.phase,
        "woke": line.woke,
        "called_back": line.called_back,
        "noticed_by": line.noticed_by if line.noticed_by is not NoticedBy.SELF else None,
    }
    return [(name, value) for name, value in values.items() if value is not None]


def _components(line: Line) -> list[dict[str, Any]]:
    found = [_coded(name, value) for name, value in _told(line)]
    if line.duration_seconds is not None:
        found.append(_measured("duration", "Duration", quantity(line.duration_seconds, "s", "s")))
    if line.intensity is not None:
        found.append(_measured("intensity", "Strength, 0 to 10", quantity(line.intensity, "of 10", "{strength}")))
    return [
        *found,
        _text("night_of", "Night of", line.night.isoformat()),
        _text("time_zone", "Time zone", line.time_zone),
    ]


# What a component is called, by its name.
_NAMES = {
    "side": "Side",
    "phase": "Phase of sleep, as the person knows it",
    "woke": "Did it wake you?",
    "called_back": "Would you call this your back?",
    "noticed_by": "Noticed by",
}


@cache
def _coded(name: str, value: StrEnum) -> dict[str, Any]:
    answer = concept(local(f"{name}:{value}", word(value).lay))
    return {"code": concept(local(name, _NAMES[name])), "valueCodeableConcept": answer}


def _measured(name: str, display: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueQuantity": value}


def _text(name: str, display: str, text: str) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueString": text}
