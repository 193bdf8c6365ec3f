"""``python -m siege.soak``: a household goes about its day; what grows, and what waits?

Ends with an error where a bound is missed (docs/siege.md). Everything happens on the loopback
interface, in a folder that is deleted.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from siege.acknowledged import reckoned
from siege.besieged_server import HOME, BesiegedServer, Release, besieged, family, pss_or_nothing
from siege.killed_server import SMALL
from siege.server_processes import open_files, workers
from siege.siege_table import conclude, say
from siege.writing_clients import (
    ROWS_OF_IMPORT,
    Bringer,
    Client,
    Ledger,
    PageReader,
    Toucher,
    Writer,
    dismiss,
)

SAMPLE_SECONDS = 2.0  # seconds between two samples
WARM_SHARE = 0.25  # of the run: until then everything is loaded for the first time
# Bounds.
GROWTH = 1.10  # memory of the parent and its workers at the end, by what it was when warm
MOST_NEW_FILES = 20  # open files more than when warm
LOG = 64 * 1024**2  # bytes of SQLite's log
ENTRY = 4_000  # bytes of the database for each entry that came
BROKEN_STATUSES = ("500", "502", "504")  # 503 asks to wait one's turn
QUICK = 1.0  # seconds for 99 of 100 touches and forms; pages of the heavy lane wait their turn


@dataclass(frozen=True)
class Sample:
    """At one moment: memory of the processes that stay and of all, in MB; open files; bytes."""

    staying: float
    all: float
    files: int
    database: int
    log: int


def sample(ground: BesiegedServer) -> Sample:
    """Memory, open files and bytes of the database at this moment."""
    staying = [ground.process.pid, *workers(ground.process.pid, ground.port)]
    everybody = family(ground.process.pid)
    file = ground.data / "twitchlog.sqlite3"
    log, log_bytes = file.with_name(f"{file.name}-wal"), 0
    if log.exists():
        log_bytes = log.stat().st_size
    return Sample(
        sum(map(pss_or_nothing, staying)) / 1024,
        sum(map(pss_or_nothing, everybody)) / 1024,
        sum(len(open_files(pid)) for pid in staying),
        file.stat().st_size,
        log_bytes,
    )


def household(ground: BesiegedServer, seed: int) -> tuple[dict[type[Client], Ledger], list[Client]]:
    """Three who touch, one who writes, three who read, one who brings files.

    Gives what was acknowledged to those who do the same, and all of them.
    """
    mid, other = ground.cast["mid"], ground.cast["other"]
    people: list[tuple[type[Client], dict[str, object]]] = [
        (Toucher, other),
        (Toucher, mid[0]),
        (Toucher, mid[1]),
    ]
    people += [
        (Writer, mid[1]),
        (PageReader, mid[0]),
        (PageReader, mid[1]),
        (PageReader, other),
        (Bringer, mid[2]),
    ]
    ledgers = {kind: Ledger() for kind, _person in people}
    clients = [
        kind(ground.port, ground.cast, person, ledgers[kind], seed + number)
        for number, (kind, person) in enumerate(people)
    ]
    for client in clients:
        client.start()
    return ledgers, clients


def soak(ground: BesiegedServer, seconds: float, seed: int) -> list[str]:
    """Let them, and look now and then; what was missed."""
    ledgers, clients = household(ground, seed)
    samples: list[Sample] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(SAMPLE_SECONDS)
        samples.append(sample(ground))
    misses = dismiss(clients)
    samples.append(sample(ground))
    misses += judged(samples, entries_of(ledgers))
    for kind, ledger in ledgers.items():
        misses += answered(kind, ledger)
        if ledger.entries or ledger.imports:
            misses += reckoned(
                ground.release, ground.data, ground.data.parent / "server.log", ledger
            )
    return misses


def entries_of(ledgers: dict[type[Client], Ledger]) -> int:
    """How many rows came, imports included."""
    imports = sum(done for ledger in ledgers.values() for _name, done in ledger.imports.values())
    return sum(ledger.number for ledger in ledgers.values()) + imports * ROWS_OF_IMPORT


def judged(samples: list[Sample], entries: int) -> list[str]:
    """The last sample by the first warm one."""
    warm, last = samples[int(len(samples) * WARM_SHARE)], samples[-1]
    most, log = max(each.all for each in samples), max(each.log for each in samples)
    grown = last.database + last.log - samples[0].database - samples[0].log
    memory = f"warm {warm.staying:.0f}, at the end {last.staying:.0f} MB"
    say(f"Memory (PSS): {memory}; with all lanes {most:.0f} MB at most")
    files = f"warm {warm.files}, at the end {last.files}"
    say(f"Open files: {files}; SQLite's log: {log:,} bytes at most")
    say(f"Database: {grown:,} bytes more for {entries:,} entries")
    misses = []
    if last.staying > warm.staying * GROWTH:
        misses.append(f"memory grew from {warm.staying:.0f} to {last.staying:.0f} MB")
    if last.files > warm.files + MOST_NEW_FILES:
        misses.append(f"open files grew from {warm.files} to {last.files}")
    if log > LOG:
        misses.append(f"SQLite's log grew to {log:,} bytes")
    if grown > LOG + ENTRY * entries:
        misses.append(f"the database grew by {grown:,} bytes for {entries:,} entries")
    return misses


def answered(kind: type[Client], ledger: Ledger) -> list[str]:
    """Answers of those who do the same."""
    name = kind.__name__
    statuses = ", ".join(
        f"{status} x {count:,}" for status, count in sorted(ledger.statuses.items())
    )
    seconds = sorted(ledger.seconds) or [0.0]
    p99 = seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    times = f"median {statistics.median(seconds) * 1000:.0f}, p99 {p99 * 1000:.0f} ms"
    say(f"{name}: {len(seconds):,} answers, {times}; {statuses}")
    wrong = sum(
        count for status, count in ledger.statuses.items() if status.split()[-1] in BROKEN_STATUSES
    )
    slow = kind in (Toucher, Writer) and p99 > QUICK
    return [f"{name}: p99 {p99:.2f} s"] * slow + [f"{name}: {wrong} answers of 5xx"] * bool(wrong)


def main() -> int:
    """Soak as the command line says; 1 if a bound was missed, else 0."""
    parser = argparse.ArgumentParser(prog="python -m siege.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="how long (300)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    release = Release(
        HOME, HOME / "bench-data" / f"kill-{sha256(str(HOME).encode()).hexdigest()[:8]}", SMALL
    )
    release.store.parent.mkdir(exist_ok=True, mode=0o700)
    release.build()
    say(f"Soak: seed {options.seed}, {options.seconds:g} s")
    # In these minutes they write more than a household does in days.
    lifted = {"TWITCHLOG_API_REQUESTS_A_MINUTE": "0", "TWITCHLOG_ENTRIES_A_DAY": "0"}
    place = tempfile.TemporaryDirectory(prefix="soak-", dir=release.store.parent)
    with place as folder, besieged(release, Path(folder), [], **lifted) as ground:
        misses = soak(ground, options.seconds, options.seed)
        if ground.process.poll() is not None:
            misses.append(f"the server ended with {ground.process.returncode}")
    for miss in misses:
        say(f"MISSED {miss}")
    return conclude(misses)


if __name__ == "__main__":
    sys.exit(main())
