"""Every figure of page one again, from the exported file and what else was written down, in a second and plain way.

Nothing of the app is used to work them out: rows of texts, sets of dates and school arithmetic. What is compared is the
words that the page and the PDF show.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from math import comb
from statistics import median
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.anatomy import MUSCLES
from journal.entries import Entry
from journal.models import DayContext, Episode, Morning, NightRecord, PatternDecision, Preferences, TooManyAnswer
from journal.models.episode import Source
from journal.paper.handing import read_diary
from journal.paper.sheet import charts_of, sheet_of
from journal.paper.sheet.shape import Sheet, Table
from journal.report import Report, build
from tests import reports

DAY = timedelta(days=1)
FIRST = reports.LAST - 83 * DAY
Row = dict[str, str]
NAMES = {one.id: one.lay_name for one in MUSCLES}
KINDS = {"twitch": "Twitch", "jerk": "Jerk", "cramp": "Cramp", "unsure": "Not sure", "": "Not recorded"}
PHASES = {
    "awake_in_bed": "Awake in bed",
    "sleep_onset": "Dropping off",
    "asleep": "Asleep",
    "on_waking": "On waking up",
    "n2": "Light sleep, N2 (from a device)",
    "": "Not recorded",
}
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


@pytest.fixture
def home(ada: User) -> Iterator[Preferences]:
    """Ada's account with the drawn diary, and with a bed and wake time of every third night."""
    drawn = reports.diary()
    with time_machine.travel(reports.NOW, tick=False):
        for one in drawn.lines:
            told = Entry(**{field.name: getattr(one, field.name) for field in fields(Entry)})
            source = Source.FORM if one.recorded_at else Source.IMPORT
            Episode.told(ada, told, source=source, recorded_at=one.recorded_at or reports.NOW).save()
        for night in drawn.said_none:
            NightRecord.objects.create(owner=ada, night_of=night, recorded_at=reports.NOW)
        for day in drawn.days:
            held = {code: "yes" if told else "no" for code, told in day.held.items()}
            DayContext.objects.create(owner=ada, night_of=day.night, recorded_at=reports.NOW, **held)
        for number in range(0, 84, 3):
            bed = datetime.combine(FIRST + number * DAY, time(22), UTC)
            times = {"bed_at": bed, "woke_at": bed + timedelta(minutes=400 + 7 * number), "recorded_at": reports.NOW}
            Morning.objects.create(owner=ada, night_of=FIRST + number * DAY, **times)
        yield Preferences.objects.create(owner=ada, time_zone=reports.HOME)


@pytest.fixture
def made(ada: User, home: Preferences) -> Report:
    return build(read_diary(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)


@pytest.fixture
def sheet(made: Report) -> Sheet:
    """What the page and the PDF say."""
    return sheet_of(made)


@pytest.fixture
def exported(as_ada: Client, home: Preferences) -> list[Row]:
    """The exported CSV, read by the standard library alone."""
    answer: Any = as_ada.get("/export/diary.csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def rows(exported: list[Row]) -> list[Row]:
    """Its entries, oldest first."""
    entries = (row for row in exported if row["movement"] != "none")
    return sorted(entries, key=lambda row: (datetime.fromisoformat(row["happened_at"]), row["id"]))


@pytest.fixture
def held(rows: list[Row]) -> Counter[date]:
    """Entries a night."""
    return Counter(map(night, rows))


@pytest.fixture
def quiet(exported: list[Row], held: Counter[date]) -> set[date]:
    """Nights said to be without twitches."""
    return {night(row) for row in exported if row["movement"] == "none"} - set(held)


@pytest.fixture
def recorded(held: Counter[date], quiet: set[date]) -> set[date]:
    return quiet | set(held)


def night(row: Row) -> date:
    """Noon to noon on the clock as it is written."""
    if row["movement"] == "none":
        return date.fromisoformat(row["happened_at"])
    at = datetime.fromisoformat(row["happened_at"])
    return at.date() if at.hour >= 12 else at.date() - DAY


def bounds(part: int, of: int) -> tuple[float, float]:
    """By solving (p - q)^2 = z^2 q (1 - q) / n for q."""
    z, p = 1.959964, part / of
    a, b, c = 1 + z * z / of, -2 * p - z * z / of, p * p
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def rate(part: int, of: int) -> str:
    """As in "68 %, 95 % interval 56 to 78 %"."""
    low, high = bounds(part, of)
    return f"{round(100 * part / of)} %, 95 % interval {round(100 * low)} to {round(100 * high)} %"


def less(first: tuple[int, int], second: tuple[int, int]) -> tuple[str, str, str]:
    """The difference of two shares in points, with its bounds: the square-and-add rule, written out."""
    (a, b), (low_a, high_a) = first, bounds(*first)
    (c, d), (low_c, high_c) = second, bounds(*second)
    p, q = a / b, c / d
    down, up = ((p - low_a) ** 2 + (high_c - q) ** 2) ** 0.5, ((high_a - p) ** 2 + (q - low_c) ** 2) ** 0.5
    signed = (
        f"{round(100 * one):+d}".replace("-", "−").replace("+0", "0") for one in (p - q, p - q - down, p - q + up)
    )
    points, low, high = signed
    return points, low, high


def around(values: Iterable[int]) -> tuple[str, str]:
    """The interval of a median: the narrowest pair, as far from either end, that holds it in 95 of 100 throws."""
    known = sorted(values)
    number = len(known)
    sure = [
        left
        for left in range(number // 2)
        if 100 * sum(comb(number, heads) for heads in range(left + 1, number - left)) >= 95 * 2**number
    ]
    return said(known[sure[-1]]), said(known[-1 - sure[-1]])


def said(value: float) -> str:
    """A whole number without its point."""
    return f"{value:g}"


def length(seconds: float) -> str:
    """As in "1 min 30 s" or "8 h 5 min"."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (left if not hours else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def test_the_head_and_the_four_large_numbers(
    sheet: Sheet, rows: list[Row], held: Counter[date], quiet: set[date], recorded: set[date]
) -> None:
    assert sheet.period.startswith("84 nights, 25 August 2025 to 16 November 2025")
    assert sheet.amount == f"{len(rows)} entries, standing for {sum(int(row['count'] or 1) for row in rows)} movements"
    counts = [*held.values(), *(0 for _night in quiet)]
    low, high = around(counts)
    lasted = sorted(int(row["duration_seconds"]) for row in rows if row["duration_seconds"])
    assert [(one.label, one.number, one.of, one.detail) for one in sheet.figures] == [
        ("Nights with entries", str(len(held)), f"of {len(recorded)} recorded", rate(len(held), len(recorded))),
        ("Nights not recorded", str(84 - len(recorded)), "of 84", f"{len(quiet)} recorded nights without twitches"),
        (
            "Entries a recorded night",
            said(median(counts)),
            "median",
            f"range {min(counts)} to {max(counts)}; 95 % interval of the median {low} to {high}",
        ),
        (
            "Usual duration",
            length(median(lasted)),
            "median",
            f"range {length(lasted[0])} to {length(lasted[-1])}; recorded for {len(lasted)} of {len(rows)} entries",
        ),
    ]


def place(row: Row) -> str:
    name = NAMES[row["muscle"]] if row["muscle"] else "Not recorded"
    return f"{name} ({row['side']})" if row["side"] else name


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("movements", lambda row: KINDS[row["movement"]]),
        ("phases", lambda row: PHASES[row["phase"]]),
        ("places", place),
    ],
)
def test_the_tables_of_what_happens(sheet: Sheet, rows: list[Row], table: str, named: Callable[[Row], str]) -> None:
    nights: dict[str, set[date]] = {}
    for row in rows:
        nights.setdefault(named(row), set()).add(night(row))
    entries = Counter(map(named, rows))
    told: Table = getattr(sheet, table)
    assert sorted((row[0], row[2], row[3]) for row in told.rows) == sorted(
        (name, str(len(nights[name])), str(number)) for name, number in entries.items()
    )


def test_the_body_map_and_the_steps_of_its_greys(made: Report, rows: list[Row], recorded: set[date]) -> None:
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
    assert {area.id: (area.nights, area.step) for figure in chart.figures for area in figure.areas} == {
        name: (len(found), 1 + sum(len(found) > most for most in highest)) for name, found in nights.items()
    }


def test_the_entries_that_match_and_those_left_open(sheet: Sheet, rows: list[Row], recorded: set[date]) -> None:
    maybe = [row for row in rows if row["movement"] in ("twitch", "unsure", "")]
    back = [row for row in maybe if row["muscle"] == "lower_back"]
    back += [row for row in maybe if row["muscle"] == "trapezius_upper" and row["called_back"] == "yes"]
    ask_back = [row for row in maybe if row["muscle"] == "trapezius_upper" and not row["called_back"]]
    nowhere = [row for row in maybe if not row["muscle"]]
    own = [row for row in rows if row["movement"] == "jerk" and row["noticed_by"] != "partner"]
    woken = [row for row in rows if row["movement"] == "jerk" and row["woke"] == "asleep"]
    awake = [row for row in woken if row["phase"] == "awake_in_bed"]
    jerks = [row for row in woken if row["phase"] != "awake_in_bed"]
    ask_woke = [row for row in own if not row["woke"] and row["phase"] != "awake_in_bed"]
    ask_type = [row for row in maybe if row["woke"] == "asleep"]
    _too_many, of_back, of_jerk = sheet.matches
    for told, found, asks in (
        (of_back, back, {"Would you call this your back?": ask_back, "Where was it?": nowhere}),
        (
            of_jerk,
            jerks,
            {
                "Was it a twitch or a jerk?": ask_type,
                "Did it wake you?": ask_woke,
                "Were you asleep or awake?": awake,
            },
        ),
    ):
        nights = len({night(row) for row in found})
        entries = "1 entry" if len(found) == 1 else f"{len(found)} entries"
        assert told.says == f"{entries}, on {nights} of {len(recorded)} recorded nights."
        numbers = [rows.index(row) + 1 for row in sorted(found, key=rows.index, reverse=True)]
        assert [one.number for one in told.entries] == [str(number) for number in numbers]
        for one, number in zip(told.entries, numbers, strict=True):
            row = rows[number - 1]
            at = datetime.fromisoformat(row["happened_at"])
            begun = night(row)
            own_day = "" if at.date() == begun else f"{at:%a} {at.day} {at:%b} "
            assert one.when == f"night of {begun:%a} {begun.day} {begun:%B %Y}, {own_day}{at:%H:%M}"
            assert one.note == row["note"]
        assert sorted(told.open) == sorted(
            f"{len(open_ones)} {'entry leaves' if len(open_ones) == 1 else 'entries leave'} open: {question}"
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
    told = sheet_of(build(read_diary(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)).matches[0]
    assert over
    assert told.met
    assert told.says.startswith(f"{over} night")
    assert f"own limit of {limit} twitches" in told.says


def test_an_answer_and_a_decision_with_their_days(ada: User, home: Preferences) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=datetime(2025, 11, 9, 23, 30, tzinfo=UTC))
    taken = {"decided_at": datetime(2025, 11, 11, 23, 30, tzinfo=UTC), "rules_version": "1", "note": "Ask"}
    for key in ("too_many/-/-", "back_muscles/lower_back/left", "back_muscles/rhomboids/left"):
        code = key.partition("/")[0]
        PatternDecision.objects.create(owner=ada, criterion=code, pattern=key, decision="raise", **taken)
    too_many, back, _jerk = sheet_of(build(read_diary(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)).matches
    assert too_many.says == "Asked, the person answered “Yes” on 10 November 2025."
    raised = "12 November 2025: Raise it at the appointment"
    assert [(one.says, one.note) for one in too_many.decided] == [(f"Decided on {raised}", "Ask")]
    assert [one.says for one in back.decided] == [f"Lower back, not sure (left), decided on {raised}"]


def test_the_weeks_and_the_halves(
    made: Report, sheet: Sheet, held: Counter[date], quiet: set[date], recorded: set[date]
) -> None:
    weeks: dict[date, list[date]] = {}
    for number in range(84):
        on = FIRST + number * DAY
        weeks.setdefault(on - on.weekday() * DAY, []).append(on)
    drawn = next(one for one in charts_of(made) if one.name == "weeks")
    assert [row[1:] for row in drawn.rows] == [
        (
            len(nights),
            len(recorded.intersection(nights)),
            len(set(held).intersection(nights)),
            len(quiet.intersection(nights)),
            sum(held[one] for one in nights),
        )
        for nights in weeks.values()
    ]
    halves = []
    for wanted in ({FIRST + n * DAY for n in range(42, 84)}, {FIRST + n * DAY for n in range(42)}):
        halves.append((len(wanted & set(held)), len(wanted & recorded)))
    later, earlier = halves
    points, low, high = less(later, earlier)
    assert sheet.trend == (
        f"Nights with entries: {later[0]} of {later[1]} recorded nights in the later half of the period, {earlier[0]} "
        f"of {earlier[1]} recorded nights in the earlier half ({points} percentage points, 95 % interval {low} to "
        f"{high})."
    )


def test_sleep(sheet: Sheet, rows: list[Row], recorded: set[date]) -> None:
    woken = len({night(row) for row in rows if row["woke"] == "asleep"})
    asleep = len({night(row) for row in rows if row["phase"] in ("asleep", "n2")})
    in_bed = [60 * (400 + 7 * number) for number in range(0, 84, 3)]
    of = len(recorded)
    assert sheet.sleep == [
        f"Woken from sleep, by the person’s own word: on {woken} of {of} recorded nights ({rate(woken, of)}).",
        f"Something while asleep: on {asleep} of {of} recorded nights ({rate(asleep, of)}).",
        f"In bed: median {length(median(in_bed))}, range {length(in_bed[0])} to {length(in_bed[-1])}, on 28 nights.",
    ]


def test_what_the_days_held(ada: User, sheet: Sheet, held: Counter[date], recorded: set[date]) -> None:
    days = list(DayContext.objects.filter(owner=ada).values())
    told = []
    for code in ("caffeine", "alcohol", "exercise", "short_sleep", "stress", "medicine_change"):
        shares = []
        for answer in ("yes", "no"):
            nights = {day["night_of"] for day in days if day[code] == answer} & recorded
            shares.append((len(nights & set(held)), len(nights)))
        points, low, high = less(*shares)
        told.append([*(f"{part} of {of}" for part, of in shares), f"{points} ({low} to {high})"])
    assert [row[1:] for row in sheet.factors.rows] == told
    assert sheet.context[0] == "7 comparisons of nights were made in this report."


def test_how_the_log_was_kept(ada: User, sheet: Sheet, rows: list[Row]) -> None:
    noted = dict(Episode.objects.filter(owner=ada, source="form").values_list("client_id", "recorded_at"))
    waits = [noted[row["id"]] - datetime.fromisoformat(row["happened_at"]) for row in rows if row["id"] in noted]
    prompt, timed = sum(wait <= timedelta(minutes=5) for wait in waits), len(waits)
    partner = sum(row["noticed_by"] == "partner" for row in rows)
    device = sum(row["phase"] == "n2" for row in rows)
    zones = sorted({row["time_zone"] for row in rows} - {reports.HOME})
    untimed = len(rows) - timed
    assert sheet.kept == [
        f"{prompt} of {timed} entries ({round(100 * prompt / timed)} %) were written down within 5 minutes.",
        f"For {untimed} entries from a file it is not known when they were written down.",
        f"Somebody else noticed {partner} of the entries.",
        f"For {device} entries the phase of sleep comes from a device.",
        f"Times are in the time zone in which the entry was logged: {reports.HOME}; {'; '.join(zones)}.",
    ]
