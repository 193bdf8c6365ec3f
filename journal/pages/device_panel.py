"""What devices wrote of the nights of a chart: a legend, and a table of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.device_sleep.night_choice import DeviceNight, source_of
from journal.device_sleep.night_figures import device_figures
from journal.geometry.charts import Clock
from journal.geometry.sleep_signs import DeviceSign
from journal.reading.device_nights import DeviceNights
from journal.wording.dates import night
from journal.wording.device_night import BEHIND_THE_MARKS, DEVICE_SIGNS, device_cells, device_head
from journal.wording.device_sleep import night_source_text, unread_text


@dataclass(frozen=True, slots=True)
class DevicePanel:
    """The legend of what is drawn, and a table with a row a night."""

    text: str
    signs: tuple[tuple[DeviceSign, str], ...]
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def device_panel(clock: Clock, device: DeviceNights, zone: ZoneInfo) -> DevicePanel | None:
    """The panel of the nights that are drawn; None where no device wrote of them."""
    drawn = [row.night for row in clock.rows if row.night in device]
    texts = [_(BEHIND_THE_MARKS)]
    if device.unread:
        texts.append(unread_text(device.unread))
    elif not drawn:
        return None
    signs = {bar.sign for bar in clock.device}
    return DevicePanel(
        text=" ".join(texts),
        signs=tuple((sign, _(text)) for sign, text in DEVICE_SIGNS.items() if sign in signs),
        head=device_head(),
        rows=[_row(on, device[on], zone) for on in drawn],
    )


def _row(on: date, device: DeviceNight, zone: ZoneInfo) -> tuple[str, ...]:
    figures = device_figures(device)
    name = night_source_text(source_of(figures.sleep))
    return night(on), name, *device_cells(figures, zone)
