"""What one of the article's three points says of a period, in a sentence or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.classifier import Finding, twitches_by_night
from journal.criteria import AUTHOR, JOURNALIST, TOO_MANY, TooMany
from journal.observations import Observation
from journal.wording.dates import day, night

# Nights over the person's own limit that are named one by one.
MOST_NIGHTS_NAMED = 4


@dataclass(frozen=True, slots=True)
class TooManyState:
    """The latest answer to "too many?" and its day in the person's zone (None: never answered), and
    their own limit of twitches a night (None: switched off).
    """

    answer: TooMany | None
    answered_on: date | None
    limit: int | None


def speaker() -> str:
    """Whose sentence the article quotes."""
    return _("%(author)s, quoted by %(journalist)s") % {"author": AUTHOR, "journalist": JOURNALIST}


def finding_text(finding: Finding, *, recorded: int, entries: int) -> str:
    """For a point that is about single entries; ``recorded`` nights and ``entries`` are the
    period's.
    """
    matching, open_ones = len(finding.entries), len(finding.open_questions)
    if finding.evidence:
        text = _matching(matching, _nights(finding.entries), recorded) if matching else ""
        text = f"{text} {_went_on(finding, recorded)}".strip()
        if open_ones:
            text += f" {_still_open(open_ones)}"
        return text
    if open_ones:
        return f"{_('No entry matches so far.')} {_still_open(open_ones)}"
    if not entries:
        return _("Nothing is written down in this period.")
    return _("No entry of this period matches.")


def _nights(read: Iterable[Observation]) -> int:
    return len({entry.night_of for entry in read})


def _went_on(finding: Finding, recorded: int) -> str:
    """The nights on which it went on and on at a place that matches; "" for none."""
    nights = _nights(finding.constant)
    if not nights:
        return ""
    text = ngettext(
        "It went on and on there on %(nights)d of %(recorded)d recorded nights.",
        "It went on and on there on %(nights)d of %(recorded)d recorded nights.",
        nights,
    )
    return text % {"nights": nights, "recorded": recorded}


def _matching(entries: int, nights: int, recorded: int) -> str:
    text = ngettext(
        "%(entries)d entry matches, on %(nights)d of %(recorded)d recorded nights.",
        "%(entries)d entries match, on %(nights)d of %(recorded)d recorded nights.",
        entries,
    )
    return text % {"entries": entries, "nights": nights, "recorded": recorded}


def _still_open(entries: int) -> str:
    text = ngettext(
        "%d entry leaves a question open.", "%d entries leave a question open.", entries
    )
    return text % entries


def finding_short(finding: Finding, *, recorded: int) -> str:
    """As in "2 entries on 2 of 23 nights"; "" where no entry matches."""
    entries = len(finding.entries)
    if not entries:
        nights = _nights(finding.constant)
        text = _("Went on and on, on %(nights)d of %(recorded)d nights")
        return text % {"nights": nights, "recorded": recorded} if nights else ""
    text = ngettext(
        "%(entries)d entry on %(nights)d of %(recorded)d nights",
        "%(entries)d entries on %(nights)d of %(recorded)d nights",
        entries,
    )
    return text % {"entries": entries, "nights": _nights(finding.entries), "recorded": recorded}


def open_questions_text(finding: Finding) -> str:
    """As in "3 open questions"; "" for none, and for a point that is about whole nights."""
    number = len(finding.open_questions)
    if not number or finding.criterion is TOO_MANY:
        return ""
    return ngettext("%d open question", "%d open questions", number) % number


def too_many_short(finding: Finding, state: TooManyState, *, recorded: int) -> str:
    """As in "You answered yes on 19 July 2026"; "" where there is nothing to say yet."""
    if finding.evidence and state.answer is not TooMany.YES:
        over = len(twitches_by_night(finding.evidence))
        text = _("Over your own limit on %(nights)d of %(recorded)d nights")
        return text % {"nights": over, "recorded": recorded}
    if state.answer is None:
        return ""
    return too_many_text(finding, state, recorded=recorded).rstrip(".")


def too_many_text(finding: Finding, state: TooManyState, *, recorded: int) -> str:
    """For the point that is about whole nights; ``recorded`` is their number in the period."""
    on = {"day": day(state.answered_on)} if state.answered_on else {}
    if state.answer is TooMany.YES:
        return _("You answered yes on %(day)s.") % on
    if state.answer is TooMany.NO:
        return _("You answered no on %(day)s.") % on
    if finding.evidence:
        return _over_the_limit(twitches_by_night(finding.evidence), state.limit, recorded)
    if state.answer is not None:
        return _("You answered “not sure” on %(day)s.") % on
    if state.limit is not None:
        text = _("You have not answered yet. No night went over your own limit of %d twitches.")
        return text % state.limit
    return _("You have not answered yet. No number decides this for you.")


def _over_the_limit(twitches: Counter[date | None], limit: int | None, recorded: int) -> str:
    text = _(
        "On %(nights)d of %(recorded)d recorded nights you went over your own limit of "
        "%(limit)d twitches"
    )
    values = {"nights": len(twitches), "recorded": recorded, "limit": limit}
    most = twitches.most_common(MOST_NIGHTS_NAMED)
    named = "; ".join(f"{night(on)}: {number}" for on, number in most if on)
    return f"{text % values} ({named})."
