"""Frozen reports: one as it was frozen, all of a person, and those that show an entry."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q

from journal.models.frozen_report import FrozenReport
from journal.models.report_compression import decompressed
from journal.report import Report, digest, from_json

# How the text of a report names an entry; quotes within a person's own words are escaped there.
_ENTRY_ID = re.compile(r'"id":("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class FrozenFacts:
    """A frozen report in its owner's list: its nights, the day of the visit it was frozen for (None
    without one), and how many links open it.
    """

    pk: int
    made_at: datetime
    first: date
    last: date
    visit_on: date | None
    links: int


class DamagedError(Exception):
    """A frozen report whose text no longer fits its hash."""


def load_report(frozen: FrozenReport) -> Report:
    """The report as it was frozen.

    Raises :class:`DamagedError` if its text has been changed since.
    """
    try:
        text = decompressed(frozen.content)
    except ValueError as error:
        raise DamagedError(f"frozen report {frozen.pk} cannot be read") from error
    if not hmac.compare_digest(digest(text), frozen.sha256):
        raise DamagedError(f"frozen report {frozen.pk} does not fit its hash")
    return from_json(text)


def frozen_reports_of(owner: User, *, as_of: datetime) -> list[FrozenFacts]:
    """Every frozen report of the owner, the newest first, in one query; links as of ``as_of``."""
    works = Q(links__revoked_at=None, links__ends_at__gt=as_of)
    reports = FrozenReport.objects.of(owner).latest_first()
    rows = reports.annotate(
        links_working=Count("links", filter=works, distinct=True),
        visit_on=Max("appointment__on_date"),
    ).values_list("pk", "made_at", "first_night", "last_night", "visit_on", "links_working")
    return [FrozenFacts(*row) for row in rows]


def links_open(frozen: FrozenReport, as_of: datetime) -> int:
    """How many links open the report at ``as_of``."""
    return frozen.links.alive(as_of).count()


def reports_that_show(owner: User, entries: Collection[str]) -> list[int]:
    """The keys of the owner's frozen reports that show one of the entries with these ids, the
    latest first.

    Reads the text of each report, 10 ms for one of 10,000 entries: for where something is deleted,
    not for a page.
    """
    wanted = {json.dumps(entry, ensure_ascii=False) for entry in entries}
    if not wanted:
        return []
    reports = FrozenReport.objects.of(owner).latest_first().only("content").iterator(chunk_size=1)
    return [frozen.pk for frozen in reports if not wanted.isdisjoint(_entry_ids(frozen))]


def _entry_ids(frozen: FrozenReport) -> set[str]:
    try:
        return set(_ENTRY_ID.findall(decompressed(frozen.content)))
    except ValueError:  # damaged: its page says so, and nobody can read it
        return set()
