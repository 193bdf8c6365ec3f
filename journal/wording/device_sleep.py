"""The sleep of devices in words."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.device_sleep import DeviceSleep, SleepKind
from journal.device_sleep.format_names import english_format
from journal.device_sleep.moment_in_sleep import AroundMoment
from journal.device_sleep.night_choice import NightSource
from journal.device_sleep.night_figures import totals_figures
from journal.i18n import gettext_noop
from journal.wording.dates import date_text, dated_night, day, instant_in
from journal.wording.device_kinds import SLEEP_KIND_WORDS, kinds_text

# Stands once on a page that tells what a device had around entries.
OF_THE_TOUCH = gettext_noop(
    "What a device had is that of the moment of the touch, which often comes after waking. Only an"
    " entry whose time was given to the minute afterwards gets a stage."
)


def format_name(code: str) -> str:
    """As in "Apple Health"."""
    return _(english_format(code))


def source_text(code: str, name: str, *, by_hand: bool = False) -> str:
    """A source by its own name and its format, as in "Ada's Watch (Apple Health)"; ``by_hand``: of
    what a person typed there.
    """
    text = format_name(code)
    if name and name.casefold() != text.casefold():
        text = _("%(name)s (%(format)s)") % {"name": name, "format": text}
    return typed_there(text, by_hand=by_hand)


def typed_there(source: str, *, by_hand: bool) -> str:
    """The source with the word that a person typed it, where they did."""
    if not by_hand:
        return source
    return _("%(source)s, typed by hand") % {"source": source}


def night_source_text(source: NightSource) -> str:
    """The same of the source of a night."""
    return source_text(source.format, source.name, by_hand=source.by_hand)


def wrote_text(source: NightSource) -> str:
    """That this one wrote of a night."""
    return _("%(source)s wrote of this night.") % {"source": night_source_text(source)}


def unread_text(night: date) -> str:
    """That nights up to this one are not told, since there is more than a page reads."""
    text = _(
        "More sleep of devices is stored than one page reads. Of the nights up to %(night)s nothing"
        " of it is shown here; all of it is kept."
    )
    return text % {"night": dated_night(night)}


def nights_text(number: int) -> str:
    """As in "14 nights"."""
    return ngettext("%(number)d night", "%(number)d nights", number) % {"number": number}


def sleeps_text(number: int) -> str:
    """As in "14 sleeps"."""
    return ngettext("%(number)d sleep", "%(number)d sleeps", number) % {"number": number}


def span_text(first: date, last: date) -> str:
    """The days on which the first and the last of some nights began, as in "5 – 9 July 2026"."""
    if first == last:
        return dated_night(first)
    from_day = day(first)
    if first.year == last.year:
        from_day = date_text(first, "j F")
    if (first.year, first.month) == (last.year, last.month):
        from_day = date_text(first, "j")
    return _("%(first)s – %(last)s") % {"first": from_day, "last": day(last)}


def sleep_stored_text(number: int) -> str:
    """What is said once an export was stored."""
    if not number:
        return _("Nothing in this file was new. Nothing was stored.")
    text = ngettext(
        "Stored: %(number)d sleep of a device. What you wrote yourself is as it was.",
        "Stored: %(number)d sleeps of a device. What you wrote yourself is as it was.",
        number,
    )
    return text % {"number": number}


def sleep_deleted_text(number: int) -> str:
    """What is said once all of it was deleted."""
    if not number:
        return _("There was no sleep of devices. Nothing was deleted.")
    text = ngettext(
        "Deleted for good: %(number)d sleep of a device. What you wrote yourself is as it was.",
        "Deleted for good: %(number)d sleeps of a device. What you wrote yourself is as it was.",
        number,
    )
    return text % {"number": number}


def sleep_under_way_text(messages: int, since: datetime, zone: ZoneInfo) -> str:
    """That an app is telling of a sleep: since when, and how many messages there are by now."""
    number = ngettext("%(number)d message", "%(number)d messages", messages) % {"number": messages}
    text = _("Sleep as Android tells of a sleep since %(since)s: %(messages)s by now.")
    return text % {"since": instant_in(since, zone), "messages": number}


def short_source(sleep: DeviceSleep) -> str:
    """The source by its own name, else by its format, and whether a person typed it there."""
    return typed_there(sleep.source or format_name(sleep.format.value), by_hand=sleep.by_hand)


def around_text(around: AroundMoment, zone: tzinfo, *, exact: bool) -> str:
    """What a device had around the moment of an entry, on the clock of ``zone``.

    As in "Watch: awake from 02:13; light sleep until then". ``exact``: the entry's time was given
    to the minute afterwards, so the stage at it is said.
    """
    values = {"source": short_source(around.sleep), "what": _around(around, zone, exact=exact)}
    return _("%(source)s: %(what)s") % values


def _around(around: AroundMoment, zone: tzinfo, *, exact: bool) -> str:
    if around.only_totals:
        return kinds_text(totals_figures(around.sleep).minutes, are_totals=True)
    if around.at is None:
        return _outside(around, zone)
    kind = _(SLEEP_KIND_WORDS[around.at.kind])
    if exact:
        return _("%(kind)s at this time") % {"kind": kind}
    values = {
        "kind": kind,
        "from": _clock_of(around.at.starts_at, zone),
        "to": _clock_of(around.at.ends_at, zone),
    }
    if around.at.kind is not SleepKind.AWAKE:
        return _("%(kind)s from %(from)s to %(to)s") % values
    if around.before is None:
        return _("awake from %(from)s; no data before") % values
    values["before"] = _(SLEEP_KIND_WORDS[around.before.kind])
    return _("awake from %(from)s; %(before)s until then") % values


def _outside(around: AroundMoment, zone: tzinfo) -> str:
    """Of a moment that no interval holds."""
    if not around.is_after or around.before is None:
        return _("no data at this time")
    values = {
        "kind": _(SLEEP_KIND_WORDS[around.before.kind]),
        "to": _clock_of(around.before.ends_at, zone),
    }
    return _("%(kind)s until %(to)s, then no data") % values


def _clock_of(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"
