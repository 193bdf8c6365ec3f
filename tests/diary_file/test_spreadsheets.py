"""Our own table as spreadsheets of many countries save it: what is stored of it to the letter, or
what is said.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from journal.diary_file import COLUMNS, ParsedRow, QuietNight, as_csv, open_rows, read
from journal.diary_file.writers import ExportedEpisode
from journal.entries import Entry
from journal.observations import Movement, Phase, Woke

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
FIRST = Entry(
    id="a1",
    happened_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    time_zone="Europe/Berlin",
    movement=Movement.TWITCH,
    muscle="calf",
    phase=Phase.ASLEEP,
    woke=Woke.NO,
    duration_seconds=20,
    count=12,
    intensity=3,
    note="Füße, “eiskalt”; l’été …",
)
SECOND = Entry(
    id="a2",
    happened_at=datetime(2026, 11, 21, 1, 0, tzinfo=UTC),
    time_zone="Europe/Berlin",
    note="=1+1\nDon’t",
)
NIGHT = date(2026, 11, 8)
OWN = "".join(
    as_csv(
        [ExportedEpisode(FIRST, NOW, "pad"), ExportedEpisode(SECOND, NOW, "pad")],
        [QuietNight(NIGHT, NOW)],
    )
)
PLAIN = OWN.removeprefix("\ufeff")


def told(content: str | bytes) -> list[ParsedRow]:
    """Everything that a file says."""
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    return list(read(open_rows(file), default_zone="Europe/Berlin", as_of=NOW))


WITHOUT_SEMICOLON = PLAIN.replace("”; l", "” l")
BY_SEMICOLON = WITHOUT_SEMICOLON.replace("Füße, ", "Füße@ ").replace(",", ";").replace("@", ",")
BY_TAB = PLAIN.replace("Füße, ", "Füße@ ").replace(",", "\t").replace("@", ",")
AT, DAY = "2026-11-20T02:00:00+01:00", "2026-11-08,"

# What each makes of our own table; all of them keep every value.
SAVED: dict[str, str | bytes] = {
    "as it was exported": OWN,
    "without its mark": PLAIN,
    "in UTF-8 with the mark twice": "\ufeff" + OWN,
    "in UTF-16, little end first, with commas": PLAIN.encode("utf-16"),
    "in UTF-16, big end first": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "as “Unicode text”: tabs in UTF-16": b"\xff\xfe" + BY_TAB.encode("utf-16-le"),
    "with tabs": BY_TAB,
    "with tabs in Windows-1252": BY_TAB.encode("cp1252"),
    "with commas in Windows-1252": PLAIN.encode("cp1252"),
    "with line feeds alone": PLAIN.replace("\r\n", "\n"),
    "with carriage returns alone": PLAIN.replace("\r\n", "\r"),
    "with a separator line": "sep=,\r\n" + PLAIN,
    "with a separator line after the mark": "\ufeffsep=,\r\n" + PLAIN,
    "with a separator line for tabs": "sep=\t\r\n" + BY_TAB,
    "with a separator line in capitals": "SEP=,\n" + PLAIN,
    "with a separator line saved again": 'sep=,' + "," * 13 + "\r\n" + PLAIN,
    "with blank rows at the end": PLAIN + ("," * 13 + "\r\n") * 3,
    "with blank rows in between": PLAIN.replace("\r\nnight", "\r\n" + "," * 13 + "\r\n\r\nnight"),
    "with blank rows before the header": "\r\n" + "," * 13 + "\r\n" + PLAIN,
    "with rows of empty quotes": PLAIN + ",".join(['""'] * 14) + "\r\n",
    "with rows of spaces": PLAIN + " , ,\t," + "," * 10 + "\r\n",
    "with short blank rows": PLAIN + ",,,\r\n",
    "with long blank rows": PLAIN + "," * 40 + "\r\n",
    "with empty lines throughout": PLAIN.replace("\r\n", "\r\n\r\n"),
    "with separators at the end of each line": PLAIN.replace("\r\n", ",,\r\n"),
    "with separators at the end of rows "
    "only": PLAIN.replace("\r\n", ",,,\r\n").replace("note,,,", "note", 1),
    "without separators at the end of rows": PLAIN.replace(",,,,,,,,,,\r\n", "\r\n"),
    "with a header in capitals": PLAIN.replace(",".join(COLUMNS), ",".join(COLUMNS).upper()),
    "with spaces around the names": PLAIN.replace(",".join(COLUMNS), " , ".join(COLUMNS)),
    "with spaces within the "
    "names": PLAIN.replace(",".join(COLUMNS), ",".join(COLUMNS).replace("_", " ").title()),
    "with quotes around the "
    "names": PLAIN.replace(",".join(COLUMNS), ",".join(f'"{name}"' for name in COLUMNS)),
    "with decimals": PLAIN.replace(",20,12,", ",20.0,12.00,").replace(",,3,", ",,3.0,"),
    "with decimal commas": PLAIN.replace(",20,12,", ',"20,0","12,00",').replace(",,3,", ',,"3,0",'),
    "with the night as a German date": PLAIN.replace(DAY, "08.11.2026,"),
    "with the night as a short German date": PLAIN.replace(DAY, "8.11.2026,"),
    "with the night as a Japanese date": PLAIN.replace(DAY, "2026/11/8,"),
    "with the night as written out": PLAIN.replace(DAY, "8 Nov 2026,"),
    "with the values in "
    "capitals": PLAIN.replace("twitch", "TWITCH").replace(",no,", ",NO,").replace("none", "None"),
    "with spaces around the "
    "values": PLAIN.replace(",twitch,", ", twitch ,").replace(",12,", ", 12 ,"),
    "with the time written anew, with a space": PLAIN.replace(AT, "2026-11-20 02:00:00+01:00"),
    "with the time as a German one": PLAIN.replace(AT, "20.11.2026 02:00"),
    "with the time as a German one with seconds": PLAIN.replace(AT, "20.11.2026 02:00:00"),
    "with the time as a British one": PLAIN.replace(AT, "20/11/2026 02:00"),
    "with the time as an American one": PLAIN.replace(AT, "11/20/2026 2:00"),
    "with the time as an American one of twelve hours": PLAIN.replace(AT, "11/20/2026 2:00 AM"),
    "with the time as a Japanese one": PLAIN.replace(AT, "2026/11/20 2:00"),
    "with the time as a Dutch one": PLAIN.replace(AT, "20-11-2026 02:00"),
    "with the time as a Finnish one": PLAIN.replace(AT, "20.11.2026 2.00.00"),
    "with the time as a Hungarian one": PLAIN.replace(AT, "2026. 11. 20. 02:00"),
    "with the time as a Croatian one": PLAIN.replace(AT, "20.11.2026. 02:00"),
    "with the night as a Hungarian date": PLAIN.replace(DAY, "2026. 11. 08.,"),
    "with the night as a Croatian date": PLAIN.replace(DAY, "8.11.2026.,"),
}  # fmt: skip
# A note that holds the separator has to be quoted, so these are of a diary whose note holds no
# semicolon.
GERMAN: dict[str, str | bytes] = {
    "with semicolons": BY_SEMICOLON,
    "with semicolons in Windows-1252": BY_SEMICOLON.encode("cp1252"),
    "with semicolons after the mark": "\ufeff" + BY_SEMICOLON,
    "with semicolons and their line": "sep=;\r\n" + BY_SEMICOLON,
    "with semicolons and decimal "
    "commas": BY_SEMICOLON.replace(";12;", ";12,0;").replace(";20;", ";20,00;"),
    "with semicolons and a German date": BY_SEMICOLON.replace("2026-11-08;", "08.11.2026;"),
    "with semicolons in UTF-16": BY_SEMICOLON.encode("utf-16"),
    "with semicolons and blank rows": BY_SEMICOLON + (";" * 13 + "\r\n") * 2,
    "with semicolons at the end of lines": BY_SEMICOLON.replace("\r\n", ";;;\r\n"),
    "with bars": WITHOUT_SEMICOLON.replace("Füße, ", "Füße@ ").replace(",", "|").replace("@", ","),
}  # fmt: skip


@pytest.mark.parametrize("how", SAVED)
def test_our_own_table_saved_elsewhere_is_the_same_diary(how: str) -> None:
    rows = told(SAVED[how])
    assert [one.wrong for one in rows] == [[], [], []]
    assert [one.entry for one in rows] == [FIRST, SECOND, None]
    assert rows[2].night == NIGHT


@pytest.mark.parametrize("how", GERMAN)
def test_our_own_table_with_other_separators_is_the_same_diary(how: str) -> None:
    rows = told(GERMAN[how])
    assert [one.wrong for one in rows] == [[], [], []]
    assert [one.entry and one.entry.note for one in rows] == [
        "Füße, “eiskalt” l’été …",
        SECOND.note,
        None,
    ]
    assert [one.entry and one.entry.count for one in rows] == [12, 1, None]
    assert rows[2].night == NIGHT


def test_letters_that_were_guessed_are_said_with_an_example() -> None:
    rows = open_rows(io.BytesIO(PLAIN.encode("cp1252")))
    assert len(list(rows)) == 3
    [remark] = rows.remarks
    assert str(remark) == (
        "The file is not UTF-8. Its letters are read as Windows-1252, as in “Füße l’été”. If that "
        "is not what you wrote, save it as “CSV UTF-8” and choose it again."
    )


@pytest.mark.parametrize(
    "content", [OWN, PLAIN.encode("utf-16"), b"happened_at\n2026-11-20T01:00Z\n"]
)
def test_plain_letters_are_not_spoken_of(content: Any) -> None:
    rows = open_rows(io.BytesIO(content if isinstance(content, bytes) else content.encode()))
    list(rows)
    assert rows.remarks == []


def test_a_date_with_its_day_first_is_said() -> None:
    [only] = told("happened_at,movement\n08.11.2026,none\n")
    assert [str(one) for one in only.remarks] == [
        "“08.11.2026” was read as 2026-11-08: the day stands first."
    ]


@pytest.mark.parametrize(
    "key",
    [
        "007",
        "100000",
        "123456789012",
        "1E+05",
        "1e5",
        "3.14",
        "'7",
        "''1E5",
        "'=1",
        "x7",
        "####",
        "'#NV",
    ],
)
def test_an_id_that_looks_like_a_number_is_protected_and_comes_back(key: str) -> None:
    entry = Entry(id=key, happened_at=FIRST.happened_at, time_zone="UTC")
    text = "".join(as_csv([ExportedEpisode(entry, NOW, "api")], []))
    assert not text.splitlines()[1][0].isdigit()
    [only] = told(text)
    assert only.entry == entry


@pytest.mark.parametrize("cell", ["100000", "'100000"])
def test_an_id_of_digits_is_read_with_and_without_its_apostrophe(cell: str) -> None:
    [only] = told(f"id,happened_at\n{cell},2026-11-20T01:00Z\n")
    assert only.entry
    assert only.entry.id == "100000"


WESTERN = [
    "Größer Ärger, süß", "mañana, ¿cuándo? ¡Así!", "Não, corações", ("Où être ? Déjà, au "
                                                                    "cœur"), "perché così, città",
    "få blåbær på øya", "smörgåsbord", "naïve déjà-vu", "één drieën", ("don’t “go” – 5 € "
                                                                      "…"), "à la carte", "30 °C",
]  # fmt: skip


@pytest.mark.parametrize("note", WESTERN)
def test_languages_of_western_europe_are_read_from_windows_1252(note: str) -> None:
    [only] = told(f'happened_at;note\n2026-11-20T01:00Z;"{note}"\n'.encode("cp1252"))
    assert only.entry
    assert only.entry.note == note


def test_lines_of_ascii_do_not_decide() -> None:
    notes = ["plain", "Füße", "plain again"]
    table = "happened_at;note\n" + "".join(f"2026-11-20T01:00Z;{note}\n" for note in notes)
    assert [one.entry and one.entry.note for one in told(table.encode("cp1252"))] == notes
