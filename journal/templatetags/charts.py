"""SVG for ``journal.geometry.charts``: many marks as one path, one string a group. No queries, no colours.

A template node costs more than the mark it draws, so what is drawn many times is put together here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import ceil

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from journal.geometry.bodychart import Figure
from journal.geometry.charts import CLOCK_LEFT, CLOCK_WIDTH, PHASE_STEP, RING_AT, WIDTH, Bar, Clock, Column, clock_x
from journal.marking import gettext_noop as _
from journal.nights import NightState
from journal.observations import Movement
from journal.pages.dates import short_night
from journal.words import word

register = template.Library()

# A mark that stands for several entries is larger by this factor.
LARGER = 1.4
# How wide a letter or a digit of a chart's words is, about.
LETTER = 5.6
HOURS = (0, 3, 6, 9, 12, 15, 18, 21, 24)
NAMES = {Movement.UNSURE: _("Not sure, or not recorded")}
NO_PHASE = _("Not recorded")
QUIET = _("No twitches that night")
NOT_RECORDED = _("Night not recorded")
TINTS = {1: ".3", 2: ".48", 3: ".68", 4: ".9"}


def _circle(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _triangle(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y - 1.2 * r:.1f}l{1.15 * r:.3g} {2.1 * r:.3g}h{-2.3 * r:.3g}z"


def _square(x: float, y: float, r: float) -> str:
    return f"M{x - 0.9 * r:.1f} {y - 0.9 * r:.1f}h{1.8 * r:.3g}v{1.8 * r:.3g}h{-1.8 * r:.3g}z"


def _cross(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y - r:.1f}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}"


def _diamond(x: float, y: float, r: float) -> str:
    side = f"{1.2 * r:.3g}"
    return f"M{x:.1f} {y - 1.2 * r:.1f}l{side} {side}l-{side} {side}l-{side} -{side}z"


# A shape a movement, so that nothing hangs on colour; not recorded looks like "not sure".
SHAPES: dict[Movement, Callable[[float, float, float], str]] = {
    Movement.TWITCH: _circle,
    Movement.JERK: _triangle,
    Movement.CRAMP: _square,
    Movement.OTHER: _cross,
    Movement.UNSURE: _diamond,
}
MARK = '<path class="mark mark-{}" d="{}"/>'
LINE_MARK = '<path class="mark mark-{}" d="{}" fill="none" stroke="currentColor" stroke-width="1.4"/>'
RING = '<path class="ring" d="{}" fill="none" stroke="currentColor" stroke-width="1.3"/>'
HATCHED = '<path class="band-open" d="{}" fill="url(#{}-hatch)" stroke="currentColor" stroke-width=".4"/>'


def _mark(kind: Movement, path: str) -> SafeString:
    return format_html(LINE_MARK if kind in (Movement.OTHER, Movement.UNSURE) else MARK, kind, path)


@register.simple_tag
def clock_marks(clock: Clock) -> SafeString:
    """The entries, one path a movement; rings of quiet nights; brackets under hours that the clock skipped or
    repeated."""
    size = min(4.0, clock.step * 0.3)
    paths: defaultdict[Movement, list[str]] = defaultdict(list)
    for mark in clock.marks:
        kind = mark.movement or Movement.UNSURE
        paths[kind].append(SHAPES[kind](mark.x, mark.y, size * LARGER if mark.entries > 1 else size))
    drawn = [_mark(kind, "".join(paths[kind])) for kind in SHAPES if kind in paths]
    rings = (_circle(RING_AT, row.y + clock.step / 2, min(3.2, size)) for row in clock.of(NightState.NONE))
    changed = (
        f"M{clock_x(row.changed[0]):.1f} {row.y + clock.step - 4}v3H{clock_x(row.changed[1]):.1f}v-3"
        for row in clock.rows
        if row.changed
    )
    bracket = format_html('<path class="changed" d="{}" fill="none" stroke="currentColor"/>', "".join(changed))
    return _joined([format_html(RING, "".join(rings)), bracket, *drawn])


@register.simple_tag
def clock_bands(clock: Clock) -> SafeString:
    """A pale band a recorded night, a hatched one for a night that is not, and the names of the nights.

    Where rows lie close, only Mondays carry their names.
    """
    known = _bands(clock, NightState.EPISODES) + _bands(clock, NightState.NONE)
    named = clock.rows if clock.step >= 14 else [row for row in clock.rows if row.night.weekday() == 0]
    names = "".join(_text(0, row.y + clock.step // 2 + 4, short_night(row.night)) for row in named)
    return _joined(
        [
            format_html('<path class="band" d="{}" fill-opacity=".05"/>', known),
            format_html(HATCHED, _bands(clock, NightState.NOT_RECORDED), "clock"),
            SafeString(names),
        ]
    )


def _bands(clock: Clock, state: NightState) -> str:
    size = f"h{CLOCK_WIDTH}v{clock.step - 2}h-{CLOCK_WIDTH}z"
    return "".join(f"M{CLOCK_LEFT} {row.y + 1}{size}" for row in clock.of(state))


@register.simple_tag
def clock_hours(clock: Clock) -> SafeString:
    """A line each third hour; each second of them with its time."""
    line = '<path d="M{} 16V{}" fill="none" stroke="currentColor" stroke-width=".6" stroke-opacity="{}"/>'
    name = '<text class="soft-text" x="{}" y="10" text-anchor="{}">{}</text>'
    at = [(hour, round(clock_x(hour * 60))) for hour in HOURS]
    anchors = {0: "start", 24: "end"}
    lines = ((x, clock.height, ".15" if hour % 6 else ".4") for hour, x in at)
    names = ((x, anchors.get(hour, "middle"), f"{(hour + 12) % 24:02}:00") for hour, x in at if hour % 6 == 0)
    return format_html_join("", line, lines) + format_html_join("", name, names)


@register.simple_tag
def clock_legend(clock: Clock) -> SafeString:
    """What the marks of this chart stand for, in two columns under it."""
    drawn = []
    for place, (kind, text) in enumerate(_meanings(clock)):
        x, y = 8 + place % 2 * 170, clock.height + 18 + place // 2 * 18
        drawn += [_sample(kind, x, y), _text(x + 14, y + 4, gettext(text))]
    return _joined(drawn)


@register.filter
def clock_height(clock: Clock) -> int:
    """Of the drawing with its legend."""
    return clock.height + 12 + (len(_meanings(clock)) + 1) // 2 * 18


def _meanings(clock: Clock) -> list[tuple[Movement | NightState, str]]:
    occur = {mark.movement or Movement.UNSURE for mark in clock.marks}
    kinds = [(kind, NAMES.get(kind, word(kind).lay)) for kind in SHAPES if kind in occur]
    return [*kinds, (NightState.NONE, QUIET), (NightState.NOT_RECORDED, NOT_RECORDED)]


def _sample(kind: Movement | NightState, x: int, y: int) -> SafeString:
    if isinstance(kind, Movement):
        return _mark(kind, SHAPES[kind](x, y, 4.0))
    if kind is NightState.NONE:
        return format_html(RING, _circle(x, y, 3.2))
    return format_html(HATCHED, f"M{x - 6} {y - 5}h12v10h-12z", "clock")


@register.simple_tag
def body_areas(figure: Figure) -> SafeString:
    """The zones of one view on which something was written down, each in its tint."""
    path = '<path class="tint tint-{}" d="{}" fill-opacity="{}"{}/>'
    mirror = SafeString(' transform="matrix(-1 0 0 1 200 0)"')
    areas = ((one.step, one.path, TINTS[one.step], mirror if one.mirrored else "") for one in figure.areas)
    return format_html_join("", path, areas)


@register.simple_tag
def phase_bars(bars: Sequence[Bar]) -> SafeString:
    """Each phase with its bar on a track of all recorded nights, and its nights in numbers."""
    track = '<rect class="track" x="0" y="{}" width="{}" height="8" rx="2" fill-opacity=".09"/>'
    bar = '<rect class="bar" x="0" y="{}" width="{}" height="8" rx="2"/>'
    number = '<text class="soft-text" x="{}" y="{}" text-anchor="end">{}</text>'
    drawn = []
    for one in bars:
        name = gettext(word(one.phase).lay if one.phase else NO_PHASE)
        drawn += [_text(0, one.y + 12, name), format_html(track, one.y + 18, WIDTH)]
        drawn += [format_html(bar, one.y + 18, max(round(one.width), 2))] if one.tally.nights else []
        nights = gettext("%(nights)d of %(recorded)d") % {"nights": one.tally.nights, "recorded": one.recorded}
        drawn.append(format_html(number, WIDTH, one.y + 12, nights))
    return _joined(drawn)


@register.filter
def bars_height(bars: Sequence[Bar]) -> int:
    """Of the drawing of these bars."""
    return len(bars) * PHASE_STEP


@register.simple_tag
def stacks(columns: Sequence[tuple[Column, str]], state: str) -> str:
    """The parts of all columns that stand for nights in that state."""
    at = list(NightState).index(NightState(state))
    return "".join(
        f"M{column.x:.1f} {column.edges[at]:.1f}h{column.width:.1f}V{column.edges[at + 1]:.1f}h{-column.width:.1f}z"
        for column, _label in columns
        if column.edges[at] > column.edges[at + 1]
    )


@register.simple_tag
def column_names(columns: Sequence[tuple[Column, str]]) -> SafeString:
    """Under each column its name and how many of its nights are recorded, as far as there is room."""
    text = '<text x="{}" y="{}" text-anchor="middle"{}>{}</text>'
    soft = SafeString(' class="soft-text"')
    middles = [round(column.middle) for column, _label in columns]
    names = [label for _column, label in columns]
    parts = [f"{column.stretch.recorded}/{column.stretch.nights}" for column, _label in columns]
    rows = ((names, 116, ""), (parts, 131, soft))
    return _joined(
        format_html_join("", text, ((x, y, style, words) for x, words in _roomy(middles, texts)))
        for texts, y, style in rows
    )


def _roomy(middles: list[int], texts: list[str]) -> list[tuple[int, str]]:
    """Every text, every second or every third: as many as stand beside each other."""
    if len(middles) < 2:
        return list(zip(middles, texts, strict=True))
    needed = max(map(len, texts)) * LETTER + LETTER / 2
    every = ceil(needed / (middles[1] - middles[0]))
    return list(zip(middles, texts, strict=True))[::every]


def _text(x: int, y: int, words: str) -> SafeString:
    return SafeString(f'<text x="{x}" y="{y}">{escape(words)}</text>')


def _joined(drawn: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(drawn))
