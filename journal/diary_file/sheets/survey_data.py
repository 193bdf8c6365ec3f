"""A survey as JSON, so that it can wait beside the file while questions are answered."""

from __future__ import annotations

from typing import Any

from journal.diary_file.sheets.plain_data import from_plain_data, plain_data
from journal.diary_file.sheets.tables import Survey


def survey_data(survey: Survey) -> dict[str, Any]:
    """The survey as JSON has it; what is the default is not written."""
    data: dict[str, Any] = plain_data(survey)
    return data


def survey_from(data: object) -> Survey:
    """The survey of such data, which ``survey_data`` made. Raises PlainDataError for other data."""
    survey: Survey = from_plain_data(Survey, data)
    return survey
