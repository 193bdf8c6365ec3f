"""The report as an object: what it counts, what it leaves open, and that it keeps exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.criteria import TooMany, Verdict
from journal.entries import Entry
from journal.models import Appointment, DayContext, Episode, NightRecord, Preferences
from journal.models.episode import Source
from journal.observations import Movement, Phase, Woke
from journal.reading.report_input import read_report_input
from journal.report import Diary, Report, ReportEntry, build, digest, from_json, to_json
from tests import builders, reports

DAY = timedelta(days=1)


def stored(owner: User, told: ReportEntry) -> Episode:
    """An unsaved episode that says what the line says."""
    shared = {field.name: getattr(told, field.name) for field in fields(Entry)}
    source = Source.FORM if told.recorded_at else Source.IMPORT
    return Episode.from_entry(
        owner, Entry(**shared), source=source, recorded_at=told.recorded_at or reports.NOW
    )


@pytest.fixture
def filled(ada: User) -> Iterator[Preferences]:
    """Ada's account with the drawn diary, written down by way of the database."""
    drawn = reports.diary()
    with time_machine.travel(reports.NOW, tick=False):
        Episode.objects.bulk_create(stored(ada, one) for one in drawn.lines)
        NightRecord.objects.bulk_create(
            NightRecord(owner=ada, night_of=night, recorded_at=reports.NOW)
            for night in drawn.said_none
        )
        yield Preferences.objects.create(owner=ada, time_zone=reports.HOME)


@pytest.fixture
def made(ada: User, filled: Preferences) -> Report:
    return build(read_report_input(ada, filled, "12", as_of=reports.NOW), as_of=reports.NOW)


def test_promptly_is_within_five_minutes_and_a_file_does_not_say() -> None:
    lines = reports.diary().lines
    kept = reports.report().kept
    assert kept.timed + kept.untimed == len(lines)
    assert kept.untimed == sum(one.recorded_at is None for one in lines)
    waits = [one.recorded_at - one.happened_at for one in lines if one.recorded_at]
    assert kept.promptly == sum(wait <= timedelta(minutes=5) for wait in waits)


def test_a_device_that_said_when_it_noted_is_believed(ada: User, filled: Preferences) -> None:
    at = reports.NOW - DAY
    stored = builders.episode(ada, happened_at=at, time_zone=reports.HOME)
    wrong = at + timedelta(hours=3)
    Episode.objects.filter(pk=stored.pk).update(
        device_happened_at=wrong,
        device_recorded_at=wrong + timedelta(minutes=2),
        recorded_at=reports.NOW,
    )
    read = {one.id: one for one in read_report_input(ada, filled, "12", as_of=reports.NOW).lines}
    assert read[stored.client_id].recorded_at == at + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("happened", "recorded"),
    [
        (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (datetime(9999, 12, 30, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC)),
        (reports.NOW - DAY, reports.NOW + timedelta(days=3000)),
        (reports.NOW - DAY, reports.NOW - timedelta(days=200_000)),
    ],
)
def test_a_device_that_names_a_time_out_of_all_reason_says_nothing(
    ada: User, filled: Preferences, happened: datetime, recorded: datetime
) -> None:
    stored = builders.episode(ada, happened_at=reports.NOW - DAY, time_zone=reports.HOME)
    Episode.objects.filter(pk=stored.pk).update(
        device_happened_at=happened, device_recorded_at=recorded, recorded_at=reports.NOW
    )
    read = {one.id: one for one in read_report_input(ada, filled, "12", as_of=reports.NOW).lines}
    assert read[stored.client_id].recorded_at == reports.NOW


def test_the_report_is_kept_exactly_and_known_by_its_hash(made: Report) -> None:
    for one in (made, reports.report(0), reports.report(1), reports.report(300)):
        text = to_json(one)
        assert from_json(text) == one
        assert to_json(from_json(text)) == text
        assert digest(text) == digest(to_json(from_json(text)))
    other = replace(made, rules_version="0")
    assert digest(to_json(other)) != digest(to_json(made))


def test_the_order_of_entries_never_matters() -> None:
    told = reports.diary()
    turned = replace(told, lines=list(reversed(told.lines)))
    assert build(turned, as_of=reports.NOW) == build(told, as_of=reports.NOW)


def test_nothing_written_down_is_said_as_that_and_not_as_none() -> None:
    made = reports.report(0)
    assert made.nights.share.of == 0
    assert made.nights.not_recorded == made.nights.total == 28
    assert {one.answer for one in made.asked} == {""}
    assert {match.verdict for match in made.matches} == {Verdict.NOT_MET, Verdict.NOT_ASKED}
    assert made.factors == ()
    assert made.comparisons == 0
    assert made.happens.a_night is None


def test_what_a_person_can_do_comes_first_and_an_answer_keeps_its_day() -> None:
    asked = reports.report().asked
    assert [one.code for one in asked if one.function] == [one.code for one in asked[:5]]
    assert {one.answered_on for one in asked} == {reports.ASKED_ON, None}
    assert all(bool(one.answer) == (one.answered_on is not None) for one in asked)


def test_matches_that_are_switched_off_are_not_worked_out() -> None:
    made = reports.report(matches_shown=False)
    assert made.matches == ()
    assert not made.matches_shown


def test_the_latest_answer_on_too_many_goes_along_with_its_day() -> None:
    first = reports.report(said=TooMany.NO).matches[0]
    assert (first.code, first.verdict, first.said, first.said_on) == (
        "too_many",
        Verdict.NOT_MET,
        TooMany.NO,
        reports.ASKED_ON,
    )


def test_days_with_and_without_something_are_compared_only_with_enough_of_both() -> None:
    made = reports.report()
    assert made.comparisons == sum(one.difference.interval is not None for one in made.factors) + 1
    few = build(replace(reports.diary(), days=list(reports.diary().days)[:10]), as_of=reports.NOW)
    assert {one.difference.interval for one in few.factors} == {None}
    one = made.factors[0]
    assert one.with_it.of + one.without.of + one.not_recorded == made.nights.share.of


def test_a_context_without_an_answer_is_not_a_no(ada: User, filled: Preferences) -> None:
    DayContext.objects.create(
        owner=ada, night_of=reports.LAST, caffeine="yes", recorded_at=reports.NOW
    )
    read = read_report_input(ada, filled, "12", as_of=reports.NOW)
    assert [day.held for day in read.days] == [{"caffeine": True}]


def test_a_night_of_25_hours_and_a_journey_are_in_the_right_nights() -> None:
    twice = datetime.fromisoformat("2025-10-26T02:30:00+01:00")
    away = datetime.fromisoformat("2025-11-01T23:00:00-04:00")
    common: dict[str, Any] = {"movement": Movement.TWITCH, "phase": Phase.ASLEEP, "woke": Woke.NO}
    lines = [
        ReportEntry(
            id="twice",
            happened_at=twice,
            time_zone=reports.HOME,
            night=date(2025, 10, 25),
            **common,
        ),
        ReportEntry(
            id="away",
            happened_at=away,
            time_zone="America/New_York",
            night=date(2025, 11, 1),
            **common,
        ),
    ]
    made = build(reports.empty(lines=lines), as_of=reports.NOW)
    assert from_json(to_json(made)) == made
    assert [one.moment(1).minute for one in made.lines] == [14 * 60 + 30, 11 * 60]
    assert made.lines[0].moment(1).again
    assert made.kept.zones == ("America/New_York", reports.HOME)


def test_the_period_since_the_last_visit_begins_on_its_day(ada: User, filled: Preferences) -> None:
    assert isinstance(read_report_input(ada, filled, "visit", as_of=reports.NOW), Diary)
    Appointment.objects.create(owner=ada, on_date=date(2025, 10, 1), created_at=reports.NOW)
    visit = Appointment.objects.create(
        owner=ada,
        on_date=date(2025, 11, 20),
        worry="My calves",
        questions="Why?",
        created_at=reports.NOW,
    )
    read = read_report_input(ada, filled, "visit", as_of=reports.NOW)
    assert (read.first, read.last) == (date(2025, 10, 1), reports.LAST)
    assert read.visit is not None
    assert read.visit.on_date == visit.on_date
    assert read.concern.worry == ("My calves",)


def test_an_unknown_period_raises(ada: User, filled: Preferences) -> None:
    with pytest.raises(KeyError):
        read_report_input(ada, filled, "5", as_of=reports.NOW)
