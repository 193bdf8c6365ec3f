"""A long import is stored in short pieces and seen at once: nobody sees a part of it, and a kill
leaves nothing.
"""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from journal.actions.import_spans import DEAD_AFTER, ImportUnderWayError, clear_dead_imports
from journal.diary_file import COLLECTIONS
from journal.files.export import export, extent
from journal.files.import_diary import store
from journal.files.import_preview import preview
from journal.models import (
    Episode,
    NightRecord,
    UnfinishedImport,
)
from journal.models.owner_querysets import OwnedQuerySet
from journal.reading.records import record_counts
from tests import builders
from tests.files.whole_diary import fill
from tests.imports import (
    MODELS,
    NOW,
    Killed,
    after,
    bring,
    fall_silent,
    killed,
    seen,
    small_pieces,
    stored,
    text,
)

__all__ = ["small_pieces"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_pieces")]


def test_nothing_is_seen_before_all_is_there(ada: User, as_ada: Client) -> None:
    numbers: list[int] = []

    def nothing(done: int, of: int) -> None:
        numbers.append(stored())
        assert seen(ada) == [0] * len(MODELS)
        assert list(record_counts(ada).values()) == [0] * len(COLLECTIONS)
        first, last = date(2026, 6, 1), date(2026, 7, 20)
        assert not Episode.objects.reaching_back(ada, first, last).exists()
        assert not Episode.objects.reaching_back(ada, last, last).exists()
        assert not NightRecord.objects.reaching_back(ada, last, last).exists()
        assert extent(ada).first is None
        assert "From the file" not in "".join(export(ada, "json")) + "".join(export(ada, "csv"))
        assert preview(ada, io.BytesIO(text().encode()), default_zone="UTC", as_of=NOW).new == 12
        for page in (
            "/dashboard/?period=all",
            "/episodes/?text=file",
            "/nights/",
            "/patterns/",
            "/report/",
            "/trash/",
        ):
            assert "From the file" not in as_ada.get(page).content.decode(), page

    done = bring(ada, nothing)
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[-1] == 12
    assert (done.episodes, done.nights, done.records.total()) == (5, 1, 6)
    assert seen(ada) == [5, 1, 1, 1, 1, 1, 1, 1]
    assert not UnfinishedImport.objects.exists()


def test_every_reader_begins_where_imports_under_way_are_left_out() -> None:
    for model in MODELS:
        assert isinstance(model.objects.all(), OwnedQuerySet), model


@pytest.mark.parametrize("piece", range(1, 12))
def test_killed_at_any_moment_it_leaves_nothing_that_is_seen(ada: User, piece: int) -> None:
    with pytest.raises(Killed):
        bring(ada, after(piece, killed))
    assert seen(ada) == [0] * len(MODELS)
    with pytest.raises(ImportUnderWayError):
        bring(ada)
    fall_silent()
    clear_dead_imports()
    assert (stored(), UnfinishedImport.objects.count()) == (0, 0)
    assert bring(ada).episodes == 5


def test_the_next_import_clears_up_after_a_dead_one(ada: User, ben: User) -> None:
    for person in (ada, ben):
        with pytest.raises(Killed):
            bring(person, after(5, killed))
    fall_silent()
    assert (bring(ada).episodes, seen(ada)[0], seen(ben)[0]) == (5, 5, 0)
    assert set(UnfinishedImport.objects.values_list("owner", flat=True)) == {ben.pk}


def test_an_error_on_the_way_is_cleared_up_at_once(ada: User) -> None:
    def full() -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        bring(ada, after(5, full))
    assert (stored(), UnfinishedImport.objects.count()) == (0, 0)


def test_one_that_was_taken_for_dead_stores_nothing_more(ada: User) -> None:
    def cleared() -> None:
        fall_silent()
        clear_dead_imports()

    with pytest.raises(ImportUnderWayError):
        bring(ada, after(5, cleared))
    assert stored() == 0


def test_a_whole_diary_comes_back_the_same_in_pieces(ada: User, ben: User) -> None:
    fill(ada)
    whole = "".join(export(ada, "json"))
    store(ben, io.BytesIO(whole.encode()), default_zone="UTC", as_of=timezone.now())
    assert "".join(export(ben, "json")) == whole


@pytest.mark.sqlite
def test_keys_are_reserved_in_a_table_that_never_had_a_row(ada: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
    bring(ada)
    assert sorted(Episode.objects.of(ada).values_list("pk", flat=True)) == [1, 2, 3, 4, 5]
    assert builders.episode(ada).pk == 6


def test_an_import_that_is_silent_for_less_than_half_a_minute_is_not_dead(ada: User) -> None:
    with pytest.raises(Killed):
        bring(ada, after(3, killed))
    UnfinishedImport.objects.update(beat_at=timezone.now() - DEAD_AFTER + timedelta(seconds=10))
    clear_dead_imports()
    assert UnfinishedImport.objects.exists()
