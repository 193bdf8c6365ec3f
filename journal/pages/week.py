"""The last seven nights and what is known of each, for the dashboard and the page of nights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from journal import nights
from journal.nights import NightState
from journal.reading.device_nights import DeviceNights
from journal.reading.week import WEEK, WeekFacts
from journal.wording.device_sleep import wrote_text
from journal.wording.nights import night_label, night_state_text, recorded_short


@dataclass(frozen=True, slots=True)
class WeekNight:
    """One night of the week: ``label`` names it, ``text`` tells what is known of it, ``night`` is
    its ISO date.

    ``marked``: the person said "no twitches" of it, and what has come since counts. ``before``: the
    diary begins later. ``device`` says which device wrote of it, "" for none.
    """

    night: str
    label: str
    state: NightState
    text: str
    marked: bool
    before: bool
    device: str = ""


def week_nights(facts: WeekFacts, device: DeviceNights | None = None) -> tuple[WeekNight, ...]:
    """The seven nights, the latest first; ``device`` is what devices wrote of them."""
    first = facts.last - timedelta(days=WEEK - 1)
    wrote = {night: wrote_text(shown.source) for night, shown in (device or {}).items()}
    return tuple(
        replace(_night(night, facts), device=wrote.get(night, ""))
        for night in reversed(nights.span(first, facts.last))
    )


def week_recorded(facts: WeekFacts) -> str:
    """How many of them are recorded, of those since the diary began: as in "5 of 7 recorded"."""
    since = [night for night in week_nights(facts) if not night.before]
    recorded = sum(night.state is not NightState.NOT_RECORDED for night in since)
    return recorded_short(recorded, len(since))


def _night(night: date, facts: WeekFacts) -> WeekNight:
    entries = facts.entries.get(night, 0)
    constant = tuple(place for place in facts.constant if place.night == night)
    went_on = {night} if constant else ()
    state = nights.state(night, facts.entries, facts.quiet_nights, went_on)
    marked = night in facts.quiet_nights and state is not NightState.NONE
    before = facts.begin is not None and night < facts.begin
    return WeekNight(
        night=night.isoformat(),
        label=night_label(night, facts.last),
        state=state,
        text=night_state_text(state, entries, constant, marked=marked, before=before),
        marked=marked,
        before=before,
    )
