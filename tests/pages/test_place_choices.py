"""A place of one touch is offered with its side."""

from __future__ import annotations

from journal.pages.place_choices import sided_places


def test_a_place_without_its_side_is_offered_with_either() -> None:
    places = [("calf", ""), ("eyelid", "left"), ("calf", "right"), ("biceps", "both")]
    assert sided_places(places) == (
        ("calf", "left"),
        ("calf", "right"),
        ("eyelid", "left"),
        ("biceps", "both"),
    )


def test_the_middle_and_words_of_ones_own_have_no_side_to_ask_for() -> None:
    places = [("tongue", ""), ("behind the ear", "")]
    assert sided_places(places) == tuple(places)
