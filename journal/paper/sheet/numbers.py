"""Figures in words, the same on the page and in the PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.intervals import Difference, Middle, Share
from journal.pages import dates


def instant(at: datetime, zone: ZoneInfo) -> str:
    """As in "28 September 2026, 09:14", on the clock of ``zone``."""
    return dates.instant(at.astimezone(zone))


def percent(rate: float) -> str:
    """A share of one as whole per cents."""
    return str(round(100 * rate))


def of_recorded(one: Share) -> str:
    """As in "9 of 14 recorded nights"."""
    values = {"part": one.part, "of": one.of}
    return ngettext("%(part)d of %(of)d recorded night", "%(part)d of %(of)d recorded nights", one.of) % values


def share_range(one: Share) -> str:
    """As in "64 %, 95 % interval 39 to 84 %", or that there are too few nights."""
    if one.interval is None:
        return _("too few nights to say more")
    values = {
        "rate": percent(one.part / one.of),
        "low": percent(one.interval.low),
        "high": percent(one.interval.high),
    }
    return _("%(rate)s %%, 95 %% interval %(low)s to %(high)s %%") % values


def plain(value: float) -> str:
    """A median: whole, or with its half."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def number_range(one: Middle) -> str:
    """As in "range 0 to 9; 95 % interval of the median 1 to 2"."""
    text = _("range %(low)d to %(high)d") % {"low": one.lowest, "high": one.highest}
    if one.interval is None:
        return text
    values = {"range": text, "low": plain(one.interval.low), "high": plain(one.interval.high)}
    return _("%(range)s; 95 %% interval of the median %(low)s to %(high)s") % values


def duration(seconds: float) -> str:
    """A length of time as one would say it: "20 s", "1 min 30 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return _("%(seconds)s s") % {"seconds": plain(seconds) if seconds < 10 else whole}
    if whole < 3600:
        return _join(_("%d min") % (whole // 60), _("%d s") % (whole % 60) if whole % 60 else "")
    return _join(_("%d h") % (whole // 3600), _("%d min") % (whole % 3600 // 60) if whole % 3600 >= 60 else "")


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def points(one: Difference) -> str:
    """A difference in percentage points with its interval; empty where there are too few nights."""
    if one.difference is None or one.interval is None:
        return ""
    values = {
        "points": _signed(one.difference),
        "low": _signed(one.interval.low),
        "high": _signed(one.interval.high),
    }
    return _("%(points)s percentage points, 95 %% interval %(low)s to %(high)s") % values


def points_alone(one: Difference) -> str:
    """The same for a column that says what it holds, as in "+18 (−6 to +37)"."""
    if one.difference is None or one.interval is None:
        return ""
    values = {"points": _signed(one.difference), "low": _signed(one.interval.low), "high": _signed(one.interval.high)}
    return _("%(points)s (%(low)s to %(high)s)") % values


def _signed(rate: float) -> str:
    whole = round(100 * rate)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def listed(texts: Iterable[str], last: str = "") -> str:
    """Texts one after the other, with a semicolon between."""
    return "; ".join([*texts, *([last] if last else [])])
