"""What a search takes for the same words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.search_text import fold

SAME = [
    ("naïve", "naive"),
    ("naïve", "nai\u0308ve"),
    ("NAÏVE", "naïve"),
    ("İstanbul", "istanbul"),
    ("İSTANBUL", "i\u0307stanbul"),
    ("ISPARTA", "ısparta"),
    ("Füße", "FUSSE"),
    ("STRASSE", "straße"),
    ("GROẞ", "groß"),
    ("ΣΊΣΥΦΟΣ", "σισυφος"),
    ("γάμπα", "ΓΑΜΠΑ"),
    ("ᾳ", "α"),
    ("Ёлка", "елка"),
    ("й", "и\u0306"),
    ("łydka", "lydka"),
    ("Ångström", "angstrom"),
    ("\u212b", "å"),
    ("cœur", "coeur"),
    ("Æbleskiver", "aebleskiver"),
    ("ﬁrst", "first"),
    ("ＡＢＣ１２", "abc12"),
    ("ｶﾞ", "ガ"),
    ("한글", unicodedata.normalize("NFD", "한글")),
    ("שָׁלוֹם", "שלום"),
    ("مُحَمَّد", "محمد"),
    ("أحمد", "احمد"),
    ("tiếng Việt", "tieng viet"),
    ("it’s", "it's"),
    ("“so”", '"so"'),
    ("half–asleep", "half-asleep"),
    ("in one\nline", "in one line"),
    ("in\u00a0one  line", "in one line"),
    ("co\u00adoperate", "cooperate"),
    ("12\u200e mg", "12 mg"),
    ("❤\ufe0f", "❤"),
    ("…", "..."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_words_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("か", "が"), ("พา", "พ"), ("कि", "क"), ("mm", "m m"), ("ab", "a-b")]
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_however_its_characters_are_put_together(text: str) -> None:
    folded = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert folded == {fold(text)}


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["", " ", "\u0301", "\u200b", "\ufe0f\u00ad"])
def test_what_nobody_sees_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""
