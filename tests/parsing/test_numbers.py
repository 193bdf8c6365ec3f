"""Numbers: the plain reading, or a refusal that names both; never something else."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.parsing import UnreadableError, address_number, number, whole
from journal.parsing.numbers import written

PLAIN = {
    "12": "12",
    " 12 ": "12",
    "007": "7",
    "+5": "5",
    "-0": "0",
    "\u22125": "-5",
    "1.5": "1.5",
    "1,5": "1.5",
    "0.500": "0.5",
    ".5": "0.5",
    "5.": "5",
    "1.0": "1",
    "½": "0.5",
    "1½": "1.5",
    "2 ¾": "2.75",
    "1 000": "1000",
    "1'000": "1000",
    "1\u2019000": "1000",
    "1\u00a0000": "1000",
    "1\u202f000": "1000",
    "1\u2009000 000": "1000000",
    "1.000,5": "1000.5",
    "1,000.5": "1000.5",
    "1.000.000": "1000000",
    "1 000,500": "1000.5",
    "1234.567": "1234.567",
    "１２": "12",
    "\u0661\u0662": "12",
    "\u0661\u066b\u0665": "1.5",
    "\u0661\u066c\u0660\u0660\u0660": "1000",
    "\u200f12\u200f": "12",
}
TWO_READINGS = {
    "1.000": "“1.000” can mean 1 or 1000. Please write 1000 or 1.",
    "1,500": "“1,500” can mean 1.5 or 1500. Please write 1500 or 1.5.",
    "10.000": "“10.000” can mean 10 or 10000. Please write 10000 or 10.",
    "12.345": "“12.345” can mean 12.3450 or 12345. Please write 12345 or 12.3450.",
    "\u0663.\u0660\u0660\u0660": "“\u2068\u0663.\u0660\u0660\u0660\u2069” can mean 3 or 3000. "
    "Please write 3000 or 3.",
}
NO_NUMBERS = (
    *(
        "",
        " ",
        "-",
        "+",
        "--5",
        "2e3",
        "0x10",
        "1_000",
        "NaN",
        "inf",
        "Infinity",
        "1²",
        "five",
        "5 s",
        "7/10",
    ),
    *(
        "1 0000",
        "1.000.",
        "1,00,000",
        "0 500",
        "1..5",
        ".",
        ",",
        "1 000'000",
        "1:30",
        "5%",
        "\u2460",
        "1\t000",
    ),
)


@pytest.mark.parametrize(("typed", "meant"), PLAIN.items())
def test_what_is_plain_is_taken(typed: str, meant: str) -> None:
    assert number(typed) == Decimal(meant)


@pytest.mark.parametrize(("typed", "sentence"), TWO_READINGS.items())
def test_what_may_mean_two_things_is_asked(typed: str, sentence: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        number(typed)
    assert str(refused.value) == sentence
    assert refused.value.code == "two_readings"


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="is not a number"):
        number(typed)


@pytest.mark.parametrize("typed", ["1.5", "½", "0,1", "1.000,5"])
def test_a_part_is_no_whole_number(typed: str) -> None:
    with pytest.raises(UnreadableError, match="is not a whole number"):
        whole(typed)


def test_many_digits_are_refused_before_they_are_read() -> None:
    with pytest.raises(UnreadableError, match="too many digits"):
        whole("9" * 5000)


def test_both_readings_offered_can_be_written() -> None:
    for typed in TWO_READINGS:
        with pytest.raises(UnreadableError) as refused:
            number(typed)
        values = refused.value.values
        assert number(str(values["small"])) * 1000 == number(str(values["large"]))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_written_by_us_is_read_as_itself(value: Decimal) -> None:
    assert number(written(value)) == value


@given(st.text(alphabet="0123456789.,' +-\u00a0½eE_x", max_size=9))
def test_what_is_read_has_the_digits_that_were_typed(typed: str) -> None:
    try:
        found = number(typed)
    except UnreadableError:
        return
    if "½" not in typed:
        digits = "".join(filter(str.isdigit, typed)).strip("0")
        assert "".join(filter(str.isdigit, written(found))).strip("0") == digits


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert number(typed).is_finite()


@pytest.mark.parametrize(
    ("text", "meant"), [("12", 12), ("0", 0), ("９", None), ("1_0", None), ("-1", None), ("", None)]
)
def test_an_address_holds_only_what_the_app_wrote(text: str, meant: int | None) -> None:
    assert address_number(text) == meant
