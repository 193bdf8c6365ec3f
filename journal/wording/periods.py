"""The nights that a page is about."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from journal.wording.dates import dated_night, day


def period_text(first: date, last: date, *, begins: bool) -> str:
    """As in "6 July 2026 – 19 July 2026"; ``begins``: the diary is no older than ``first``."""
    text = dated_night(first)
    if first != last:
        text = f"{day(first)} – {day(last)}"
    if begins:
        return _("%(span)s, since your diary began") % {"span": text}
    return text


def length_name(weeks: int | None) -> tuple[str, str]:
    """What the switch of a period's length shows: a number and its unit, or a word alone."""
    if weeks is None:
        return _("All"), ""
    return str(weeks), _("weeks")
