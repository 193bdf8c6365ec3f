"""The geometry under the body map."""

from __future__ import annotations

import pytest

from journal.geometry.curves import Curve, draw, line, mirror, outline, part, reverse, smooth, tile

ARCH = smooth([0j, 0j, 10 + 20j, 5 + 40j, 5 + 40j])
SQUARE: Curve = [
    line(0j, 40 + 0j),
    line(40 + 0j, 40 + 40j),
    line(40 + 40j, 40j),
    line(40j, 0j),
]  # clockwise


def test_a_smooth_curve_runs_through_its_points_without_a_corner() -> None:
    first, second = ARCH
    assert (first[0], first[3], second[0], second[3]) == (0j, 10 + 20j, 10 + 20j, 5 + 40j)
    before, after = first[3] - first[2], second[1] - second[0]
    assert before / abs(before) == pytest.approx(after / abs(after))


def test_a_part_begins_and_ends_at_the_depths_asked_for() -> None:
    piece = part(ARCH, 10, 30)
    assert (piece[0][0].imag, piece[-1][3].imag) == pytest.approx((10, 30), abs=0.01)
    assert piece[0][3] == piece[1][0]
    assert part(ARCH, None, None) == ARCH


def test_a_part_of_a_curve_that_runs_across_is_measured_across() -> None:
    [piece] = part([line(0j, 40 + 3j, bow=2)], 10, None)
    assert piece[0].real == pytest.approx(10, abs=0.01)


def test_a_depth_that_the_curve_does_not_reach_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not reach 41"):
        part(ARCH, 41, None)


def test_reverse_and_mirror_undo_themselves() -> None:
    assert reverse(reverse(ARCH)) == ARCH
    assert mirror(mirror(ARCH)) == ARCH


def test_a_bow_bends_outward() -> None:
    assert line(0j, 30 + 0j, bow=3)[1].imag < 0


def test_a_tile_is_drawn_in_and_its_corners_are_rounded() -> None:
    commands = tile(SQUARE, 1, 5)
    points = [point for command in commands for point in command]
    assert [len(command) for command in commands] == [1, 3, 2, 3, 2, 3, 2, 3, 2]
    assert min(p.real for p in points) == min(p.imag for p in points) == pytest.approx(1)
    assert max(p.real for p in points) == max(p.imag for p in points) == pytest.approx(39)
    assert commands[0] == commands[-1][-1:]


def test_a_path_is_relative_and_in_tenths() -> None:
    assert draw(outline(SQUARE[:1]), 100) == "M100 0c13.3 0 26.7 0 40 0z"
    assert draw(outline(SQUARE[:1]), 100, -1) == "M100 0c-13.3 0-26.7 0-40 0z"
