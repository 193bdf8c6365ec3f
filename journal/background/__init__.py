"""What a person brings along to a doctor as rows: medicines, tests, how it began, and what was said
at a visit.

Pure: what a good row is stands here alone, for forms, API and files.
"""

from journal.background.kinds import (
    KINDS_OF_BACKGROUND,
    BackgroundKind,
    BackgroundRow,
    RowField,
)
from journal.background.problems import (
    companion_problem,
    date_problems,
    row_problems,
    span_problems,
)
from journal.background.row_types import (
    Afterwards,
    BeginningKind,
    BeginningRow,
    MedicalTestKind,
    MedicalTestRow,
    MedicineRow,
    ResultBy,
    StatementRow,
)

__all__ = [
    "KINDS_OF_BACKGROUND",
    "Afterwards",
    "BackgroundKind",
    "BackgroundRow",
    "BeginningKind",
    "BeginningRow",
    "MedicalTestKind",
    "MedicalTestRow",
    "MedicineRow",
    "ResultBy",
    "RowField",
    "StatementRow",
    "companion_problem",
    "date_problems",
    "row_problems",
    "span_problems",
]
