"""Frozen reports in words: their nights, what each is for, and that some were deleted."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.wording.dates import dated_night, day


def nights_text(first: date, last: date) -> str:
    """As in "nights 1 July 2026 to 7 July 2026" or "Tue to Wed, 7–8 Jul 2026"."""
    if first == last:
        return dated_night(first)
    return _("nights %(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def purpose_text(visit_on: date | None, links: int) -> str:
    """The visit that it was frozen for and the links that open it; "" for neither."""
    purposes = [_("for the appointment on %s") % day(visit_on)] if visit_on else []
    if links:
        purposes.append(ngettext("%d link opens it", "%d links open it", links) % links)
    return ", ".join(purposes)


def report_deleted_text(first: date, last: date, links: int) -> str:
    """That the report of these nights is deleted, and so many links with it."""
    text = _("The frozen report (%s) is deleted.") % nights_text(first, last)
    return f"{text} {_links_gone(links)}".rstrip()


def reports_deleted_text(number: int, links: int) -> str:
    """That so many reports are deleted with so many links, or that there was nothing more."""
    if not number:
        return _("Nothing more was there to delete.")
    text = ngettext("%d frozen report is deleted.", "%d frozen reports are deleted.", number)
    return f"{text % number} {_links_gone(links)}".rstrip()


def _links_gone(links: int) -> str:
    if not links:
        return ""
    text = ngettext("%d link no longer works.", "%d links no longer work.", links)
    return text % links
