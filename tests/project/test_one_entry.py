"""The fields of an entry are said once: columns, rows, schemas and reports follow from them."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import get_type_hints

from crispy_forms.utils import render_crispy_form
from django.contrib.auth.models import User
from hypothesis import given

from journal.api.schemas_in import EpisodeIn, OneEpisode
from journal.api.schemas_out import EpisodeOut
from journal.diary_file import COLUMNS, open_rows, read
from journal.entries import DEFAULTS, FIELDS, KINDS, Entry
from journal.forms.episode import EpisodeForm
from journal.forms.episode_parts import EPISODE_PARTS
from journal.models import Episode
from journal.models.entry_columns import ENTRY_COLUMNS, OBSERVED, columns, entry_values, observe
from journal.observations import Observation
from journal.report import ReportEntry, digest, from_json, to_json
from tests import strategies

FROZEN = Path(__file__).parent.parent / "data" / "frozen_report.json"
NOON = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)


def test_whatever_holds_an_entry_has_its_fields() -> None:
    assert COLUMNS == FIELDS == tuple(KINDS)
    assert set(FIELDS) - set(DEFAULTS) == {"id", "happened_at", "time_zone"}
    columns_of_model = {field.name for field in Episode._meta.get_fields()}
    assert set(ENTRY_COLUMNS) <= columns_of_model
    assert set(EpisodeOut.model_fields) >= set(FIELDS)
    for schema in (EpisodeIn, OneEpisode):
        assert set(schema.model_fields) == {*FIELDS, "logged_at"}
    assert {field for part in EPISODE_PARTS.values() for field in part} == {*FIELDS} - {"id"}
    assert set(EPISODE_PARTS) <= set(EpisodeForm.base_fields)
    hints = get_type_hints(ReportEntry)
    assert {name: hints[name] for name in FIELDS} == get_type_hints(Entry)


def test_the_form_lays_out_each_of_its_fields_once() -> None:
    form = EpisodeForm(zone="UTC", as_of=NOON)
    pointers = form.helper.layout.get_field_names()
    assert sorted(pointer.name for pointer in pointers) == sorted(form.fields)


def test_more_opens_for_a_message_in_any_of_its_fields() -> None:
    form = EpisodeForm(zone="UTC", as_of=NOON)
    more = form.helper.layout[-1]
    names = [pointer.name for pointer in more.get_field_names()]
    assert names[:3] == ["count", "duration", "duration_unit"]
    assert names[-1] == "time_zone"
    for name in names:
        sent = EpisodeForm({}, zone="UTC", as_of=NOON)
        sent.add_error(name, "Not so.")
        assert '<details class="more" open>' in render_crispy_form(sent)


def test_an_observation_is_made_of_the_columns_that_are_asked_for() -> None:
    names = [field.name for field in dataclasses.fields(Observation)]
    assert [{"pk": "key"}.get(column, column) for column in OBSERVED] == names
    row = ("twitch", "calf", "", "asleep", "no", "self", 3, NOON.date(), 7)
    assert dataclasses.astuple(observe(*row)) == (
        *("twitch", "calf", None, "asleep", "no", "self"),
        *(3, NOON.date(), 7),
    )


@given(strategies.entries())
def test_an_entry_comes_back_from_its_columns(entry: Entry) -> None:
    stored = {"client_id": entry.id, **columns(entry)}
    assert Entry(**entry_values(map(stored.__getitem__, ENTRY_COLUMNS))) == entry


def test_an_episode_is_its_entry(ada: User) -> None:
    entry = dataclasses.replace(strategies.PLAIN, count=3, note="a\nb")
    episode = Episode.from_entry(ada, entry, source="form", recorded_at=NOON)
    episode.save()
    assert Episode.objects.get(pk=episode.pk).entry == entry


def test_a_report_frozen_before_keeps_its_text_and_its_hash() -> None:
    text = FROZEN.read_bytes().decode()
    assert digest(text) == "598c20ff9d5c3c57242fedebd1e17254241250ea9d96273fee929aff6238e425"
    report = from_json(text)
    assert to_json(report) == text
    assert any("\r\n" in entry.note for entry in report.lines)


def test_what_is_wrong_with_the_count_is_said_first() -> None:
    file = BytesIO(b"happened_at,movement,count\n2026-07-07T02:15Z,twist,many\n")
    row = next(read(open_rows(file), default_zone="UTC", as_of=NOON))
    assert [problem.field for problem in row.wrong] == ["count", "movement"]
