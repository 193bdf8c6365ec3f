"""Markup that a worker has made lately, found again by all that it depends on (docs/adr/0181).

Kept is only that without which a page becomes more than a fifth slower. What belongs to one answer
(the token against forged requests, what was typed) has no place in it: it stands in the template
around it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.background import MedicineRow
from journal.pages.charts import chart_panels
from journal.pages.day_shell import DayShell, draw_day_shell
from journal.pages.header import header_places
from journal.pages.pad_shell import PadShell, draw_pad_shell
from journal.pages.partner_shell import PartnerShell, draw_partner_shell
from journal.pages.period_figures import period_figures
from journal.pages.points import points_section
from journal.reading.device_nights import DeviceNights
from journal.reading.patterns import PointFacts
from journal.reading.period import Period

# Drawings that a worker holds, and the longest diary of which one is held: some 3 MB at most.
MOST_DRAWINGS = 32
MOST_MOMENTS = 500
MOST_LANGUAGES = 32
# Pieces of every page's frame: three a language and a page of the app.
MOST_FRAMES = 512

# Fields of chips, and the list of places, each with one of its choices chosen: some 1 to 12 KB.
MOST_FIELDS = 128

Markup = TypeVar("Markup")


class MarkupCache(Generic[Markup]):
    """The last ``most`` results.

    Unlike ``lru_cache`` it holds on to nothing that was only needed to make them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[Hashable, Markup] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Markup]) -> Markup:
        """What was made under ``key``, else what ``make`` makes now; it must follow from the key
        alone.
        """
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        markup = self._results[key] = make()
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        return markup


@dataclass(frozen=True, slots=True)
class FiguresMarkup:
    """The parts of the dashboard that follow from the period's nights alone."""

    recorded: SafeString
    usual: SafeString
    charts: SafeString


@dataclass(frozen=True, slots=True)
class PointsMarkup:
    """The cards inside their section, and what the fields of these show, by their names."""

    inside: SafeString
    texts: Mapping[str, str]


_frames: MarkupCache[SafeString] = MarkupCache(MOST_FRAMES)
_fields: MarkupCache[SafeString] = MarkupCache(MOST_FIELDS)
_figures: MarkupCache[FiguresMarkup] = MarkupCache(MOST_DRAWINGS)
_points: MarkupCache[PointsMarkup] = MarkupCache(MOST_DRAWINGS)
_pad_shells: MarkupCache[PadShell] = MarkupCache(MOST_LANGUAGES)
_partner_shells: MarkupCache[PartnerShell] = MarkupCache(MOST_LANGUAGES)
_day_shells: MarkupCache[DayShell] = MarkupCache(MOST_LANGUAGES)


def frame_markup(template: str, *, here: str = "", signed_in: bool = False) -> SafeString:
    """A piece of every page's frame, alike for everybody on the page of the URL name ``here``."""
    key = (template, get_language(), get_script_prefix(), here, signed_in)
    return _frames.get(key, lambda: _draw_frame(template, here, signed_in))


def field_markup(shown: Hashable, draw: Callable[[], SafeString]) -> SafeString:
    """A field of a form in the reader's language; ``shown`` is all else that ``draw`` shows of it,
    what is chosen included.
    """
    return _fields.get((get_language(), shown), draw)


def figures_markup(
    period: Period,
    medicines: tuple[MedicineRow, ...] = (),
    device: DeviceNights | None = None,
) -> FiguresMarkup:
    """Counts and charts of the period, with the person's medicines and what devices wrote, in the
    reader's language.
    """
    if len(period.moments) > MOST_MOMENTS:
        return _draw_figures(period, medicines, device)
    key = (_nights_key(period), medicines, None if device is None else device.key)
    return _figures.get(key, lambda: _draw_figures(period, medicines, device))


def points_markup(facts: PointFacts) -> PointsMarkup:
    """The cards of the period, in the reader's language."""
    period = facts.period
    if len(period.moments) > MOST_MOMENTS:
        return _draw_points(facts)
    answers = (period.weeks, period.too_many, period.limit, period.shows_matches)
    key = (_nights_key(period), answers, tuple(facts.decisions.values()))
    return _points.get(key, lambda: _draw_points(facts))


def pad_shell() -> PadShell:
    """What a phone keeps of the pad, in the reader's language.

    The same for everybody; the files behind it do not change while the server runs.
    """
    language = get_language() or ""
    return _pad_shells.get(language, lambda: draw_pad_shell(language))


def partner_shell() -> PartnerShell:
    """What a phone keeps of the screen of a bed partner's link, in the reader's language."""
    language = get_language() or ""
    return _partner_shells.get(language, lambda: draw_partner_shell(language))


def day_shell() -> DayShell:
    """What a phone keeps of the day pages, in the reader's language; the same for everybody."""
    language = get_language() or ""
    return _day_shells.get(language, lambda: draw_day_shell(language))


def _draw_frame(template: str, here: str, signed_in: bool) -> SafeString:
    context = {"here": here, "places": header_places(here), "signed_in": signed_in}
    return SafeString(render_to_string(template, context).strip())


def _nights_key(period: Period) -> Hashable:
    """All that the charts depend on."""
    nights = (period.first, period.last, period.zone.key, frozenset(period.quiet_nights))
    marks = (period.sleeps, period.constant)
    return get_language(), nights, tuple(period.moments), marks


def _draw_figures(
    period: Period, medicines: tuple[MedicineRow, ...], device: DeviceNights | None
) -> FiguresMarkup:
    figures = {"figures": period_figures(period.summary)}
    panels = chart_panels(
        period.summary, period.moments, period.zone, period.sleeps, medicines, device=device
    )
    return FiguresMarkup(
        recorded=render_to_string("journal/_recorded.html", figures),
        usual=render_to_string("journal/_usual.html", figures),
        charts=render_to_string("journal/_chart_panels.html", {"panels": panels}),
    )


def _draw_points(facts: PointFacts) -> PointsMarkup:
    section = points_section(facts)
    inside = render_to_string("journal/_points_inside.html", {"points": section})
    return PointsMarkup(inside, section.texts)
