"""One entry of the diary as a FHIR R4 Observation."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from journal.anatomy import Muscle, muscle
from journal.observations import NoticedBy
from journal.report.codes import CATEGORIES, PHENOTYPES, UBERON, concept, local, quantity
from journal.report.lines import Line
from journal.words import word


def observation(line: Line, key: str, patient: dict[str, str]) -> dict[str, Any]:
    """The entry; what was not recorded is left out, never filled in."""
    found: dict[str, Any] = {
        "resourceType": "Observation",
        "id": key,
        "identifier": [{"system": "urn:twitchlog:entries", "value": line.id}],
        "status": "final",
        "category": [concept({"system": CATEGORIES, "code": "survey", "display": "Survey"})],
        "code": _code(line),
        "subject": patient,
        "performer": [patient],
        "effectiveDateTime": line.happened_at.isoformat(),
        "valueQuantity": quantity(line.count, "movements", "{movements}"),
    }
    if line.recorded_at is not None:
        found["issued"] = line.recorded_at.isoformat()
    place = _place(line)
    if place:
        found["bodySite"] = place
    components = _components(line)
    if components:
        found["component"] = components
    if line.note.strip():
        found["note"] = [{"text": line.note}]
    return found


def _code(line: Line) -> dict[str, Any]:
    """The movement: our own code, and beside it the public one for a twitch and a jerk."""
    if line.movement is None:
        return concept(local("movement:not-recorded", "Movement not recorded"))
    name = word(line.movement).lay
    public = PHENOTYPES.get(line.movement)
    return concept(local(f"movement:{line.movement}", name), *([public] if public else []), text=name)


def _place(line: Line) -> dict[str, Any] | None:
    """Muscle and side; the side is text, because Uberon's terms have none."""
    known = muscle(line.muscle)
    if known is None:
        return concept(text=line.muscle) if line.muscle else None
    side = f", {word(line.side).lay.lower()}" if line.side else ""
    return concept(local(f"muscle:{known.id}", known.lay_name), *_uberon(known), text=known.lay_name + side)


def _uberon(known: Muscle) -> list[dict[str, str]]:
    if not known.uberon:
        return []
    return [{"system": UBERON, "code": known.uberon, "display": known.anatomical_name}]


def _components(line: Line) -> list[dict[str, Any]]:
    values: dict[str, StrEnum | None] = {
        "side": line.side,
        "phase": line.phase,
        "woke": line.woke,
        "called_back": line.called_back,
        "noticed_by": line.noticed_by if line.noticed_by is not NoticedBy.SELF else None,
    }
    found = [_coded(name, value) for name, value in values.items() if value is not None]
    if line.duration_seconds is not None:
        found.append(_measured("duration", "Duration", quantity(line.duration_seconds, "s", "s")))
    if line.intensity is not None:
        found.append(_measured("intensity", "Strength, 0 to 10", quantity(line.intensity, "of 10", "{strength}")))
    found.append(_told("night_of", "Night of", line.night.isoformat()))
    found.append(_told("time_zone", "Time zone", line.time_zone))
    return found


# What a component is called, by its name.
_NAMES = {
    "side": "Side",
    "phase": "Phase of sleep, as the person knows it",
    "woke": "Did it wake you?",
    "called_back": "Would you call this your back?",
    "noticed_by": "Noticed by",
}


def _coded(name: str, value: StrEnum) -> dict[str, Any]:
    said = concept(local(f"{name}:{value}", word(value).lay))
    return {"code": concept(local(name, _NAMES[name])), "valueCodeableConcept": said}


def _measured(name: str, display: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueQuantity": value}


def _told(name: str, display: str, text: str) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueString": text}
