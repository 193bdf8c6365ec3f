"""“It went on and on”, in words: a state of a night and a place, never a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.constant_places import ConstantPlace
from journal.wording.dates import night
from journal.wording.places import place_name


def place_of(place: ConstantPlace) -> str:
    """As in "Calf, left"."""
    return place_name(place.muscle, place.side)


def went_on_at(place: ConstantPlace) -> str:
    """As in "Went on and on: Calf, left"."""
    return _("Went on and on: %(place)s") % {"place": place_of(place)}


def went_on_nights(nights: int) -> str:
    """As in "And on 2 nights it went on and on."; "" for none."""
    if not nights:
        return ""
    text = ngettext(
        "And on %(nights)d night it went on and on.",
        "And on %(nights)d nights it went on and on.",
        nights,
    )
    return text % {"nights": nights}


def went_on_places(places: Iterable[ConstantPlace]) -> str:
    """As in "It went on and on: Calf, left; Eyelid (outlined)."; "" for none."""
    names = names_of(places)
    if not names:
        return ""
    return _("It went on and on: %(places)s (outlined).") % {"places": names}


def names_of(places: Iterable[ConstantPlace]) -> str:
    """Each place once, as in "Calf, left; Eyelid"."""
    return "; ".join(dict.fromkeys(map(place_of, places)))


def night_text(places: Sequence[ConstantPlace]) -> str:
    """Of one night, as in "It went on and on: Calf, left"; "" for none."""
    if not places:
        return ""
    return _("It went on and on: %(places)s") % {"places": names_of(places)}


def constant_saved(place: ConstantPlace, *, was_quiet: bool) -> str:
    """After a place was marked; ``was_quiet``: the night was marked "no twitches" until then."""
    values = {"place": place_of(place), "night": night(place.night)}
    saved = _("Saved: it went on and on, %(place)s, %(night)s.") % values
    if not was_quiet:
        return saved
    quiet = _(
        "You had marked this night “no twitches”. It no longer counts as one; take the place back "
        "and it does again."
    )
    return f"{saved} {quiet}"


def constant_taken_back(place: ConstantPlace) -> str:
    """After a mark was taken back."""
    values = {"place": place_of(place), "night": night(place.night)}
    return _("Taken back: %(place)s, %(night)s.") % values
