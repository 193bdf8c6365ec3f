"""What a form that was sent may write: the three-way rule for one field."""

from __future__ import annotations

import itertools

import pytest

from journal.forms.merge import MINE, SAVED, FormChange, compare, text_of
from journal.forms.opened_about import Opened

SHOWN = Opened("a1").with_texts({"note": "old"})


def change(typed: str, stored: str, opened: Opened = SHOWN, choice: str = "") -> FormChange:
    return compare(opened, {"note": typed}, {"note": stored}, {"note": choice} if choice else {})


@pytest.mark.parametrize(
    ("typed", "stored", "changed", "disputed"),
    [
        ("old", "old", False, False),
        ("old", "theirs", False, False),
        ("mine", "old", True, False),
        ("mine", "mine", False, False),
        ("mine", "theirs", False, True),
        ("", "theirs", False, True),
        ("mine", "", False, True),
        ("", "old", True, False),
    ],
)
def test_typed_against_shown_and_stored(
    typed: str, stored: str, changed: bool, disputed: bool
) -> None:
    assert change(typed, stored) == FormChange(
        frozenset({"note"} if changed else ()), ("note",) if disputed else ()
    )


def test_a_form_that_does_not_say_what_it_showed_is_asked_wherever_it_differs() -> None:
    for typed, stored in itertools.product(["", "a", "b"], repeat=2):
        comparison = change(typed, stored, Opened("a1"))
        assert not comparison.changed
        assert bool(comparison.disputed) == (typed != stored)


def test_a_choice_is_taken_against_the_text_that_was_shown_beside_it() -> None:
    opened = Opened("a1", {"asked": "note"}).with_texts({"note": "theirs"})
    assert change("mine", "theirs", opened, MINE).changed == {"note"}
    assert change("mine", "theirs", opened, SAVED) == FormChange(frozenset(), ())
    assert change("mine", "theirs", opened).disputed == ("note",)
    assert change("mine", "changed again", opened, MINE).disputed == ("note",)
    assert change("mine", "changed again", opened, SAVED).disputed == ("note",)


def test_values_as_texts() -> None:
    assert [text_of(value) for value in (None, False, True, 3, " a\r\nb ")] == [
        "",
        "",
        "yes",
        "3",
        "a\nb",
    ]
