"""The rows that a person brings along, in words: once for lists, page and PDF."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.background import (
    Afterwards,
    BackgroundRow,
    BeginningRow,
    MedicalTestRow,
    MedicineRow,
    ResultBy,
    StatementRow,
)
from journal.i18n import gettext_noop
from journal.partial_dates import PartialDate
from journal.wording.choices import lay_word
from journal.wording.partial_dates import partial_date_text

# What was noticed of the twitches, behind a medicine's name: no word of an effect.
AFTERWARDS_TEXTS = {
    Afterwards.FEWER: gettext_noop("afterwards: fewer"),
    Afterwards.NO_CHANGE: gettext_noop("afterwards: no change"),
    Afterwards.MORE: gettext_noop("afterwards: more"),
    Afterwards.CANNOT_SAY: gettext_noop("afterwards: cannot say"),
}

# Characters of what was said at a visit that stand on Today.
MOST_FIRST_WORDS = 160


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row: what it is about, what else is recorded, and the longest text as it was typed ("" for
    none).
    """

    name: str
    details: tuple[str, ...]
    note: str


def row_words(row: BackgroundRow) -> RowWords:
    """What a row says; what is not recorded is left out."""
    if isinstance(row, MedicineRow):
        return RowWords(row.name, tuple(_medicine_details(row)), row.note)
    if isinstance(row, MedicalTestRow):
        return RowWords(_test_name(row), tuple(_test_details(row)), row.result)
    if isinstance(row, BeginningRow):
        return RowWords(_kind_word(row), tuple(_dated(row.on_date)), row.detail)
    return RowWords(statement_head(row), tuple(filter(None, [row.by_whom])), row.words)


def statement_head(row: StatementRow) -> str:
    """When something was said."""
    if row.on_date is None:
        return _("No date")
    return partial_date_text(row.on_date)


def statement_source(row: StatementRow) -> str:
    """As in "4 May 2026, Dr. Okafor": when something was said, and by whom."""
    return ", ".join(filter(None, (statement_head(row), row.by_whom)))


def first_words(text: str) -> str:
    """The beginning of a text for one line of another page, which leads to all of it."""
    line = " ".join(text.split())
    if len(line) <= MOST_FIRST_WORDS:
        return line
    return f"{line[:MOST_FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _medicine_details(row: MedicineRow) -> list[str]:
    parts = [row.dose, time_taken(row)]
    if row.reason:
        parts.append(_("for: %s") % row.reason)
    if row.afterwards:
        parts.append(_(AFTERWARDS_TEXTS[row.afterwards]))
    return [part for part in parts if part]


def time_taken(row: MedicineRow) -> str:
    """From when until when, as far as it was told; "" where nothing was."""
    edges = {"from": row.from_date, "until": row.until_date}
    values = {edge: partial_date_text(on) for edge, on in edges.items() if on}
    known = (row.from_date is not None, row.until_date is not None, row.ongoing)
    text = {
        (True, True, False): _("%(from)s to %(until)s"),
        (False, True, False): _("until %(until)s"),
        (True, False, True): _("since %(from)s, still taken"),
        (False, False, True): _("still taken"),
        (True, False, False): _("from %(from)s"),
    }.get(known, "")
    return text % values


def _test_name(row: MedicalTestRow) -> str:
    name = _kind_word(row)
    if row.what:
        return f"{name}: {row.what}"
    return name


def _kind_word(row: MedicalTestRow | BeginningRow) -> str:
    return lay_word(row.kind) if row.kind else ""


def _test_details(row: MedicalTestRow) -> list[str]:
    parts = _dated(row.on_date)
    if row.by_whom:
        parts.append(_("by %s") % row.by_whom)
    if row.result and row.result_by is ResultBy.PERSON:
        parts.append(_("result in the person’s words"))
    if row.result and row.result_by is ResultBy.DOCTOR:
        parts.append(_("result in the doctor’s words"))
    return parts


def _dated(on: PartialDate | None) -> list[str]:
    return [partial_date_text(date) for date in (on,) if date]
