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
    for row in rows:
        del row["back_layer"]  # of use to no rule and no page
    assert [
        {
            "id": muscle_of_ours.id,
            "lay_name": muscle_of_ours.lay_name,
            "anatomical_name": muscle_of_ours.anatomical_name,
            "region": muscle_of_ours.region or "",
            "back": muscle_of_ours.back,
            "uberon": muscle_of_ours.uberon,
            "midline": "yes" if muscle_of_ours.midline else "no",
        }
        for muscle_of_ours in MUSCLES
    ] == rows


def test_ids_and_lay_names_tell_muscles_apart() -> None:
    assert len(MUSCLE_BY_ID) == len(MUSCLES) == len({listed.lay_name for listed in MUSCLES})


def test_the_name_of_an_entrys_place_holds_no_doubt() -> None:
    assert MUSCLE_BY_ID["lower_back"].plain_name == "Lower back"
    assert MUSCLE_BY_ID["calf"].plain_name == "Calf"
    doubtful = {one.id for one in MUSCLES if "not sure" in one.plain_name.lower()}
    assert doubtful == {NOT_SURE_WHERE}


def test_every_region_has_a_name() -> None:
    assert set(REGION_NAMES) == set(Region)
    assert {listed.region for listed in MUSCLES} == {None, *Region}


@pytest.mark.parametrize("unknown", [None, "", "behind the knee"])
def test_what_is_in_no_list_is_nowhere(unknown: str | None) -> None:
    assert (muscle(unknown), back_of(unknown), region_of(unknown)) == (None, Back.UNKNOWN, None)


def test_not_sure_where_is_in_no_region() -> None:
    assert (back_of(NOT_SURE_WHERE), region_of(NOT_SURE_WHERE)) == (Back.UNKNOWN, None)
    assert (back_of("multifidus"), region_of("multifidus")) == (Back.YES, Region.BACK)
