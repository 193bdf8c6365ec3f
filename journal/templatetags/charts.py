"""SVG for ``journal.geometry.charts`` and the body map: many marks as one path, one string a group.

No queries, no colours. A template node costs more than the mark it draws, so what is drawn many
times is put together here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from journal.geometry.body_chart import BodyFigure
from journal.geometry.charts import PHASE_STEP, WIDTH, Bar, Column
from journal.geometry.medicine_band import MedicineBar
from journal.nights import NightState
from journal.wording.charts import phase_name

register = template.Library()

# How wide a letter or a digit of a chart's words is, about.
LETTER_WIDTH = 5.6
# How opaque each tint of the body map is, the lightest first.
TINT_OPACITY = {1: ".3", 2: ".48", 3: ".68", 4: ".9"}
TINT = '<path class="tint tint-{}" d="{}" fill-opacity="{}"{}/>'
AROUND = '<path class="around" d="{}" fill="none" stroke="currentColor" stroke-width="2.4"{}/>'
MIRRORED = {True: SafeString(' transform="matrix(-1 0 0 1 200 0)"'), False: SafeString("")}
TRACK = '<rect class="track" x="0" y="{}" width="{}" height="8" rx="2" fill-opacity=".09"/>'
BAR = '<rect class="bar" x="0" y="{}" width="{}" height="8" rx="2"/>'
# As high as its drawing; an open one is drawn within its line.
MEDICINE_BAR = {
    False: '<rect class="bar" x="{}" y="0" width="{}" height="12" rx="2"/>',
    True: '<rect class="quiet" x="{}" y="1" width="{}" height="10" rx="2" fill="none"'
    ' stroke="currentColor" stroke-width="1.6" stroke-dasharray="5 3"/>',
}
BAR_NIGHTS = '<text class="soft-text" x="{}" y="{}" text-anchor="end">{}</text>'
COLUMN_TEXT = '<text x="{}" y="{}" text-anchor="middle"{}>{}</text>'


@register.simple_tag
def body_areas(figure: BodyFigure) -> SafeString:
    """The zones of one view on which something was written down, each in its tint, and an outline
    around those where it went on and on.
    """
    areas = (
        (area.step, area.path, TINT_OPACITY[area.step], MIRRORED[area.mirrored])
        for area in figure.areas
    )
    around = ((area.path, MIRRORED[area.mirrored]) for area in figure.constant)
    return format_html_join("", TINT, areas) + format_html_join("", AROUND, around)


@register.simple_tag
def phase_bars(bars: Sequence[Bar]) -> SafeString:
    """Each phase with its bar on a track of all recorded nights, and its nights in numbers."""
    return joined(piece for bar in bars for piece in _phase_bar(bar))


@register.simple_tag
def medicine_bar(bar: MedicineBar) -> SafeString:
    """When a medicine was taken; dashed where nobody said when it began or ended."""
    return format_html(MEDICINE_BAR[bar.is_open], bar.x, bar.width)


def _phase_bar(bar: Bar) -> Iterable[SafeString]:
    yield svg_text(0, bar.y + 12, phase_name(bar.phase))
    yield format_html(TRACK, bar.y + 18, WIDTH)
    if bar.tally.nights:
        yield format_html(BAR, bar.y + 18, max(round(bar.width), 2))
    values = {"nights": bar.tally.nights, "recorded": bar.recorded}
    nights = gettext("%(nights)d of %(recorded)d") % values
    yield format_html(BAR_NIGHTS, WIDTH, bar.y + 12, nights)


@register.filter
def bars_height(bars: Sequence[Bar]) -> int:
    """Of the drawing of these bars, in units of the drawing."""
    return len(bars) * PHASE_STEP


@register.simple_tag
def stacks(columns: Sequence[tuple[Column, str]], state: str) -> str:
    """The parts of all columns that stand for nights in that state, as one path."""
    place = list(NightState).index(NightState(state))
    return "".join(_stack(column, place) for column, _label in columns)


def _stack(column: Column, place: int) -> str:
    bottom, top = column.edges[place : place + 2]
    if bottom <= top:
        return ""
    return f"M{column.x:.1f} {bottom:.1f}h{column.width:.1f}V{top:.1f}h{-column.width:.1f}z"


@register.simple_tag
def column_names(columns: Sequence[tuple[Column, str]]) -> SafeString:
    """Under each column its name and how many of its nights are recorded, where there is room."""
    middles = [round(column.middle) for column, _label in columns]
    labels = [label for _column, label in columns]
    nights = [f"{column.part.recorded}/{column.part.nights}" for column, _label in columns]
    names = ((x, 116, "", text) for x, text in _roomy(middles, labels))
    soft = SafeString(' class="soft-text"')
    counts = ((x, 131, soft, text) for x, text in _roomy(middles, nights))
    return format_html_join("", COLUMN_TEXT, names) + format_html_join("", COLUMN_TEXT, counts)


def _roomy(middles: list[int], texts: list[str]) -> list[tuple[int, str]]:
    """Every text, every second or every third: as many as stand beside each other."""
    placed = list(zip(middles, texts, strict=True))
    if len(placed) < 2:
        return placed
    needed = max(map(len, texts)) * LETTER_WIDTH + LETTER_WIDTH / 2
    return placed[:: ceil(needed / (middles[1] - middles[0]))]


@register.simple_tag
def table_rows(rows: Iterable[tuple[object, ...]]) -> SafeString:
    """The rows of a table that says the same as a chart; the first cell names the row."""
    return SafeString("".join(_table_row(*row) for row in rows))


def _table_row(name: object, *cells: object) -> str:
    inside = "</td><td>".join(escape(str(cell)) for cell in cells)
    return f'<tr><th scope="row">{escape(str(name))}</th><td>{inside}</td></tr>'


def svg_text(x: int, y: int, words: str) -> SafeString:
    """Words in a drawing."""
    return SafeString(f'<text x="{x}" y="{y}">{escape(words)}</text>')


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces of markup, one after the other."""
    return SafeString("".join(pieces))
