"""One entry of the diary as a FHIR R4 Observation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from journal.anatomy import Muscle, Side, muscle
from journal.entries import SEVERAL
from journal.labels import SIDE_BESIDE, word
from journal.nights import NOON, ONE_NIGHT
from journal.observations import Movement, NoticedBy, TimeTold
from journal.report.entry import ReportEntry
from journal.report.fhir.codes import (
    ENTRIES,
    PHENOTYPES,
    SURVEY,
    UBERON,
    UBERON_NAMES,
    concept,
    local,
    quantity,
)
from journal.report.fhir.text import instant, narrative, plain

_NOT_RECORDED = "Movement not recorded"
_SURVEY = concept(SURVEY)


def observation(line: ReportEntry, key: str, patient: dict[str, str]) -> dict[str, Any]:
    """The entry; what was not recorded is left out, never filled in."""
    resource: dict[str, Any] = {
        "resourceType": "Observation",
        "id": key,
        "text": narrative([sentence(line)]),
        "status": "final",
        "category": [_SURVEY],
        "code": _code(line.movement),
        "subject": patient,
        "performer": [patient],
        **_when(line),
        "valueQuantity": quantity(line.count, "movements", "{movements}"),
        "component": _components(line),
    }
    further = {
        "identifier": [{"system": ENTRIES, "value": name}] if (name := plain(line.id)) else None,
        "issued": instant(line.recorded_at) if line.recorded_at else None,
        "bodySite": body_site(line.muscle, line.side) if line.muscle else None,
        "note": [{"text": note}] if (note := plain(line.note)) else None,
    }
    return resource | {name: value for name, value in further.items() if value}


def _when(line: ReportEntry) -> dict[str, Any]:
    """The instant; of an entry of which the night alone is known that night, noon to noon."""
    if line.time_told is not TimeTold.NIGHT:
        return {"effectiveDateTime": instant(line.happened_at)}
    begin = datetime.combine(line.night, NOON, line.happened_at.tzinfo)
    return {"effectivePeriod": {"start": instant(begin), "end": instant(begin + ONE_NIGHT)}}


def sentence(line: ReportEntry) -> str:
    """The whole entry in words, for a reader without codes."""
    parts = [
        (f"{_told(line)} ({line.time_zone}), night of {line.night}: {_code(line.movement)['text']}")
    ]
    if line.count != 1:
        parts.append(f"{line.count} movements")
    if line.muscle and (place := body_site(line.muscle, line.side)):
        parts.append(place["text"])
    elif line.side:
        parts.append(word(line.side).lay)
    parts += [
        f"{_NAMES[name]}: {word(value).lay}"
        for name, value in _closed_answers(line)
        if name != "side"
    ]
    if line.duration_seconds is not None:
        parts.append(f"{line.duration_seconds} s")
    if line.intensity is not None:
        parts.append(f"strength {line.intensity} of 10")
    note = plain(line.note)
    return "; ".join(parts) + (f". {note}" if note else "")


def _told(line: ReportEntry) -> str:
    if line.time_told is TimeTold.NIGHT:
        return word(line.time_told).lay
    return f"{line.happened_at:%Y-%m-%d %H:%M}"


def _code(movement: Movement | None) -> dict[str, Any]:
    """The movement: our own code, and beside it the public one for a twitch and a jerk.

    That it was not recorded is no code: then only the question has one.
    """
    if movement is None:
        return concept(local("movement", "Movement"), text=_NOT_RECORDED)
    name = word(movement).lay
    public = PHENOTYPES.get(movement)
    return concept(local(f"movement:{movement}", name), *([public] if public else []), text=name)


def body_site(name: str, side: Side | None) -> dict[str, Any]:
    """Muscle and side; the side is text, because Uberon's terms have none.

    Free text is taken as it is.
    """
    listed = muscle(name)
    if listed is None:
        return concept(text=plain(name))
    name = listed.lay_name
    text = SIDE_BESIDE[side] % {"place": name} if side else name
    return concept(local(f"muscle:{listed.id}", name), *_uberon(listed), text=text)


def _uberon(place: Muscle) -> list[dict[str, str]]:
    display = UBERON_NAMES.get(place.uberon)
    return [{"system": UBERON, "code": place.uberon, "display": display}] if display else []


def _closed_answers(line: ReportEntry) -> list[tuple[str, StrEnum]]:
    """The answers to closed questions that were given, each with its question's name.

    Of several answers to one question each has the name.
    """
    values: dict[str, StrEnum | None] = {
        "side": line.side,
        "phase": line.phase,
        "woke": line.woke,
        "called_back": line.called_back,
        "noticed_by": line.noticed_by if line.noticed_by is not NoticedBy.SELF else None,
        "time_told": line.time_told,
        "perceived": line.perceived,
        "spread": line.spread,
    }
    one = [(name, value) for name, value in values.items() if value is not None]
    return one + [(name, value) for name in SEVERAL for value in getattr(line, name)]


def _components(line: ReportEntry) -> list[dict[str, Any]]:
    components = [_coded(name, value) for name, value in _closed_answers(line)]
    if line.duration_seconds is not None:
        components.append(
            _measured("duration", "Duration", quantity(line.duration_seconds, "s", "s"))
        )
    if line.intensity is not None:
        components.append(
            _measured(
                "intensity", "Strength, 0 to 10", quantity(line.intensity, "of 10", "{strength}")
            )
        )
    return [
        *components,
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
    "time_told": "How the time was told",
    "perceived": "Could you see it, or only feel it?",
    "spread": "One spot, or several?",
    "eased_by": "What eased it?",
}


@cache
def _coded(name: str, value: StrEnum) -> dict[str, Any]:
    answer = concept(local(f"{name}:{value}", word(value).lay))
    return {"code": concept(local(name, _NAMES[name])), "valueCodeableConcept": answer}


def _measured(name: str, display: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueQuantity": value}


def _text(name: str, display: str, text: str) -> dict[str, Any]:
    return {"code": concept(local(name, display)), "valueString": text}
