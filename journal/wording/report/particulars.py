"""What the entries say beside kind, place and phase, in a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.report import Report
from journal.wording.answers import FIELD_WORDS, answer_words
from journal.wording.constant import place_of, went_on_nights
from journal.wording.report import night_sleep
from journal.wording.report.report_text import Fact

# Places where it went on and on that are named one by one.
MOST_PLACES_NAMED = 4


def particulars(report: Report) -> list[Fact]:
    """One a fact that was recorded at all, each with how many entries do not say."""
    answers = [fact for name in FIELD_WORDS if (fact := _answers(name, report))]
    return [*answers, *_constant(report), *night_sleep.jolts(report)]


def _answers(name: str, report: Report) -> Fact | None:
    """How many entries gave each answer; None where none gave any."""
    given = [answer_words(getattr(line, name)) for line in report.lines]
    counts = Counter(answer for answers in given for answer in answers)
    if not counts:
        return None
    texts = [f"{word} {number}" for word, number in counts.most_common()]
    silent = sum(not answers for answers in given)
    if silent:
        text = ngettext("not recorded in %d entry", "not recorded in %d entries", silent)
        texts.append(text % silent)
    return Fact(_(FIELD_WORDS[name].title), "; ".join(texts))


def _constant(report: Report) -> Iterable[Fact]:
    """On how many nights it went on and on, and where; an entry is none of it."""
    if not report.constant:
        return
    nights = Counter(place_of(place) for place in report.constant).most_common()
    named = "; ".join(f"{name} {number}" for name, number in nights[:MOST_PLACES_NAMED])
    more = len(nights) - MOST_PLACES_NAMED
    if more > 0:
        named = _("%(places)s; and %(more)d more places") % {"places": named, "more": more}
    number = len({place.night for place in report.constant})
    text = _("%(places)s (nights). %(nights)s") % {
        "places": named,
        "nights": went_on_nights(number),
    }
    yield Fact(_("Went on and on"), text)
