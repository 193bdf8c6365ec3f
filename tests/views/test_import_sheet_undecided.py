"""What the first rows show before it is asked: the cell as it stands, not what it may mean."""

from __future__ import annotations

from django.test import Client

from journal.models import Episode
from tests.sheet_steps import Sent, Steps
from tests.views.brought_sheet import _own_folder

__all__ = ["_own_folder"]
RATED = b"Date,Time,Where,Strength\n2026-03-01,02:15,calf,3\n2026-03-02,03:15,calf,5\n"
AT_MIDNIGHT = b"When,Where\n2026-03-01 02:15:00,calf\n2026-03-02 00:00:00,foot\n"


def _as_tens(sent: Sent) -> None:
    sent |= {"strength-0": "6", "strength-1": "10"}


def _as_no_time(sent: Sent) -> None:
    sent["answer"] = "no_time"


def test_a_strength_is_shown_as_it_stands_until_its_scale_is_known(as_ada: Client) -> None:
    steps = Steps(as_ada, {"strength": _as_tens}).bring("rated.csv", RATED)
    assert "Strength: 3" in steps.html
    assert "of 10" not in steps.html
    steps.to_preview()
    assert "Strength 6 of 10" in steps.html
    again = as_ada.get("/import/sheet/?step=columns").content.decode()
    assert "Strength 6 of 10" in again
    steps.answer()
    assert [each.intensity for each in Episode.objects.order_by("happened_at")] == [6, 10]


def test_a_midnight_is_no_time_until_it_is_known_as_one(as_ada: Client) -> None:
    steps = Steps(as_ada, {"midnight": _as_no_time}).bring("days.csv", AT_MIDNIGHT)
    assert "00:00" not in steps.html.partition("<form")[0].partition("<main")[2]
    steps.answer()
    assert "Is 00:00 a time here?" in steps.html
    assert "Column “When”. It is about 1 row of the table." in steps.html
    assert "Line 3: “2026-03-02 00:00:00”" in steps.html
    steps.answer().answer()
    assert Episode.objects.count() == 1
