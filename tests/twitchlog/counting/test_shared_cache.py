"""What limits count holds across processes, names nobody, stays small, and is never a reason to
refuse somebody.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from journal import request_limits
from twitchlog.counting import counts_file
from twitchlog.counting.shared_cache import Counts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "counts" / "limits.sqlite3"


@pytest.fixture
def counting(place: Path) -> Counts:
    return Counts(str(place), {})


def test_at_most_so_many_within_a_time(counting: Counts) -> None:
    with time_machine.travel(1000, tick=False) as clock:
        assert [counting.take("ada", 2, 60) for _try in range(3)] == [0, 0, 60]
        assert counting.take("ben", 2, 60) == 0
        clock.shift(59)
        assert counting.take("ada", 2, 60) == 1
        clock.shift(1)
        assert [counting.take("ada", 2, 60) for _try in range(2)] == [0, 0]
        counting.give_back("ada")
        assert [counting.take("ada", 2, 60) for _try in range(2)] == [0, 60]
        counting.give_back("nobody")


def test_a_clock_that_is_put_back_closes_nothing_for_long(counting: Counts) -> None:
    with time_machine.travel(1_000_000, tick=False):
        assert [counting.take("ada", 1, 60) for _try in range(2)] == [0, 60]
    with time_machine.travel(1000, tick=False):
        assert counting.take("ada", 1, 60) == 0


def test_it_is_djangos_cache_too(counting: Counts) -> None:
    with time_machine.travel(1000, tick=False) as clock:
        assert [counting.add("a", [1.5], 10), counting.add("a", "other", 10)] == [True, False]
        assert counting.get("a") == [1.5]
        assert counting.touch("a", 20)
        clock.shift(15)
        assert counting.get("a") == [1.5]
        clock.shift(5)
        assert counting.get("a", "gone") == "gone"
        assert not counting.touch("a", 20)
        assert counting.add("a", True, None)
        counting.set("a", {"b": 1}, None)
        clock.shift(10**9)
        assert counting.get("a") == {"b": 1}
        assert [counting.delete("a"), counting.delete("a")] == [True, False]
    assert isinstance(cache.get("no"), type(None))


def _take_fifty(file: str, answers: Any) -> None:
    counting = Counts(file, {})
    answers.put(sum(counting.take("ada", 60, 600) == 0 for _ in range(50)))


def test_processes_count_together_and_miss_none(counting: Counts, place: Path) -> None:
    counting.take("ben", 1, 1)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    workers = [context.Process(target=_take_fifty, args=(str(place), answers)) for _ in range(2)]
    for worker in workers:
        worker.start()
    assert answers.get(timeout=60) + answers.get(timeout=60) == 60
    for worker in workers:
        worker.join()
    assert counting.take("ada", 60, 600) > 0


def test_the_file_names_nobody_and_is_for_its_owner(counting: Counts, place: Path) -> None:
    counting.take("ada@example.org", 5, 60)
    counting.set("203.0.113.7", 1)
    held = b"".join(file.read_bytes() for file in place.parent.iterdir())
    assert b"ada" not in held
    assert b"203.0" not in held
    assert {file.stat().st_mode & 0o777 for file in place.parent.iterdir()} == {0o600}
    request_limits._count(
        "somebody", 8, place.parent
    )  # the API's own counts lie in the same folder
    request_limits._count("somebody", 9, place.parent)
    assert place.exists()


def test_what_has_ended_goes_and_no_crowd_fills_the_disk(
    counting: Counts, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts_file, "MOST_COUNTS", 10)
    monkeypatch.setattr(counts_file, "CLEAN_EVERY", 5)
    for number in range(60):
        counting.take(f"visitor {number}", 5, 600 + number)
    rows = sqlite3.connect(place).execute("SELECT count(*) FROM counts").fetchone()[0]
    assert 10 <= rows < 16
    assert counting.take("visitor 59", 1, 660) > 0  # those that end soonest go first


def test_where_no_file_can_be_made_counts_are_kept_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "counts").write_text("in the way")
    counting = Counts(str(tmp_path / "counts" / "limits.sqlite3"), {})
    assert [counting.take("ada", 2, 60) == 0 for _try in range(4)] == [True, True, False, False]
    assert len(caplog.messages) == 1


def test_a_file_that_can_be_written_again_is_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    (tmp_path / "counts").write_text("in the way")
    counting = Counts(str(place), {})
    counting.set("a", 1)
    monkeypatch.setattr(counting._file._here, "until", -1.0)
    (tmp_path / "counts").unlink()
    counting.set("b", 2)
    assert Counts(str(place), {}).get("b") == 2


def test_a_file_that_was_locked_is_used_again_and_nothing_is_forgotten(
    counting: Counts, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("COUNTS_LOCK_SECONDS", 0),
        ("LOCK_AGAIN_AFTER", -1),
        ("FILE_AGAIN_AFTER", 1e6),
    ):
        monkeypatch.setattr(counts_file, name, value)
    assert counting.take("ada", 2, 600) == 0
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert counting.take("ben", 2, 600) == 0
    assert [counting.take("ada", 2, 600) > 0 for _try in range(2)] == [False, True]
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert [counting.take("ben", 2, 600) > 0 for _try in range(2)] == [False, True]
    assert counting.take("ada", 2, 600) > 0


def test_a_damaged_file_is_made_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.parent.mkdir()
    place.write_bytes(b"this is no database, however long it may be" * 200)
    counting = Counts(str(place), {})
    assert [counting.take("ada", 1, 60) == 0 for _try in range(2)] == [True, False]
    monkeypatch.setattr(counting._file._here, "until", -1.0)
    counting.set("b", 2)
    assert Counts(str(place), {}).get("b") == 2
