"""What the siege relies on: that it counts as it says, and holds what it saw against the bounds."""

from __future__ import annotations

import asyncio
import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from siege.attackers import ATTACK_KINDS
from siege.besieged_server import niceness_of_session
from siege.bystander import PROBED_PAGES
from siege.kinds import load
from siege.lock_watch import LockReport, holder, temporary
from siege.raw_http import NO_STATUS, ask, request
from siege.siege_table import AttackOutcome, PhaseProbes
from siege.soak import Sample, judged
from tests.loops import outcome_of

HELD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("CREATE TABLE IF NOT EXISTS one (two)")
print("there", flush=True)
input()
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
input()
"""


def results(*seconds: float, status: int = 201) -> list[dict[str, Any]]:
    """Answers of that status, one for each time."""
    return [{"status": status, "seconds": one} for one in seconds]


def test_of_a_hundred_answers_the_slowest_but_one_is_the_99th_percentile() -> None:
    watched = PhaseProbes.of(results(*([0.01] * 98), 0.2, 0.9))
    assert watched.percentile(0.99) == 0.2
    assert watched.percentile(1) == 0.9


def test_what_was_not_answered_is_without_end() -> None:
    watched = PhaseProbes.of([*results(0.01, 0.02, 0.03), *results(15, status=NO_STATUS)])
    assert watched.percentile(0.5) == 0.02
    assert watched.percentile(0.99) == math.inf


def outcome(touches: PhaseProbes, pages: PhaseProbes, **lock: Any) -> AttackOutcome:
    """An attack during which and after which that was seen."""
    phase = {"touches": touches, "pages": pages}
    usual = {
        "longest": 0.01,
        "whose": "process 1",
        "longest_with": 0.01,
        "long_ones": 0,
        "temporary": 0,
    }
    return AttackOutcome(
        "silent", "bodies", dict.fromkeys(("before", "with", "after"), phase), {**usual, **lock}
    )


QUICK = PhaseProbes.of(results(0.01, 0.02))


def test_bounds_that_are_kept_leave_nothing_to_say() -> None:
    judged = outcome(QUICK, PhaseProbes.of(results(0.99)))
    judged.judge()
    assert judged.misses == []


@pytest.mark.parametrize(
    ("touches", "pages", "lock", "said"),
    [
        (PhaseProbes.of(results(0.51)), QUICK, {}, "touches with: p99 510 ms"),
        (QUICK, PhaseProbes.of(results(1.01)), {}, "pages with: p99 1010 ms"),
        (PhaseProbes.of(results(0.01, status=429)), QUICK, {}, "429 x 1"),
        (QUICK, QUICK, {"longest": 0.2}, "write lock held 200 ms"),
        (QUICK, QUICK, {"temporary": 7}, "7 bytes"),
    ],
)
def test_a_bound_that_is_missed_is_said(
    touches: PhaseProbes, pages: PhaseProbes, lock: dict[str, Any], said: str
) -> None:
    judged = outcome(touches, pages, **lock)
    judged.phases["before"] = {"touches": QUICK, "pages": QUICK}
    judged.judge()
    assert said in " ".join(judged.misses)


def test_the_holder_of_the_write_lock_is_seen_and_not_disturbed(tmp_path: Path) -> None:
    database = tmp_path / "diary.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "there\n"
        file = os.open(f"{database}-shm", os.O_RDWR)
        before = holder(file)
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "held\n"
        during = holder(file)
        other.communicate("\n")
        os.close(file)
    assert (before, during) == (0, other.pid)


def test_the_longest_stretch_of_one_process_counts() -> None:
    seen = LockReport()
    for pid, now in (
        (0, 0.0),
        (99_999_999, 0.01),
        (99_999_999, 0.02),
        (99_999_998, 0.03),
        (0, 0.035),
    ):
        seen.note(pid, now)
    assert seen.longest == pytest.approx(0.02)
    assert "process 99999999" in seen.whose


def test_what_was_not_looked_at_is_no_stretch() -> None:
    seen = LockReport()
    for pid, now in ((7, 0.01), (7, 1.0), (0, 1.01)):
        seen.note(pid, now)
    assert seen.longest_with == pytest.approx(0.01)


def test_a_busy_machine_judges_nothing_and_says_so() -> None:
    judged = outcome(QUICK, QUICK)
    judged.phases["before"] = {"touches": PhaseProbes.of(results(0.7)), "pages": QUICK}
    judged.judge()
    assert judged.misses == [
        "cannot be judged: the machine is too busy (touches before the attack)"
    ]


def test_a_temporary_file_without_a_name_counts_too(tmp_path: Path) -> None:
    (tmp_path / "named").write_bytes(b"12345")
    with (tmp_path / "nameless").open("wb") as file:
        (tmp_path / "nameless").unlink()
        file.write(b"123")
        file.flush()
        assert temporary(tmp_path, os.getpid()) == 8


def test_every_kind_has_a_name_and_says_what_it_does() -> None:
    load()
    assert {"silent", "idle", "pdfs", "imports", "sign_ins", "resets"} <= set(ATTACK_KINDS)
    assert len({kind.title for kind in ATTACK_KINDS.values()}) == len(ATTACK_KINDS)
    assert all(kind.attack.__doc__ for kind in ATTACK_KINDS.values())


def test_a_request_ends_with_its_answer_and_a_cut_answer_is_none() -> None:
    sent = request("POST", "/log/", {"X-A": "b"}, b"note=a")
    assert sent.splitlines()[0] == b"POST /log/ HTTP/1.1"
    assert b"Content-Length: 6\r\n" in sent
    assert b"Connection: close\r\n" in sent
    assert sent.endswith(b"\r\n\r\nnote=a")

    async def answered(said: bytes) -> int:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readexactly(len(sent))
            writer.write(said)
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            return (await ask(server.sockets[0].getsockname()[1], sent, patience=30)).status

    assert outcome_of(answered(b"HTTP/1.1 201 Created\r\n\r\n{}")) == 201
    assert outcome_of(answered(b"HTTP/1.1 201")) == NO_STATUS
    assert outcome_of(answered(b"")) == NO_STATUS


def test_the_probed_pages_are_there(as_ada: Any) -> None:
    assert {as_ada.get(path).status_code for path in PROBED_PAGES} == {200}


WARM = Sample(staying=100, all=150, files=40, database=1_000_000, log=0)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ({}, ""),
        ({"staying": 111}, "memory grew from 100 to 111 MB"),
        ({"files": 61}, "open files grew from 40 to 61"),
        ({"log": 65 * 1024**2}, "SQLite's log grew"),
        ({"database": 70 * 1024**2}, "the database grew"),
    ],
)
def test_what_grows_in_a_soak_is_said(last: dict[str, Any], said: str) -> None:
    missed = judged([WARM] * 8 + [replace(WARM, **last)], entries=10)
    assert " ".join(missed).startswith(said)
    assert bool(missed) is bool(said)


@pytest.mark.parametrize(
    ("text", "niceness"),
    [("/autogroup-5011 nice -3\n", -3), ("/autogroup-5011 nice 0\n", 0), ("", None)],
)
def test_a_session_without_a_share_of_the_processor_is_no_error(
    text: str, niceness: int | None
) -> None:
    assert niceness_of_session(text) == niceness
