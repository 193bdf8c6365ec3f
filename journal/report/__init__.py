"""What the doctor is handed: one object, built here, laid out elsewhere as a page, a PDF and a FHIR document."""

from journal.report.build import build
from journal.report.codec import digest, from_json, to_json
from journal.report.diary import Answered, Day, Decided, Diary, Visit
from journal.report.lines import Line
from journal.report.parts import Concern, Report

__all__ = [
    "Answered",
    "Concern",
    "Day",
    "Decided",
    "Diary",
    "Line",
    "Report",
    "Visit",
    "build",
    "digest",
    "from_json",
    "to_json",
]
