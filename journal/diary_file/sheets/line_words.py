"""What one line of words says, for whoever types an episode a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from journal.diary_file.sheets.cell_pieces import count_in, pieces
from journal.diary_file.sheets.note_lines import line_parts
from journal.diary_file.sheets.recipes import Role, WordMeaning
from journal.diary_file.sheets.word_guesses import PhraseReading, read_phrase
from journal.diary_file.sheets.word_lists import ordered
from journal.diary_file.sheets.written_times import read_time


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line like "23:40 left calf jerk 3x".

    ``clock`` is None where no time stands there (24:00 is 00:00), ``count`` where it says none;
    ``note`` is the line without its time, whole unless all of it is in the other fields; a time
    that is not exact stays in it.
    """

    clock: time | None
    meaning: WordMeaning
    count: int | None
    note: str


def line_words(text: str, languages: Sequence[str] = ("en",)) -> LineWords:
    """What a line says; never raises. ``languages`` are the person's own first."""
    parts = line_parts(text.strip())
    written = read_time(parts.time) if parts.time else None
    count = count_in(parts.text)[1]
    readings = [read_phrase(piece, Role.WORDS, ordered(languages)) for piece in pieces(parts.text)]
    is_whole = all(reading.is_sure for reading in readings) and not parts.day
    note = parts.text if parts.time or not parts.day else text.strip()
    if written and written.is_about:
        is_whole, note = False, text.strip()
    meaning = _together(readings)
    return LineWords(written.at if written else None, meaning, count, "" if is_whole else note)


def _together(readings: Sequence[PhraseReading]) -> WordMeaning:
    """The first of each thing that is said; all muscles."""
    meaning = WordMeaning()
    for reading in readings:
        other = reading.meaning
        meaning = replace(
            meaning,
            muscles=(*meaning.muscles, *(m for m in other.muscles if m not in meaning.muscles)),
            side=meaning.side or other.side,
            movement=meaning.movement or other.movement,
            phase=meaning.phase or other.phase,
            nothing=meaning.nothing or other.nothing,
        )
    return meaning
