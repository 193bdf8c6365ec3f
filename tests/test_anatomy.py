"""The list of muscles agrees with the design's table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from journal.anatomy import (
    MUSCLE_BY_ID,
    MUSCLES,
    NOT_SURE_WHERE,
    REGION_NAMES,
    Back,
    Region,
    back_of,
    muscle,
    region_of,
)

TABLE = Path(__file__).parent / "data" / "muscles.csv"


def test_every_muscle_of_the_table_and_no_other() -> None:
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
    assert [
        {
            "id": one.id,
            "lay_name": one.lay_name,
            "anatomical_name": one.anatomical_name,
            "region": one.region or "",
            "back_layer": one.layer,
            "back": one.back,
            "uberon": one.uberon,
            "midline": "yes" if one.midline else "no",
        }
        for one in MUSCLES
    ] == rows


def test_ids_and_lay_names_tell_muscles_apart() -> None:
    assert len(MUSCLE_BY_ID) == len(MUSCLES) == len({one.lay_name for one in MUSCLES})


def test_every_region_has_a_name() -> None:
    assert set(REGION_NAMES) == set(Region)
    assert {one.region for one in MUSCLES} == {None, *Region}


@pytest.mark.parametrize("unknown", [None, "", "behind the knee"])
def test_what_is_in_no_list_is_nowhere(unknown: str | None) -> None:
    assert (muscle(unknown), back_of(unknown), region_of(unknown)) == (None, Back.UNKNOWN, None)


def test_not_sure_where_is_in_no_region() -> None:
    assert (back_of(NOT_SURE_WHERE), region_of(NOT_SURE_WHERE)) == (Back.UNKNOWN, None)
    assert (back_of("multifidus"), region_of("multifidus")) == (Back.YES, Region.BACK)
