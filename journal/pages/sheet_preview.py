"""What a table would add: counts, a chart by the hour, a few entries, what stays out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from journal.entries import Entry
from journal.files.import_preview import LineMessage
from journal.files.sheet_preview import SheetPreview
from journal.geometry.hours import HourBar, hour_bars
from journal.nights import night_of
from journal.pages.import_preview import MOST_SENTENCES, FileSentence
from journal.parsing import excerpt
from journal.time_zones import stored_zone
from journal.wording.dates import dated_night
from journal.wording.entries import EntryWords, entry_words
from journal.wording.hours import hour_range, hours_text
from journal.wording.sheet_roles import column_title

MOST_CELLS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class HoursChart:
    """Entries by the hour: the bars, the same in a sentence, and as rows of a table."""

    bars: tuple[HourBar, ...]
    text: str
    table: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A line of the counts."""

    title: str
    number: int


@dataclass(frozen=True, slots=True)
class DayNote:
    """A note of the day before a night, from rows without a time."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetPreviewPart:
    """All that the preview shows; ``can_leave_wrong`` says that the other rows may be stored."""

    new: int
    counts: tuple[CountRow, ...]
    nights: str
    chart: HoursChart | None
    first: tuple[EntryWords, ...]
    last: tuple[EntryWords, ...]
    odd: tuple[EntryWords, ...]
    notes: tuple[DayNote, ...]
    quiet: tuple[str, ...]
    wrong: tuple[FileSentence, ...]
    wrong_rows: int
    can_leave_wrong: bool
    leaves_wrong: bool
    remarks: tuple[FileSentence, ...]
    remarked_rows: int
    skipped: tuple[FileSentence, ...]
    skipped_rows: int
    cells: tuple[FileSentence, ...]
    left_out: int
    kept_notes: tuple[FileSentence, ...]
    marked_nights: int

    @property
    def can_be_stored(self) -> bool:
        """There is something new, and nothing stands in its way."""
        return bool(self.new) and (not self.wrong_rows or self.leaves_wrong)


def sheet_preview_part(preview: SheetPreview, *, zone: str, leaves_wrong: bool) -> SheetPreviewPart:
    """The part on a table that was looked at; ``zone`` is the person's own."""
    counts = preview.counts
    whole = counts.broken or counts.full
    return SheetPreviewPart(
        new=preview.new,
        counts=tuple(_counts(preview)),
        nights=_nights(preview),
        chart=_chart(preview.hours) if any(preview.hours) else None,
        first=entries_in_words(preview.first, zone),
        last=entries_in_words(preview.last, zone),
        odd=entries_in_words(preview.odd, zone),
        notes=day_notes(preview),
        quiet=quiet_nights(preview),
        wrong=sentences(counts.wrong),
        wrong_rows=counts.wrong_rows,
        can_leave_wrong=bool(counts.wrong_rows) and not whole and bool(preview.new),
        leaves_wrong=leaves_wrong and not whole,
        remarks=sentences(counts.remarks),
        remarked_rows=counts.remarked_rows,
        skipped=sentences(preview.skipped),
        skipped_rows=preview.skipped_rows,
        cells=_cells(preview),
        left_out=preview.left_out.total(),
        kept_notes=sentences(preview.kept_notes),
        marked_nights=counts.marked_nights,
    )


def _counts(preview: SheetPreview) -> Iterable[CountRow]:
    counts = preview.counts
    yield CountRow(gettext("New episodes"), counts.new_episodes)
    rows = (
        (gettext("Episodes already in your diary"), counts.known_episodes),
        (gettext("New nights without twitches"), counts.new_nights),
        (gettext("Nights already in your diary"), counts.known_nights),
        (gettext("New notes of a day"), preview.new_notes),
        (gettext("Notes already in your diary"), preview.known_notes),
        (gettext("Rows that repeat an earlier one"), counts.repeats),
        (gettext("Rows that are left out"), preview.skipped_rows),
        (gettext("Cells that are left out"), preview.left_out.total()),
    )
    for title, number in rows:
        if number:
            yield CountRow(title, number)


def _nights(preview: SheetPreview) -> str:
    if preview.first_night is None or preview.last_night is None:
        return ""
    first, last = dated_night(preview.first_night), dated_night(preview.last_night)
    if preview.nights == 1:
        return first
    text = gettext("On %(nights)d nights, from %(first)s to %(last)s. Other nights stay unknown.")
    return text % {"nights": preview.nights, "first": first, "last": last}


def _chart(hours: Sequence[int]) -> HoursChart:
    bars = hour_bars(hours)
    table = tuple((hour_range(bar.hour), bar.entries) for bar in bars if bar.entries)
    return HoursChart(bars, hours_text(hours), table)


def entries_in_words(entries: Iterable[Entry], zone: str) -> tuple[EntryWords, ...]:
    """Entries as the diary will show them; ``zone`` is the person's own."""
    return tuple(
        entry_words(entry, night_of(entry.happened_at, stored_zone(entry.time_zone)), zone=zone)
        for entry in entries
    )


def sentences(messages: Sequence[LineMessage]) -> tuple[FileSentence, ...]:
    """The first of the messages, in the reader's language."""
    return tuple(
        FileSentence(message.line, excerpt(message.column), gettext(message.text) % message.values)
        for message in messages[:MOST_SENTENCES]
    )


def day_notes(preview: SheetPreview) -> tuple[DayNote, ...]:
    """The first notes that days get."""
    return tuple(DayNote(dated_night(night), text) for night, text in preview.notes)


def quiet_nights(preview: SheetPreview) -> tuple[str, ...]:
    """The first nights of which rows say that there was no twitch."""
    return tuple(dated_night(night) for night in preview.quiet_nights)


def _cells(preview: SheetPreview) -> tuple[FileSentence, ...]:
    return tuple(
        FileSentence(cell.line, column_title(excerpt(cell.header)), excerpt(cell.text))
        for cell in preview.cells[:MOST_CELLS_SHOWN]
    )
