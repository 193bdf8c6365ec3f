"""A select box of the time zones of places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from journal.time_zones import offered_zones


class ZoneSelect(forms.Select):
    """A select of the time zones of places, by region.

    Written here: Django renders a template for each of some 400 options.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box with its options.

        An old name, or one that a browser told, stays what is chosen: it is put first.
        """
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        regions = zones_by_region()
        options = "".join(_group(region, zones, value) for region, zones in regions)
        offered = any(value == zone for _region, zones in regions for zone, _place in zones)
        if value and not offered:
            foreign = format_html('<option value="{}" selected>{}</option>', value, value)
            options = foreign + options
        return format_html("<select{}>{}</select>", attributes, SafeString(options))


def _group(region: str, zones: Iterable[tuple[str, str]], chosen: str) -> str:
    """Names of zones that are offered hold nothing that HTML would read."""
    selected = {chosen: " selected"}
    options = "".join(
        f'<option value="{zone}"{selected.get(zone, "")}>{place}</option>' for zone, place in zones
    )
    return f'<optgroup label="{escape(region)}">{options}</optgroup>'


def zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones offered, for a select box: by continent or ocean, then UTC."""
    regions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in offered_zones():
        region, _slash, place = name.partition("/")
        regions[region if place else ""].append((name, place.replace("_", " ") or name))
    others = regions.pop("")
    return [*regions.items(), (gettext("Others"), others)]
