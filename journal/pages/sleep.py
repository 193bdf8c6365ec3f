"""A night's sleep as sleep clinics write it, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from journal import nights
from journal.pages.device_night import DeviceNightPart, device_night_part
from journal.pages.entry_lines import constant_url
from journal.reading.device_nights import DeviceNights
from journal.reading.sleep import SleepFacts
from journal.sleep_figures import night_figures, period_sleep
from journal.sleep_times import crosses_noon
from journal.wording import dates
from journal.wording.night_sleep import (
    SOURCE,
    SleepFigure,
    formula_texts,
    jolts_text,
    night_figure_texts,
    period_figure_texts,
)
from journal.wording.nights import night_label
from journal.wording.sleep import sleep_sentence

ONE_DAY = timedelta(days=1)
# A notice travels in a cookie: a longer "Undo" is left out, and the text can be typed again.
MOST_OF_AN_UNDO = 300


@dataclass(frozen=True, slots=True)
class NightWay:
    """The way to another night: its ISO date and its name."""

    night: str
    name: str


@dataclass(frozen=True, slots=True)
class SleepPage:
    """All that the page shows beside its form.

    ``figures`` are of this night, ``medians`` and ``jolts`` of the four weeks up to it. ``whole``
    says with which night a sleep past noon is kept, "" for any other. ``before`` and ``after`` lead
    to the nights around it; None: there is none that has begun. At ``constant_url`` it is marked
    that it went on and on in this night. ``device`` is what a device wrote of it, None for nothing.
    """

    heading: str
    figures: tuple[SleepFigure, ...]
    medians: tuple[SleepFigure, ...]
    jolts: str
    whole: str
    before: NightWay
    after: NightWay | None
    constant_url: str
    formulas: tuple[tuple[str, str], ...]
    source: str
    device: DeviceNightPart | None = None


def sleep_page(
    facts: SleepFacts, device: DeviceNights, *, as_of: datetime, zone: ZoneInfo
) -> SleepPage:
    """The page of one night; ``zone`` is the one in which its times are told, ``device`` what
    devices wrote of it and the nights before.
    """
    night, now = facts.sleep.night_of, nights.night_of(as_of, zone)
    period = period_sleep(facts.sleeps)
    return SleepPage(
        heading=night_label(night, nights.last_night(as_of, zone)),
        figures=night_figure_texts(night_figures(facts.sleep)),
        medians=period_figure_texts(period),
        jolts=jolts_text(period),
        whole=_whole(facts, zone),
        before=_way(night - ONE_DAY),
        after=_way(night + ONE_DAY) if night < now else None,
        constant_url=constant_url(night),
        formulas=formula_texts(),
        source=SOURCE,
        device=device_night_part(night, device, facts.sleeps, zone=zone),
    )


def _way(night: date) -> NightWay:
    return NightWay(night.isoformat(), dates.night(night))


def _whole(facts: SleepFacts, zone: ZoneInfo) -> str:
    sleep = facts.sleep
    up = sleep.woke_at and sleep.woke_at.astimezone(zone).replace(tzinfo=None)
    if not up or not crosses_noon(sleep.night_of, up):
        return ""
    return sleep_sentence(sleep.night_of, zone, sleep.bed_at, sleep.woke_at)


def undo_address(fill: str, before: Mapping[str, str]) -> str:
    """Where "Undo" of fields that held these texts posts; "" where nothing was changed."""
    pairs = [(fill, f"{name}={text}") for name, text in before.items()]
    address = f"{reverse('sleep')}?{urlencode(pairs)}"
    return address if pairs and len(address) <= MOST_OF_AN_UNDO else ""
