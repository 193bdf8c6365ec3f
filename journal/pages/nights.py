"""The page of the last seven nights."""

from __future__ import annotations

from dataclasses import dataclass

from journal.pages.week import WeekNight, week_nights
from journal.reading.device_nights import DeviceNights
from journal.reading.week import WeekFacts


@dataclass(frozen=True, slots=True)
class NightsPage:
    """The nights, the latest first."""

    week: tuple[WeekNight, ...]


def nights_page(facts: WeekFacts, device: DeviceNights) -> NightsPage:
    """The page for what is known of these nights, and for what devices wrote of them."""
    return NightsPage(week_nights(facts, device))
