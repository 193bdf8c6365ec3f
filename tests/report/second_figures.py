"""What works out page one's figures a second time: the exported rows and plain arithmetic.

Nothing of the app is used: rows of texts, sets of dates and school arithmetic.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.anatomy import MUSCLES
from journal.entries import Entry
from journal.models import (
    DayContext,
    Episode,
    Morning,
    NightRecord,
    Preferences,
)
from journal.models.episode import Source
from journal.reading.report_input import read_report_input
from journal.report import Report, build
from journal.wording.report.report_text import ReportText
from journal.wording.report.text import report_text
from tests import reports

DAY = timedelta(days=1)
FIRST = reports.LAST - 83 * DAY
Row = dict[str, str]
NAMES = {one.id: one.plain_name for one in MUSCLES}


@pytest.fixture
def home(ada: User) -> Iterator[Preferences]:
    """Ada's account with the drawn diary, and with a bed and wake time of every third night."""
    drawn = reports.diary()
    with time_machine.travel(reports.NOW, tick=False):
        for one in drawn.lines:
            told = Entry(**{field.name: getattr(one, field.name) for field in fields(Entry)})
            source = Source.FORM if one.recorded_at else Source.IMPORT
            Episode.from_entry(
                ada, told, source=source, recorded_at=one.recorded_at or reports.NOW
            ).save()
        for night in drawn.said_none:
            NightRecord.objects.create(owner=ada, night_of=night, recorded_at=reports.NOW)
        for day in drawn.days:
            held = {code: "yes" if told else "no" for code, told in day.held.items()}
            DayContext.objects.create(
                owner=ada, night_of=day.night, recorded_at=reports.NOW, **held
            )
        for number in range(0, 84, 3):
            bed = datetime.combine(FIRST + number * DAY, time(22), UTC)
            times = {
                "bed_at": bed,
                "woke_at": bed + timedelta(minutes=400 + 7 * number),
                "recorded_at": reports.NOW,
            }
            Morning.objects.create(owner=ada, night_of=FIRST + number * DAY, **times)
        yield Preferences.objects.create(owner=ada, time_zone=reports.HOME)


@pytest.fixture
def made(ada: User, home: Preferences) -> Report:
    return build(read_report_input(ada, home, "12", as_of=reports.NOW), as_of=reports.NOW)


@pytest.fixture
def sheet(made: Report) -> ReportText:
    """What the page and the PDF say."""
    return report_text(made)


@pytest.fixture
def exported(as_ada: Client, home: Preferences) -> list[Row]:
    """The exported CSV, read by the standard library alone."""
    answer: Any = as_ada.get("/export/diary.csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def rows(exported: list[Row]) -> list[Row]:
    """Its entries, oldest first."""
    entries = (row for row in exported if row["movement"] not in {"none", "end"})
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


def length(seconds: float) -> str:
    """As in "1 h 1 min 30 s" or "8 h 5 min"."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (left, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
