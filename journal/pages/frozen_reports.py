"""The list of a person's frozen reports, and the page of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from journal.reading.frozen_reports import FrozenFacts
from journal.wording.dates import instant_in
from journal.wording.frozen_reports import nights_text, purpose_text

# How many the list shows at once; the others stand folded up below them.
ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """A frozen report in the list: when it was frozen, of which nights, and what it is for."""

    pk: int
    frozen_at: str
    nights: str
    purpose: str


@dataclass(frozen=True, slots=True)
class FrozenReportsPage:
    """All frozen reports, the newest first: ``newest`` at once, ``older`` folded up.

    ``still_showing`` are those that show what was just deleted for good.
    """

    newest: tuple[FrozenRow, ...]
    older: tuple[FrozenRow, ...]
    still_showing: tuple[FrozenRow, ...]


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """One frozen report: its article as markup, its hash, and how many links open it."""

    pk: int
    article: SafeString
    sha256: str
    links_open: int


def frozen_reports_page(
    reports: Sequence[FrozenFacts], zone: ZoneInfo, *, still_showing: Collection[int] = ()
) -> FrozenReportsPage:
    """The list in words, on the clock of ``zone``; ``still_showing`` are keys of reports."""
    rows = tuple(_row(report, zone) for report in reports)
    return FrozenReportsPage(
        newest=rows[:ROWS_SHOWN],
        older=rows[ROWS_SHOWN:],
        still_showing=tuple(row for row in rows if row.pk in still_showing),
    )


def _row(report: FrozenFacts, zone: ZoneInfo) -> FrozenRow:
    return FrozenRow(
        pk=report.pk,
        frozen_at=instant_in(report.made_at, zone),
        nights=nights_text(report.first, report.last),
        purpose=purpose_text(report.visit_on, report.links),
    )
