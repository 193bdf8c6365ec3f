"""Proportions, medians and differences, each with what it is out of and its interval."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.intervals import Difference, Middle, Share


def percent(rate: float) -> str:
    """A share of one as whole per cents."""
    return str(round(100 * rate))


def of_recorded(share: Share) -> str:
    """As in "9 of 14 recorded nights"."""
    values = {"part": share.part, "of": share.of}
    text = ngettext(
        "%(part)d of %(of)d recorded night", "%(part)d of %(of)d recorded nights", share.of
    )
    return text % values


def on_recorded(nights: int, recorded: int) -> str:
    """As in "on 9 of 14 recorded nights"."""
    values = {"nights": nights, "recorded": recorded}
    return _("on %(nights)d of %(recorded)d recorded nights") % values


def rate_text(share: Share) -> str:
    """As in "64 % of them", or that there are too few nights."""
    if share.interval is None:
        return _("too few nights to say more")
    return _("%s %% of them") % percent(share.part / share.of)


def share_range(share: Share) -> str:
    """As in "64 %, 95 % interval 39 to 84 %", or that there are too few nights."""
    if share.interval is None:
        return _("too few nights to say more")
    values = {
        "rate": percent(share.part / share.of),
        "low": percent(share.interval.low),
        "high": percent(share.interval.high),
    }
    return _("%(rate)s %%, 95 %% interval %(low)s to %(high)s %%") % values


def median_text(value: float) -> str:
    """A median: whole, or with its half."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def lowest_to_highest(middle: Middle) -> str:
    """As in "range 0 to 9"."""
    return _("range %(low)d to %(high)d") % {"low": middle.lowest, "high": middle.highest}


def median_range(middle: Middle) -> str:
    """As in "95 % interval of the median 1 to 2"; "" for too few nights."""
    if middle.interval is None:
        return ""
    values = {"low": median_text(middle.interval.low), "high": median_text(middle.interval.high)}
    return _("95 %% interval of the median %(low)s to %(high)s") % values


def change_alone(change: Difference) -> str:
    """Which has more, in words that need no statistics."""
    interval = change.interval
    if interval is None or interval.low <= 0 <= interval.high:
        return _("too few nights to tell which is more")
    return _("more nights") if interval.low > 0 else _("fewer nights")


def points(change: Difference) -> str:
    """As in "+18 percentage points, 95 % interval −6 to +37"; "" where there are too few nights."""
    text = _("%(points)s percentage points, 95 %% interval %(low)s to %(high)s")
    values = _points(change)
    return text % values if values else ""


def points_alone(change: Difference) -> str:
    """As in "+18 (−6 to +37)", for a column that says what it holds; "" for too few nights."""
    values = _points(change)
    return _("%(points)s (%(low)s to %(high)s)") % values if values else ""


def _points(change: Difference) -> dict[str, str] | None:
    if change.difference is None or change.interval is None:
        return None
    return {
        "points": _signed(change.difference),
        "low": _signed(change.interval.low),
        "high": _signed(change.interval.high),
    }


def _signed(rate: float) -> str:
    whole = round(100 * rate)
    if whole < 0:
        return f"−{-whole}"
    return f"+{whole}" if whole else "0"
