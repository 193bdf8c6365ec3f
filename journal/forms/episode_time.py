"""When it happened: from a time on the wall clock, or from "15 minutes ago", to an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import parsing
from journal.forms.chip_fields import Chip
from journal.forms.text_fields import ParsedField
from journal.i18n import gettext_noop
from journal.labels import Word
from journal.nights import LocalTime, resolve
from journal.parsing import Reading
from journal.parsing.days import FIRST_YEAR, LAST_YEAR

# "Last night" has to be some time: three in the morning lies in the middle of most people's sleep.
MIDDLE_OF_THE_NIGHT = time(3, 0)
MINUTES = "%Y-%m-%dT%H:%M"


class Ago(StrEnum):
    """The quick answers to "When?"; ``AT`` takes the time in the box beside them."""

    NOW = "now"
    MINUTES_5 = "5"
    MINUTES_15 = "15"
    MINUTES_60 = "60"
    LAST_NIGHT = "last_night"
    AT = "at"


MINUTES_AGO = {Ago.NOW: 0, Ago.MINUTES_5: 5, Ago.MINUTES_15: 15, Ago.MINUTES_60: 60}
AGO_CHIPS = [
    Chip(Ago.NOW, Word(gettext_noop("Now"))),
    Chip(Ago.MINUTES_5, Word(gettext_noop("5 min ago"))),
    Chip(Ago.MINUTES_15, Word(gettext_noop("15 min ago"))),
    Chip(Ago.MINUTES_60, Word(gettext_noop("1 hour ago"))),
    Chip(Ago.LAST_NIGHT, Word(gettext_noop("Last night"))),
    Chip(Ago.AT, Word(gettext_noop("Set the time"))),
]


class LocalTimeField(ParsedField[datetime]):
    """A date and time on the wall clock, without a zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES)
    default_error_messages = {
        "required": _("Say when it was."),
        "invalid": _(
            "Write the date and time like 2026-07-06 23:30. Midnight is 00:00 of the next day."
        ),
    }

    def parse(self, text: str) -> Reading[datetime]:
        """A naive time."""
        return parsing.local_time(text)


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """An instant in UTC, from a time on a clock.

    ``remark`` is what has to be said about how the time was read, "" for nothing.
    """

    instant: datetime
    remark: str = ""


def at_local(local: datetime, zone: ZoneInfo) -> ResolvedTime:
    """A time on the wall clock of ``zone``.

    One that does not exist or exists twice is resolved, and that is said.
    """
    instant, kind = resolve(local, zone)
    if kind is LocalTime.SKIPPED:
        text = gettext("The clocks skipped %(told)s on %(day)s, so it was stored as %(stored)s.")
        stored = instant.astimezone(zone)
        return ResolvedTime(
            instant,
            text % {"told": f"{local:%H:%M}", "day": _day(local), "stored": f"{stored:%H:%M}"},
        )
    if kind is LocalTime.TWICE:
        text = gettext(
            "%(told)s came twice on %(day)s. The first was stored (%(first)s), not the second "
            "(%(second)s)."
        )
        names = [
            f"{local:%H:%M} {local.replace(tzinfo=zone, fold=fold).tzname()}" for fold in (0, 1)
        ]
        return ResolvedTime(
            instant,
            text
            % {"told": f"{local:%H:%M}", "day": _day(local), "first": names[0], "second": names[1]},
        )
    return ResolvedTime(instant)


def minute_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall of ``zone`` shows, to the minute."""
    return instant.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)


def before(opened: datetime, ago: Ago, zone: ZoneInfo) -> ResolvedTime:
    """The moment that ``ago`` names, seen from when the form was opened.

    Raises ValueError for ``AT``.
    """
    if ago is Ago.LAST_NIGHT:
        return last_night(opened, zone)
    if ago is Ago.AT:
        raise ValueError("the time in the box is needed")
    return ResolvedTime(opened - timedelta(minutes=MINUTES_AGO[ago]))


def last_night(opened: datetime, zone: ZoneInfo) -> ResolvedTime:
    """The latest three in the morning that has passed."""
    local = opened.astimezone(zone)
    for days in (0, 1):
        moment = at_local(
            datetime.combine(local.date() - timedelta(days=days), MIDDLE_OF_THE_NIGHT), zone
        )
        if moment.instant <= opened:
            break
    return moment


def new_entry_time(
    ago: Ago, typed: datetime | None, opened: datetime, zone: ZoneInfo, *, as_of: datetime
) -> ResolvedTime:
    """The instant of a new entry, from what was typed or touched.

    A chip counts from when the form was opened, as the page showed it.

    A time typed into the box outweighs "Now", for those whose browser does not choose "Set the
    time" by itself. ``opened`` was told by the browser, whose clock may run ahead of ``as_of``.
    Raises ValidationError if a time was typed and yet another chip chosen.
    """
    if ago is Ago.AT and typed is None:
        raise ValidationError(LocalTimeField.default_error_messages["required"])
    counted = ago
    if ago is Ago.AT:
        counted = Ago.NOW
    if typed in (
        None,
        minute_of(opened, zone),
        minute_of(before(opened, counted, zone).instant, zone),
    ):
        return before(min(opened, as_of), counted, zone)
    if typed is None or ago not in (Ago.AT, Ago.NOW):
        raise ValidationError(
            _("A time was typed and another one chosen below it. Choose “Set the time” to keep it.")
        )
    return at_local(typed, zone)


def changed_time(
    original: datetime, was: ZoneInfo, typed: datetime, zone: ZoneInfo
) -> ResolvedTime:
    """The instant of an entry under change.

    What was left as it stood keeps its instant, to the second.
    """
    untouched = typed == minute_of(original, was)
    if untouched and zone.key == was.key:
        return ResolvedTime(original)
    if untouched:
        typed = original.astimezone(was).replace(tzinfo=None)
    return at_local(typed, zone)


def opened_at(text: str, as_of: datetime) -> datetime:
    """When the form was opened, by the browser's clock, from its hidden field (UTC).

    Nonsense counts as ``as_of``.
    """
    try:
        opened = datetime.fromisoformat(text)
    except ValueError:
        return as_of
    if opened.tzinfo is None or not FIRST_YEAR <= opened.year <= LAST_YEAR:
        return as_of
    return opened.astimezone(UTC)


def clock(local: datetime) -> str:
    """A local time with its day, as in "Tue 7 July, 03:00"."""
    return f"{date_format(local, 'D j F')}, {local:%H:%M}"


def _day(local: datetime) -> str:
    return date_format(local.date(), "j F Y")
