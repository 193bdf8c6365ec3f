"""What a device wrote of a night, beside the person's own words of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from journal.device_sleep.night_figures import Agreement, DeviceFigures, agreement, device_figures
from journal.device_sleep.zones import clock_zone
from journal.night_sleep import NightSleep
from journal.reading.device_nights import DeviceNights
from journal.wording.device_night import (
    BESIDE_YOURS,
    OF_TOTALS,
    OF_TYPED,
    agreement_texts,
    device_figure_texts,
)
from journal.wording.device_sleep import night_source_text, source_text, unread_text


@dataclass(frozen=True, slots=True)
class DeviceNightPart:
    """What one source wrote of a night.

    ``figures`` and ``agreements`` are labels with their texts; ``others`` names the sources of the
    same night that are not shown; ``notes`` say how all this is meant.
    """

    source: str
    figures: tuple[tuple[str, str], ...]
    agreements: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    notes: tuple[str, ...]


def device_night_part(
    night: date, device: DeviceNights, sleeps: Iterable[NightSleep], *, zone: ZoneInfo
) -> DeviceNightPart | None:
    """The part of that night, None where no device wrote of it; of one that was not read for all
    that there is, with no source and a note that says so.

    ``sleeps`` are what the person wrote of it and the nights before; ``zone`` is theirs, for a
    device that does not say its own.
    """
    unread = unread_text(device.unread) if device.unread else ""
    if night not in device:
        is_unread = device.unread and night <= device.unread
        return DeviceNightPart("", (), (), (), (unread,)) if is_unread else None
    figures = {night: device_figures(shown) for night, shown in device.items()}
    own = figures[night]
    return DeviceNightPart(
        source=source_text(own.sleep.format.value, own.sleep.source),
        figures=device_figure_texts(own, clock_zone(own.sleep.time_zone, zone)),
        agreements=agreement_texts(*_agreements(figures, sleeps)),
        others=tuple(map(night_source_text, device[night].others)),
        notes=tuple(filter(None, (*_notes(own), gettext(BESIDE_YOURS), unread))),
    )


def _notes(figures: DeviceFigures) -> Iterator[str]:
    """How this night's figures are meant, where that is not as in most."""
    if figures.sleep.by_hand:
        yield gettext(OF_TYPED)
    if figures.are_totals:
        yield gettext(OF_TOTALS)


def _agreements(
    figures: dict[date, DeviceFigures], sleeps: Iterable[NightSleep]
) -> tuple[Agreement, Agreement]:
    told = [sleep for sleep in sleeps if sleep.night_of in figures]
    both = [(sleep, figures[sleep.night_of].asleep) for sleep in told]
    pairs = [(sleep, span) for sleep, span in both if span is not None]
    return (
        agreement((sleep.fell_asleep_at, span.starts_at) for sleep, span in pairs),
        agreement((sleep.last_waking_at, span.ends_at) for sleep, span in pairs),
    )
