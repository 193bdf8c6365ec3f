"""What the dashboard shows of one person's diary; the pages of its cards and their answers share it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from journal import article
from journal.anatomy import MUSCLES, REGION_NAMES, Region
from journal.criteria import AUTHOR, JOURNALIST, TOO_MANY, Label, Verdict
from journal.models import Morning, PatternDecision, Preferences, TooManyAnswer
from journal.nights import NightState, last_night
from journal.pages import appointments
from journal.pages.cards import Card, cards
from journal.pages.dates import day
from journal.pages.drawing import drawn
from journal.pages.morning import morning_card
from journal.pages.period import WEEKS, Period, read_period
from journal.pages.reviewing import decisions, pattern_rows
from journal.pages.week import week_until
from journal.summary import Tally

NEVER = Tally(0, 0, 0)
# What the card of too many shows of the latest answer, and when it was given.
TOO_MANY_SHOWN = "too_many"


def dashboard_page(
    person: User, preferences: Preferences, weeks: str, *, as_of: datetime, anew: bool = False
) -> dict[str, Any]:
    """The whole page's context, in at most eight queries; ``anew`` with all that its cards need to be drawn again."""
    period = read_period(person, preferences, weeks, as_of)
    page = {
        **_today(person, preferences, period, as_of),
        "period": period,
        "week": week_until(
            last_night(as_of, preferences.zone),
            period.counts,
            period.said_none,
            begin=(date.max if period.is_empty else period.first) if period.begins else None,
        ),
        "choices": period_choices(),
        "span": _span(period),
    }
    decided = decisions(person, period)
    if period.is_empty:
        return {**page, **_points(period, decided), "begun": not period.begins}
    page["drawn"] = drawn(period, decided, lambda: {**_points(period, decided), **_usual(period)})
    return {**page, "texts": page["drawn"].texts, **(_points(period, decided) if anew else {})}


def _span(period: Period) -> str:
    """The nights that the page is about, and that the diary is no older where it could be."""
    if period.begins and period.is_empty:
        return ""
    text = day(period.first)
    if period.first != period.last:
        text += f" – {day(period.last)}"
    if period.begins:
        text = gettext("%(span)s, since your diary began") % {"span": text}
    return text


def period_choices() -> list[tuple[str, object, str]]:
    """The period switch: the key of ``WEEKS``, the number or word shown, and its unit."""
    return [(key, length or gettext("All"), gettext("weeks") if length else "") for key, length in WEEKS.items()]


def _today(person: User, preferences: Preferences, period: Period, as_of: datetime) -> dict[str, Any]:
    """What today may ask: last night's open questions, and the next small step towards an appointment."""
    night, today = last_night(as_of, preferences.zone), as_of.astimezone(preferences.zone).date()
    moments = [one for one in period.moments if one.night == night]
    said_none = night in period.said_none
    ahead, closed_at = appointments.ahead_and_behind(person)
    unknown = not moments and not said_none and Morning.objects.of(person).unknown(night)
    return {
        "morning": morning_card(night, moments, said_none=said_none, does_not_know=unknown),
        "proposal": appointments.proposal(ahead, today),
        "offers_to_end": not period.is_empty
        and appointments.offers_to_end(person, preferences, ahead, closed_at, today),
    }


def points_section(person: User, preferences: Preferences, weeks: str, *, as_of: datetime) -> dict[str, Any]:
    """The context of the three cards alone, for an answer that only changes these."""
    period = read_period(person, preferences, weeks, as_of)
    return _points(period, decisions(person, period))


def _usual(period: Period) -> dict[str, Any]:
    """Counts of nights, and of what the article calls usual."""
    found, number = period.summary.labels, period.summary.number
    return {
        "with_entries": number(NightState.EPISODES),
        "quiet": number(NightState.NONE),
        "usual": {label.value: found.get(label, NEVER) for label in Label},
        "source": article,
    }


def _points(period: Period, decided: Mapping[str, PatternDecision]) -> dict[str, Any]:
    if not period.shows_matches:
        return {"period": period, "texts": {}}
    shown = cards(period, pattern_rows(period, decided))
    if period.is_empty:  # two of the points are about entries; with none there is nothing to say of them
        shown = [one for one in shown if one.criterion is TOO_MANY]
    return {
        "period": period,
        "texts": _texts(shown, period),
        "cards": shown,
        "any_match": any(one.verdict is Verdict.MET for one in period.findings),
        "speaker": gettext("%(author)s, quoted by %(journalist)s") % {"author": AUTHOR, "journalist": JOURNALIST},
        "reassurance": article.CHECKS_OUT_FINE,
        "places": place_options(get_language()),
    }


def too_many_text(answer: TooManyAnswer | None) -> str:
    """The latest answer and when it was given, as a text to be compared; "" for none."""
    return f"{answer.answer} {answer.answered_at.isoformat()}" if answer else ""


def _texts(shown: list[Card], period: Period) -> dict[str, str]:
    """What the fields of the cards show, by their names."""
    texts = {TOO_MANY_SHOWN: too_many_text(period.said)}
    for card in shown:
        for row in card.patterns:
            texts |= row.texts
    return texts


@lru_cache(maxsize=8)
def place_options(language: str | None) -> SafeString:
    """The options of "Where was it?", by region; the same for every entry, so put into words once a language."""
    groups = (
        format_html('<optgroup label="{}">{}</optgroup>', gettext(REGION_NAMES[region]), _muscles(region))
        for region in Region
    )
    return format_html_join("", "{}", ((group,) for group in groups))


def _muscles(region: Region) -> SafeString:
    inside = ((one.id, gettext(one.lay_name)) for one in MUSCLES if one.region is region)
    return format_html_join("", '<option value="{}">{}</option>', inside)
