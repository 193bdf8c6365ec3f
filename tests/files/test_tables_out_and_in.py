"""The tables of nights and of rows out of a diary, and into another one."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from journal.diary_file.csv_rows import csv_rows
from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.records import COLLECTIONS
from journal.diary_file.row_table import LIST_COLUMNS, row_cells
from journal.diary_file.writers import as_table
from journal.files.export import DIARY_TABLES
from journal.files.import_diary import store
from journal.models import (
    Appointment,
    ConstantMark,
    DayContext,
    Episode,
    Medicine,
    Morning,
    NightRecord,
    OtherThingAnswer,
    Sighting,
    TooManyAnswer,
)
from journal.models.background import MODEL_OF_BACKGROUND
from tests import builders
from tests.actions.diary_files import file_of
from tests.files.whole_diary import AS_OF, NIGHT, SAID, fill
from tests.forms import step
from tests.views.brought_diary import PAGE, _own_folder, bring

__all__ = ["_own_folder"]

MODELS: tuple[Any, ...] = (
    *(NightRecord, Morning, ConstantMark, *MODEL_OF_BACKGROUND.values()),
    *(Appointment, TooManyAnswer, OtherThingAnswer, Sighting),
)


def counts(person: User) -> list[int]:
    return [model.objects.of(person).count() for model in MODELS]


def test_three_tables_bring_episodes_nights_and_rows(ada: User, ben: User) -> None:
    fill(ada)
    for _again in range(2):
        for kind in DIARY_TABLES:
            file = io.BytesIO(file_of(ada, kind).encode())
            store(ben, file, default_zone="Europe/Berlin", as_of=AS_OF)
        assert counts(ben) == counts(ada)
        assert [file_of(ben, kind) for kind in DIARY_TABLES] == [
            file_of(ada, kind) for kind in DIARY_TABLES
        ]
    assert DayContext.objects.of(ben).get().note == DayContext.objects.of(ada).first().note  # type: ignore[union-attr]
    assert Episode.objects.of(ben).count() == 1


def test_a_line_a_night_says_its_state_and_keeps_a_mark_beneath(ada: User) -> None:
    for days in range(4):
        NightRecord.objects.create(
            owner=ada, night_of=NIGHT + timedelta(days=days), recorded_at=SAID
        )
    builders.episode(ada)
    builders.episode(ada, happened_at=builders.WHEN + timedelta(hours=1))
    builders.episode(ada, happened_at=builders.WHEN + timedelta(days=9), id="binned")
    Episode.objects.filter(client_id="binned").update(deleted_at=SAID)
    after = {"owner": ada, "recorded_at": SAID}
    ConstantMark.objects.create(**after, night_of=NIGHT + timedelta(days=1), muscle="calf")
    Morning.objects.create(**after, night_of=NIGHT + timedelta(days=5), jolts=0)
    lines = [line.split(",")[:4] for line in file_of(ada, "nights.csv").split("\r\n")[1:-1]]
    assert lines == [
        ["2026-07-06", "episodes", "yes", ""],
        ["2026-07-07", "constant", "yes", "calf"],
        ["2026-07-08", "none", "yes", ""],
        ["2026-07-09", "none", "yes", ""],
        ["2026-07-11", "not_recorded", "", ""],
        ["end-of-diary", "5", "", ""],
    ]


def test_rows_that_were_removed_are_in_no_table(ada: User) -> None:
    fill(ada)
    Medicine.objects.of(ada).update(discarded_at=SAID)
    lists = [line.partition(",")[0] for line in file_of(ada, "rows.csv").split("\r\n")]
    assert "medicines" not in lists
    assert "tests" in lists


@pytest.mark.parametrize("kind", ["nights.csv", "rows.csv"])
def test_the_page_knows_it_and_stores_it_once(
    ada: User, ben: User, as_ben: Client, kind: str
) -> None:
    fill(ada)
    bring(as_ben, file_of(ada, kind), f"twitchlog-{kind}")
    assert counts(ben) == [0] * len(MODELS)
    as_ben.post(PAGE, step(as_ben, "store"))
    assert sum(counts(ben)) > 0
    assert file_of(ben, kind).count("\r\n") == file_of(ada, kind).count("\r\n")
    again = bring(as_ben, file_of(ada, kind), f"twitchlog-{kind}").content.decode()
    assert "Nothing new in this file" in again


@pytest.mark.parametrize("kind", ["nights.csv", "rows.csv"])
def test_one_wrong_row_and_nothing_is_stored(
    ada: User, ben: User, kind: str, tmp_path: Path
) -> None:
    fill(ada)
    path = tmp_path / kind
    lines = file_of(ada, kind).split("\r\n")
    wrong = {"nights.csv": "2999-01-01,none", "rows.csv": "pills,a"}[kind]
    path.write_bytes("\r\n".join([*lines[:-2], wrong, *lines[-2:]]).encode())
    errors = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_diary", "ben", str(path), stdout=io.StringIO(), stderr=errors)
    assert "Nothing was stored." in errors.getvalue()
    assert counts(ben) == [0] * len(MODELS)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_of_a_row_is_read_as_it_was_written(text: str) -> None:
    medicines = COLLECTIONS["medicines"]
    values = dict.fromkeys(medicines.fields, "") | {"row_id": "a", "name": "a", "note": text}
    table = "".join(as_table(LIST_COLUMNS, [row_cells(medicines, values)]))
    lines = DecodedLines(io.BytesIO(table.encode()))
    [row] = csv_rows(lines, lines.checked(lines.take()))
    assert row.problems == ()
    assert row.cells["note"] == text.replace("\r\n", "\n").replace("\r", "\n")


def test_an_old_night_is_written_with_an_offset_or_in_utc(ada: User) -> None:
    at = datetime.fromisoformat("1930-07-06T22:00:00+00:00")
    Morning.objects.create(owner=ada, night_of=date(1930, 7, 6), bed_at=at, recorded_at=SAID)
    assert "1930-07-06T22:00:00" in file_of(ada, "nights.csv")
