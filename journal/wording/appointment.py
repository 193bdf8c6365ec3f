"""How far each part of the preparation for an appointment is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.address_reach import Reach
from journal.i18n import gettext_noop
from journal.wording.dates import day, instant_in

HANDEDNESS_TEXTS = {
    "left": gettext_noop("left-handed"),
    "right": gettext_noop("right-handed"),
    "both": gettext_noop("both hands alike"),
}


def checklist_state(answered: int, since_noted: int | None, of: int) -> str:
    """How many of all questions are ``answered``, and how many since the visit was noted (None: no
    visit is).
    """
    if since_noted:
        return _("%(number)d of %(of)d answered") % {"number": since_noted, "of": of}
    if answered and since_noted is not None:
        return _("%(number)d of %(of)d answered before. Look again.") % {
            "number": answered,
            "of": of,
        }
    return _("%(number)d of %(of)d answered") % {"number": answered, "of": of}


def questions_state(number: int) -> str:
    """How many questions the person wants to ask."""
    if not number:
        return not_written()
    return ngettext("%d question", "%d questions", number) % number


def story_state(filled: int, of: int) -> str:
    """How many of the boxes on how it came about hold something."""
    if not filled:
        return not_written()
    return _("%(number)d of %(of)d filled in") % {"number": filled, "of": of}


def background_states(rows: Mapping[str, int]) -> dict[str, str]:
    """How many rows the person brings along, by kind."""
    texts = {
        "medicines": ngettext("%d medicine", "%d medicines", rows["medicines"]),
        "tests": ngettext("%d test", "%d tests", rows["tests"]),
        "beginnings": ngettext("%d noted", "%d noted", rows["beginnings"]),
        "statements": ngettext("%d noted", "%d noted", rows["statements"]),
    }
    return {
        name: text % rows[name] if rows[name] else not_written() for name, text in texts.items()
    }


def videos_state(number: int | None) -> str:
    """How many videos are brought along, None for not told."""
    if number is None:
        return not_given()
    if not number:
        return _("None")
    return ngettext("%d video", "%d videos", number) % number


def raised_state(raised: int, left_out: int, *, shows_matches: bool) -> str:
    """How many patterns the person wants to raise, and how many they decided not to."""
    if not shows_matches:
        return _("Matches are switched off")
    if not raised and not left_out:
        return _("Nothing chosen yet")
    return _("%(raised)d to raise, %(left)d not") % {"raised": raised, "left": left_out}


def birth_year_state(year: int | None) -> str:
    """The year of birth; "" for not told."""
    return _("born %d") % year if year else ""


def handedness_state(hand: str) -> str:
    """With which hand the person writes; "" for not told."""
    if hand not in HANDEDNESS_TEXTS:
        return ""
    return _(HANDEDNESS_TEXTS[hand])


def report_state(frozen_on: date | None) -> str:
    """On which day the report was frozen that is taken along."""
    if frozen_on is None:
        return _("Not made yet")
    return _("Frozen on %s") % day(frozen_on)


def links_state(number: int, until: datetime | None, zone: ZoneInfo, reach: Reach) -> str:
    """How many links work and until when, or that one made here would open at no doctor's."""
    if number and until:
        text = ngettext("%d link works, until %s", "%d links work, the last until %s", number)
        return text % (number, instant_in(until, zone))
    if reach is not Reach.ANYWHERE:
        return _("A link made here does not open at a clinic. Take paper.")
    return _("None")


def no_day() -> str:
    """That no appointment is noted."""
    return _("No date yet")


def not_written() -> str:
    """That nothing stands there."""
    return _("Not written yet")


def not_given() -> str:
    """That something optional was left empty."""
    return _("Optional")
