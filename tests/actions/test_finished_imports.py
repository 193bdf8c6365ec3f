"""A small import is taken back at once: what was changed by hand since stays, and is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from journal.actions import record_diary
from journal.actions.import_undo import take_import_back
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


def undone(owner: User) -> tuple[int, int]:
    """Take the latest import back; how many rows went, and how many stay."""
    finished = take_import_back(FinishedImport.objects.of(owner).latest("pk"), NOW)
    assert finished.undone_at == NOW
    return finished.removed, finished.changed


def bring(owner: User, number: int = 5, name: str | None = "my table.csv") -> None:
    record_all(owner, diary(number), as_of=NOW, undo_name=name)


def test_all_that_an_import_brought_goes(ada: User, ben: User) -> None:
    own, other = builders.episode(ada), builders.episode(ben)
    bring(ada)
    finished = FinishedImport.objects.of(ada).get()
    assert (finished.name, finished.episodes, finished.nights) == ("my table.csv", 5, 1)
    builders.episode(ada)
    assert undone(ada) == (6, 0)
    assert Episode.objects.of(ada).count() == 2
    assert Episode.objects.filter(pk__in=[own.pk, other.pk]).count() == 2
    assert not NightRecord.objects.of(ada).exists()
    assert not ImportedSpan.objects.exists()
    assert not UnfinishedImport.objects.exists()


def test_it_is_listed_as_taken_back_and_cannot_be_taken_back_twice(ada: User) -> None:
    bring(ada)
    undone(ada)
    assert FinishedImport.objects.recent(NOW).get().undone_at == NOW
    assert not FinishedImport.objects.undoable(NOW).exists()
    bring(ada)
    again = take_import_back(FinishedImport.objects.order_by("pk")[0], NOW)
    assert (again.removed, Episode.objects.of(ada).count()) == (6, 5)


def test_where_a_later_release_has_other_columns_everything_stays(ada: User) -> None:
    bring(ada)
    ImportedSpan.objects.update(columns="owner_id,gone_by_now")
    assert undone(ada) == (0, 6)
    assert Episode.objects.of(ada).count() == 5


def test_the_same_file_can_be_brought_again_after_it_was_taken_back(ada: User) -> None:
    bring(ada)
    undone(ada)
    bring(ada)
    assert Episode.objects.of(ada).count() == 5


def test_what_was_changed_since_stays_and_is_counted(ada: User) -> None:
    bring(ada)
    changed, moved = Episode.objects.of(ada).order_by("pk")[:2]
    changed.note = "I remember more of it now"
    changed.save()
    discard(moved, NOW)
    assert undone(ada) == (5, 1)
    assert list(Episode.objects.of(ada)) == [changed]


def test_what_was_there_before_the_file_is_not_the_imports(ada: User) -> None:
    builders.episode(ada, id="row-2", happened_at=FIRST)
    bring(ada)
    assert FinishedImport.objects.get().episodes == 4
    undone(ada)
    assert [episode.client_id for episode in Episode.objects.of(ada)] == ["row-2"]


def test_an_import_that_added_nothing_or_has_no_name_is_not_remembered(ada: User) -> None:
    bring(ada, name=None)
    assert not FinishedImport.objects.exists()
    bring(ada)
    assert not FinishedImport.objects.exists()


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
