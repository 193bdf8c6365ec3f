"""A strength whose scale nobody wrote is asked, or stays in the note."""

from __future__ import annotations

from typing import Any

import pytest

from journal.diary_file.sheets import DoubtKind
from tests.diary_file.sheets.bringing import Brought, bring


def rated(header: str, *ratings: str, **answers: Any) -> Brought:
    rows = [
        f"2026-03-{day:02};02:15;calf;{rating}\n" for day, rating in enumerate(ratings, start=1)
    ]
    return bring("".join([f"Date;Time;Where;{header}\n", *rows]), **answers)


@pytest.mark.parametrize("header", ["Strength", "Severity (1 to 5)", "Stärke 1-5", "Intensity /7"])
def test_numbers_to_5_or_of_another_scale_are_asked(header: str) -> None:
    doubt = rated(header, "1", "3", "5").asked[DoubtKind.STRENGTH]
    assert doubt.is_open
    assert doubt.strengths == {"1": None, "3": None, "5": None}
    assert list(rated(header, "5", "1", "3").asked[DoubtKind.STRENGTH].strengths) == ["1", "3", "5"]


@pytest.mark.parametrize(
    ("header", "ratings"),
    [("Strength", ("1", "7")), ("Strength (0-10)", ("1", "3")), ("Stärke (von 10)", ("2", "3"))],
)
def test_numbers_to_10_are_taken_as_they_stand(header: str, ratings: tuple[str, ...]) -> None:
    brought = rated(header, *ratings)
    assert not brought.asked[DoubtKind.STRENGTH].is_open
    assert [entry.intensity for entry in brought.entries] == [int(rating) for rating in ratings]


def test_an_answer_counts_and_the_cell_stays_in_the_note() -> None:
    brought = rated("Strength", "1", "3", strengths={"1": 2, "3": None})
    assert not brought.asked[DoubtKind.STRENGTH].is_open
    assert [(entry.intensity, entry.note) for entry in brought.entries] == [
        (2, "Strength: 1"),
        (None, "Strength: 3"),
    ]


def test_next_months_higher_number_is_asked_too() -> None:
    brought = rated("Strength", "1", "7", strengths={"1": 2})
    assert brought.asked[DoubtKind.STRENGTH].is_open
    assert brought.asked[DoubtKind.STRENGTH].strengths == {"1": 2, "7": None}
    # nor is it taken as it stands where nobody can be asked
    assert [(entry.intensity, entry.note) for entry in brought.entries] == [
        (2, "Strength: 1"),
        (None, "Strength: 7"),
    ]
