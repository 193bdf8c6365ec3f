"""Codes under which other systems know what a diary holds.

Sources: HL7 FHIR R4 (hl7.org/fhir/R4), LOINC (loinc.org), UCUM (unitsofmeasure.org), the Human Phenotype Ontology
(obofoundry.org/ontology/hp) and Uberon (obofoundry.org/ontology/uberon). ``LOCAL`` holds codes of our own, one for each
value of our closed sets, so that nothing is lost where no public code fits.
"""

from __future__ import annotations

from typing import Any

from journal.observations import Movement

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
HPO = "http://human-phenotype-ontology.org"
UBERON = "http://purl.obolibrary.org/obo/uberon.owl"
# A name, not an address: nothing is to be found there.
LOCAL = "urn:twitchlog:codes"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"

PATIENT_NOTE = {"system": LOINC, "code": "51855-5", "display": "Patient Note"}
# What the person felt, as a sign that a doctor may look for; not a finding.
PHENOTYPES: dict[Movement, dict[str, str]] = {
    Movement.TWITCH: {"system": HPO, "code": "HP:0002380", "display": "Fasciculations"},
    Movement.JERK: {"system": HPO, "code": "HP:0001336", "display": "Myoclonus"},
}


def local(code: str, display: str) -> dict[str, str]:
    """A coding of our own."""
    return {"system": LOCAL, "code": code, "display": display}


def concept(*codings: dict[str, str], text: str = "") -> dict[str, Any]:
    """A CodeableConcept."""
    return {"coding": list(codings)} | ({"text": text} if text else {})


def quantity(value: float, unit: str, code: str) -> dict[str, Any]:
    """A Quantity with its UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}
