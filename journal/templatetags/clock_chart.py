"""SVG for the chart of nights (``journal.geometry.charts.Clock``): many marks as one path.

No queries, no colours. A template node costs more than the mark it draws, so what is drawn many
times is put together here.
"""

from __future__ import annotations

from collections import defaultdict

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from journal.geometry.charts import CLOCK_LEFT, CLOCK_WIDTH, RING_AT, Clock, clock_x
from journal.geometry.device_bars import HEIGHTS
from journal.geometry.mark_shapes import MARK_SHAPES, OUTLINED, circle
from journal.geometry.sleep_signs import DeviceSign, SleepSign
from journal.i18n import gettext_noop as _
from journal.labels import word
from journal.nights import NightState
from journal.observations import Movement
from journal.templatetags.charts import joined, svg_text
from journal.wording.dates import night_days

register = template.Library()

# A mark that stands for several entries is larger by this factor.
CLUSTER_FACTOR = 1.4
CLOCK_HOURS = (0, 3, 6, 9, 12, 15, 18, 21, 24)
LEGEND_NAMES = {Movement.UNSURE: _("Not sure, or not recorded")}
QUIET_NIGHT = _("No twitches that night")
UNKNOWN_NIGHT = _("Night not recorded")
# Where rows are lower than this, only Mondays carry their names.
NAMED_ROW = 14
MARK = '<path class="mark mark-{}" d="{}"/>'
LINE_MARK = (
    '<path class="mark mark-{}" d="{}" fill="none" stroke="currentColor" stroke-width="1.4"/>'
)
RING = '<path class="ring" d="{}" fill="none" stroke="currentColor" stroke-width="1.3"/>'
BRACKET = '<path class="changed" d="{}" fill="none" stroke="currentColor"/>'
BAND = '<path class="band" d="{}" fill-opacity=".05"/>'
# A night in which it went on and on somewhere: a bar along the row, at no time of it.
CONSTANT_BAR = '<path class="constant" d="{}" fill-opacity=".3"/>'
CONSTANT_NIGHT = _("It went on and on")
HATCHED = (
    '<path class="band-open" d="{}" fill="url(#{}-hatch)" stroke="currentColor" stroke-width=".4"/>'
)
SLEEP_LINES = {
    SleepSign.IN_BED: (
        '<path class="in-bed" d="{}" fill="none" stroke="currentColor" stroke-width=".9"'
        ' stroke-opacity=".7"/>'
    ),
    SleepSign.ASLEEP: (
        '<path class="asleep" d="{}" fill="none" stroke="currentColor" stroke-width="2.6"'
        ' stroke-opacity=".45"/>'
    ),
}
# One group, without a group in it: a test takes it out and finds the chart without a device.
DEVICE_GROUP = '<g class="device" data-device>{}</g>'
DEVICE_BARS = '<path class="device-{}" d="{}" fill-opacity=".2"/>'
DEVICE_SAMPLE = (
    '<svg class="device-sample" width="18" height="14" viewBox="0 0 18 14" aria-hidden="true"'
    ' fill="currentColor">{}</svg>'
)
SLEEP_LEGEND = {
    SleepSign.IN_BED: _("In bed, as written down"),
    SleepSign.ASLEEP: _("Asleep, as written down"),
}
HOUR_LINE = (
    '<path d="M{} 16V{}" fill="none" stroke="currentColor" stroke-width=".6" stroke-opacity="{}"/>'
)
HOUR_NAME = '<text class="soft-text" x="{}" y="10" text-anchor="{}">{}</text>'


@register.simple_tag
def clock_marks(clock: Clock) -> SafeString:
    """The entries, one path a movement; rings of quiet nights; brackets under hours that the clock
    skipped or repeated.
    """
    size = min(4.0, clock.step * 0.3)
    paths: defaultdict[Movement, list[str]] = defaultdict(list)
    for mark in clock.marks:
        movement, reach = mark.movement or Movement.UNSURE, size
        if mark.entries > 1:
            reach *= CLUSTER_FACTOR
        paths[movement].append(MARK_SHAPES[movement](mark.x, mark.y, reach))
    marks = [
        _mark(movement, "".join(paths[movement])) for movement in MARK_SHAPES if movement in paths
    ]
    lines = [_sleep_lines(sign, _lines_of(clock, sign)) for sign in _signs(clock)]
    middle = clock.step / 2
    quiet = clock.of(NightState.NONE)
    rings = "".join(circle(RING_AT, row.y + middle, min(3.2, size)) for row in quiet)
    drawn = [format_html(RING, rings), format_html(BRACKET, _brackets(clock))]
    return joined([*lines, *drawn, *marks])


def _signs(clock: Clock) -> list[SleepSign]:
    """Lines of sleep that the chart has."""
    drawn = {line.sign for line in clock.sleeps}
    return [sign for sign in SleepSign if sign in drawn]


def _lines_of(clock: Clock, sign: SleepSign) -> str:
    lines = (line for line in clock.sleeps if line.sign is sign)
    return "".join(f"M{line.left:.0f} {line.y}H{line.right:.0f}" for line in lines)


def _sleep_lines(sign: SleepSign, path: str) -> SafeString:
    return format_html(SLEEP_LINES[sign], path)


def _mark(movement: Movement, path: str) -> SafeString:
    markup = LINE_MARK if movement in OUTLINED else MARK
    return format_html(markup, movement, path)


def _brackets(clock: Clock) -> str:
    return "".join(
        f"M{clock_x(row.changed[0]):.1f} {row.y + clock.step - 4}"
        f"v3H{clock_x(row.changed[1]):.1f}v-3"
        for row in clock.rows
        if row.changed
    )


@register.simple_tag
def clock_device(clock: Clock) -> SafeString:
    """The sleep of a device, behind all marks; "" for none."""
    paths: defaultdict[DeviceSign, list[str]] = defaultdict(list)
    for bar in clock.device:
        paths[bar.sign].append(_bar_path(bar.left, bar.y, bar.right - bar.left, bar.height))
    bars = [
        format_html(DEVICE_BARS, sign, "".join(paths[sign])) for sign in DeviceSign if sign in paths
    ]
    if not bars:
        return SafeString("")
    return format_html(DEVICE_GROUP, joined(bars))


@register.simple_tag
def device_sample(sign: DeviceSign) -> SafeString:
    """A bar as it is drawn, for the legend."""
    height = HEIGHTS[sign] * 14
    path = _bar_path(0, 7 - height / 2, 18, height)
    return format_html(DEVICE_SAMPLE, format_html(DEVICE_BARS, sign, path))


def _bar_path(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}z"


@register.simple_tag
def clock_bands(clock: Clock) -> SafeString:
    """A pale band a recorded night, a hatched one for a night that is not, and the names of the
    nights.
    """
    recorded = (state for state in NightState if state is not NightState.NOT_RECORDED)
    bands = format_html(BAND, "".join(_bands(clock, state) for state in recorded))
    bands += _constant_bars(clock)
    hatched = format_html(HATCHED, _bands(clock, NightState.NOT_RECORDED), "clock")
    down = clock.step // 2 + 4
    names = (
        svg_text(0, row.y + down, night_days(row.night))
        for row in clock.rows
        if clock.step >= NAMED_ROW or row.night.weekday() == 0
    )
    return joined([bands, hatched, *names])


def _constant_bars(clock: Clock) -> SafeString:
    """A bar a night in which it went on and on; "" for none."""
    nights = [row for row in clock.rows if row.constant]
    size = f"h{CLOCK_WIDTH}v3h-{CLOCK_WIDTH}z"
    bars = "".join(f"M{CLOCK_LEFT} {row.y + clock.step - 5}{size}" for row in nights)
    return format_html(CONSTANT_BAR, bars) if bars else SafeString("")


def _bands(clock: Clock, state: NightState) -> str:
    size = f"h{CLOCK_WIDTH}v{clock.step - 2}h-{CLOCK_WIDTH}z"
    return "".join(f"M{CLOCK_LEFT} {row.y + 1}{size}" for row in clock.of(state))


@register.simple_tag
def clock_hours(clock: Clock) -> SafeString:
    """A line each third hour; each second of them with its time."""
    anchors = {0: "start", 24: "end"}
    lines, names = [], []
    for hour in CLOCK_HOURS:
        x, is_named = round(clock_x(hour * 60)), hour % 6 == 0
        lines.append((x, clock.height, ".4" if is_named else ".15"))
        if is_named:
            names.append((x, anchors.get(hour, "middle"), f"{(hour + 12) % 24:02}:00"))
    return format_html_join("", HOUR_LINE, lines) + format_html_join("", HOUR_NAME, names)


@register.simple_tag
def clock_legend(clock: Clock) -> SafeString:
    """What the marks of this chart stand for, in two columns under it."""
    pieces = []
    for place, (sign, text) in enumerate(_meanings(clock)):
        x, y = 8 + place % 2 * 170, clock.height + 18 + place // 2 * 18
        pieces += [_sample(sign, x, y), svg_text(x + 14, y + 4, gettext(text))]
    return joined(pieces)


@register.filter
def clock_height(clock: Clock) -> int:
    """Of the drawing with its legend, in units of the drawing."""
    return clock.height + 12 + (len(_meanings(clock)) + 1) // 2 * 18


def _meanings(clock: Clock) -> list[tuple[Movement | NightState | SleepSign, str]]:
    """Each sign of the legend with its text, to be translated."""
    constant: list[tuple[Movement | NightState | SleepSign, str]] = []
    if any(row.constant for row in clock.rows):
        constant.append((NightState.CONSTANT, CONSTANT_NIGHT))
    drawn = {mark.movement or Movement.UNSURE for mark in clock.marks}
    movements = [
        (movement, LEGEND_NAMES.get(movement, word(movement).lay))
        for movement in MARK_SHAPES
        if movement in drawn
    ]
    sleep = [(sign, SLEEP_LEGEND[sign]) for sign in _signs(clock)]
    nights = [(NightState.NONE, QUIET_NIGHT), (NightState.NOT_RECORDED, UNKNOWN_NIGHT)]
    return [*movements, *constant, *nights, *sleep]


def _sample(sign: Movement | NightState | SleepSign, x: int, y: int) -> SafeString:
    if isinstance(sign, SleepSign):
        return _sleep_lines(sign, f"M{x - 6} {y}h12")
    if isinstance(sign, Movement):
        return _mark(sign, MARK_SHAPES[sign](x, y, 4.0))
    if sign is NightState.CONSTANT:
        return format_html(CONSTANT_BAR, f"M{x - 6} {y - 2}h12v3h-12z")
    if sign is NightState.NONE:
        return format_html(RING, circle(x, y, 3.2))
    return format_html(HATCHED, f"M{x - 6} {y - 5}h12v10h-12z", "clock")
