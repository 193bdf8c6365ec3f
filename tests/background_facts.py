"""The facts of the background: one line each, of the table in ``tests/facts.py``."""

from __future__ import annotations

from typing import Any

from django.test import Client

from journal.models import (
    Appointment,
)
from tests.fact_kinds import PORTAL, Absent, Fact, row_field


def medicine(name: str, value: Any, *, sent: str = "", says: str, fhir: str) -> Fact:
    needed = {"name": "Quinine"}
    return row_field(
        "medicines", name, value, sent=sent or value, says=says, fhir=fhir, besides=needed
    )


def medical_test(name: str, value: Any, *, sent: str = "", says: str, fhir: str) -> Fact:
    needed = {"kind": "blood", "result": "TSH 2.1"}
    return row_field("tests", name, value, sent=sent or value, says=says, fhir=fhir, besides=needed)


def handedness(client: Client) -> Any:
    return client.post("/appointment/", {"on_date": "2026-07-20", "handedness": "left"})


BACKGROUND: tuple[Fact, ...] = (
    medicine("name", "Quinine", says="Quinine", fhir='"text": "Quinine"'),
    medicine("dose", "200 mg", says="200 mg", fhir='"dosage": [{"text": "200 mg"}]'),
    medicine(
        "from_date",
        "2026-03",
        sent="March 2026",
        says="from March 2026",
        fhir='"effectivePeriod": {"start": "2026-03"}',
    ),
    medicine(
        "until_date",
        "2025",
        says="until 2025",
        fhir='"effectivePeriod": {"end": "2025"}',
    ),
    medicine("ongoing", True, sent="on", says="still taken", fhir="still taken"),
    medicine("reason", "cramps", says="for: cramps", fhir='"reasonCode": [{"text": "cramps"}]'),
    medicine(
        "afterwards",
        "no_change",
        says="afterwards: no change",
        fhir="twitches afterwards: no change",
    ),
    medicine("note", "gave up", says="gave up", fhir='"note": [{"text": "gave up"}]'),
    medical_test("kind", "blood", says="Blood", fhir='"code": "test:blood"'),
    medical_test("what", "thyroid", says="Blood: thyroid", fhir='"text": "Blood: thyroid"'),
    medical_test(
        "on_date",
        "2026-05-04",
        says="4 May 2026",
        fhir='"effectiveDateTime": "2026-05-04"',
    ),
    medical_test("result", "TSH 2.1", says="TSH 2.1", fhir='"valueString": "TSH 2.1"'),
    medical_test(
        "result_by",
        "doctor",
        says="result in the doctor’s words",
        fhir="Result in the doctor's words",
    ),
    medical_test("by_whom", "Dr. Wren", says="by Dr. Wren", fhir='"text": "Dr. Wren"'),
    row_field(
        "beginnings",
        "kind",
        "infection",
        sent="infection",
        says="An infection",
        fhir='"code": "beginning:infection"',
        besides={},
    ),
    row_field(
        "beginnings",
        "on_date",
        "2026",
        sent="2026",
        says="An infection · 2026",
        fhir='"effectiveDateTime": "2026"',
        besides={"kind": "infection"},
    ),
    row_field(
        "beginnings",
        "detail",
        "a cold",
        sent="a cold",
        says="a cold",
        fhir='"text": "a cold"',
        besides={"kind": "infection"},
    ),
    row_field(
        "statements",
        "words",
        "Come again in a year",
        sent="Come again in a year",
        says="Come again in a year",
        fhir="Come again in a year",
        besides={},
    ),
    row_field(
        "statements",
        "on_date",
        "2026-05-04",
        sent="2026-05-04",
        says="Said at a visit (4 May 2026)",
        fhir="Said at a visit (2026-05-04)",
        besides={"words": "Come again"},
    ),
    row_field(
        "statements",
        "by_whom",
        "Dr. Wren",
        sent="Dr. Wren",
        says="Dr. Wren",
        fhir="Said at a visit (Dr. Wren)",
        besides={"words": "Come again"},
    ),
    Fact(
        name="handedness",
        stored=lambda person: [row.handedness for row in Appointment.objects.of(person)],
        value=["left"],
        form=handedness,
        api=Absent("what an appointment holds is no program's matter"),
        csv=True,
        json=True,
        page="left-handed",
        pdf="left-handed",
        text=PORTAL,
        fhir='"code": "hand:left"',
        rows=(Appointment,),
    ),
)
