"""The report as a FHIR R4 document."""

from journal.report.fhir.document import bundle, document_text

__all__ = ["bundle", "document_text"]
