"""Select boxes and the chart by the hour of the steps of a table of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.forms.zone_select import ZoneSelect
from journal.geometry.charts import WIDTH
from journal.geometry.hours import HOURS_HEIGHT, HOURS_TOP, HourBar
from journal.pages.sheet_columns import ColumnRow
from journal.pages.sheet_words import WordSelect
from journal.templatetags.charts import joined

register = template.Library()

HOUR_BAR = '<rect class="bar" x="{:.1f}" y="{:.1f}" width="11" height="{:.1f}" rx="1"/>'
HOUR_TEXT = '<text class="soft-text" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>'
# Under which bars the hour stands: as many as a phone has room for.
HOURS_NAMED = range(0, 24, 3)
BAR_LEFT = 2


@register.simple_tag
def role_select(column: ColumnRow, roles: Sequence[tuple[str, str]]) -> SafeString:
    """What a column tells, to be chosen."""
    options = _options(roles, column.role)
    box = '<select class="form-select" id="{0}" name="{0}">{1}</select>'
    return format_html(box, column.field, options)


@register.simple_tag
def zone_of_file(zone: str) -> SafeString:
    """The zone of a whole file, to be chosen."""
    return ZoneSelect().render(
        "time_zone", zone, {"id": "id_time_zone", "class": "form-select zone-select"}
    )


@register.simple_tag
def word_select(select: WordSelect, word: str) -> SafeString:
    """What a word stands for, to be chosen; the word itself is part of the box's name."""
    groups = joined(
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(places, select.chosen))
        for name, places in select.groups
    )
    box = (
        '<label class="word-select"><span>{}<span class="visually-hidden">: {}</span></span>'
        '<select class="form-select" name="{}">{}{}</select></label>'
    )
    options = _options(select.options, select.chosen)
    return format_html(box, select.label, word, select.field, options, groups)


def _options(options: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
            f"{escape(name)}</option>"
            for value, name in options
        )
    )


@register.simple_tag
def hour_marks(bars: Sequence[HourBar]) -> SafeString:
    """A bar an hour over a line, with the hour under every third."""
    bottom = HOURS_TOP + HOURS_HEIGHT
    line = format_html(
        '<path class="axis" d="M0 {0}h{1}" stroke="currentColor" stroke-opacity=".4"/>',
        bottom,
        WIDTH,
    )
    drawn = [
        SafeString(HOUR_BAR.format(bar.x + BAR_LEFT, bar.y, bar.height))
        for bar in bars
        if bar.entries
    ]
    named = [
        SafeString(HOUR_TEXT.format(bar.middle, bottom + 14, f"{bar.hour:02}"))
        for bar in bars
        if bar.hour in HOURS_NAMED
    ]
    return joined([line, *drawn, *named])
