"""docs/formats.md agrees with the code."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from django.core.management import call_command

from journal.anatomy import MUSCLES, Side
from journal.diary_file import (
    COLLECTIONS,
    COLUMNS,
    Collection,
    ExportedEpisode,
    ParsedRow,
    QuietNight,
    as_json,
    open_rows,
    read,
)
from journal.diary_file.formulas import STARTERS
from journal.diary_file.night_table import NIGHT_COLUMNS
from journal.diary_file.record_fields import RecordChoice, RecordText
from journal.diary_file.row_table import LIST_COLUMNS, ROW_LISTS, row_cells
from journal.diary_file.writers import BYTE_ORDER_MARK, as_table
from journal.entries import Entry
from journal.models.episode import Source
from journal.observations import (
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "formats.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def example(kind: str) -> str:
    """The document's example in that form."""
    found = re.search(f"```{kind}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found[1]


def told(text: str) -> list[ParsedRow]:
    """What an example says."""
    as_of = datetime(2026, 7, 20, tzinfo=UTC)
    return list(
        read(open_rows(io.BytesIO(text.encode())), default_zone="Europe/Berlin", as_of=as_of)
    )


FOOTBALL = Entry(
    id="7f1c",
    happened_at=datetime(2026, 7, 6, 21, 40, tzinfo=UTC),
    time_zone="Europe/Berlin",
    movement=Movement.TWITCH,
    muscle="calf",
    side=Side.LEFT,
    phase=Phase.AWAKE_IN_BED,
    woke=Woke.NO,
    duration_seconds=20,
    count=12,
    intensity=3,
    note="after football, again",
    perceived=Perceived.SEEN,
    spread=Spread.IN_TURN,
    eased_by=(EasedBy.MOVING, EasedBy.PRESSING),
    time_told=TimeTold.ABOUT,
)


def test_the_table_example_is_sound() -> None:
    rows = told(example("csv"))
    assert [(row.wrong, row.remarks) for row in rows] == [([], [])] * 4
    assert rows[0].entry == FOOTBALL
    assert rows[1].entry
    assert (rows[1].entry.movement, rows[1].entry.noticed_by) == (Movement.JERK, NoticedBy.PARTNER)
    assert rows[2].entry
    assert (rows[2].entry.note, rows[2].entry.called_back) == ("=half asleep", CalledBack.YES)
    assert rows[3].night == date(2026, 7, 8)


def test_the_json_example_is_sound() -> None:
    episode, night, *records = told(example("json"))
    assert (episode.entry, episode.source, night.night) == (FOOTBALL, "pad", date(2026, 7, 8))
    assert episode.recorded_at == datetime(2026, 7, 6, 21, 41, 12, tzinfo=UTC)
    assert [one.wrong for one in records] == [[]] * len(COLLECTIONS)
    assert [one.record.collection.name for one in records if one.record] == list(COLLECTIONS)


def test_the_example_of_nights_is_sound() -> None:
    rows = told(example("nights.csv"))
    assert [(row.wrong, row.remarks) for row in rows] == [([], [])] * len(rows)
    held = [row.record.collection.name if row.record else row.night for row in rows]
    assert held == [
        *("mornings", "days", "constant_places", "constant_places", "mornings"),
        *(date(2026, 7, 8), "mornings"),
    ]
    [first, *_others] = rows
    assert first.record
    assert (first.record.values["note"], first.record.values["jolts"]) == ("=warm", 3)
    header = example("nights.csv").splitlines()[0]
    assert tuple(header.split(",")) == NIGHT_COLUMNS


def test_the_example_of_rows_is_sound_and_what_an_export_writes() -> None:
    records = [row.record for row in told(example("rows.csv")) if row.record]
    in_json = [row.record for row in told(example("json")) if row.record]
    assert [one.content for one in records] == [
        one.content for name in ROW_LISTS for one in in_json if one.collection.name == name
    ]
    rows = [row_cells(one.collection, one.values) for one in records]
    written = "".join(as_table(LIST_COLUMNS, rows))
    assert written.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n") == example("rows.csv")


def test_the_json_example_is_what_an_export_writes() -> None:
    episode, night, *records = told(example("json"))
    assert episode.entry
    assert episode.recorded_at
    assert night.night
    assert night.recorded_at
    kept = [ExportedEpisode(episode.entry, episode.recorded_at, episode.source)]
    quiet = [QuietNight(night.night, night.recorded_at)]
    others = {one.record.collection.name: [one.record.values] for one in records if one.record}
    assert "".join(as_json(kept, quiet, others)) == example("json")


@pytest.mark.parametrize("kind", COLLECTIONS.values(), ids=lambda kind: kind.name)
def test_every_field_beside_episodes_and_nights_is_told(kind: Collection) -> None:
    line = re.search(rf"^- `{kind.name}`: (.*?)\n(?=- |\n)", TEXT, re.DOTALL | re.MULTILINE)
    assert line
    fields, _dot, rest = re.sub(r" \([^)]*\)", "", line[1]).partition(". ")
    assert re.findall(r"`(\w+)`", fields) == list(kind.fields)
    choices = {
        value
        for field in kind.fields.values()
        if isinstance(field, RecordChoice)
        for value in field.values
    }
    assert choices <= set(re.findall(r"`([\w-]+)`", rest))
    for name, field in kind.fields.items():
        if isinstance(field, RecordText):
            assert re.search(
                rf"`{name}`[^`]* {field.most}\b|`{name}`[^`]*\({field.most}\b", line[1]
            ), name


def test_the_table_example_can_be_classified(tmp_path: Path) -> None:
    path, out = tmp_path / "example.csv", io.StringIO()
    path.write_text(example("csv"), encoding="utf-8")
    call_command("classify", str(path), stdout=out)
    flags = [json.loads(line)["flags"] for line in out.getvalue().splitlines()]
    assert flags == [[], ["jerk_woke_me"], ["back_muscles"], []]


def test_every_column_has_its_line() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == COLUMNS


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("movement", Movement),
        ("side", Side),
        ("phase", Phase),
        ("woke", Woke),
        ("noticed_by", NoticedBy),
        ("called_back", CalledBack),
        ("perceived", Perceived),
        ("spread", Spread),
        ("eased_by", EasedBy),
        ("time_told", TimeTold),
    ],
)
def test_every_value_is_told(column: str, kind: type[StrEnum]) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{column}` |"))
    assert {
        value
        for value in re.findall(r"`(\w+)`", line.rpartition("|")[0].rpartition("|")[0])
        if value != column
    } == {
        *kind,
        *({"none", "constant"} if kind is Movement else set()),
    }


def test_every_muscle_source_and_sign_is_told() -> None:
    told_muscles = re.findall(r"`(\w+)`", TEXT.partition("## Muscles")[2].partition("\n## ")[0])
    assert sorted(told_muscles) == sorted(one.id for one in MUSCLES)
    assert all(f"`{source.value}`" in TEXT for source in Source)
    assert all(sign in TEXT for sign in STARTERS if sign.isprintable())
