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
from journal.diary_file import (
    COLUMNS,
    ExportedEpisode,
    QuietNight,
    as_csv,
    as_json,
    open_rows,
)
from journal.diary_file.formulas import STARTERS, defuse, is_lost, restore
from journal.entries import Entry
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from tests import strategies
from tests.diary_file.told_rows import NOW, told


def entry_of(text: str | bytes, zone: str = "Europe/Berlin") -> Entry:
    """The entry of a file with one sound row."""
    [only] = told(text, zone)
    assert only.wrong == []
    assert only.entry
    return only.entry


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
    text = mark + newline.join(
        ["happened_at,time_zone,note", "2026-07-07T02:15,Europe/Berlin,Füße", ""]
    )
    assert entry_of(text).note == "Füße"


def test_what_is_not_there_is_not_recorded() -> None:
    entry = entry_of("happened_at,movement\n2026-07-07T02:15+02:00,\n")
    assert (entry.movement, entry.muscle, entry.phase, entry.woke, entry.called_back) == (None,) * 5
    assert (entry.duration_seconds, entry.intensity, entry.note) == (None, None, "")
    assert (entry.count, entry.noticed_by, entry.time_zone) == (1, NoticedBy.SELF, "Europe/Berlin")


def test_unknown_and_missing_columns_are_known_before_the_rows() -> None:
    rows = open_rows(
        io.BytesIO(b"happened_at,mood,movement,\n2026-07-07T02:15Z,,,x\n2026-07-07T02:15Z,,,y\n")
    )
    assert rows.unknown == ["mood"]
    assert rows.missing == tuple(
        name for name in COLUMNS if name not in {"happened_at", "movement"}
    )
    assert len(list(rows)) == 2
    assert rows.unknown == ["mood", ""]


def test_closed_sets_are_read_in_any_case_and_with_space_around() -> None:
    entry = entry_of(
        "happened_at, Movement ,muscle,woke\n 2026-07-07t02:15z , TWITCH , Calf ,\tNo \n"
    )
    assert (entry.movement, entry.muscle, entry.woke) == (Movement.TWITCH, "calf", Woke.NO)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("movement", Movement),
        ("phase", Phase),
        ("woke", Woke),
        ("noticed_by", NoticedBy),
        ("called_back", CalledBack),
    ],
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


def test_a_row_without_id_gets_the_same_one_each_time() -> None:
    text = (
        "happened_at,movement,note\n2026-07-07T02:15Z,twitch,\n2026-07-07T02:15Z,Twitch,\n"
        "2026-07-07T02:15Z,jerk,\n"
    )
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
    first, second, third = told(
        "id,happened_at,movement\nx,2026-07-06,none\n,2026-07-06,None\n,20260707,none\n"
    )
    assert (first.night, first.entry, first.repeats) == (date(2026, 7, 6), None, False)
    assert (second.night, second.repeats) == (date(2026, 7, 6), True)
    assert third.night == date(2026, 7, 7)


@given(
    st.text()
    | st.sampled_from(
        ["####", "'####", " ####", "''#NAME?", "#N/A", "#DIV/0!", "#1", "'#", "#MÄRZ!"]
    )
)
def test_a_defused_cell_is_restored_exactly(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not is_lost(defuse(text))


def test_the_header_and_line_ends_are_those_of_rfc_4180() -> None:
    [header, row, night, end] = list(
        as_csv(
            [ExportedEpisode(strategies.PLAIN, NOW, "form")],
            [QuietNight(date(2026, 7, 6), NOW)],
        )
    )
    assert header == "\ufeff" + ",".join(COLUMNS) + "\r\n"
    told = {
        row: "plain,2026-07-07T02:15:00+02:00,Europe/Berlin,,,,,,,1,self",
        night: "night-2026-07-06,2026-07-06,,none",
        end: "end-of-diary,,,end,,,,,,2",
    }
    for line, cells in told.items():
        assert line == cells + "," * (len(COLUMNS) - 1 - cells.count(",")) + "\r\n"


@given(
    st.lists(strategies.entries(), unique_by=lambda entry: entry.id), st.sets(strategies.nights())
)
def test_written_and_read_again_is_the_same(diary: list[Entry], quiet: set[date]) -> None:
    episodes = [ExportedEpisode(entry, NOW - timedelta(days=1), "pad") for entry in diary]
    nights = [QuietNight(night, NOW - timedelta(days=2)) for night in quiet]
    for write in (as_csv, as_json):
        back = told("".join(write(episodes, nights)))
        assert [one.wrong for one in back if one.wrong] == []
        assert [one.remarks for one in back if one.remarks] == []
        assert [one.entry for one in back if one.entry] == diary
        assert [one.night for one in back if one.night] == list(quiet)
    assert {(one.recorded_at, one.source) for one in back if one.entry} <= {
        (NOW - timedelta(days=1), "pad")
    }
    assert {one.recorded_at for one in back if one.night} <= {NOW - timedelta(days=2)}


@given(st.lists(strategies.entries(), max_size=5))
def test_a_written_table_holds_no_cell_that_a_spreadsheet_runs(diary: list[Entry]) -> None:
    text = "".join(as_csv([ExportedEpisode(entry, NOW, "form") for entry in diary], []))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.startswith(tuple(STARTERS))]
