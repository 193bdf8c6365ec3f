"""The owner's frozen reports: all of them in a list, and deleting one with the links that open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.models import FrozenReport
from journal.pages.dates import day
from journal.paper.sheet.numbers import instant

# How many a page shows at once; the others stand folded up below them.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """A frozen report in the list: when it was frozen, of which nights, and what it is for."""

    pk: int
    frozen_at: str
    nights: str
    purpose: str


def frozen_list(person: User, zone: ZoneInfo, as_of: datetime) -> dict[str, list[FrozenRow]]:
    """Every frozen report of the person, the newest first, in one query."""
    works = Q(links__revoked_at=None, links__ends_at__gt=as_of)
    reports = FrozenReport.objects.of(person).latest_first().defer("content")
    annotated = reports.annotate(
        links_working=Count("links", filter=works, distinct=True), visit_on=Max("appointment__on_date")
    )
    rows = [_row(frozen, zone) for frozen in annotated]
    return {"frozen_shown": rows[:SHOWN], "frozen_more": rows[SHOWN:]}


def _row(frozen: FrozenReport, zone: ZoneInfo) -> FrozenRow:
    links: int = frozen.links_working  # type: ignore[attr-defined]  # annotated above
    visit_on = frozen.visit_on  # type: ignore[attr-defined]
    purposes = [_("for the appointment on %s") % day(visit_on)] if visit_on else []
    if links:
        purposes.append(ngettext("%d link opens it", "%d links open it", links) % links)
    return FrozenRow(
        pk=frozen.pk, frozen_at=instant(frozen.made_at, zone), nights=nights_of(frozen), purpose=", ".join(purposes)
    )


def nights_of(frozen: FrozenReport) -> str:
    """The nights of a frozen report, as in "nights 1 July 2026 to 7 July 2026" or "night of 7 July 2026"."""
    if frozen.first_night == frozen.last_night:
        return _("night of %(first)s") % {"first": day(frozen.first_night)}
    return _("nights %(first)s to %(last)s") % {"first": day(frozen.first_night), "last": day(frozen.last_night)}


def links_open(frozen: FrozenReport, as_of: datetime) -> int:
    """How many links open the report today."""
    return frozen.links.alive(as_of).count()


def delete_frozen_report(frozen: FrozenReport, as_of: datetime) -> str:
    """Delete the report, its links and the list of their openings; what was done, in words."""
    links, nights = links_open(frozen, as_of), nights_of(frozen)
    frozen.delete()
    text = _("The frozen report (%s) is deleted.") % nights
    if links:
        text += " " + ngettext("%d link opens nothing any more.", "%d links open nothing any more.", links) % links
    return text
