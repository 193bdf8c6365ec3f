"""Entries that match a sentence of the article, quoted, with what is still open and what the person
decided.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.article_quotes import CHECKS_OUT_FINE, NOT_THE_BACK, RED_FLAGS, Quote
from journal.criteria import (
    BACK_MUSCLES,
    CRITERION_BY_CODE,
    JERK_WOKE_ME,
    TOO_MANY,
    Question,
    TooMany,
    Verdict,
)
from journal.i18n import gettext_noop
from journal.report import Report
from journal.report.model_matches import CriterionMatch, OpenEntries
from journal.wording.choices import lay_word
from journal.wording.constant import names_of
from journal.wording.dates import day
from journal.wording.places import beside
from journal.wording.report import full_list
from journal.wording.report.report_text import DecisionText, MatchText, QuotedEntry

# Entries of one criterion that are put into words; the full list marks all of them.
MOST_QUOTED = 12
# How each criterion is read, of the person and not to them.
READINGS: dict[str, str] = {
    TOO_MANY.code: gettext_noop(
        "Only the person decides this: it matches when they answer yes, or when one night goes "
        "over a limit that they set beforehand. Twitchlog never decides from a number of its own."
    ),
    BACK_MUSCLES.code: gettext_noop(
        "It matches when a twitch is on the back of the trunk, asleep or awake. For places that "
        "some people call their back and others do not, the person’s own answer decides."
    ),
    JERK_WOKE_ME.code: gettext_noop(
        "It matches when the movement was a jerk and the person says that they were asleep and it "
        "woke them. A jolt while dropping off is a sleep start and does not match."
    ),
}
# What entries leave open, after "2 entries leave open ".
OPEN_POINTS: dict[Question, str] = {
    Question.BACK: gettext_noop("whether the person calls the place their back"),
    Question.MUSCLE: gettext_noop("where it was"),
    Question.TYPE: gettext_noop("whether it was a twitch or a jerk"),
    Question.WOKE: gettext_noop("whether it woke the person from sleep"),
    Question.PHASE: gettext_noop("whether the person was asleep or awake"),
    Question.TOO_MANY: gettext_noop("whether the person thinks that it is too many"),
}
# What the person decided on a pattern, by the value that is stored.
DECISIONS: dict[str, str] = {
    "raise": gettext_noop("the person wants to raise it"),
    "not_for_me": gettext_noop("the person does not want to raise it"),
    "unsure": gettext_noop("the person is not sure whether to raise it"),
}


def matches(report: Report) -> list[MatchText]:
    """One a criterion, in the order of the article's sentence."""
    return [_match(match, report) for match in report.matches]


def says(report: Report) -> str:
    """What a match is and is not, that there is none, or that matches are switched off."""
    if not report.matches_shown:
        return _("The person has switched matches off in this diary.")
    if not _matches_any(report):
        return _("No entry matches the article's three points. That is not a check-up.")
    return _(
        "This is a match with a sentence in an article by a journalist quoting one neurologist. It "
        "is not a medical finding. Worth mentioning at your appointment."
    )


def sentence(report: Report) -> str:
    """The article's own, with its author; "" where nothing matches."""
    return _quoted_by(RED_FLAGS) if _matches_any(report) else ""


def reassurance(report: Report) -> str:
    """What the article says beside it: its limit, and how it turns out."""
    if not _matches_any(report):
        return ""
    values = {
        "limit": _(NOT_THE_BACK.text),
        "reassurance": _(CHECKS_OUT_FINE.text),
        "speaker": CHECKS_OUT_FINE.speaker,
    }
    return _("“%(limit)s” “%(reassurance)s” (%(speaker)s)") % values


def _quoted_by(quote: Quote) -> str:
    return _("“%(text)s” (%(speaker)s)") % {"text": _(quote.text), "speaker": quote.speaker}


def _matches_any(report: Report) -> bool:
    return any(match.verdict is Verdict.MET for match in report.matches)


def _match(match: CriterionMatch, report: Report) -> MatchText:
    met = match.verdict is Verdict.MET
    return MatchText(
        sentence=_(match.words),
        title=_(match.title),
        reading=_reading(match),
        met=met,
        verdict=lay_word(match.verdict),
        text=_period(match) if match.code == TOO_MANY.code else _entries(match, report),
        entries=[] if match.code == TOO_MANY.code else _quoted(match, report),
        number=len(match.entries),
        more=_more(match),
        open=[_open(question) for question in match.open if question.entries],
        decided=list(_decided(match)),
    )


def _reading(match: CriterionMatch) -> str:
    """The criterion's own reading speaks to the person; here it is told to their doctor.

    One that an older release has frozen stays as it was.
    """
    criterion = CRITERION_BY_CODE.get(match.code)
    if criterion and criterion.reading == match.reading:
        return _(READINGS[match.code])
    return _(match.reading)


def _entries(match: CriterionMatch, report: Report) -> str:
    if not match.entries and not match.constant:
        return _("No entry matches.")
    number, recorded = len(match.entries), report.nights.share.of
    nights = {report.lines[entry - 1].night for entry in match.entries}
    values = {"number": number, "nights": len(nights), "recorded": recorded}
    text = ngettext(
        "%(number)d entry, on %(nights)d of %(recorded)d recorded nights.",
        "%(number)d entries, on %(nights)d of %(recorded)d recorded nights.",
        number,
    )
    went_on = _went_on(match, report)
    return f"{text % values} {went_on}".rstrip() if number else went_on


def _went_on(match: CriterionMatch, report: Report) -> str:
    """The places where it went on and on that match, and on how many nights; "" for none."""
    places = [place for place in report.constant if place.key in match.constant]
    if not places:
        return ""
    nights = len({place.night for place in places})
    text = ngettext(
        "It went on and on (%(places)s) on %(nights)d of %(recorded)d recorded nights.",
        "It went on and on (%(places)s) on %(nights)d of %(recorded)d recorded nights.",
        nights,
    )
    values = {"places": names_of(places), "nights": nights, "recorded": report.nights.share.of}
    return text % values


def _period(match: CriterionMatch) -> str:
    """Of too many twitches: what the person answered, or which nights went over their own limit."""
    if match.said and match.said_on and match.said is not TooMany.NOT_SURE:
        answer = {"answer": lay_word(match.said), "day": day(match.said_on)}
        return _("Asked, the person answered “%(answer)s” on %(day)s.") % answer
    if match.entries and match.limit:
        number = len(match.nights)
        values = {"number": number, "limit": match.limit}
        text = ngettext(
            "%(number)d night over the person’s own limit of %(limit)d twitches.",
            "%(number)d nights over the person’s own limit of %(limit)d twitches.",
            number,
        )
        return text % values
    if match.said and match.said_on:
        return _("Asked, the person was not sure on %s.") % day(match.said_on)
    return _("The person has not answered this question.")


def _quoted(match: CriterionMatch, report: Report) -> list[QuotedEntry]:
    """The latest entries first."""
    return [_entry(number, report) for number in reversed(match.entries[-MOST_QUOTED:])]


def _more(match: CriterionMatch) -> str:
    """Of how many entries only the full list tells; "" of none."""
    number = 0 if match.code == TOO_MANY.code else max(len(match.entries) - MOST_QUOTED, 0)
    return _("and %d more in the full list") % number if number else ""


def _entry(number: int, report: Report) -> QuotedEntry:
    line = report.lines[number - 1]
    return QuotedEntry(str(number), full_list.moment(line), full_list.what(line), line.note)


def _open(question: OpenEntries) -> str:
    text = ngettext(
        "%(number)d entry leaves open %(point)s.",
        "%(number)d entries leave open %(point)s.",
        len(question.entries),
    )
    return text % {
        "number": len(question.entries),
        "point": _(OPEN_POINTS[question.question]),
    }


def _decided(match: CriterionMatch) -> Iterable[DecisionText]:
    """On the whole, then place by place."""
    for decision in match.decided:
        values = {"decision": _(DECISIONS[decision.decision]), "day": day(decision.decided_on)}
        if decision.label:
            where = beside(_(decision.label), decision.side)
            text = _("%(place)s: %(decision)s (%(day)s)") % (values | {"place": where})
            yield DecisionText(text, decision.note)
        else:
            yield DecisionText(_("%(decision)s (%(day)s)") % values, decision.note)
