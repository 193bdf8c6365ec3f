"""Files of other apps, invented in their shape: the preset that comes along reads each."""

from __future__ import annotations

import json
from datetime import time

import pytest

from journal.diary_file.sheets import (
    DoubtKind,
    NoTime,
    Role,
    fits,
    presets,
    recipe_data,
    recipe_from,
    survey_data,
    survey_from,
)
from tests.diary_file.sheets.bringing import Brought, bring

DAYLIO = (
    "\ufefffull_date,date,weekday,time,mood,activities,note_title,note\n"
    '2021-10-16,16 de octubre,sábado,2:53 a. m.,bien,correr | pantorrilla izq,,"mucho\ncafé"\n'
    "2021-10-17,17 de octubre,domingo,19:53,bien,correr | leer / ver,,nada\n"
)
OLD_DAYLIO = (
    "year,date,weekday,time,mood,activities,note\n"
    "2017,7 września,czwartek,19:53,rad,praca | skurcz łydki,x\n"
)
BEARABLE = (
    '"date","weekday","time of day","category","rating/amount","detail","notes"\n'
    '"22nd Sep 2020","Tuesday","mid","Symptom","1","Calf (left) twitch (Mild)","after tea"\n'
    '"22nd Sep 2020","Tuesday","02:15","Symptom","3","Calf (left) twitch (Severe)",""\n'
    '"22nd Sep 2020","Tuesday","","Sleep","4:00","In bed 07:30 - 11:30",""\n'
    '"22nd Sep 2020","Tuesday","pm","Symptom","2","Headache (Moderate)",""\n'
)
BEARABLE_FORMATTED = (
    "date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    "12 Oct 2026,Monday,11:40 PM,Symptom,2,Eyelid twitch (Moderate),\n"
    "13 Oct 2026,Tuesday,2:15 AM,Symptom,0,Eyelid twitch (None),\n"
    "14 Oct 2026,Wednesday,7:00 AM,Mood,3,,fine\n"
)
LOOP = (
    "Date,Twitching,Reading,\n2026-03-03,YES_MANUAL,NO,\n2026-03-02,7000,NO,\n"
    "2026-03-01,NO,YES_AUTO,\n2026-02-28,UNKNOWN,NO,\n2026-02-27,YES_AUTO,NO,\n"
)
TRACK_AND_GRAPH = (
    "FeatureName,Timestamp,Value,Label,Note\n"
    "Twitch,2026-03-01T02:15:00.123+01:00,3,left calf,x\n"
    "Water,2026-03-01T02:15:00.123+01:00,3,,x\n"
)
MIGRAINE_BUDDY = (
    '"Date","Time Period","Description","Notes"\n\n"#","Started","Lasted",'
    '"Start UTC Offset (min)","End UTC Offset (min)","Geohash","Pain Level",'
    '"Potential Triggers","Notes"\n1,"03/14/26 02:15","01h 00m","60","60","u33d","7",'
    '"Stress, Wine","a"\n2,"03/25/26 02:15","1d 02h 15m","-300","-300","u33d","2","","b"\n'
)
CLUSTER = (
    "start_time,end_time,intensity,medication,triggers,notes\n"
    "2026-03-01 23:50:00,2026-03-02 00:10:00,6,oxygen,wine,x\n"
)
BUTTON, SWITCH = "input_button.twitch", "switch.twitch"
HOME_ASSISTANT = (
    "entity_id,state,last_changed\n"
    f"{BUTTON},2026-03-01T01:15:00+00:00,2026-03-01T01:15:00.123Z\n"
    f"{BUTTON},unavailable,2026-03-01T02:15:00.123Z\n"
    f"{BUTTON},2026-03-01T01:15:00+00:00,2026-03-01T02:16:00.123Z\n"
    f"{SWITCH},on,2026-03-01T03:15:00.123Z\n"
    f"{SWITCH},off,2026-03-01T03:16:00.123Z\n"
    f"{SWITCH},on,2026-03-01T03:17:00.123Z\n"
    "light.hall,on,2026-03-01T03:17:00.123Z\n"
)
FILES = {
    "daylio": DAYLIO,
    "daylio_old": OLD_DAYLIO,
    "bearable": BEARABLE,
    "bearable_formatted": BEARABLE_FORMATTED,
    "loop": LOOP,
    "track_and_graph": TRACK_AND_GRAPH,
    "migraine_buddy": MIGRAINE_BUDDY,
    "cluster_headache_tracker": CLUSTER,
    "home_assistant": HOME_ASSISTANT,
}


def picked(brought: Brought) -> list[str]:
    """What the person may pick, the likeliest first."""
    return [word.text for word in brought.asked[DoubtKind.PICK].words]


@pytest.mark.parametrize("name", FILES)
def test_a_preset_knows_its_file(name: str) -> None:
    brought = bring(FILES[name])
    assert brought.recipe.name == name
    assert fits(brought.recipe, brought.survey)
    assert brought.wrong == []
    assert len(brought.open) <= 5


def test_there_is_a_file_for_each_preset() -> None:
    assert set(presets()) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_recipe_and_survey_are_the_same_as_json(name: str) -> None:
    brought = bring(FILES[name])
    as_text = json.dumps(recipe_data(brought.recipe))
    assert recipe_from(json.loads(as_text)) == brought.recipe
    assert survey_from(json.loads(json.dumps(survey_data(brought.survey)))) == brought.survey


def test_a_table_of_ones_own_with_a_date_is_no_apps() -> None:
    assert bring("Date,Value\n2026-03-01,3\n").recipe.name == ""


def test_daylio_takes_the_rows_that_are_picked() -> None:
    assert picked(bring(DAYLIO))[0] == "pantorrilla izq"
    brought = bring(DAYLIO, picks=("pantorrilla izq",))
    assert brought.local_times == ["2021-10-16 02:53:00"]
    assert (brought.entry.muscle, brought.entry.side) == ("calf", "left")
    assert brought.entry.note == "correr | pantorrilla izq\nmucho\ncafé\nmood: bien"
    assert "was not picked" in str(brought.rows[1].skipped)


def test_daylio_without_its_header_is_known_by_its_columns() -> None:
    content = DAYLIO.split("\n", 1)[1]
    brought = bring(content, picks=("pantorrilla izq",))
    assert brought.recipe.name == "daylio"
    assert brought.local_times == ["2021-10-16 02:53:00"]
    assert brought.entry.note == "correr | pantorrilla izq\nmucho\ncafé\nE: bien"
    assert len(brought.survey.columns) == 8


def test_a_table_without_a_header_that_is_no_apps_is_none() -> None:
    content = DAYLIO.split("\n", 1)[1].replace("domingo", "tranquilo")
    assert bring(content).recipe.name == ""


def test_bearables_0_is_no_entry_and_its_other_readings_are_none() -> None:
    brought = bring(BEARABLE_FORMATTED, picks=("Eyelid twitch",))
    assert brought.local_times == ["2026-10-12 23:40:00"]
    assert [bool(row.skipped) for row in brought.rows] == [False, True, True]


def test_old_daylio_has_its_year_in_a_column_and_months_in_polish() -> None:
    assert bring(OLD_DAYLIO).local_times == ["2017-09-07 19:53:00"]


def test_bearables_parts_of_a_day_are_no_times_and_its_grade_is_the_last_bracket() -> None:
    assert picked(bring(BEARABLE)) == ["Calf (left) twitch", "Headache"]
    brought = bring(BEARABLE, picks=("Calf (left) twitch",))
    note = brought.rows[0].untimed_note
    assert note is not None
    assert note.text == ("Calf (left) twitch (Mild)\nafter tea\ntime of day: mid\nrating/amount: 1")
    assert brought.local_times == ["2020-09-22 02:15:00"]
    assert (brought.entry.muscle, brought.entry.side, brought.entry.intensity) == (
        *("calf", "left", 8),
    )
    assert brought.entry.note == "rating/amount: 3"


def test_loops_numbers_are_times_a_thousand_and_its_plans_are_no_answers() -> None:
    brought = bring(LOOP)
    notes = {row.line: row.untimed_note.text for row in brought.rows if row.untimed_note}
    assert notes[3] == "Twitching: 7000\nReading: NO"
    assert [str(row.quiet_night) for row in brought.rows] == [
        *("None", "None", "2026-03-01", "None", "None")
    ]
    assert brought.rows[3].left_out == (("Twitching", "UNKNOWN"),)
    given = bring(LOOP, no_time=NoTime.GIVEN_TIME, given_time=time(3))
    assert [entry.count for entry in given.entries][:2] == [1, 7]


def test_track_and_graph_tells_instants() -> None:
    brought = bring(TRACK_AND_GRAPH, picks=("Twitch",))
    assert brought.entry.happened_at.isoformat() == "2026-03-01T01:15:00+00:00"
    assert (brought.entry.movement, brought.entry.count, brought.entry.side) == (
        *("twitch", 3, "left"),
    )


def test_migraine_buddy_has_a_small_table_first_and_tells_its_offset() -> None:
    brought = bring(MIGRAINE_BUDDY)
    assert [entry.happened_at.isoformat() for entry in brought.entries] == [
        "2026-03-14T01:15:00+00:00",
        "2026-03-25T07:15:00+00:00",
    ]
    assert [entry.duration_seconds for entry in brought.entries] == [3600, None]
    assert brought.entries[1].note == "b\nLasted: 1d 02h 15m"
    assert ("Geohash", "u33d") in brought.rows[1].left_out


def test_cluster_headache_tracker_ends_behind_midnight() -> None:
    entry = bring(CLUSTER).entry
    assert (entry.duration_seconds, entry.intensity) == (1200, 6)
    assert entry.note == "x\nmedication: oxygen\ntriggers: wine"


def test_home_assistant_tells_changes_and_a_restart_is_none() -> None:
    brought = bring(HOME_ASSISTANT, picks=(BUTTON, SWITCH))
    assert [entry.happened_at.isoformat() for entry in brought.entries] == [
        "2026-03-01T01:15:00+00:00",
        "2026-03-01T03:15:00+00:00",
        "2026-03-01T03:17:00+00:00",
    ]


def test_what_a_preset_does_not_know_goes_into_the_note() -> None:
    brought = bring(CLUSTER.replace("notes\n", "notes,weather\n").replace(",x\n", ",x,wet\n"))
    assert brought.roles["weather"] is Role.KEEP
    assert brought.entry.note.endswith("weather: wet")
