"""What every part of the document refers to: the person, the program that made it, and ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from journal.report.codec import digest, to_json
from journal.report.fhir.codes import OTHER_THINGS, concept
from journal.report.fhir.text import narrative, plain
from journal.report.model import Report

Resource = dict[str, Any]
_NAMESPACE = UUID(OTHER_THINGS.removeprefix("urn:uuid:"))


@dataclass(frozen=True, slots=True)
class References:
    """What every part of the document refers to; ``key`` is the report's hash."""

    report: Report
    key: str
    patient: Resource
    device: Resource

    @property
    def by(self) -> dict[str, str]:
        """The person, who is subject and author."""
        return reference(self.patient)


def references_of(report: Report) -> References:
    """What the parts of this report's document refer to, the report's hash computed once."""
    key = digest(to_json(report))
    return References(report, key, patient(report, key), device(report, key))


def resource_id(key: str, name: str) -> str:
    return str(uuid5(_NAMESPACE, f"{key}:{name}"))


def reference(resource: Resource) -> dict[str, str]:
    return {"reference": f"urn:uuid:{resource['id']}"}


def patient(report: Report, key: str) -> Resource:
    name = plain(report.header.name)
    born = report.header.birth_year
    said = {"name": [{"text": name}]} if name else {}
    told = [name or "No name", f"born {born}"] if born else [name or "No name"]
    return {
        "resourceType": "Patient",
        "id": resource_id(key, "patient"),
        "text": narrative(told),
        **said,
        **({"birthDate": f"{born:04}"} if born else {}),
    }


def device(report: Report, key: str) -> Resource:
    return {
        "resourceType": "Device",
        "id": resource_id(key, "device"),
        "text": narrative([f"Twitchlog, rules version {report.rules_version}"]),
        "deviceName": [{"name": "Twitchlog", "type": "user-friendly-name"}],
        "version": [{"value": report.rules_version}],
        "type": concept(text="A personal diary. Not a medical device."),
    }
