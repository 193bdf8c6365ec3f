"""An entry as one line of the diary or the trash, with the addresses of what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.criteria import CRITERION_BY_CODE
from journal.device_sleep.moment_in_sleep import around
from journal.nights import ONE_NIGHT
from journal.reading.device_nights import DeviceNights
from journal.reading.stored_entry import StoredEntry
from journal.time_zones import stored_zone
from journal.wording.choices import lay_word
from journal.wording.device_sleep import OF_THE_TOUCH, around_text, unread_text
from journal.wording.entries import EntryWords, entry_words


@dataclass(frozen=True, slots=True)
class DeviceBeside:
    """What a device had around an entry, and which moment that is."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One entry; ``matches`` and ``questions`` are what the rules say of it, if that is shown.

    ``device`` is what a device had around it, "" for nothing.
    """

    pk: int
    words: EntryWords
    matches: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    device: str = ""

    @property
    def edit(self) -> str:
        """Where it is changed."""
        return reverse("edit", args=[self.pk])

    @property
    def delete(self) -> str:
        """Where a form puts it into the trash."""
        return reverse("delete", args=[self.pk])

    @property
    def restore(self) -> str:
        """Where a form takes it out of the trash."""
        return reverse("restore", args=[self.pk])


def diary_row(stored: StoredEntry, *, zone: str, device: DeviceNights | None = None) -> DiaryRow:
    """One entry in words; ``zone`` is the name of the person's own, ``device`` what devices wrote
    of the nights around it.
    """
    words = entry_words(stored.entry, stored.night, zone=zone)
    beside = device_text(stored, device or DeviceNights())
    if stored.matches is None:
        return DiaryRow(stored.pk, words, device=beside)
    titles = tuple(_(CRITERION_BY_CODE[code].title) for code in stored.matches.flags)
    questions = tuple(lay_word(question) for question in stored.matches.asks)
    return DiaryRow(stored.pk, words, titles, questions, beside)


def device_text(stored: StoredEntry, device: DeviceNights) -> str:
    """What a device had around an entry, "" for nothing."""
    at = stored.entry.happened_at
    for night in (stored.night, stored.night - ONE_NIGHT):
        if night in device and (beside := around(device[night], at)):
            zone = stored_zone(stored.entry.time_zone)
            return around_text(beside, zone, exact=stored.has_exact_time)
    return ""


def device_beside(stored: StoredEntry, device: DeviceNights) -> DeviceBeside | None:
    """The same for the entry's own page; None for nothing."""
    text = device_text(stored, device)
    if text:
        return DeviceBeside(text, _(OF_THE_TOUCH))
    if device.unread:
        return DeviceBeside(unread_text(device.unread))
    return None
