"""What the diary and the report say of answers that no rule reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journal.entries import FIELDS
from journal.observations import EasedBy, Spread
from journal.wording.answers import FIELD_WORDS, answer_words, further_answers
from tests.strategies import PLAIN


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, ()),
        ((), ()),
        (True, ("Yes",)),
        (False, ("No",)),
        (Spread.IN_TURN, ("Several spots, in turn",)),
        ((EasedBy.MOVING, EasedBy.PRESSING), ("Moving or using it", "Pressing on it")),
    ],
)
def test_what_is_not_recorded_has_no_words_and_no_has(answer: Any, words: tuple[str, ...]) -> None:
    assert answer_words(answer) == words


def test_each_is_a_field_of_an_entry_and_silent_where_nothing_was_said() -> None:
    assert set(FIELD_WORDS) <= set(FIELDS)
    assert further_answers(PLAIN) == []
    eased = replace(PLAIN, eased_by=(EasedBy.MOVING,))
    assert further_answers(eased) == ["What eased it: Moving or using it"]
