"""Several answers in one cell, or in a list of JSON."""

from __future__ import annotations

import json

import pytest

from journal.diary_file.file_format import JSON_FORMAT
from tests.diary_file.test_parsed_rows import entry_of
from tests.diary_file.test_wrong_rows import wrong_of

LONE = "“Nothing did” and “Not tried” stand alone. Take them away, or the others."
NOT_ONE = "“prayer” is not an answer. Use one of moving, stretching, pressing, nothing, not_tried."
AT = "2026-07-07T02:15Z"


def table(cell: str) -> str:
    """A file of one row with that cell."""
    return f'happened_at,eased_by\n{AT},"{cell}"\n'


def diary(value: object) -> str:
    """A diary in JSON of one episode with that value."""
    episode = {"id": "a", "happened_at": AT, "time_zone": "UTC", "eased_by": value}
    return json.dumps({"format": JSON_FORMAT, "version": 1, "episodes": [episode]})


@pytest.mark.parametrize(
    "cell", ["moving pressing", " Pressing,moving ", "pressing; moving;", "moving pressing moving"]
)
def test_a_cell_names_several(cell: str) -> None:
    assert entry_of(table(cell)).eased_by == ("moving", "pressing")


@pytest.mark.parametrize("value", [["pressing", "moving"], "moving pressing", ["moving pressing"]])
def test_a_list_names_several(value: object) -> None:
    assert entry_of(diary(value)).eased_by == ("moving", "pressing")


@pytest.mark.parametrize("value", [None, [], "", [""]])
def test_none_is_not_recorded(value: object) -> None:
    assert entry_of(diary(value)).eased_by == ()


def test_what_stands_alone_is_refused_beside_another() -> None:
    assert wrong_of(table("moving nothing")) == [(2, "eased_by", LONE)]
    assert wrong_of(diary(["not_tried", "moving"])) == [(1, "eased_by", LONE)]


def test_what_is_no_answer_is_refused() -> None:
    assert wrong_of(table("prayer")) == [(2, "eased_by", NOT_ONE)]


@pytest.mark.parametrize("value", [{"moving": True}, True, [["moving"]], [True], 1.5])
def test_another_shape_is_refused(value: object) -> None:
    text = "The value of “eased_by” is neither a text nor a whole number."
    assert wrong_of(diary(value)) == [(1, "eased_by", text)]


def test_a_row_without_an_id_keeps_the_one_it_had_before_the_question() -> None:
    row = f"happened_at,movement\n{AT},twitch\n"
    asked = f"happened_at,movement,perceived,spread,eased_by\n{AT},twitch,,,\n"
    answered = f"happened_at,movement,perceived,spread,eased_by\n{AT},twitch,,,moving\n"
    assert entry_of(row).id == entry_of(asked).id == "row-3242d788c1fd2a9d0104f00e-1"
    assert entry_of(answered).id != entry_of(row).id


def test_a_file_of_the_release_before_is_read() -> None:
    header = (
        "id,happened_at,time_zone,movement,muscle,side,phase,woke,duration_seconds,count,"
        "noticed_by,called_back,intensity,note"
    )
    row = f"a,{AT},UTC,twitch,calf,left,asleep,no,20,12,self,,3,again"
    end = "end-of-diary,,,end,,,,,,1,,,,"
    entry = entry_of(f"{header}\n{row}\n{end}\n")
    assert (entry.note, entry.perceived, entry.spread, entry.eased_by) == ("again", None, None, ())
