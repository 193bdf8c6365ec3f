"""An app's archive of many files: the one that is the diary is read, or all are listed."""

from __future__ import annotations

import pytest

from journal.diary_file import FileError
from tests.diary_file.sheets.bringing import bring, opened
from tests.diary_file.sheets.test_workbooks import zipped

HABITS = b"Position,Name,Question\n001,Twitching calf,\n002,Reading,\n"
ALL = b"Date,Twitching calf,Reading,\n2026-03-03,NO,YES_MANUAL,\n"
MARKS = b"Date,Value,Notes\n2026-03-03,YES_MANUAL,after tea\n2026-03-02,NO,\n"
NAMES = ("Habits.csv", "Checkmarks.csv", "Scores.csv")


def loop(*folders: str, top: str = "") -> bytes:
    """Loop Habit Tracker's own export of these habits."""
    members = dict.fromkeys((f"{top}{name}" for name in NAMES), ALL)
    members[f"{top}Habits.csv"] = HABITS
    for folder in folders:
        members[f"{top}{folder}/Checkmarks.csv"] = MARKS
        members[f"{top}{folder}/Scores.csv"] = b"2026-03-03,0.05\n"
    return zipped(**members)


@pytest.mark.parametrize("top", ["", "Loop Habits CSV 2026-03-03/"])
@pytest.mark.parametrize(
    "folders", [("001 Twitching calf",), ("001 Twitching calf", "002 Reading"), ("002 Sleep",)]
)
def test_the_file_of_the_habit_that_is_a_twitch_or_the_only_one_is_read(
    folders: tuple[str, ...], top: str
) -> None:
    sheets = opened(loop(*folders, top=top))
    number = 3 + 2 * len(folders)
    name = f"{top}{folders[0]}/Checkmarks.csv"
    remarks = [f"Of the {number} files in this archive “{name[:60]}” is read."]
    assert list(map(str, sheets.remarks)) == remarks
    brought = bring(loop(*folders, top=top))
    assert brought.recipe.name == "loop"
    assert brought.wrong == []


@pytest.mark.parametrize(
    "folders", [("001 Sleep", "002 Reading"), ("001 Twitching calf", "002 Twitching eyelid")]
)
def test_several_that_may_be_meant_are_listed(folders: tuple[str, ...]) -> None:
    words = rf"each of 2 things: “{folders[0]}/Checkmarks\.csv”, “{folders[1]}/Checkmarks"
    with pytest.raises(FileError, match=words):
        opened(loop(*folders))


def test_long_lists_and_names_are_cut() -> None:
    with pytest.raises(FileError) as error:
        opened(zipped(**{f"{number}{'a' * 100}.csv": b"x" for number in range(9)}))
    text = str(error.value.text % error.value.values)
    assert text.count("aaaa“") == 0
    assert (text.count("“"), "…" in text, len(text) < 600) == (6, True, True)
