"""Diary files in bytes: what is read from them, what is refused and where, and what is written."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.anatomy import Side
from journal.diary_file import COLUMNS, FileError, Kept, QuietNight, Told, as_csv, as_json, open_rows, read
from journal.diary_file.formulas import STARTERS, defuse, is_lost, restore
from journal.diary_file.shapes import LONGEST_LINE
from journal.entries import Entry
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from tests import strategies

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
HEADER = "id,happened_at,time_zone,movement,muscle,side,phase,woke"


def told(text: str | bytes, zone: str = "Europe/Berlin") -> list[Told]:
    """Everything that a file says."""
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(read(open_rows(file), default_zone=zone, as_of=NOW))


def entry_of(text: str | bytes, zone: str = "Europe/Berlin") -> Entry:
    """The entry of a file with one sound row."""
    [only] = told(text, zone)
    assert only.wrong == []
    assert only.entry
    return only.entry


def wrong_of(text: str | bytes) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all that is wrong."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.wrong]


def remarks_of(text: str) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all remarks."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.remarks]


def test_every_column_is_read() -> None:
    text = (
        ",".join(COLUMNS) + "\n"
        "abc,2026-07-07T02:15:00+02:00,Europe/Berlin,twitch,trapezius_upper,left,sleep_onset,no,20,12,partner,yes,3,"
        '"a ""small"" one,\nthen nothing"\n'
    )
    assert entry_of(text) == Entry(
        id="abc",
        happened_at=datetime(2026, 7, 7, 0, 15, tzinfo=UTC),
        time_zone="Europe/Berlin",
        movement=Movement.TWITCH,
        muscle="trapezius_upper",
        side=Side.LEFT,
        phase=Phase.SLEEP_ONSET,
        woke=Woke.NO,
        duration_seconds=20,
        count=12,
        noticed_by=NoticedBy.PARTNER,
        called_back=CalledBack.YES,
        intensity=3,
        note='a "small" one,\nthen nothing',
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_newline_and_a_byte_order_mark(newline: str, mark: str) -> None:
    text = mark + newline.join(["happened_at,time_zone,note", "2026-07-07T02:15,Europe/Berlin,Füße", ""])
    assert entry_of(text).note == "Füße"


def test_what_is_not_there_is_not_recorded() -> None:
    entry = entry_of("happened_at,movement\n2026-07-07T02:15+02:00,\n")
    assert (entry.movement, entry.muscle, entry.phase, entry.woke, entry.called_back) == (None,) * 5
    assert (entry.duration_seconds, entry.intensity, entry.note) == (None, None, "")
    assert (entry.count, entry.noticed_by, entry.time_zone) == (1, NoticedBy.SELF, "Europe/Berlin")


def test_unknown_and_missing_columns_are_known_before_the_rows() -> None:
    rows = open_rows(io.BytesIO(b"happened_at,mood,movement,\n2026-07-07T02:15Z,,,x\n2026-07-07T02:15Z,,,y\n"))
    assert rows.unknown == ["mood"]
    assert rows.missing == tuple(name for name in COLUMNS if name not in {"happened_at", "movement"})
    assert len(list(rows)) == 2
    assert rows.unknown == ["mood", ""]


def test_closed_sets_are_read_in_any_case_and_with_space_around() -> None:
    entry = entry_of("happened_at, Movement ,muscle,woke\n 2026-07-07t02:15z , TWITCH , Calf ,\tNo \n")
    assert (entry.movement, entry.muscle, entry.woke) == (Movement.TWITCH, "calf", Woke.NO)


@pytest.mark.parametrize(
    ("column", "kind"),
    [("movement", Movement), ("phase", Phase), ("woke", Woke), ("noticed_by", NoticedBy), ("called_back", CalledBack)],
)
def test_every_value_of_a_closed_set_is_accepted(column: str, kind: Any) -> None:
    for member in kind:
        entry = entry_of(f"happened_at,{column}\n2026-07-07T00:15Z,{member.value}\n")
        assert getattr(entry, column) is member


@pytest.mark.parametrize(
    ("written", "instant", "zone"),
    [
        ("2026-07-07T02:15+02:00,", "2026-07-07T00:15", "Europe/Berlin"),
        ("2026-07-07T02:15+02:00,Asia/Tokyo", "2026-07-07T00:15", "Asia/Tokyo"),
        ("2026-07-07T00:15Z,", "2026-07-07T00:15", "Europe/Berlin"),
        ("2026-07-07 02:15:30.5,Europe/Berlin", "2026-07-07T00:15:30.500000", "Europe/Berlin"),
        ("20260707T0215,Europe/Berlin", "2026-07-07T00:15", "Europe/Berlin"),
        ("2026-W28-2T02:15,Europe/Berlin", "2026-07-07T00:15", "Europe/Berlin"),
        ("2026-07-07T02:15, europe/BERLIN ", "2026-07-07T00:15", "Europe/Berlin"),
        ("2026-07-07T02:15+02:00,America/new york", "2026-07-07T00:15", "America/New_York"),
        ("2026-03-29T02:30,Europe/Berlin", "2026-03-29T01:30", "Europe/Berlin"),
        ("2025-10-26T02:30,Europe/Berlin", "2025-10-26T00:30", "Europe/Berlin"),
    ],
)
def test_time_and_place(written: str, instant: str, zone: str) -> None:
    entry = entry_of(f"happened_at,time_zone\n{written}\n")
    assert entry.happened_at == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert entry.time_zone == zone


@pytest.mark.parametrize(
    ("written", "field", "words"),
    [
        ("2026-07-07T02:15+02:00,Asia/Tokyo", "time_zone", "there it is 2026-07-07 09:15"),
        ("2026-03-29T02:30,Europe/Berlin", "happened_at", "it is read as 03:30"),
        ("2025-10-26T02:30,Europe/Berlin", "happened_at", "twice"),
    ],
)
def test_what_was_made_of_an_odd_time_is_said(written: str, field: str, words: str) -> None:
    [(line, about, text)] = remarks_of(f"happened_at,time_zone\n{written}\n")
    assert (line, about) == (2, field)
    assert words in text


def test_utc_claims_no_wall_clock() -> None:
    assert remarks_of("happened_at,time_zone\n2026-07-07T00:15Z,Asia/Tokyo\n") == []


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (",,twitch", "happened_at", "missing"),
        ("yesterday,,", "happened_at", "“yesterday” is not a time"),
        ("2026-07-07,,", "happened_at", "time of day is missing"),
        ("2026-07-07T25:15Z,,", "happened_at", "is not a time"),
        ("2026-07-07+02:00,,", "happened_at", "“2026-07-07+02:00” is not a time"),
        ("2026-07-07-02:15,,", "happened_at", "is not a time"),
        ("2026-07-07102:15,,", "happened_at", "is not a time"),
        ("2026-W28T02:15,,", "happened_at", "is not a time"),
        ("2026-07-07T02:15,Europe/Atlantis,", "time_zone", "Europe/Atlantis"),
        ("2027-07-07T02:15Z,,", "happened_at", "future"),
        ("1899-07-07T02:15Z,,", "happened_at", "1900"),
        ("0001-01-01T00:00+14:00,,", "happened_at", "1900"),
        ("9999-12-31T23:59-12:00,,", "happened_at", "future"),
        ("0001-01-01T00:00,Asia/Tokyo,", "happened_at", "1900"),
        ("2026-07-07T02:15Z,,hop", "movement", "“hop” is not a movement. Use one of twitch, jerk"),
        ("2026-07-07T02:15Z,,none", "happened_at", "a night without twitches"),
        ("nonsense,,none", "happened_at", "a night without twitches"),
        ("2026-W28,,none", "happened_at", "a night without twitches"),
        ("2026-07-06,Europe/Berlin,none", "time_zone", "nothing but its date"),
        ("2036-07-06,,none", "happened_at", "future"),
        ("1836-07-06,,none", "happened_at", "1900"),
        ("2026-07-07T02:15Z,,twitch,extra", "", "4 cells"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_field(row: str, field: str, words: str) -> None:
    sound = "2026-07-07T02:15Z,,twitch"
    [(line, about, text)] = wrong_of(f"happened_at,time_zone,movement\n{sound}\n{row}\n{sound}\n")
    assert (line, about) == (3, field)
    assert words in text


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("muscle", "my left arm", "is not in the list"),
        ("side", "upper", "is not a side"),
        ("phase", "dreaming", "is not a phase"),
        ("woke", "maybe", "Did it wake you?"),
        ("noticed_by", "dog", "who noticed it"),
        ("called_back", "perhaps", "call this your back"),
        ("duration_seconds", "-1", "below zero"),
        ("duration_seconds", "86401", "at most one day"),
        ("duration_seconds", "a while", "“a while” is not a whole number"),
        ("duration_seconds", "1.5", "is not a whole number"),
        ("duration_seconds", "9" * 5000, "is not a whole number"),
        ("count", "0", "at least one"),
        ("count", "10001", "at most"),
        ("intensity", "11", "0 to 10"),
        ("note", "x" * 2001, "2000 characters"),
        ("id", "x" * 65, "1 to 64"),
        ("id", "a\tb", "1 to 64"),
    ],
)
def test_a_wrong_value_is_refused(column: str, value: str, words: str) -> None:
    [(line, about, text)] = wrong_of(f"happened_at,{column}\n2026-07-07T02:15Z,{value}\n")
    assert (line, about) == (2, column)
    assert words in text
    assert len(text) < 300


def test_a_row_is_named_by_the_line_it_starts_on() -> None:
    text = 'happened_at,note\n2026-07-07T02:15Z,"one\n\ntwo"\n\nnonsense,"three\nfour"\n2026-07-07T02:16Z,\n'
    assert [one.line for one in told(text)] == [2, 6, 8]
    assert [line for line, _field, _text in wrong_of(text)] == [6]


def test_every_problem_of_a_row_is_said_at_once() -> None:
    found = wrong_of("happened_at,movement,woke,count\nnever,hop,maybe,many\n")
    assert {field for _line, field, _text in found} == {"happened_at", "movement", "woke", "count"}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "empty"),
        (b"\n\r\n  \n", None, "empty"),
        (b"2026-07-07T02:15Z,twitch\n", 1, "header"),
        (b"happened_at,movement,Movement\n", 1, "more than once"),
        (b"happened_at,note\n2026-07-07T02:15Z,caf\x8e\n", 2, "not UTF-8"),
        (b'[{"happened_at": "2026-07-07T02:15Z"}]', 1, "A diary in JSON is an object"),
        (b"happened_at,note\n2026-07-07T02:15Z,a\0b\n", 2, "NUL"),
        (b'happened_at,note\n2026-07-07T02:15Z,x\n2026-07-07T02:15Z,"open\n', 3, "quotes"),
        (b'happened_at,note\n2026-07-07T02:15Z,"a"b\n', 2, "quotes"),
        (b"happened_at,note\n2026-07-07T02:15Z," + b"x" * (LONGEST_LINE + 9), 2, "too long"),
        (b"happened_at,note\n2026-07-07T02:15Z," + b"x" * 200_000, 2, "too long"),
    ],
)
def test_a_file_that_cannot_be_read_on(content: bytes, line: int | None, words: str) -> None:
    with pytest.raises(FileError) as refused:
        told(content)
    assert refused.value.line == line
    assert words in str(refused.value)


def test_a_line_without_end_is_not_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"x" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    with pytest.raises(FileError, match="too long"):
        open_rows(endless)  # type: ignore[arg-type]
    assert endless.given < 4 * LONGEST_LINE


def test_a_row_without_id_gets_the_same_one_each_time() -> None:
    text = "happened_at,movement,note\n2026-07-07T02:15Z,twitch,\n2026-07-07T02:15Z,Twitch,\n2026-07-07T02:15Z,jerk,\n"
    first, second = told(text), told(text)
    ids = [one.entry.id for one in first if one.entry]
    assert ids == [one.entry.id for one in second if one.entry]
    assert len(set(ids)) == 3
    other_order = "note,movement,happened_at\n,jerk,2026-07-07T02:15Z\n,twitch,2026-07-07T02:15Z\n"
    assert {one.entry.id for one in told(other_order) if one.entry} < set(ids)


def test_an_id_does_not_depend_on_the_default_zone() -> None:
    text = "id,happened_at\n ,2026-07-07T02:15Z\n"
    assert entry_of(text, "Asia/Tokyo").id == entry_of(text, "Europe/Berlin").id


def test_the_same_id_twice_counts_once_or_is_wrong() -> None:
    same, other = "a,2026-07-07T02:15Z,twitch", "a,2026-07-07T02:15Z,jerk"
    first, second, third = told(f"id,happened_at,movement\n{same}\n{same}\n{other}\n")
    assert (first.repeats, second.repeats, third.repeats) == (False, True, False)
    assert [(one.field, str(one)) for one in third.wrong] == [
        ("id", "The row on line 2 has the same id and says something else.")
    ]
    assert third.entry is None


def test_nights_without_twitches() -> None:
    first, second, third = told("id,happened_at,movement\nx,2026-07-06,none\n,2026-07-06,None\n,20260707,none\n")
    assert (first.night, first.entry, first.repeats) == (date(2026, 7, 6), None, False)
    assert (second.night, second.repeats) == (date(2026, 7, 6), True)
    assert third.night == date(2026, 7, 7)


@given(st.text() | st.sampled_from(["####", "'####", " ####", "''#NAME?", "#N/A", "#DIV/0!", "#1", "'#", "#MÄRZ!"]))
def test_a_defused_cell_is_restored_exactly(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not is_lost(defuse(text))


@given(st.text(alphabet="'=+-@\t\r\n＝＋－＠a "))
def test_a_defused_cell_runs_nowhere_and_is_restored_exactly(text: str) -> None:
    assert not defuse(text).startswith(tuple(STARTERS))
    assert restore(defuse(text)) == text


def test_the_header_and_line_ends_are_those_of_rfc_4180() -> None:
    [header, row, night] = list(
        as_csv(
            [Kept(strategies.PLAIN, NOW, "form")],
            [QuietNight(date(2026, 7, 6), NOW)],
        )
    )
    assert header == "\ufeff" + ",".join(COLUMNS) + "\r\n"
    assert row == "plain,2026-07-07T02:15:00+02:00,Europe/Berlin,,,,,,,1,self,,,\r\n"
    assert night == "night-2026-07-06,2026-07-06,,none,,,,,,,,,,\r\n"


@given(st.lists(strategies.entries(), unique_by=lambda entry: entry.id), st.sets(strategies.nights()))
def test_written_and_read_again_is_the_same(diary: list[Entry], quiet: set[date]) -> None:
    episodes = [Kept(entry, NOW - timedelta(days=1), "pad") for entry in diary]
    nights = [QuietNight(night, NOW - timedelta(days=2)) for night in quiet]
    for write in (as_csv, as_json):
        back = told("".join(write(episodes, nights)))
        assert [one.wrong for one in back if one.wrong] == []
        assert [one.remarks for one in back if one.remarks] == []
        assert [one.entry for one in back if one.entry] == diary
        assert [one.night for one in back if one.night] == list(quiet)
    assert {(one.recorded_at, one.source) for one in back if one.entry} <= {(NOW - timedelta(days=1), "pad")}
    assert {one.recorded_at for one in back if one.night} <= {NOW - timedelta(days=2)}


@given(st.lists(strategies.entries(), max_size=5))
def test_a_written_table_holds_no_cell_that_a_spreadsheet_runs(diary: list[Entry]) -> None:
    text = "".join(as_csv([Kept(entry, NOW, "form") for entry in diary], []))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.startswith(tuple(STARTERS))]
