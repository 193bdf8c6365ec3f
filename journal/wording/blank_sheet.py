"""The sheet to be filled in by hand, in words: two weeks of nights and what happened in them.

Its columns are those of the page "How you slept" and of an episode; the variables of sleep are the
Consensus Sleep Diary's (``journal.night_sleep``), the wording is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.nights import ONE_NIGHT
from journal.wording.dates import day, night_days, short_night

SHEET_NIGHTS = 14
# What is left of a page of A4 or Letter below the nights.
EPISODE_ROWS = 15


@dataclass(frozen=True, slots=True)
class BlankSheetText:
    """All that is printed; ``nights`` name the rows, each "" where the person dates them."""

    language: str
    title: str
    name_line: str
    how: str
    night_head: list[str]
    nights: list[str]
    night_key: str
    episode_title: str
    episode_head: list[str]
    episode_rows: int
    episode_key: str


def sheet_nights(first: date) -> list[date]:
    """The nights of a sheet that begins with that one."""
    return [first + number * ONE_NIGHT for number in range(SHEET_NIGHTS)]


def last_first_night(latest: date) -> date:
    """The first night of a sheet of which ``latest`` is the last."""
    return latest - timedelta(days=SHEET_NIGHTS - 1)


def blank_sheet_text(first: date | None) -> BlankSheetText:
    """The sheet from the night ``first`` on; None: its nights are dated by hand."""
    dated = [_night_name(on) for on in sheet_nights(first)] if first else [""] * SHEET_NIGHTS
    return BlankSheetText(
        language=get_language() or "en",
        title=_title(first),
        name_line=_("Name: ______________________________"),
        how=_(
            "Fill in a line each morning. Do not watch the clock: a guess is fine. Leave empty "
            "what you do not know; empty means “not recorded”, not none."
        ),
        night_head=_night_head(),
        nights=dated,
        night_key=_(
            "* Tick it if you noticed none. ** 1 very bad, 2 bad, 3 so-so, 4 good, 5 very good."
        ),
        episode_title=_("What you noticed"),
        episode_head=_episode_head(),
        episode_rows=EPISODE_ROWS,
        episode_key=_(
            "*** A: yes, I was asleep. D: it jolted me as I was dropping off. N: no. ?: not sure."
        ),
    )


def _title(first: date | None) -> str:
    if first is None:
        return _("Twitch diary, two weeks")
    values = {"first": day(first), "last": day(sheet_nights(first)[-1] + ONE_NIGHT)}
    return _("Twitch diary, %(first)s to %(last)s") % values


def _night_name(on: date) -> str:
    """As in "Wed to Thu", and "25–26 Nov" on a line of its own."""
    return f"{short_night(on)}\n{night_days(on)}"


def _night_head() -> list[str]:
    return [
        _("Night"),
        _("No twitches *"),
        _("To bed"),
        _("Tried to sleep"),
        _("Minutes until sleep"),
        _("Jolts before sleep came"),
        _("Times awake"),
        _("Minutes awake"),
        _("Last awake"),
        _("Out of bed"),
        _("Sleep 1–5 **, note"),
    ]


def _episode_head() -> list[str]:
    return [
        _("Night"),
        _("Time"),
        _("Where, which side"),
        _("What moved"),
        _("Woke you? ***"),
        _("How long, how many"),
        _("Note"),
    ]
