"""Every figure of page one again, from the exported file and what else was written down, in a
second and plain way.

Nothing of the app is used to work them out: rows of texts, sets of dates and school arithmetic.
What is compared is the words that the page and the PDF show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from math import comb
from statistics import median

import pytest

from journal.report import Report
from journal.wording.places import place_name
from journal.wording.report.portal_text import portal_text
from journal.wording.report.report_text import ReportText, TableText
from tests.report.second_figures import (
    Row,
    exported,
    held,
    home,
    length,
    made,
    night,
    quiet,
    rate,
    recorded,
    rows,
    sheet,
)

__all__ = ["exported", "held", "home", "made", "quiet", "recorded", "rows", "sheet"]
KINDS = {
    "twitch": "Twitch",
    "jerk": "Jerk",
    "cramp": "Cramp",
    "unsure": "Not sure",
    "": "Not recorded",
}
PHASES = {
    "awake_in_bed": "Awake in bed",
    "sleep_onset": "Dropping off",
    "asleep": "Asleep",
    "on_waking": "On waking up",
    "n2": "Light sleep, N2 (from a device)",
    "": "Not recorded",
}


def around(values: Iterable[int]) -> tuple[str, str]:
    """The interval of a median: the narrowest pair, as far from either end, that holds it in 95 of
    100 throws.
    """
    known = sorted(values)
    number = len(known)
    sure = [
        left
        for left in range(number // 2)
        if 100 * sum(comb(number, heads) for heads in range(left + 1, number - left))
        >= 95 * 2**number
    ]
    return said(known[sure[-1]]), said(known[-1 - sure[-1]])


def said(value: float) -> str:
    """A whole number without its point."""
    return f"{value:g}"


def test_the_head_and_the_four_large_numbers(
    sheet: ReportText, rows: list[Row], held: Counter[date], quiet: set[date], recorded: set[date]
) -> None:
    assert sheet.period.startswith("84 nights, 25 August 2025 to 16 November 2025")
    assert (
        sheet.amount
        == f"{len(rows)} entries, standing for {sum(int(row['count'] or 1) for row in rows)} "
        f"movements"
    )
    counts = [*held.values(), *(0 for _night in quiet)]
    low, high = around(counts)
    lasted = sorted(int(row["duration_seconds"]) for row in rows if row["duration_seconds"])
    assert [(one.label, one.number, one.of, one.detail) for one in sheet.figures] == [
        (
            "Nights with entries",
            str(len(held)),
            f"of {len(recorded)} recorded",
            f"{round(100 * len(held) / len(recorded))} % of them",
        ),
        (
            "Nights not recorded",
            str(84 - len(recorded)),
            "of 84",
            f"{len(quiet)} recorded nights without twitches",
        ),
        (
            "Entries a recorded night",
            said(median(counts)),
            "median",
            f"range {min(counts)} to {max(counts)}",
        ),
        (
            "Usual duration",
            length(median(lasted)),
            "median",
            (
                f"range {length(lasted[0])} to {length(lasted[-1])}; recorded for {len(lasted)} of "
                f"{len(rows)} entries"
            ),
        ),
    ]
    assert [(one.label, one.text) for one in sheet.intervals][:2] == [
        ("Nights with entries", rate(len(held), len(recorded))),
        ("Entries a recorded night", f"95 % interval of the median {low} to {high}"),
    ]


def with_sides(name: str, rows: list[Row]) -> str:
    """As in "Calf: right 17, left 3"."""
    sides = Counter(row["side"] for row in rows)
    if set(sides) == {""}:
        return name
    words = {
        "right": "right",
        "left": "left",
        "both": "both",
        "": "no side",
    }
    return f"{name}: " + ", ".join(f"{words[side]} {sides[side]}" for side in words if sides[side])


def test_places_with_their_sides_added_up(sheet: ReportText, rows: list[Row]) -> None:
    at: dict[str, list[Row]] = {}
    for row in rows:
        at.setdefault(row["muscle"], []).append(row)
    names = {"": "Not recorded"} | {one: place_name(one, None) for one in at if one}
    assert sorted((row[0], row[2], row[3]) for row in sheet.places.rows) == sorted(
        (with_sides(names[one], found), str(len({night(row) for row in found})), str(len(found)))
        for one, found in at.items()
    )
    entries = [int(row[3]) for row in sheet.places.rows if row[0] != "Not recorded"]
    assert entries == sorted(entries, reverse=True)


def test_what_is_read_in_thirty_seconds(
    made: Report, sheet: ReportText, rows: list[Row], held: Counter[date], recorded: set[date]
) -> None:
    facts = {fact.label: fact.text for line in sheet.glance for fact in line}
    assert facts["How often"] == f"on {len(held)} of {len(recorded)} recorded nights"
    woken = {night(row) for row in rows if row["woke"] == "asleep"}
    told = sum(bool(row["woke"]) for row in rows)
    assert facts["Woken from sleep"] == (
        f"on {len(woken)} of {len(recorded)} recorded nights "
        f"(not answered for {len(rows) - told} of {len(rows)} entries)"
    )
    places = Counter(row["muscle"] for row in rows if row["muscle"])
    most = [f"{place_name(one, None)} {number}" for one, number in places.items()]
    portal = portal_text(made)
    for label in ("How often", "Woken from sleep", "Where most (entries)"):
        assert f"{label}: {facts[label]}." in portal
    assert f"Nights not recorded: {84 - len(recorded)} of 84." in portal
    [first, *_others] = facts["Where most (entries)"].split("; ")
    assert any(first.startswith(one) for one in most)
    assert f" {max(places.values())}" in first
    assert facts["Lost function"] == "not answered"


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("movements", lambda row: KINDS[row["movement"]]),
        ("phases", lambda row: PHASES[row["phase"]]),
    ],
)
def test_the_tables_of_what_happens(
    sheet: ReportText, rows: list[Row], table: str, named: Callable[[Row], str]
) -> None:
    nights: dict[str, set[date]] = {}
    for row in rows:
        nights.setdefault(named(row), set()).add(night(row))
    entries = Counter(map(named, rows))
    told: TableText = getattr(sheet, table)
    assert sorted((row[0], row[2], row[3]) for row in told.rows) == sorted(
        (name, str(len(nights[name])), str(number)) for name, number in entries.items()
    )
