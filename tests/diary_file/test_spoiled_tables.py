"""What spreadsheets spoil in our own table: refused, by line and column, with what could be
understood of it.
"""

from __future__ import annotations

import pytest

from journal.diary_file import FileError
from tests.diary_file.test_spreadsheets import PLAIN, told

ROW = "2026-11-20T02:00:00+01:00,Europe/Berlin,twitch"
# What a spreadsheet has spoiled: the line and column that are named, and the sentence.
HEAD = "id,happened_at,time_zone,movement\n"
COUNTED = "happened_at,time_zone,movement,{}\n" + ROW + ",{}\n"
NOT_A_NIGHT = (
    "A row with the movement “none” stands for a night without twitches: happened_at is then a "
    "date without a time of day, the one on which the night began (2026-07-06)."
)
NOT_WOKE = (
    "“WAHR” is not an answer to “Did it wake you?”. Use one of asleep, dropping_off, no, "
    "unsure, yes."
)
LOST = (
    "A spreadsheet has saved {} in place of what stood here. Take the original file; if you wrote "
    "this yourself, put an apostrophe before it."
)
REWRITTEN = (
    "A spreadsheet has made the number {} of this id. Take the original file, choose “text” for "
    "all columns when opening it, and save it again."
)
SPOILED: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "a day and a month that may be exchanged": (
        HEAD + "a,03/04/2026 02:00,Europe/Berlin,twitch\n",
        [(2, "happened_at", ("“03/04/2026” can mean 2026-04-03 or 2026-03-04. Please write one of "
                            "these."))],
    ),
    "a night whose day and month may be exchanged": (
        HEAD + ",03/04/2026,,none\n",
        [(2, "happened_at", ("“03/04/2026” can mean 2026-04-03 or 2026-03-04. Please write one of "
                            "these."))],
    ),
    "a night with two digits of its year": (
        HEAD + ",08.11.26,,none\n",
        [(2, "happened_at", "Write the year of “08.11.26” with four digits, like 2026-07-06.")],
    ),
    "a night that no calendar has": (
        HEAD + ",31.11.2026,,none\n",
        [(2, "happened_at", "There is no such day: “31.11.2026”.")],
    ),
    "a night as a spreadsheet counts days": (
        HEAD + ",46334,,none\n",
        [(2, "happened_at", NOT_A_NIGHT)],
    ),
    "a time as a spreadsheet counts days": (
        HEAD + "a,46346.0833,Europe/Berlin,twitch\n",
        [(2, "happened_at", "“46346.0833” is not a time. Write it as in 2026-07-07T02:15+02:00.")],
    ),
    "a time whose cell was too narrow": (
        HEAD + "a,########,Europe/Berlin,twitch\n",
        [(2, "happened_at", "“########” is not a time. Write it as in 2026-07-07T02:15+02:00.")],
    ),
    "a time without its day": (
        HEAD + "a,02:00,Europe/Berlin,twitch\n",
        [(2, "happened_at", "“02:00” is not a time. Write it as in 2026-07-07T02:15+02:00.")],
    ),
    "a day without its time": (
        HEAD + "a,20.11.2026,Europe/Berlin,twitch\n",
        [(2, "happened_at", "The time of day is missing; write it as in 2026-07-07T02:15.")],
    ),
    "an id in powers of ten": (
        HEAD + f"1E+05,{ROW}\n",
        [(2, "id", REWRITTEN.format("1E+05"))],
    ),
    "an id in powers of ten, with a comma": (
        HEAD + f'"1,23E+11",{ROW}\n',
        [(2, "id", REWRITTEN.format("1,23E+11"))],
    ),
    "an id whose cell was too narrow": (
        HEAD + f"#######,{ROW}\n",
        [(2, "id", LOST.format("#######"))],
    ),
    "an id that was run as a formula": (
        HEAD + f"#NAME?,{ROW}\n",
        [(2, "id", LOST.format("#NAME?"))],
    ),
    "a note that was too long for its cell": (
        COUNTED.format("note", "#" * 255),
        [(2, "note", LOST.format("#" * 60 + "…"))],
    ),
    "a note that was run as a German formula": (
        COUNTED.format("note", "#WERT!"),
        [(2, "note", LOST.format("#WERT!"))],
    ),
    "thousands with a point": (
        COUNTED.format("count", "1.000"),
        [(2, "count", "“1.000” can mean 1 or 1000. Please write 1000 or 1.")],
    ),
    "thousands with a comma": (
        COUNTED.format("duration_seconds", '"1,500"'),
        [(2, "duration_seconds", "“1,500” can mean 1.5 or 1500. Please write 1500 or 1.5.")],
    ),
    "a half": (COUNTED.format("count", '"3,5"'), [(2, "count", "“3,5” is not a whole number.")]),
    "a decimal comma without quotes": (
        COUNTED.format("intensity", "3,0"),
        [(2, "", "This row has 5 cells; the header has 4. Is a cell missing its quotes?")],
    ),
    "a duration as a time of day": (
        COUNTED.format("duration_seconds", "00:00:20"),
        [(2, "duration_seconds", "“00:00:20” is not a whole number.")],
    ),
    "an English TRUE": (
        COUNTED.format("called_back", "TRUE"),
        [(2, "called_back", ("“TRUE” is not an answer to “Would you call this your back?”. Use one "
                            "of yes, no."))],
    ),
    "a German WAHR": (
        COUNTED.format("woke", "WAHR"),
        [(2, "woke", NOT_WOKE)],
    ),
    "a formula that failed": (
        COUNTED.format("count", "#NAME?"),
        [(2, "count", "“#NAME?” is not a whole number.")],
    ),
    "cells that slipped to the right": (
        HEAD + f",a,{ROW}\n",
        [(2, "", "This row has 5 cells; the header has 4. Is a cell missing its quotes?")],
    ),
    "a row that slipped to the left": (
        HEAD + "2026-11-20T02:00:00+01:00,Europe/Berlin,twitch\n",
        [(2, "happened_at", ("“Europe/Berlin” is not a time. Write it as in "
                            "2026-07-07T02:15+02:00.")),
         (2, "time_zone", "There is no time zone “twitch”.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILED)
def test_what_a_spreadsheet_has_spoiled_is_named(how: str) -> None:
    content, sentences = SPOILED[how]
    rows = told(content)
    assert [
        (one.line, problem.field, str(problem)) for one in rows for problem in one.wrong
    ] == sentences
    assert [one.entry or one.night for one in rows] == [None]


SAVE = "Save the file as “CSV UTF-8” and try again."
LETTERS = "This line is not UTF-8, and its letters are not plain:"
START = b"happened_at,note\n2026-11-20T01:00Z,"
UMLAUT = "happened_at,note\n2026-11-20T01:00Z,ä\n"
NO_HEADER = "line 1: The first line names no column of a diary"
UNREADABLE: dict[str, tuple[bytes, str]] = {
    "old Mac letters": (START + b"F\x9f\xa7e", f"line 2: {LETTERS} “FŸ§e”? {SAVE}"),
    "an old Mac ñ": (START + b"ma\x96ana", f"line 2: {LETTERS} “ma–ana”? {SAVE}"),
    "Cyrillic letters of Windows": (
        START + "икра".encode("cp1251"),
        f"line 2: {LETTERS} “èêðà”? {SAVE}",
    ),
    "Polish letters of Windows": (
        START + "łydka".encode("cp1250"),
        f"line 2: {LETTERS} “³ydka”? {SAVE}",
    ),
    "Turkish letters of Windows": (
        START + "baldır".encode("cp1254"),
        f"line 2: {LETTERS} “baldýr”? {SAVE}",
    ),
    "Greek letters of Windows": (
        START + "γάμπα".encode("cp1253"),
        f"line 2: {LETTERS} “ãÜìðá”? {SAVE}",
    ),
    "two kinds": (
        UMLAUT.encode() + UMLAUT.encode("cp1252"),
        f"line 4: This line is not UTF-8. {SAVE}",
    ),
    "two kinds, the other first": (
        UMLAUT.encode("cp1252") + UMLAUT.encode(),
        f"line 4: This line is UTF-8, and an earlier one is not. {SAVE}",
    ),
    "UTF-16 without its mark": (
        PLAIN.encode("utf-16-le"),
        f"line 1: This line holds a NUL character, which no text has. {SAVE}",
    ),
    "UTF-16 cut off": (
        PLAIN.encode("utf-16")[:-1],
        (
            "line 5: After this line the file is no longer UTF-16. Save it as “CSV UTF-8” and try "
            "again."
        ),
    ),
    "a workbook": (
        b"PK\x03\x04" + b"x" * 90,
        (
            "This is a workbook or an archive, not a text file. Open it in its spreadsheet, choose "
            "“Save as” and"
        ),
    ),
    "names twice": (
        b"id,Id,happened_at,note,Note\n",
        "line 1: The header names “id”, “note” more than once.",
    ),
    "a separator line alone": (b"sep=;\n", NO_HEADER),
    "a separator line that is not so": (b"sep=;\nid,happened_at\n", NO_HEADER.replace("1", "2")),
    "other columns by semicolon": (b"Datum;Muskel\n1;2\n", NO_HEADER),
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_what_cannot_be_read_is_said_exactly(how: str) -> None:
    content, sentence = UNREADABLE[how]
    with pytest.raises(FileError) as refused:
        told(content)
    assert str(refused.value).startswith(sentence)


OTHERS = {
    "cp1250": ["mięsień", "ręka że", "koń", "křeče", "görcs ő", "łydka", "źle", "šlach"],
    "cp1254": ["ağrı", "kaş", "İç", "sağ el"],
    "cp1257": ["raumuo š", "võib"],
    "mac_roman": ["Füße", "mañana", "été", "naïve", "coração", "Größe"],
    "koi8-r": ["икра"],
    "cp1255": ["שוק"],
    "cp1256": ["ساق"],
    "shift_jis": ["ふくらはぎ"],
    "gbk": ["小腿"],
    "cp437": ["Füße"],
}


@pytest.mark.parametrize(
    ("encoding", "note"), [(name, note) for name, notes in OTHERS.items() for note in notes]
)
def test_letters_of_another_code_page_are_never_read_as_others(encoding: str, note: str) -> None:
    with pytest.raises(
        FileError, match="line 2: This line is not UTF-8, and its letters are not plain:"
    ):
        told(START + note.encode(encoding))
