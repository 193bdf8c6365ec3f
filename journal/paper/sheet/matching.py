"""Entries that match a sentence of the article, quoted, with what is still open and what the person decided."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.criteria import TOO_MANY, TooMany, Verdict
from journal.models.pattern import Decision
from journal.pages.dates import day
from journal.paper.sheet import listing
from journal.paper.sheet.shape import Choice, Entry, Match
from journal.report import Report
from journal.report.parts import Match as Found
from journal.report.parts import Open
from journal.words import word

# Entries of one criterion that are put into words; the full list marks all of them.
MOST_QUOTED = 12


def matches(report: Report) -> list[Match]:
    """One a criterion, in the order of the article's sentence."""
    return [_match(found, report) for found in report.matches]


def says(report: Report) -> str:
    """What a match is and is not; that there is none; or that the person has switched matches off."""
    if not report.matches_shown:
        return _("The person has switched matches off in this diary.")
    if not any(found.verdict is Verdict.MET for found in report.matches):
        return _("No entry matches the article's three points. That is not a check-up.")
    return _(
        "This is a match with a sentence in an article by a journalist quoting one neurologist. It is not a medical "
        "finding. Worth mentioning at your appointment."
    )


def _match(found: Found, report: Report) -> Match:
    met = found.verdict is Verdict.MET
    return Match(
        sentence=_(found.words),
        title=_(found.title),
        reading=_reading_of_a_period() if found.code == TOO_MANY.code else _(found.reading),
        met=met,
        verdict=_(word(found.verdict).lay),
        says=_period(found) if found.code == TOO_MANY.code else _entries(found, report),
        entries=[] if found.code == TOO_MANY.code else _quoted(found, report),
        number=len(found.entries),
        more=_more(found),
        open=[_open(one) for one in found.open if one.entries],
        decided=list(_decided(found)),
    )


def _reading_of_a_period() -> str:
    """The criterion's own reading speaks to the person; here it is told to their doctor."""
    return _(
        "Only the person decides this: it matches when they answer yes, or when one night goes over a limit that they "
        "set beforehand. Twitchlog never decides from a number of its own."
    )


def _entries(found: Found, report: Report) -> str:
    if not found.entries:
        return _("No entry matches.")
    number = len(found.entries)
    values = {"number": number, "nights": len(found.nights), "recorded": report.nights.share.of}
    text = ngettext(
        "%(number)d entry, on %(nights)d of %(recorded)d recorded nights.",
        "%(number)d entries, on %(nights)d of %(recorded)d recorded nights.",
        number,
    )
    return text % values


def _period(found: Found) -> str:
    """Of too many twitches: what the person answered, or which nights went over their own limit."""
    if found.said and found.said_on and found.said is not TooMany.NOT_SURE:
        said = {"answer": _(word(found.said).lay), "day": day(found.said_on)}
        return _("Asked, the person answered “%(answer)s” on %(day)s.") % said
    if found.entries and found.limit:
        number = len(found.nights)
        values = {"number": number, "limit": found.limit}
        text = ngettext(
            "%(number)d night over the person’s own limit of %(limit)d twitches.",
            "%(number)d nights over the person’s own limit of %(limit)d twitches.",
            number,
        )
        return text % values
    if found.said and found.said_on:
        return _("Asked, the person was not sure on %s.") % day(found.said_on)
    return _("The person has not answered this question.")


def _quoted(found: Found, report: Report) -> list[Entry]:
    """The latest entries first."""
    return [_entry(number, report) for number in reversed(found.entries[-MOST_QUOTED:])]


def _more(found: Found) -> str:
    """Of how many entries only the full list tells; "" of none."""
    number = 0 if found.code == TOO_MANY.code else max(len(found.entries) - MOST_QUOTED, 0)
    return _("and %d more in the full list") % number if number else ""


def _entry(number: int, report: Report) -> Entry:
    line = report.lines[number - 1]
    return Entry(str(number), listing.moment(line), listing.what(line), line.note)


def _open(one: Open) -> str:
    text = ngettext(
        "%(number)d entry leaves open: %(question)s",
        "%(number)d entries leave open: %(question)s",
        len(one.entries),
    )
    return text % {"number": len(one.entries), "question": _(one.label)}


def _decided(found: Found) -> Iterable[Choice]:
    """On the whole, then place by place."""
    for one in found.decided:
        values = {"decision": Decision(one.decision).label, "day": day(one.decided_on)}
        if one.label:
            label = _(one.label)
            where = f"{label} ({_(word(one.side).lay).lower()})" if one.side else label
            said = _("%(place)s, decided on %(day)s: %(decision)s") % (values | {"place": where})
            yield Choice(said, one.note)
        else:
            yield Choice(_("Decided on %(day)s: %(decision)s") % values, one.note)
