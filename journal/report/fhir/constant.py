"""A place where it went on and on in a night as a FHIR R4 Observation: a state, and no count."""

from __future__ import annotations

from journal.constant_places import ConstantPlace
from journal.report.fhir.codes import SURVEY, concept, local
from journal.report.fhir.entry import body_site
from journal.report.fhir.references import Resource
from journal.report.fhir.text import narrative

CONSTANT_TEXT = "It went on and on"


def constant_sentence(place: ConstantPlace) -> str:
    """In words, for a reader without codes."""
    where = body_site(place.muscle, place.side)["text"]
    return f"Night of {place.night}: it went on and on; {where}"


def constant_observation(place: ConstantPlace, key: str, patient: dict[str, str]) -> Resource:
    """The night and the place, by the day on which the night begins."""
    return {
        "resourceType": "Observation",
        "id": key,
        "text": narrative([constant_sentence(place)]),
        "status": "final",
        "category": [concept(SURVEY)],
        "code": concept(local("went_on_and_on", CONSTANT_TEXT), text=CONSTANT_TEXT),
        "subject": patient,
        "performer": [patient],
        "effectiveDateTime": place.night.isoformat(),
        "valueBoolean": True,
        "bodySite": body_site(place.muscle, place.side),
    }
