"""What each format is called, in English; a page translates what is no maker's own name."""

from __future__ import annotations

from collections.abc import Mapping

from journal.i18n import gettext_noop as _

# What is no name of a maker's own, and names that are not written as their codes are.
FORMAT_NAMES: Mapping[str, str] = {
    "sleep_table": _("A table"),
    "autosleep": "AutoSleep",
    "sleep_as_android": "Sleep as Android",
    "sleep_as_android_web": _("Sleep as Android, by time of receipt"),
}


def english_format(code: str) -> str:
    """As in "Apple Health"."""
    if code in FORMAT_NAMES:
        return FORMAT_NAMES[code]
    return " ".join(part.capitalize() for part in code.split("_"))


def english_source(code: str, name: str, *, by_hand: bool) -> str:
    """A source by its own name and its format, for documents that are in English alone."""
    text = english_format(code)
    if name and name.casefold() != text.casefold():
        text = f"{name} ({text})"
    return f"{text}, typed by hand" if by_hand else text
