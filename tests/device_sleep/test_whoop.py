"""Whoop: local times beside a column with their offset, in any language."""

from __future__ import annotations

import pytest

from journal.device_sleep import SleepFileError, SleepKind
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

CYCLE = "Cycle start time,Cycle end time,Cycle timezone,"
MINUTES = (
    "Asleep duration (min),In bed duration (min),Light sleep duration (min),"
    "Deep (SWS) duration (min),REM duration (min),Awake duration (min),Sleep need (min),"
    "Sleep debt (min),Sleep efficiency %,Sleep consistency %"
)
SLEEPS = (
    CYCLE
    + "Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),"
    + MINUTES
    + ",Nap\n"
)
CYCLES = (
    CYCLE + "Recovery score %,Sleep onset,Wake onset,Sleep performance %,"
    "Respiratory rate (rpm)," + MINUTES + "\n"
)
SPANISH = (
    "Hora de inicio del ciclo,Hora de fin del ciclo,Zona horaria del ciclo,Inicio del sueño,"
    "Despertar,Rendimiento,Respiración,Dormido,En cama,Ligero,Profundo,REM,Despierto,Necesidad,"
    "Deuda,Eficiencia,Constancia,Siesta\n"
)
NIGHT = (
    "2026-01-05 23:10:05,2026-01-06 22:50:00,UTC-04:00,2026-01-05 23:10:05,2026-01-06 07:10:00,"
    "92,15.2,450,480,210,110,130,30,480,30,94,85,false\n"
)
NAP = (
    "2026-01-06 13:00:00,2026-01-06 13:45:00,UTCZ,2026-01-06 13:05:00,2026-01-06 13:40:00,"
    "50,15.0,,,,,,,,,,,true\n"
)
RUNNING = "2026-01-06 23:10:05,,UTC-04:00,2026-01-06 23:10:05,,,,,,,,,,,,,,false\n"
WORKOUT = (
    CYCLE + "Workout start time,Workout end time,Duration (min),Activity name,Activity Strain\n"
    "2026-01-05 23:10:05,,UTC-04:00,2026-01-06 17:00:00,2026-01-06 18:00:00,60,Running,9\n"
)
JOURNAL = (
    CYCLE + "Question text,Answered yes,Notes\n"
    "2026-01-05 23:10:05,,UTC-04:00,Did you share your bed?,true,\n"
)


@pytest.mark.parametrize("header", [SLEEPS, SPANISH])
def test_nights_and_naps_in_the_offset_of_their_cycle(header: str) -> None:
    reading = new_reading()
    night, nap = sleeps_in((header + RUNNING + NIGHT + NAP).encode(), reading)
    assert told(night) == [("06 03:10", "06 11:10", "in_bed")]
    assert night.totals == {
        SleepKind.AWAKE: 1_800,
        SleepKind.LIGHT: 12_600,
        SleepKind.DEEP: 6_600,
        SleepKind.REM: 7_800,
    }
    assert (night.source, night.time_zone) == ("Whoop", "-04:00")
    assert told(nap) == [("06 13:05", "06 13:40", "in_bed")]
    assert (nap.totals, nap.time_zone) == (None, "+00:00")
    assert remarks_of(reading) == []


def test_the_archive_has_each_night_twice_and_one_is_read() -> None:
    cells = NIGHT.strip().split(",")
    cycle = ",".join([*cells[:3], "66", *cells[3:-1]]) + "\n"
    members = {
        "physiological_cycles.csv": (CYCLES + cycle).encode(),
        "workouts.csv": WORKOUT.encode(),
        "sueño.csv": (SPANISH + NIGHT + NAP).encode(),
        "journal_entries.csv": JOURNAL.encode(),
    }
    assert len(sleeps_in(archive(members))) == 2


@pytest.mark.parametrize("content", [WORKOUT, JOURNAL])
def test_what_is_no_sleep_is_none(content: str) -> None:
    with pytest.raises(SleepFileError, match="no sleep"):
        sleeps_in(content.encode())


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    odd = NIGHT.replace("UTC-04:00", "here")
    assert len(sleeps_in((SLEEPS + odd + NIGHT).encode(), reading)) == 1
    assert remarks_of(reading) == [
        (2, "“2026-01-05 23:10:05” to “2026-01-06 07:10:00” are no times. This is left out.")
    ]
