"""A file into a diary: all or nothing, twice the same as once."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User

from journal.actions import row_file
from journal.actions.record import RefusedError
from journal.actions.record_diary import StoredDiary, record_all
from journal.diary_file import ExportedEpisode, QuietNight
from journal.files.import_preview import preview
from journal.models import Episode, NightRecord
from journal.models.episode import Source
from tests import builders
from tests.actions.diary_files import FILE, LOCAL, NOW, stored


def test_episodes_and_nights_are_stored(ada: User) -> None:
    assert stored(ada, FILE) == StoredDiary(episodes=2, nights=1)
    first, second = Episode.objects.of(ada).order_by("happened_at")
    assert (first.client_id, first.movement, first.muscle, first.night_of) == (
        "a",
        "twitch",
        "calf",
        date(2026, 7, 6),
    )
    assert (second.source, second.recorded_at, second.time_zone) == (
        Source.IMPORT,
        NOW,
        "Europe/Berlin",
    )
    assert [night.night_of for night in NightRecord.objects.of(ada)] == [date(2026, 7, 5)]


def test_a_file_stores_what_the_form_would(ada: User, ben: User) -> None:
    """Both ways in fill every column alike."""
    entry = builders.entry(note="Füße", count=3, side=None)
    by_form = builders.episode(
        ada, **{name: getattr(entry, name) for name in ("id", "note", "count")}
    )
    record_all(
        ben, [ExportedEpisode(entry, by_form.recorded_at, by_form.source)], as_of=datetime.now(UTC)
    )
    by_file = Episode.objects.of(ben).get()
    for field in Episode._meta.concrete_fields:
        if field.name not in {"id", "owner"}:
            assert getattr(by_file, field.attname) == getattr(
                Episode.objects.of(ada).get(), field.attname
            ), field


def test_a_second_time_adds_nothing(ada: User) -> None:
    stored(ada, FILE)
    assert stored(ada, FILE) == StoredDiary(episodes=0, nights=0)
    assert (Episode.objects.count(), NightRecord.objects.count()) == (2, 1)


def test_what_lies_in_the_trash_is_left_there(ada: User) -> None:
    stored(ada, FILE)
    Episode.objects.of(ada).update(deleted_at=NOW)
    assert stored(ada, FILE).episodes == 0
    assert Episode.objects.of(ada).kept().count() == 0


def test_the_same_file_for_two_people(ada: User, ben: User) -> None:
    assert stored(ada, FILE) == stored(ben, FILE)


def test_one_wrong_row_and_nothing_is_stored(ada: User) -> None:
    with pytest.raises(RefusedError):
        stored(ada, FILE + "c,2026-07-09T02:15Z,,hop,\n")
    assert (Episode.objects.count(), NightRecord.objects.count()) == (0, 0)


def test_an_unsound_entry_is_refused_wherever_it_comes_from(ada: User) -> None:
    with pytest.raises(RefusedError, match="at least one"):
        record_all(ada, [ExportedEpisode(builders.entry(count=0), NOW, Source.IMPORT)], as_of=NOW)
    assert Episode.objects.count() == 0


def test_an_error_halfway_through_leaves_nothing(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_file, "ROWS_IN_MEMORY", 2)
    episodes = [ExportedEpisode(builders.entry(), NOW, Source.IMPORT) for _number in range(5)]

    def broken(done: int, of: int) -> None:
        if done >= 4:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        record_all(ada, episodes, as_of=NOW, stored_so_far=broken)
    assert Episode.objects.count() == 0


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_batches_of_every_length(ada: User, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(row_file, "ROWS_IN_MEMORY", 2)
    progress: list[tuple[int, int]] = []
    episodes = [ExportedEpisode(builders.entry(), NOW, Source.IMPORT) for _number in range(number)]
    nights = [QuietNight(date(2026, 7, 1), NOW)]
    done = record_all(
        ada,
        [*episodes, *nights],
        as_of=NOW,
        stored_so_far=lambda done, of: progress.append((done, of)),
    )
    assert done == StoredDiary(episodes=number, nights=1)
    assert Episode.objects.of(ada).count() == number
    assert progress[-1] == (number + 1, number + 1)


def test_a_column_that_no_model_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="mood"):
        row_file.RowFile(NightRecord, io.BytesIO()).add(mood=3)


LOCAL_JSON = json.dumps(
    {
        "format": "twitchlog-diary",
        "version": 1,
        "episodes": [{"id": "l", "happened_at": "2026-07-07T02:15"}],
    }
)


@pytest.mark.parametrize(("text", "number"), [(LOCAL, 2), (LOCAL_JSON, 1)])
def test_times_without_a_place_are_those_of_the_persons_own_zone(
    ada: User, text: str, number: int
) -> None:
    look = preview(ada, io.BytesIO(text.encode()), default_zone="Asia/Tokyo", as_of=NOW)
    assert (look.wrong_rows, look.own_zone) == (0, number)
    stored(ada, text, "Asia/Tokyo")
    first = Episode.objects.of(ada).order_by("happened_at").first()
    assert first
    assert (first.happened_at, first.time_zone) == (
        datetime(2026, 7, 6, 17, 15, tzinfo=UTC),
        "Asia/Tokyo",
    )


def test_the_same_file_after_a_move_adds_nothing(ada: User) -> None:
    assert stored(ada, LOCAL, "Asia/Tokyo").episodes == 3
    assert stored(ada, LOCAL, "Europe/Berlin").episodes == 0
