"""Codes under which other systems know what a diary holds.

Sources: HL7 FHIR R4 (hl7.org/fhir/R4), LOINC (loinc.org), UCUM (unitsofmeasure.org), the Human
Phenotype Ontology (obofoundry.org/ontology/hp) and Uberon (obofoundry.org/ontology/uberon).
``LOCAL`` holds codes of our own, one for each value of our closed sets, so that nothing is lost
where no public code fits.
"""

from __future__ import annotations

from typing import Any

from journal.observations import Movement

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
HPO = "http://human-phenotype-ontology.org"
UBERON = "http://purl.obolibrary.org/obo/uberon.owl"
# Names, not addresses: nothing is to be found there. Chosen once and never changed: docs/adr/0118.
LOCAL = "urn:uuid:259c0dd6-44a9-5175-9a8c-35744593f77a"
ENTRIES = "urn:uuid:04b2f2f4-ffcb-5d91-b5bf-9e62b9da0352"
OTHER_THINGS = "urn:uuid:12788762-d176-5f2c-a62a-a2ff3bde069c"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
DISPLAY = "http://hl7.org/fhir/StructureDefinition/display"

PATIENT_NOTE = {"system": LOINC, "code": "51855-5", "display": "Patient Note"}
SURVEY = {"system": CATEGORIES, "code": "survey", "display": "Survey"}
NOT_ASKED = {"system": ABSENT, "code": "not-asked", "display": "Not Asked"}
# What the person felt, as a sign that a doctor may look for; not a finding.
PHENOTYPES: dict[Movement, dict[str, str]] = {
    Movement.TWITCH: {"system": HPO, "code": "HP:0002380", "display": "Fasciculations"},
    Movement.JERK: {"system": HPO, "code": "HP:0001336", "display": "Myoclonus"},
}
# What Uberon itself calls them. Five codes of the list of muscles are not here, and are not given:
# each names one muscle where our word means several (splenius, teres major, serratus posterior
# superior, psoas major, adductor magnus).
UBERON_NAMES = {
    "UBERON:0000378": "tongue muscle",
    "UBERON:0001103": "diaphragm",
    "UBERON:0001111": "intercostal muscle",
    "UBERON:0001112": "latissimus dorsi muscle",
    "UBERON:0001125": "serratus ventralis",
    "UBERON:0001128": "sternocleidomastoid",
    "UBERON:0001220": "quadratus lumborum",
    "UBERON:0001326": "levator ani muscle",
    "UBERON:0001370": "gluteus maximus",
    "UBERON:0001371": "gluteus medius",
    "UBERON:0001377": "quadriceps femoris",
    "UBERON:0001380": "vastus medialis",
    "UBERON:0001385": "tibialis anterior",
    "UBERON:0001387": "fibularis longus",
    "UBERON:0001388": "gastrocnemius",
    "UBERON:0001389": "soleus muscle",
    "UBERON:0001476": "deltoid",
    "UBERON:0001477": "infraspinatus muscle",
    "UBERON:0001498": "muscle of pes",
    "UBERON:0001500": "muscle of manus",
    "UBERON:0001502": "interosseous muscle of manus",
    "UBERON:0001506": "brachialis muscle",
    "UBERON:0001507": "biceps brachii",
    "UBERON:0001509": "triceps brachii",
    "UBERON:0001578": "orbicularis oculi muscle",
    "UBERON:0001597": "masseter muscle",
    "UBERON:0001598": "temporalis muscle",
    "UBERON:0002324": "muscle of back",
    "UBERON:0002378": "muscle of abdomen",
    "UBERON:0002380": "trapezius muscle",
    "UBERON:0002381": "pectoralis major",
    "UBERON:0002382": "rectus abdominis muscle",
    "UBERON:0002383": "supraspinatus muscle",
    "UBERON:0002462": "erector spinae muscle group",
    "UBERON:0002463": "muscle of posterior compartment of hindlimb stylopod",
    "UBERON:0002988": "first dorsal interosseous of manus",
    "UBERON:0005442": "abdominal external oblique muscle",
    "UBERON:0005461": "levator scapulae muscle",
    "UBERON:0005467": "platysma",
    "UBERON:0005621": "rhomboid",
    "UBERON:0008242": "lower back muscle",
    "UBERON:0008243": "upper back muscle",
    "UBERON:0008464": "abductor hallucis muscle",
    "UBERON:0008593": "zygomaticus major muscle",
    "UBERON:0008596": "mentalis",
    "UBERON:0008611": "scalene muscle",
    "UBERON:0010933": "orbicularis oris muscle",
    "UBERON:0010952": "frontalis muscle belly",
    "UBERON:0010990": "transversospinales muscle",
    "UBERON:0011011": "brachioradialis",
    "UBERON:0014376": "thenar muscle",
    "UBERON:0014377": "hypothenar muscle",
}


def local(code: str, display: str) -> dict[str, str]:
    """A coding of our own."""
    return {"system": LOCAL, "code": code, "display": display}


def concept(*codings: dict[str, str], text: str = "") -> dict[str, Any]:
    """A CodeableConcept; nothing empty stands in it."""
    return ({"coding": list(codings)} if codings else {}) | ({"text": text} if text else {})


def quantity(value: float, unit: str, code: str) -> dict[str, Any]:
    """A Quantity with its UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}
