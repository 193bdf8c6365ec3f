"""What the dashboard counts of a period: its nights, and what the article calls usual."""

from __future__ import annotations

from dataclasses import dataclass

from journal import article_quotes
from journal.article_quotes import Quote
from journal.criteria import Label
from journal.nights import NightState
from journal.observations import Phase
from journal.summary import Summary
from journal.wording.constant import went_on_nights


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Numbers of nights but for ``entries``; those of the usual are of the ``recorded`` ones.

    ``is_place_known`` and ``is_time_known``: some entry says where it was, and whether the person
    was awake; without one, none of them tells of the usual. ``constant`` says on how many nights it
    went on and on, "" for none.
    """

    nights: int
    recorded: int
    with_entries: int
    quiet: int
    entries: int
    is_place_known: bool
    typical_place: int
    is_time_known: bool
    typical_time: int
    sleep_start: int
    constant: str
    any_muscle: Quote = article_quotes.ANY_MUSCLE
    any_stage: Quote = article_quotes.ANY_STAGE
    slumber: Quote = article_quotes.LET_YOURSELF_SLUMBER


def period_figures(summary: Summary) -> PeriodFigures:
    """The counts of the period that a summary is of."""
    usual = {label: tally.nights for label, tally in summary.labels.items()}
    return PeriodFigures(
        nights=summary.nights,
        recorded=summary.recorded,
        with_entries=summary.number(NightState.EPISODES),
        quiet=summary.number(NightState.NONE),
        entries=summary.entries,
        is_place_known=any(muscle is not None for muscle, _side in summary.places),
        typical_place=usual.get(Label.TYPICAL_PLACE, 0),
        is_time_known=_is_time_known(summary),
        typical_time=usual.get(Label.TYPICAL_TIME, 0),
        sleep_start=usual.get(Label.SLEEP_START, 0),
        constant=went_on_nights(summary.constant_nights),
    )


def _is_time_known(summary: Summary) -> bool:
    """Some entry says whether the person was awake: by its phase, or by how it woke them."""
    knows = any(phase not in (None, Phase.UNKNOWN) for phase in summary.phases)
    return knows or Label.TYPICAL_TIME in summary.labels
