""" "Too many?": by the person's own word, or by their own limit."""

from __future__ import annotations

import re
from datetime import date

import pytest

from journal.classifier import answer, twitches_by_night
from journal.criteria import (
    TOO_MANY,
    Question,
    TooMany,
    Verdict,
    too_many,
)
from journal.observations import (
    Movement,
    Observation,
)
from tests.classified import DOCS, MAYBE_TWITCH, NIGHT, changed, finding, twitches


@pytest.mark.parametrize(
    ("counts", "limit", "latest", "expected"),
    [
        # The table of docs/criteria.md.
        ([60], None, TooMany.NO, "not met"),
        ([60], None, None, "not asked"),
        ([10], 10, None, "not asked"),
        ([11], 10, None, "met"),
        ([11], 10, TooMany.NO, "not met"),
        ([0], None, TooMany.YES, "met"),
        ([6, 6], 10, None, "met"),
        # Beside it.
        ([60], None, TooMany.NOT_SURE, "cannot tell"),
        ([11], 10, TooMany.NOT_SURE, "met"),
        ([10], 10, TooMany.NOT_SURE, "cannot tell"),
        ([10], 10, TooMany.YES, "met"),
        ([None] * 10, 10, None, "not asked"),
        ([None] * 11, 10, None, "met"),
        ([], 10, None, "not asked"),
        ([], None, None, "not asked"),
        ([1], 0, None, "met"),
        ([], 0, None, "not asked"),
    ],
)
def test_too_many(
    counts: list[int | None], limit: int | None, latest: TooMany | None, expected: str
) -> None:
    result = finding(
        "too_many", [twitches(count) for count in counts], limit=limit, latest_answer=latest
    )
    assert result.verdict == expected
    questions = [(one.question, one.about) for one in result.open_questions]
    assert questions == ([(Question.TOO_MANY, Observation())] if expected == "cannot tell" else [])


def test_the_table_in_the_document_is_the_one_above() -> None:
    text = (DOCS / "criteria.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (off|10) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert rows == [
        ("60", "off", "no", "not met"),
        ("60", "off", "never asked", "not asked"),
        ("10", "10", "never asked", "not asked"),
        ("11", "10", "never asked", "met"),
        ("11", "10", "no", "not met"),
        ("0", "off", "yes", "met"),
        ("6 at 23:00 and 6 at 03:00", "10", "never asked", "met (one night)"),
        ("3, went on and on", "10", "never asked", "cannot tell"),
        ("11, went on and on", "10", "never asked", "met"),
        ("3, went on and on", "off", "never asked", "not asked"),
        ("3, went on and on", "10", "no", "not met"),
    ]


@pytest.mark.parametrize("movement", [one for one in Movement if one not in MAYBE_TWITCH])
def test_only_twitches_are_counted(movement: Movement) -> None:
    entries = [changed(twitches(100), movement=movement)]
    assert finding("too_many", entries, limit=1).verdict == Verdict.NOT_ASKED
    assert twitches_by_night(entries) == {}


def test_a_night_is_over_the_limit_by_itself_and_says_so() -> None:
    other = date(2026, 7, 8)
    entries = [
        twitches(6, key=1),
        twitches(10, other, key=2),
        changed(twitches(6, key=3), movement=Movement.UNSURE),
        changed(twitches(90, key=4), movement=Movement.CRAMP),
        twitches(1, None, key=5),
        changed(twitches(None, key=6), movement=None),
    ]
    result = finding("too_many", entries, limit=10)
    assert (result.verdict, [entry.key for entry in result.evidence], result.nights) == (
        Verdict.MET,
        [1, 3, 6],
        [NIGHT],
    )
    assert result.open_questions == ()
    assert twitches_by_night(entries) == {NIGHT: 13, other: 10, None: 1}


def test_a_word_is_no_evidence_by_count() -> None:
    result = finding("too_many", [twitches(60)], latest_answer=TooMany.YES)
    assert (result.verdict, result.evidence, result.open_questions) == (Verdict.MET, (), ())


def test_a_word_and_a_limit_exceeded_show_the_nights() -> None:
    result = finding("too_many", [twitches(60)], latest_answer=TooMany.YES, limit=10)
    assert (result.verdict, len(result.evidence)) == (Verdict.MET, 1)


def test_a_no_shows_no_nights_though_a_limit_is_exceeded() -> None:
    result = finding("too_many", [twitches(60)], latest_answer=TooMany.NO, limit=10)
    assert (result.verdict, result.evidence) == (Verdict.NOT_MET, ())


@pytest.mark.parametrize(
    ("undated", "expected"),
    [(4, "not asked"), (5, "cannot tell"), (60, "cannot tell")],
    ids=["few", "enough", "many"],
)
def test_twitches_of_an_unknown_night_may_decide(undated: int, expected: str) -> None:
    entries = [twitches(6), twitches(3, date(2026, 7, 8)), twitches(undated, None)]
    assert finding("too_many", entries, limit=10).verdict == expected
    assert finding("too_many", entries, limit=10, latest_answer=TooMany.NO).verdict == "not met"


def test_too_many_without_a_limit_never_looks_at_counts() -> None:
    assert too_many(None, None, 10**6, 10**6) == Verdict.NOT_ASKED


def test_too_many_is_about_no_single_episode() -> None:
    with pytest.raises(ValueError, match="too_many is about a period"):
        answer(TOO_MANY, Observation())
