"""A recipe goes into JSON and comes back; what is none is refused with the place."""

from __future__ import annotations

import json
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.anatomy import MUSCLES, Side
from journal.diary_file.sheets import (
    CellPart,
    ColumnRole,
    DayOrder,
    NightRule,
    NoTime,
    Recipe,
    RecipeError,
    Role,
    RowAction,
    RowRule,
    WordMeaning,
    recipe_data,
    recipe_from,
)
from journal.observations import Movement

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
columns = st.builds(
    ColumnRole,
    header=texts,
    role=st.sampled_from(Role),
    unit=st.none() | st.integers(1, 86_400),
    factor=st.sampled_from([Decimal(1), Decimal("0.001"), Decimal(60)]),
    part=st.sampled_from(CellPart),
    separator=texts,
    values=st.dictionaries(texts, texts, max_size=3),
)
meanings = st.builds(
    WordMeaning,
    muscles=st.lists(st.sampled_from([muscle.id for muscle in MUSCLES]), max_size=2).map(tuple),
    side=st.none() | st.sampled_from(Side),
    movement=st.none() | st.sampled_from(Movement),
    nothing=st.booleans(),
)
recipes = st.builds(
    Recipe,
    name=texts,
    headers=st.lists(texts, max_size=4).map(tuple),
    columns=st.lists(columns, max_size=4).map(tuple),
    day_order=st.none() | st.sampled_from(DayOrder),
    turned_days=st.booleans(),
    time_zone=st.sampled_from(["", "Europe/Berlin", "UTC"]),
    night_rule=st.sampled_from(NightRule),
    no_time=st.sampled_from(NoTime),
    given_time=st.none() | st.times(),
    words=st.dictionaries(
        st.sampled_from(Role), st.dictionaries(texts, meanings, max_size=3), max_size=2
    ),
    strengths=st.dictionaries(texts, st.none() | st.integers(0, 10), max_size=3),
    rules=st.lists(
        st.builds(RowRule, header=texts, action=st.sampled_from(RowAction)), max_size=2
    ).map(tuple),
)


@given(recipes)
def test_a_recipe_comes_back_from_json_as_it_was(recipe: Recipe) -> None:
    assert recipe_from(json.loads(json.dumps(recipe_data(recipe)))) == recipe


def test_only_what_was_said_is_written() -> None:
    recipe = Recipe(
        name="notebook",
        columns=(ColumnRole("Datum", Role.DAY),),
        given_time=time(2, 15),
        no_time=NoTime.GIVEN_TIME,
    )
    assert recipe_data(recipe) == {
        "name": "notebook",
        "columns": [{"header": "Datum", "role": "day"}],
        "no_time": "given_time",
        "given_time": "02:15:00",
    }


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"colums": []}, "This is no recipe"),
        ([], "This is no recipe"),
        ("", "This is no recipe"),
        ({"columns": [{"header": "a", "role": "soul"}]}, "columns.0.role"),
        ({"columns": [{"role": "day"}]}, "columns.0"),
        ({"columns": [{"header": "a", "role": "length", "unit": 0}]}, "columns.0.unit"),
        ({"columns": [{"header": "a", "role": "length", "unit": True}]}, "columns.0.unit"),
        ({"columns": [{"header": "a", "role": "count", "factor": "NaN"}]}, "columns.0.factor"),
        ({"time_zone": "Middle/Earth"}, "time_zone"),
        ({"given_time": "25:00"}, "given_time"),
        ({"words": {"muscle": {"wade": {"muscles": ["gill"]}}}}, "words.muscle.wade"),
        ({"strengths": {"high": 11}}, "strengths.high"),
        ({"name": "x" * 201}, "name"),
        ({"headers": ["x"] * 1_001}, "columns"),
    ],
)
def test_what_is_no_recipe_is_refused_with_its_place(data: Any, place: str) -> None:
    with pytest.raises(RecipeError) as refused:
        recipe_from(data)
    assert place in str(refused.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(
    st.dictionaries(
        st.sampled_from(["columns", "words", "rules", "strengths", "name", "given_time"]),
        json_values,
    )
)
def test_whatever_json_holds_it_is_read_or_refused(data: dict[str, Any]) -> None:
    refusal, recipe = "", None
    try:
        recipe = recipe_from(data)
    except RecipeError as error:
        refusal = str(error)
    assert refusal or recipe is not None
    if recipe is not None:
        assert recipe_from(recipe_data(recipe)) == recipe
