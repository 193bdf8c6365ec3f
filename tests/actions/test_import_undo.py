"""A large import is taken back by a task: all of it at one mark, in pieces that hold nobody up, and
whole whenever the process ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.account_deletion import delete_account
from journal.actions import import_undo
from journal.actions.import_spans import ImportUnderWayError, clear_dead_imports
from journal.actions.import_undo import go_on_with_undo, go_on_with_undos, take_import_back
from journal.actions.record import record
from journal.actions.record_diary import record_all
from journal.diary_file import ExportedEpisode
from journal.models import ChangedRow, Episode, FinishedImport, ImportedSpan, UnfinishedImport
from journal.models.episode import Source
from journal.models.finished_import import UNDO_KEPT
from journal.retention import delete_expired
from tests import builders
from tests.imports import Killed, Slow

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 7, 1, 0, 15, tzinfo=UTC)
ROWS = 12

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_pieces")]


@pytest.fixture
def small_pieces(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are already many."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(import_undo, "MOST_IN_PIECE", 2)
    monkeypatch.setattr(import_undo, "LEAST_IN_PIECE", 1)
    monkeypatch.setattr(import_undo, "ROWS_AT_ONCE", 5)
    monkeypatch.setattr(import_undo, "Pace", Slow)
    monkeypatch.setattr(import_undo, "undo_import", Queue())
    Queue.keys.clear()


class Queue:
    """In place of the task: what it was enqueued for."""

    keys: ClassVar[list[int]] = []

    def enqueue(self, key: int) -> None:
        self.keys.append(key)


def entries(number: int) -> Iterator[ExportedEpisode]:
    for place in range(number):
        at = FIRST + timedelta(minutes=place)
        yield ExportedEpisode(builders.entry(id=f"row-{place}", happened_at=at), NOW, "import")


def bring(owner: User, number: int = ROWS) -> FinishedImport:
    record_all(owner, entries(number), as_of=NOW, undo_name="my table.csv")
    return FinishedImport.objects.of(owner).latest("pk")


def asked(owner: User) -> FinishedImport:
    """An import of so many rows, of which the second was changed, that is to be taken back."""
    bring(owner)
    changed = Episode.objects.of(owner).get(client_id="row-1")
    changed.note = "I remember more of it now"
    changed.save()
    finished = take_import_back(FinishedImport.objects.of(owner).latest("pk"), NOW)
    assert finished.undone_at is None
    return finished


def ids(owner: User) -> list[str]:
    return list(Episode.objects.of(owner).order_by("pk").values_list("client_id", flat=True))


def after_beat(
    number: int, do: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> list[list[str]]:
    """Do that once after so many pieces."""
    beats, real = [], import_undo._beat

    def beat(finished: FinishedImport, rows_read: int) -> None:
        real(finished, rows_read)
        beats.append(rows_read)
        if len(beats) == number:
            do()

    monkeypatch.setattr(import_undo, "_beat", beat)
    return beats  # type: ignore[return-value]


def killed() -> None:
    raise Killed


def test_what_was_changed_stays_and_all_else_goes(ada: User, ben: User) -> None:
    own, other = builders.episode(ada, id="own"), builders.episode(ben)
    finished = asked(ada)
    assert Queue.keys == [finished.pk]
    assert len(ids(ada)) == ROWS + 1
    go_on_with_undo(finished.pk)
    finished.refresh_from_db()
    assert (finished.removed, finished.changed) == (ROWS - 1, 1)
    assert finished.undone_at is not None
    assert ids(ada) == ["own", "row-1"]
    assert Episode.objects.filter(pk__in=[own.pk, other.pk]).count() == 2
    assert not ImportedSpan.objects.exists()
    assert not UnfinishedImport.objects.exists()
    assert not ChangedRow.objects.exists()


def test_readers_see_all_of_it_or_nothing(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    finished, seen = asked(ada), []
    real = import_undo._beat

    def beat(mine: FinishedImport, rows_read: int) -> None:
        real(mine, rows_read)
        seen.append(len(ids(ada)))

    monkeypatch.setattr(import_undo, "_beat", beat)
    go_on_with_undo(finished.pk)
    assert set(seen) == {ROWS, 1}
    assert seen == sorted(seen, reverse=True)
    assert len(seen) > ROWS // 2


@pytest.mark.parametrize("beat", range(1, 14))
def test_killed_at_any_moment_it_is_all_there_or_gone_and_goes_on(
    ada: User, monkeypatch: pytest.MonkeyPatch, beat: int
) -> None:
    finished = asked(ada)
    with monkeypatch.context() as patch:
        after_beat(beat, killed, patch)
        with suppress(Killed):
            go_on_with_undo(finished.pk)
    clear_dead_imports()
    assert ids(ada) in ([f"row-{number}" for number in range(ROWS)], ["row-1"])
    go_on_with_undos()
    finished.refresh_from_db()
    assert (finished.removed, finished.changed) == (ROWS - 1, 1)
    assert ids(ada) == ["row-1"]
    assert not ChangedRow.objects.exists()


def test_what_is_changed_between_the_look_and_the_mark_stays(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = asked(ada)

    def change() -> None:
        Episode.objects.filter(client_id="row-0").update(note="Changed just now")

    after_beat(3, change, monkeypatch)
    go_on_with_undo(finished.pk)
    finished.refresh_from_db()
    assert (ids(ada), finished.changed) == (["row-0", "row-1"], 2)


def test_no_import_begins_and_a_touch_is_stored_at_once(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = asked(ada)
    with pytest.raises(ImportUnderWayError):
        bring(ada)

    def touch() -> None:
        record(ada, builders.entry(id="row-7", note="Touched"), source=Source.PAD, as_of=NOW)
        assert ids(ada) == ["row-1", "row-7"]

    after_beat(6, touch, monkeypatch)
    go_on_with_undo(finished.pk)
    assert ids(ada) == ["row-1", "row-7"]
    assert bring(ada).episodes == ROWS - 2


def test_one_person_s_undo_hides_nothing_of_another_s(
    ada: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = asked(ada)
    bring(ben)
    after_beat(6, killed, monkeypatch)
    with pytest.raises(Killed):
        go_on_with_undo(finished.pk)
    assert (ids(ada), len(ids(ben))) == (["row-1"], ROWS)


def test_an_account_that_is_deleted_meanwhile_ends_it(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = asked(ada)
    after_beat(6, lambda: delete_account(ada), monkeypatch)
    go_on_with_undo(finished.pk)
    assert not Episode.objects.exists()
    assert not FinishedImport.objects.exists()


def test_one_that_was_interrupted_is_gone_on_with_by_the_chores_after_thirty_days(
    ada: User,
) -> None:
    asked(ada)
    delete_expired(NOW + UNDO_KEPT + timedelta(days=1))
    assert ids(ada) == ["row-1"]


def test_the_page_says_how_far_it_is(
    ada: User, as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = bring(ada)
    FinishedImport.objects.update(finished_at=datetime.now(UTC))
    after_beat(8, killed, monkeypatch)
    as_ada.post(f"/import/{finished.pk}/undo/")
    with pytest.raises(Killed):
        go_on_with_undo(finished.pk)
    answer = as_ada.get("/import/earlier/")
    assert answer["Refresh"] == "2"
    assert 'max="100" value="75"' in answer.content.decode()
    assert "Take it all back" not in answer.content.decode()
    FinishedImport.objects.update(undo_beat_at=NOW, undo_asked_at=NOW)
    answer = as_ada.get("/import/earlier/")
    assert "Refresh" not in answer
    assert "Taking it back was interrupted" in answer.content.decode()
    as_ada.post(f"/import/{finished.pk}/undo/")
    go_on_with_undo(finished.pk)
    text = as_ada.get("/import/earlier/").content.decode()
    assert f"Taken back: {ROWS} rows of the file are gone." in text
    again = as_ada.post(f"/import/{finished.pk}/undo/")
    assert again.status_code == 404
