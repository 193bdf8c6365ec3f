"""A night's places where it went on and on, and the fields for one more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from journal.anatomy import NOT_SURE_WHERE
from journal.constant_places import ConstantPlace
from journal.labels import word
from journal.observations import CalledBack
from journal.pages.place_choices import PlaceGroup, place_groups, sent_place, sided_places
from journal.wording import dates
from journal.wording.constant import place_of
from journal.wording.places import place_name


@dataclass(frozen=True, slots=True)
class ConstantRow:
    """One place that is marked; ``value`` is what its button sends to take it back."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class ConstantPage:
    """All that the page shows beside what was typed.

    ``usual_places`` are the last few by what is sent and by name; ``backs`` the answers to "Would
    you call this your back?". ``was_quiet``: the night was marked "no twitches".
    """

    night: str
    title: str
    rows: tuple[ConstantRow, ...]
    usual_places: tuple[tuple[str, str], ...]
    places: list[PlaceGroup]
    backs: tuple[tuple[str, str], ...]
    was_quiet: bool


def constant_page(
    night: date,
    marked: Sequence[ConstantPlace],
    recent: Iterable[tuple[str, str]],
    *,
    was_quiet: bool,
) -> ConstantPage:
    """The page of that night; ``recent`` places that are marked already are not offered again."""
    rows = tuple(
        ConstantRow(sent_place(place.muscle, place.side or ""), place_of(place)) for place in marked
    )
    values = {row.value for row in rows}
    offered = sided_places(filter(_is_known, recent))
    usual = ((sent_place(*place), place_name(*place)) for place in offered)
    return ConstantPage(
        night=night.isoformat(),
        title=dates.night(night),
        rows=rows,
        usual_places=tuple(place for place in usual if place[0] not in values),
        places=place_groups(),
        backs=tuple((value.value, word(value).lay) for value in CalledBack),
        was_quiet=was_quiet and bool(rows),
    )


def _is_known(place: tuple[str, str]) -> bool:
    return place[0] != NOT_SURE_WHERE
