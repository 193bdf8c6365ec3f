"""The diary's page: entries grouped by night, and what is known of the nights between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from journal import nights
from journal.constant_places import ConstantPlace
from journal.nights import NightState
from journal.pages.diary_row import DiaryRow, diary_row
from journal.pages.entry_lines import constant_url
from journal.reading.device_nights import DeviceNights
from journal.reading.diary import DiaryFacts, NightsBetween
from journal.reading.diary_slices import Position
from journal.reading.week import last_week
from journal.wording.constant import night_text
from journal.wording.dates import date_text, night_in_year
from journal.wording.device_sleep import OF_THE_TOUCH, unread_text

STATUS_OF_EMPTY_NIGHT = {
    NightState.CONSTANT: lambda: gettext("It went on and on"),
    NightState.NONE: lambda: gettext("No twitches noticed"),
    NightState.NOT_RECORDED: lambda: gettext("Not recorded"),
}


@dataclass(frozen=True, slots=True)
class DiaryNight:
    """One night with entries, or a stretch of nights without any.

    ``night`` is the ISO date of a night with entries, or of one of the last week, of which the
    person can still say something; else "". ``constant`` says where it went on and on, "" for
    nowhere; at ``constant_url`` that is marked.
    """

    title: str
    state: NightState
    status: str = ""
    rows: tuple[DiaryRow, ...] = ()
    night: str = ""
    constant: str = ""
    constant_url: str = ""


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """All that the page shows beside its filter.

    ``onward`` is what links to other pages carry on. ``hidden_matches``: the person shows matches,
    but not on this page. ``newer`` and ``older`` are positions to go on from, None at the ends.
    ``lost``: a link's position could not be read. ``empty``: there is nothing in the whole diary.
    ``device_note`` is about what devices had around entries, "" where none has.
    """

    onward: str
    hidden_matches: bool
    nights: tuple[DiaryNight, ...] = ()
    newer: Position | None = None
    older: Position | None = None
    lost: bool = False
    empty: bool = False
    device_note: str = ""


def with_facts(
    page: DiaryPage, facts: DiaryFacts, *, filtered: bool, as_of: datetime, zone: ZoneInfo
) -> DiaryPage:
    """The page with what its filter finds; ``filtered``: the person asked for less than all."""
    shown = tuple(diary_nights(facts, as_of=as_of, zone=zone))
    has_device = any(row.device for night in shown for row in night.rows)
    return replace(
        page,
        nights=shown,
        device_note=_device_note(facts.device, beside=has_device),
        newer=facts.newer,
        older=facts.older,
        lost=facts.lost,
        empty=not (facts.entries or filtered or facts.newer),
    )


def _device_note(device: DeviceNights, *, beside: bool) -> str:
    """About what devices had; ``beside``: an entry has something of it beside it."""
    texts = [gettext(OF_THE_TOUCH)] if beside else []
    if device.unread:
        texts.append(unread_text(device.unread))
    return " ".join(texts)


def diary_nights(facts: DiaryFacts, *, as_of: datetime, zone: ZoneInfo) -> list[DiaryNight]:
    """Everything on the page, newest night first; ``zone`` is the person's."""
    year = as_of.astimezone(zone).year
    with_entries = {
        night: DiaryNight(
            night_in_year(night, year),
            NightState.EPISODES,
            rows=tuple(diary_row(stored, zone=zone.key, device=facts.device) for stored in entries),
            night=night.isoformat(),
        )
        for night, entries in groupby(facts.entries, key=lambda stored: stored.night)
    }
    if facts.between is None:
        return list(with_entries.values())
    for night in facts.between.marked & with_entries.keys():
        with_entries[night] = _marked_all_the_same(with_entries[night])
    constant = _by_night(facts.between.constant)
    for night in constant.keys() & with_entries.keys():
        with_entries[night] = _went_on(with_entries[night], night, constant[night])
    single_from, _last = last_week(as_of, zone)
    every = with_entries | dict(_without_entries(facts.between, with_entries, single_from, year))
    return [every[night] for night in sorted(every, reverse=True)]


def _by_night(places: Iterable[ConstantPlace]) -> dict[date, list[ConstantPlace]]:
    nights_of: defaultdict[date, list[ConstantPlace]] = defaultdict(list)
    for place in places:
        nights_of[place.night].append(place)
    return nights_of


def _went_on(shown: DiaryNight, night: date, places: Sequence[ConstantPlace]) -> DiaryNight:
    return replace(shown, constant=night_text(places), constant_url=constant_url(night))


def _marked_all_the_same(with_entries: DiaryNight) -> DiaryNight:
    status = gettext("You had marked this night “no twitches”. Its entries count.")
    return replace(with_entries, status=status)


def _without_entries(
    between: NightsBetween, with_entries: Mapping[date, DiaryNight], single_from: date, year: int
) -> Iterator[tuple[date, DiaryNight]]:
    """Runs of nights of one kind, by their newest night.

    Those from ``single_from`` on stand alone, with their button.
    """

    constant = _by_night(between.constant)

    def kind(night: date) -> tuple[NightState, str]:
        state = nights.state(night, with_entries, between.marked, constant)
        alone = night >= single_from or state is NightState.CONSTANT
        return state, night.isoformat() if alone else ""

    for (state, button), run in groupby(nights.span(between.oldest, between.newest), key=kind):
        if state is NightState.EPISODES:
            continue
        stretch = list(run)
        title = _run_title(stretch[0], stretch[-1], year)
        shown = DiaryNight(title, state, STATUS_OF_EMPTY_NIGHT[state](), night=button)
        if state is NightState.CONSTANT:
            shown = _went_on(shown, stretch[-1], constant[stretch[-1]])
        yield stretch[-1], shown


def _run_title(first: date, last: date, year: int) -> str:
    number = (last - first).days + 1
    if number == 1:
        return night_in_year(first, year)
    text = ngettext(
        "%(number)d night, %(first)s to %(last)s",
        "%(number)d nights, %(first)s to %(last)s",
        number,
    )
    return text % {"number": number, "first": _in_year(first, year), "last": _in_year(last, year)}


def _in_year(day: date, year: int) -> str:
    """As in "6 July", with the year where it is another one."""
    if day.year == year:
        return date_text(day, "j F")
    return date_text(day, "j F Y")
