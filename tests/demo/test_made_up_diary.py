"""The demo's made-up diary: believable, always the same, and never among somebody's real nights."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from journal.classifier import match
from journal.day_factors import FACTORS
from journal.demo.made_up_appointment import made_up_appointment
from journal.demo.made_up_nights import made_up_nights
from journal.entries import problems
from journal.identity.demo_account import DEMO_NAME
from journal.management.commands.demo import records_of
from journal.models import Appointment, DayContext, Episode, Morning, NightRecord
from journal.models.episode import Source
from journal.night_sleep import contradictions
from journal.observations import Phase
from journal.sleep_figures import night_figures
from tests import builders

NOON = datetime(2026, 7, 7, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def _demo(settings: Any) -> None:
    settings.DEMO = True


def run() -> str:
    """Run the command and give what it says."""
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("days", range(0, 365, 13))
def test_every_date_has_a_sound_and_believable_diary(days: int) -> None:
    nights = made_up_nights(NOON + timedelta(days=days), BERLIN)
    entries = [entry for night in nights for entry in night.entries]
    quiet = [night for night in nights if not night.entries]
    assert 84 - len(nights) in range(8, 32)  # not recorded
    assert len(quiet) in range(8, 32)
    assert len(entries) in range(50, 130)
    for night in nights:
        for entry in night.entries:
            assert problems(entry, as_of=night.recorded_at) == []
            assert entry.happened_at < night.recorded_at
        for kind, values in ((record.collection, record.values) for record in records_of(night)):
            assert kind.check(values) == []
        if night.sleep:
            assert night.sleep.bed_at
            assert night.sleep.woke_at
            assert contradictions(night.sleep) == ()
            assert all(
                night.sleep.bed_at < entry.happened_at < night.sleep.woke_at
                for entry in night.entries
                if entry.phase
                in {Phase.AWAKE_IN_BED, Phase.SLEEP_ONSET, Phase.ASLEEP, Phase.NIGHT_WAKING}
            )
            assert night.sleep.woke_at < night.recorded_at
    sleeps = [night.sleep for night in nights if night.sleep]
    assert len(sleeps) in range(30, 75)
    assert len([sleep for sleep in sleeps if night_figures(sleep).total]) in range(15, 65)
    assert {0, None} <= {sleep.jolts for sleep in sleeps}
    answered = [night.day for night in nights if night.day]
    assert len(answered) in range(30, 75)
    assert {answer for day in answered for answer in day.values()} == {"yes", "no"}
    assert any(len(day) < len(FACTORS) for day in answered)  # some days have gaps


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_there_is_one_appointment_to_prepare_for() -> None:
    for later in (0, 7):
        with time_machine.travel(NOON + timedelta(days=later), tick=False):
            run()
    [planned] = Appointment.objects.all()
    assert planned.on_date == NOON.date() + timedelta(days=17)
    assert (len(planned.worry_lines), len(planned.question_list)) == (2, 3)
    planned.full_clean()


@pytest.mark.parametrize("days", range(7))
def test_nobody_is_seen_at_the_week_end(days: int) -> None:
    assert made_up_appointment(NOON + timedelta(days=days), BERLIN).on_date.isoweekday() <= 5


def test_four_weeks_hold_each_match_and_each_open_question(db: None, settings: Any) -> None:
    settings.DEMO = True
    with time_machine.travel(NOON, tick=False):
        run()
    matches = [
        match(observation)
        for observation in Episode.objects.on_nights(*_four_weeks()).observations()
    ]
    assert {flag for matched in matches for flag in matched.flags} == {
        "back_muscles",
        "jerk_woke_me",
    }
    assert {ask for matched in matches for ask in matched.asks} >= {"back", "type", "woke"}
    assert (
        Episode.objects.on_nights(*_four_weeks())
        .filter(movement="jerk", woke="dropping_off")
        .exists()
    )


def _four_weeks() -> tuple[Any, Any]:
    return NOON.date() - timedelta(days=28), NOON.date()


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_a_second_run_changes_nothing_and_a_later_one_adds_the_nights_since() -> None:
    with time_machine.travel(NOON, tick=False):
        assert "gained" in run()
        before = list(Episode.objects.order_by("pk").values())
        quiet, others = (
            NightRecord.objects.count(),
            (Morning.objects.count(), DayContext.objects.count()),
        )
        assert run() == ""
    assert list(Episode.objects.order_by("pk").values()) == before
    assert NightRecord.objects.count() == quiet
    assert (Morning.objects.count(), DayContext.objects.count()) == others > (0, 0)
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        run()
    assert list(Episode.objects.order_by("pk").values())[: len(before)] == before
    assert Episode.objects.count() + NightRecord.objects.count() > len(before) + quiet
    assert set(Episode.objects.values_list("source", flat=True)) == {Source.DEMO}


@pytest.mark.usefixtures("_demo")
def test_a_database_with_a_person_in_it_is_left_alone(ada: User) -> None:
    with pytest.raises(CommandError, match="the diary of ada"):
        run()
    assert not Episode.objects.exists()
    assert not User.objects.filter(username=DEMO_NAME).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_somebody_real_who_is_called_demo_is_left_alone() -> None:
    builders.person(DEMO_NAME)
    with pytest.raises(CommandError, match="the diary of demo"):
        run()
    assert not Episode.objects.exists()


@pytest.mark.django_db
def test_the_demo_is_made_only_where_it_runs() -> None:
    with pytest.raises(CommandError, match="TWITCHLOG_DEMO=1"):
        run()
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_a_folder_that_cannot_be_written_is_said(settings: Any) -> None:
    settings.DATA_DIR = Path("/proc")
    with pytest.raises(CommandError, match="cannot be written"):
        run()
