"""What the person of the made-up diary brings along as rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.background import (
    Afterwards,
    BackgroundRow,
    BeginningKind,
    BeginningRow,
    MedicalTestKind,
    MedicalTestRow,
    MedicineRow,
    ResultBy,
    StatementRow,
)
from journal.i18n import gettext_noop as _
from journal.partial_dates import PartialDate


def made_up_background(as_of: datetime, zone: ZoneInfo) -> tuple[tuple[str, BackgroundRow], ...]:
    """Rows by the name of their kind, as told at ``as_of`` (aware); texts are to be translated."""
    today = as_of.astimezone(zone).date()
    visit_on = PartialDate.of(today - timedelta(days=75))
    return (
        ("medicines", _medicine(_month(today - timedelta(days=60)))),
        ("tests", _test(visit_on)),
        ("beginnings", _beginning(_month(today - timedelta(days=95)))),
        ("statements", _statement(visit_on)),
    )


def _medicine(since: PartialDate) -> MedicineRow:
    return MedicineRow(
        name=_("Magnesium"),
        dose=_("300 mg at night"),
        from_date=since,
        ongoing=True,
        afterwards=Afterwards.CANNOT_SAY,
    )


def _test(on: PartialDate) -> MedicalTestRow:
    return MedicalTestRow(
        kind=MedicalTestKind.BLOOD,
        what=_("thyroid, magnesium, calcium"),
        on_date=on,
        result=_("All in order"),
        result_by=ResultBy.DOCTOR,
        by_whom=_("Dr. Finch"),
    )


def _beginning(on: PartialDate) -> BeginningRow:
    detail = _("A long run. First the right calf, later other places too.")
    return BeginningRow(kind=BeginningKind.HARD_TRAINING, on_date=on, detail=detail)


def _statement(on: PartialDate) -> StatementRow:
    words = _("Strength and reflexes are as they should be. Write the twitches down.")
    return StatementRow(on_date=on, by_whom=_("Dr. Finch"), words=words)


def _month(on: date) -> PartialDate:
    return PartialDate(on.year, on.month)
