"""The page that says what a diary file would add; while the file waits, kept as plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext, ngettext

from journal.entries import Entry
from journal.files.import_preview import ImportPreview, LineMessage
from journal.nights import night_of
from journal.parsing import printable
from journal.time_zones import stored_zone
from journal.wording.entries import EntryWords, entry_words

# Sentences of a kind on the page; the others are counted.
MOST_SENTENCES = 50
# What a note calls some of the page's parts: notes of an earlier release may wait for a day.
NOTED_AS = {"records": "besides", "known_records": "known_besides"}


@dataclass(frozen=True, slots=True)
class FileSentence:
    """A sentence about a line of the file, None about the whole; ``column`` is "" for none."""

    line: int | None
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How many records of one collection are new, and how many are in the diary already."""

    title: str
    new: int
    known: int


def _entry_of_note(noted: Mapping[str, str]) -> EntryWords:
    return EntryWords(
        day=noted["day"],
        own_day=noted.get("own_day", ""),
        time=noted["time"],
        movement=noted["what"],
        place=noted["place"],
        details=noted["details"],
        note=noted["note"],
    )


# The parts of the page that JSON holds as lists, each with what makes one of them.
PARTS_OF_NOTE: Mapping[str, Callable[[Any], object]] = {
    "unknown": str,
    "about": str,
    "wrong": lambda noted: FileSentence(**noted),
    "remarks": lambda noted: FileSentence(**noted),
    "records": lambda noted: RecordCounts(**noted),
    "first": _entry_of_note,
}


@dataclass(frozen=True, slots=True)
class ImportPreviewPage:
    """Everything that the page shows.

    The counts are those of :class:`journal.files.import_preview.ImportPreview`. ``name`` is what
    the person's file is called, ``file`` its digest ("" in a note from before there was one),
    ``zone`` the time zone that was the person's when it was read. ``noted_at`` is when that was, in
    seconds since 1970; 0 where no file waits.
    """

    noted_at: float = 0
    name: str = ""
    file: str = ""
    zone: str = ""
    new: int = 0
    new_episodes: int = 0
    known_episodes: int = 0
    new_nights: int = 0
    known_nights: int = 0
    marked_nights: int = 0
    repeats: int = 0
    wrong_rows: int = 0
    remarked_rows: int = 0
    broken: bool = False
    looked_at: int | None = None
    full: bool = False
    more_unknown: int = 0
    unknown: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    records: tuple[RecordCounts, ...] = ()
    known_records: int = 0
    wrong: tuple[FileSentence, ...] = ()
    remarks: tuple[FileSentence, ...] = ()
    first: tuple[EntryWords, ...] = ()

    def note(self) -> dict[str, Any]:
        """The page as plain JSON."""
        noted = {NOTED_AS.get(name, name): value for name, value in asdict(self).items()}
        noted["first"] = [_entry_note(words) for words in self.first]
        return noted

    @classmethod
    def of_note(cls, note: Mapping[str, Any]) -> ImportPreviewPage:
        """The page that was noted, also by an earlier release, which knew less."""
        names = {field.name: NOTED_AS.get(field.name, field.name) for field in fields(cls)}
        values = {name: note[noted] for name, noted in names.items() if noted in note}
        for name, part in PARTS_OF_NOTE.items():
            values[name] = tuple(part(noted) for noted in values.get(name, ()))
        return cls(**values)


# What stands in the page as it does in the preview.
COUNTS_OF_PREVIEW = (
    "new",
    "new_episodes",
    "known_episodes",
    "new_nights",
    "known_nights",
    "marked_nights",
    "repeats",
    "wrong_rows",
    "remarked_rows",
    "broken",
    "looked_at",
    "full",
    "more_unknown",
)


def import_preview_page(
    preview: ImportPreview, *, name: str, file: str, zone: str
) -> ImportPreviewPage:
    """The page on a file that was looked at.

    ``name`` is what the person's file is called, ``file`` its digest, ``zone`` the name of their
    own zone.
    """
    return ImportPreviewPage(
        name=printable(name),
        file=file,
        zone=zone,
        **{count: getattr(preview, count) for count in COUNTS_OF_PREVIEW},
        unknown=tuple(column or gettext("(a column without a name)") for column in preview.unknown),
        about=(*(_sentence(message).text for message in preview.about), *_own_zone(preview, zone)),
        records=tuple(
            RecordCounts(gettext(title), new, stored) for title, new, stored in preview.amounts
        ),
        known_records=preview.known_records.total(),
        wrong=tuple(_sentence(message) for message in preview.wrong[:MOST_SENTENCES]),
        remarks=tuple(_sentence(message) for message in preview.remarks[:MOST_SENTENCES]),
        first=tuple(_as_stored(entry, zone) for entry in preview.first),
    )


def _own_zone(preview: ImportPreview, zone: str) -> list[str]:
    number = preview.own_zone
    if not number:
        return []
    text = ngettext(
        "%(number)d entry tells no time zone; its time was read in %(zone)s, your own zone.",
        "%(number)d entries tell no time zone; their times were read in %(zone)s, your own zone.",
        number,
    )
    return [text % {"number": number, "zone": zone}]


def _sentence(message: LineMessage) -> FileSentence:
    return FileSentence(message.line, message.column, gettext(message.text) % message.values)


def _as_stored(entry: Entry, zone: str) -> EntryWords:
    """The entry as the diary will show it."""
    night = night_of(entry.happened_at, stored_zone(entry.time_zone))
    return entry_words(entry, night, zone=zone)


def _entry_note(words: EntryWords) -> dict[str, str]:
    noted = asdict(words)
    noted["what"] = noted.pop("movement")
    return noted
