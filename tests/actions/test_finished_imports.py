"""An import is taken back as a whole: what was changed by hand since stays, and is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from journal.actions import record_diary, short_transactions
from journal.actions.finished_imports import take_import_back
from journal.actions.record_diary import record_all
from journal.actions.short_transactions import MOST_IN_PIECE
from journal.actions.trash import discard
from journal.diary_file import ExportedEpisode, QuietNight
from journal.models import Episode, FinishedImport, ImportedSpan, NightRecord, UnfinishedImport
from journal.models.finished_import import UNDO_KEPT
from journal.retention import delete_expired
from tests import builders

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 7, 1, 0, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def diary(number: int) -> Iterator[ExportedEpisode | QuietNight]:
    for place in range(number):
        entry = builders.entry(
            id=f"row-{place}", happened_at=FIRST + timedelta(minutes=place), movement="twitch"
        )
        yield ExportedEpisode(entry, NOW, "import")
    yield QuietNight(date(2026, 10, 1), NOW)


def bring(owner: User, number: int = 5, name: str | None = "my table.csv") -> None:
    record_all(owner, diary(number), as_of=NOW, undo_name=name)


@pytest.mark.parametrize("number", [5, MOST_IN_PIECE + 300])
def test_all_that_an_import_brought_goes(ada: User, ben: User, number: int) -> None:
    own, other = builders.episode(ada), builders.episode(ben)
    bring(ada, number)
    finished = FinishedImport.objects.of(ada).get()
    assert (finished.name, finished.episodes, finished.nights) == ("my table.csv", number, 1)
    builders.episode(ada)
    undone = take_import_back(finished)
    assert (undone.removed, undone.changed) == (number + 1, 0)
    assert Episode.objects.of(ada).count() == 2
    assert Episode.objects.filter(pk__in=[own.pk, other.pk]).count() == 2
    assert not NightRecord.objects.of(ada).exists()
    assert not FinishedImport.objects.exists()
    assert not ImportedSpan.objects.exists()
    assert not UnfinishedImport.objects.exists()


def test_where_a_later_release_has_other_columns_everything_stays(ada: User) -> None:
    bring(ada)
    ImportedSpan.objects.update(columns="owner_id,gone_by_now")
    undone = take_import_back(FinishedImport.objects.get())
    assert (undone.removed, undone.changed) == (0, 6)
    assert Episode.objects.of(ada).count() == 5


def test_the_same_file_can_be_brought_again_after_it_was_taken_back(ada: User) -> None:
    bring(ada)
    take_import_back(FinishedImport.objects.get())
    bring(ada)
    assert Episode.objects.of(ada).count() == 5


def test_what_was_changed_since_stays_and_is_counted(ada: User) -> None:
    bring(ada)
    changed, moved = Episode.objects.of(ada).order_by("pk")[:2]
    changed.note = "I remember more of it now"
    changed.save()
    discard(moved, NOW)
    undone = take_import_back(FinishedImport.objects.get())
    assert (undone.removed, undone.changed) == (5, 1)
    assert list(Episode.objects.of(ada)) == [changed]


def test_what_was_there_before_the_file_is_not_the_imports(ada: User) -> None:
    builders.episode(ada, id="row-2", happened_at=FIRST)
    bring(ada)
    assert FinishedImport.objects.get().episodes == 4
    take_import_back(FinishedImport.objects.get())
    assert [episode.client_id for episode in Episode.objects.of(ada)] == ["row-2"]


def test_an_import_that_added_nothing_or_has_no_name_is_not_remembered(ada: User) -> None:
    bring(ada, name=None)
    assert not FinishedImport.objects.exists()
    bring(ada)
    assert not FinishedImport.objects.exists()


def test_one_that_ends_midway_goes_on_when_it_is_asked_again(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(ada, MOST_IN_PIECE + 300)
    finished, calls = FinishedImport.objects.get(), []

    def second_fails(*arguments: object) -> int:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError("the process ends")
        return real(*arguments)  # type: ignore[arg-type]

    real = short_transactions.delete_in_pieces
    monkeypatch.setattr("journal.actions.finished_imports.delete_in_pieces", second_fails)
    with pytest.raises(OSError, match="the process ends"):
        take_import_back(finished)
    assert 0 < Episode.objects.of(ada).count() < MOST_IN_PIECE + 300
    take_import_back(FinishedImport.objects.get())
    assert not Episode.objects.of(ada).exists()


def test_a_killed_import_leaves_nothing_to_take_back(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_diary, "_check_room", _fails)
    with pytest.raises(OSError, match="no room"):
        bring(ada, MOST_IN_PIECE + 300)
    assert not FinishedImport.objects.exists()
    assert not Episode.objects.of(ada).exists()


def _fails(*_arguments: object) -> None:
    raise OSError("no room")


def test_after_thirty_days_it_is_part_of_the_diary(ada: User) -> None:
    bring(ada)
    assert FinishedImport.objects.of(ada).undoable(NOW + UNDO_KEPT).count() == 1
    later = NOW + UNDO_KEPT + timedelta(seconds=1)
    assert not FinishedImport.objects.of(ada).undoable(later).exists()
    delete_expired(later)
    assert not FinishedImport.objects.exists()
    assert not ImportedSpan.objects.exists()
    assert Episode.objects.of(ada).count() == 5
