"""The sleep of devices in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.i18n import gettext_noop
from journal.wording.dates import date_text, dated_night, day

# What is no name of a maker's own. The others are written as they are called.
FORMAT_NAMES = {"sleep_table": gettext_noop("A table")}


def format_name(code: str) -> str:
    """As in "Apple Health"."""
    if code in FORMAT_NAMES:
        return _(FORMAT_NAMES[code])
    return " ".join(part.capitalize() for part in code.split("_"))


def source_text(code: str, name: str) -> str:
    """A source by its own name and its format, as in "Ada's Watch (Apple Health)"."""
    if not name or name.casefold() == format_name(code).casefold():
        return format_name(code)
    return _("%(name)s (%(format)s)") % {"name": name, "format": format_name(code)}


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
        from_day = date_text(first, "j" if first.month == last.month else "j F")
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
