"""What is said once a diary file was stored."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.diary_file import COLLECTIONS


def import_stored(
    episodes: int, nights: int, records: Mapping[str, int], *, marked_nights: int
) -> str:
    """How much was new, and how many nights have a mark and entries now.

    ``records`` are numbers by the name of their collection.
    """
    values = {"episodes": _episodes(episodes), "nights": _nights(nights)}
    others = [f"{_(COLLECTIONS[name].title)}: {number}." for name, number in records.items()]
    added = _("Added: %(episodes)s and %(nights)s.") % values
    return " ".join([added, *others, *_marked(marked_nights)])


def _episodes(number: int) -> str:
    return ngettext("%(number)d episode", "%(number)d episodes", number) % {"number": number}


def _nights(number: int) -> str:
    text = ngettext(
        "%(number)d night without twitches", "%(number)d nights without twitches", number
    )
    return text % {"number": number}


def _marked(nights: int) -> list[str]:
    if not nights:
        return []
    text = ngettext(
        "%d night is marked “no twitches” and has entries too; the entries count.",
        "%d nights are marked “no twitches” and have entries too; the entries count.",
        nights,
    )
    return [text % nights]


def table_stored(episodes: int, nights: int, notes: int, *, marked_nights: int) -> str:
    """The same of a table of one's own: ``notes`` are days that got one."""
    texts = [import_stored(episodes, nights, {}, marked_nights=marked_nights)]
    if notes:
        text = ngettext("%(number)d day got a note.", "%(number)d days got a note.", notes)
        texts.append(text % {"number": notes})
    return " ".join(texts)


def can_be_taken_back() -> str:
    """What is said of every import that added something."""
    return _("For 30 days you can take all of it back, under Import.")


def import_kept_waiting(*, by_undo: bool) -> str:
    """What is said where nothing was stored, since another import of the person is under way, or
    ``by_undo`` is being taken back.
    """
    if by_undo:
        return _(
            "An earlier import of yours is being taken back. Nothing was stored; store this once "
            "that is over. How far it is stands under “Earlier imports and recipes”."
        )
    return _(
        "Another import into your diary is still under way. "
        "Nothing was stored; try again in a minute."
    )


def import_undone(removed: int, changed: int) -> str:
    """What is said once an import was taken back: how much went, and what stays."""
    text = ngettext(
        "Taken back: %(number)d row of the file is gone.",
        "Taken back: %(number)d rows of the file are gone.",
        removed,
    )
    return " ".join([text % {"number": removed}, *_still_there(changed)])


def undo_interrupted() -> str:
    """What is said of an import of which only a part is taken back yet."""
    return _("Taking it back was interrupted, and goes on where it was.")


def _still_there(changed: int) -> list[str]:
    if not changed:
        return []
    text = ngettext(
        "%(number)d that you have changed since stays.",
        "%(number)d that you have changed since stay.",
        changed,
    )
    return [text % {"number": changed}]
