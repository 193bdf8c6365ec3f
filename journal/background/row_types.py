"""The four kinds of rows, with their fields in the order of forms, files and the report.

"" and None are "not recorded", never "no". A field's ``most`` is the number of characters that it
takes; a ``needed`` one says what the row is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from journal.partial_dates import PartialDate


class Afterwards(StrEnum):
    """What the person noticed after a medicine began: of their twitches, and nothing more."""

    FEWER = "fewer"
    NO_CHANGE = "no_change"
    MORE = "more"
    CANNOT_SAY = "cannot_say"


class MedicalTestKind(StrEnum):
    """Which test was made."""

    EMG = "emg"
    NERVE_CONDUCTION = "nerve_conduction"
    BLOOD = "blood"
    MRI = "mri"
    SLEEP_STUDY = "sleep_study"
    OTHER = "other"


class ResultBy(StrEnum):
    """In whose words a result stands."""

    PERSON = "person"
    DOCTOR = "doctor"


class BeginningKind(StrEnum):
    """What happened in the weeks before it began; not a cause."""

    INFECTION = "infection"
    VACCINATION = "vaccination"
    MEDICINE_STARTED = "medicine_started"
    MEDICINE_STOPPED = "medicine_stopped"
    INJURY = "injury"
    HARD_TRAINING = "hard_training"
    CHILDBIRTH = "childbirth"
    STRESS = "stress"
    NOTHING_KNOWN = "nothing_known"


def _text(most: int, *, needed: bool = False) -> Any:
    return field(default="", metadata={"most": most, "needed": needed})


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineRow:
    """A medicine or something else that was tried.

    ``ongoing``: it is still taken; without that and ``until_date``, nobody said.
    """

    name: str = _text(100, needed=True)
    dose: str = _text(100)
    from_date: PartialDate | None = None
    until_date: PartialDate | None = None
    ongoing: bool = False
    reason: str = _text(200)
    afterwards: Afterwards | None = None
    note: str = _text(500)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalTestRow:
    """A test that was made: ``what`` of it (thyroid, magnesium; the left arm), and its ``result``.

    The result stands in the words of ``result_by``; ``by_whom`` is who made the test.
    """

    kind: MedicalTestKind | None = field(default=None, metadata={"needed": True})
    what: str = _text(200)
    on_date: PartialDate | None = None
    result: str = _text(1000)
    result_by: ResultBy | None = None
    by_whom: str = _text(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningRow:
    """Something that happened in the weeks before it began."""

    kind: BeginningKind | None = field(default=None, metadata={"needed": True})
    on_date: PartialDate | None = None
    detail: str = _text(200)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """What was said at a visit, by whom and when."""

    on_date: PartialDate | None = None
    by_whom: str = _text(100)
    words: str = _text(2000, needed=True)
