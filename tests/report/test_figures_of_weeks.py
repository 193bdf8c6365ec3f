"""Every figure of page one again: the weeks, the sleep, the days and how the log was kept."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median

from django.contrib.auth.models import User

from journal.models import (
    DayContext,
    Episode,
)
from journal.pages.report_charts import charts_of
from journal.report import Report
from journal.wording.report.report_text import ReportText
from tests import reports
from tests.report.second_figures import (
    DAY,
    FIRST,
    Row,
    bounds,
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


def less(first: tuple[int, int], second: tuple[int, int]) -> tuple[str, str, str]:
    """The difference of two shares in points, with its bounds: the square-and-add rule, written
    out.
    """
    (a, b), (low_a, high_a) = first, bounds(*first)
    (c, d), (low_c, high_c) = second, bounds(*second)
    p, q = a / b, c / d
    down, up = (
        ((p - low_a) ** 2 + (high_c - q) ** 2) ** 0.5,
        ((high_a - p) ** 2 + (q - low_c) ** 2) ** 0.5,
    )
    signed = (
        f"{round(100 * one):+d}".replace("-", "−").replace("+0", "0")
        for one in (p - q, p - q - down, p - q + up)
    )
    points, low, high = signed
    return points, low, high


def test_the_weeks_and_the_halves(
    made: Report, sheet: ReportText, held: Counter[date], quiet: set[date], recorded: set[date]
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
        f"Nights with entries: {later[0]} of {later[1]} recorded nights in the later half of the "
        f"period, {earlier[0]} "
        f"of {earlier[1]} recorded nights in the earlier half ({told_of(low, high)})."
    )
    assert sheet.intervals[-1].text == f"{points} percentage points, 95 % interval {low} to {high}"


def told_of(low: str, high: str) -> str:
    """What a reader without statistics is told of a difference with these bounds."""
    if low.startswith("+"):
        return "more nights"
    return "fewer nights" if high.startswith("−") else "too few nights to tell which is more"


def test_sleep(sheet: ReportText, rows: list[Row], recorded: set[date]) -> None:
    woken = len({night(row) for row in rows if row["woke"] == "asleep"})
    asleep = len({night(row) for row in rows if row["phase"] in ("asleep", "n2")})
    in_bed = [60 * (400 + 7 * number) for number in range(0, 84, 3)]
    of = len(recorded)
    middle = length(median(in_bed) // 60 * 60)
    assert sheet.sleep == [
        (
            f"Woken from sleep, as the person answered: on {woken} of {of} recorded nights "
            f"({rate(woken, of)})."
        ),
        f"Something while asleep: on {asleep} of {of} recorded nights ({rate(asleep, of)}).",
        (
            f"In bed: median {middle}, range {length(in_bed[0])} to {length(in_bed[-1])}, on 28 "
            f"nights."
        ),
    ]


def test_what_the_days_held(
    ada: User, sheet: ReportText, held: Counter[date], recorded: set[date]
) -> None:
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


def test_how_the_log_was_kept(ada: User, sheet: ReportText, rows: list[Row]) -> None:
    noted = dict(
        Episode.objects.filter(owner=ada, source="form").values_list("client_id", "recorded_at")
    )
    waits = [
        noted[row["id"]] - datetime.fromisoformat(row["happened_at"])
        for row in rows
        if row["id"] in noted
    ]
    prompt, timed = sum(wait <= timedelta(minutes=5) for wait in waits), len(waits)
    partner = sum(row["noticed_by"] == "partner" for row in rows)
    device = sum(row["phase"] == "n2" for row in rows)
    zones = sorted({row["time_zone"] for row in rows} - {reports.HOME})
    untimed = len(rows) - timed
    assert sheet.quality == [
        (
            f"{prompt} of {timed} entries ({round(100 * prompt / timed)} %) were written down "
            f"within 5 minutes."
        ),
        f"For {untimed} entries from a file it is not known when they were written down.",
        f"Somebody else noticed {partner} of the entries.",
        f"For {device} entries the phase of sleep comes from a device.",
        (
            f"Times are in the time zone in which the entry was logged: {reports.HOME}; "
            f"{'; '.join(zones)}."
        ),
    ]
