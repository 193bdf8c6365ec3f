"""Every figure of page one again: what matches, what was answered and decided, and the body map."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from django.contrib.auth.models import User

from journal.models import (
    PatternDecision,
    Preferences,
    TooManyAnswer,
)
from journal.pages.report_charts import charts_of
from journal.reading.report_input import read_report_input
from journal.report import Report, build
from journal.wording.dates import dated_night
from journal.wording.report.portal_text import portal_text
from journal.wording.report.report_text import ReportText
from journal.wording.report.text import report_text
from tests import reports
from tests.report.second_figures import (
    Row,
    exported,
    held,
    home,
    made,
    night,
    quiet,
    recorded,
    rows,
    sheet,
)

__all__ = ["exported", "held", "home", "made", "quiet", "recorded", "rows", "sheet"]
# Where the drawn diary's places lie on the map; True: in the middle.
ZONES = {
    "calf": [("back-calf", False)],
    "soleus": [("back-lower-calf", False)],
    "biceps": [("front-upper-arm", False)],
    "eyelid": [("front-face", True)],
    "lips": [("front-face", True)],
    "lower_back": [("back-low-back", False)],
    "quadriceps": [("front-thigh", False)],
    "trapezius_upper": [("back-top-of-shoulder", False), ("front-shoulder", False)],
}


def test_the_body_map_and_the_steps_of_its_greys(
    made: Report, rows: list[Row], recorded: set[date]
) -> None:
    chart = next(one for one in charts_of(made) if one.name == "body").chart
    highest = [len(recorded) // part for part in (8, 4, 2, 1)]
    assert [(one.lowest, one.highest) for one in chart.steps] == list(
        zip([1, *(number + 1 for number in highest)], highest, strict=False)
    )
    nights: dict[str, set[date]] = {}
    for row in rows:
        for zone, in_the_middle in ZONES.get(row["muscle"], ()):
            sides = ("left", "right") if row["side"] in ("both", "") else (row["side"],)
            for name in (zone,) if in_the_middle else (f"{zone}-{side}" for side in sides):
                nights.setdefault(name, set()).add(night(row))
    assert {
        area.id: (area.nights, area.step) for figure in chart.figures for area in figure.areas
    } == {
        name: (len(found), 1 + sum(len(found) > most for most in highest))
        for name, found in nights.items()
    }


def test_the_entries_that_match_and_those_left_open(
    made: Report, sheet: ReportText, rows: list[Row], recorded: set[date]
) -> None:
    maybe = [row for row in rows if row["movement"] in ("twitch", "unsure", "")]
    back = [row for row in maybe if row["muscle"] == "lower_back"]
    back += [
        row for row in maybe if row["muscle"] == "trapezius_upper" and row["called_back"] == "yes"
    ]
    ask_back = [
        row for row in maybe if row["muscle"] == "trapezius_upper" and not row["called_back"]
    ]
    nowhere = [row for row in maybe if not row["muscle"]]
    own = [row for row in rows if row["movement"] == "jerk" and row["noticed_by"] != "partner"]
    woken = [row for row in rows if row["movement"] == "jerk" and row["woke"] == "asleep"]
    awake = [row for row in woken if row["phase"] == "awake_in_bed"]
    jerks = [row for row in woken if row["phase"] != "awake_in_bed"]
    ask_woke = [row for row in own if not row["woke"] and row["phase"] != "awake_in_bed"]
    ask_type = [row for row in maybe if row["woke"] == "asleep"]
    _too_many, of_back, of_jerk = sheet.matches
    portal = portal_text(made)
    for told, found, asks in (
        (
            of_back,
            back,
            {"whether the person calls the place their back": ask_back, "where it was": nowhere},
        ),
        (
            of_jerk,
            jerks,
            {
                "whether it was a twitch or a jerk": ask_type,
                "whether it woke the person from sleep": ask_woke,
                "whether the person was asleep or awake": awake,
            },
        ),
    ):
        nights = len({night(row) for row in found})
        entries = "1 entry" if len(found) == 1 else f"{len(found)} entries"
        assert told.text == f"{entries}, on {nights} of {len(recorded)} recorded nights."
        assert f"“{told.sentence}”: Matches. {told.text}" in portal
        numbers = [rows.index(row) + 1 for row in sorted(found, key=rows.index, reverse=True)]
        assert [one.number for one in told.entries] == [str(number) for number in numbers]
        for one, number in zip(told.entries, numbers, strict=True):
            row = rows[number - 1]
            at = datetime.fromisoformat(row["happened_at"])
            begun = night(row)
            on = f"{at:%a} {at.day} {at:%b %Y}" if 6 <= at.hour < 18 else dated_night(begun)
            assert one.when == f"{on}, {at:%H:%M}"
            assert one.note == row["note"]
        assert sorted(told.open) == sorted(
            f"{len(open_ones)} {'entry leaves' if len(open_ones) == 1 else 'entries leave'} open "
            f"{question}."
            for question, open_ones in asks.items()
            if open_ones
        )


def test_too_many_by_a_limit_of_ones_own(ada: User, home: Preferences, rows: list[Row]) -> None:
    twitches: Counter[date] = Counter()
    for row in rows:
        if row["movement"] in ("twitch", "unsure", ""):
            twitches[night(row)] += int(row["count"] or 1)
    limit = sorted(twitches.values())[-3]
    home.limit = limit
    home.save()
    over = sum(number > limit for number in twitches.values())
    told = report_text(
        build(read_report_input(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)
    ).matches[0]
    assert over
    assert told.met
    assert told.text.startswith(f"{over} night")
    assert f"own limit of {limit} twitches" in told.text


def test_an_answer_and_a_decision_with_their_days(ada: User, home: Preferences) -> None:
    TooManyAnswer.objects.create(
        owner=ada, answer="yes", answered_at=datetime(2025, 11, 9, 23, 30, tzinfo=UTC)
    )
    taken = {
        "decided_at": datetime(2025, 11, 11, 23, 30, tzinfo=UTC),
        "rules_version": "1",
        "note": "Ask",
    }
    for key in ("too_many/-/-", "back_muscles/lower_back/left", "back_muscles/rhomboids/left"):
        code = key.partition("/")[0]
        PatternDecision.objects.create(
            owner=ada, criterion=code, pattern=key, decision="raise", **taken
        )
    too_many, back, _jerk = report_text(
        build(read_report_input(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)
    ).matches
    assert too_many.text == "Asked, the person answered “Yes” on 10 November 2025."
    raised = "the person wants to raise it (12 November 2025)"
    assert [(one.text, one.note) for one in too_many.decided] == [(raised, "Ask")]
    assert [one.text for one in back.decided] == [f"Lower back, left: {raised}"]
