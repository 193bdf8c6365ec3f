"""What the doctor is handed: one object, built here, laid out elsewhere as a page, a PDF and a FHIR
document.
"""

from journal.report.build import build
from journal.report.codec import digest, from_json, to_json
from journal.report.entry import ReportEntry
from journal.report.model import Concern, Report
from journal.report.reported_diary import (
    Background,
    ChecklistReply,
    DayBefore,
    DecidedPattern,
    Diary,
    PlannedVisit,
)

__all__ = [
    "Background",
    "ChecklistReply",
    "Concern",
    "DayBefore",
    "DecidedPattern",
    "Diary",
    "PlannedVisit",
    "Report",
    "ReportEntry",
    "build",
    "digest",
    "from_json",
    "to_json",
]
