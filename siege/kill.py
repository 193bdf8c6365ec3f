"""``make kill``: the server is killed again and again while people write; nothing may be lost.

Nothing that was acknowledged, that is, and nothing doubled. Ends with an error where a bound is
missed (docs/siege.md). Everything happens on the loopback interface, in a folder that is deleted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.servers import answers
from siege.acknowledged import reckoned
from siege.besieged_server import HOME, family, stop
from siege.killed_server import START, KillTest, prepared
from siege.server_processes import workers
from siege.siege_table import conclude, say
from siege.writing_clients import Ledger, crowd, dismiss

REPLACED = 45.0  # seconds until one that died or hangs is replaced
HANGING = 0.5  # seconds for half of the answers while a worker hangs: the others answer
WORKERS = 2
ALL_PROCESSES = "all processes"
VICTIMS = (*[ALL_PROCESSES] * 4, "the first process alone")


def kill(ground: KillTest, server: subprocess.Popen[bytes], victim: str) -> None:
    """SIGKILL to all processes of the server at once, or to its first one alone."""
    ground.kills[victim] += 1
    pids = [server.pid]
    if victim == ALL_PROCESSES:
        pids = family(server.pid)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.wait()


def kill_all(ground: KillTest, count: int) -> None:
    """Kill the whole server, now and then its first process alone, and start it again at once."""
    for number in range(count):
        server = ground.start()
        ground.sound()
        time.sleep(0.1 + ground.dice.random() * 1.2)
        kill(ground, server, VICTIMS[number % len(VICTIMS)])


def kill_parts(ground: KillTest, server: subprocess.Popen[bytes], count: int) -> None:
    """Kill workers and lanes' processes one by one, some of them soon after the other."""
    for number in range(count):
        light = workers(server.pid, ground.port)
        others = [pid for pid in family(server.pid)[1:] if pid not in light]
        victim, pids = "a worker", light
        if number % 3 == 2 and others:
            victim, pids = "a lane's process", others
        if pids:
            ground.kills[victim] += 1
            with contextlib.suppress(ProcessLookupError):
                os.kill(ground.dice.choice(pids), signal.SIGKILL)
        time.sleep(0.2 + ground.dice.random() * 2)
    ground.misses += whole_again(server, ground.port)


def stop_worker(ground: KillTest, server: subprocess.Popen[bytes], ledger: Ledger) -> None:
    """A worker hangs: the others answer, and it is replaced."""
    ground.kills["a worker stopped"] += 1
    hung, before = workers(server.pid, ground.port)[0], len(ledger.seconds)
    os.kill(hung, signal.SIGSTOP)
    until = time.monotonic() + REPLACED
    while Path(f"/proc/{hung}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    if Path(f"/proc/{hung}").exists():
        ground.misses.append(f"a worker that hangs is still there after {REPLACED:g} s")
    with contextlib.suppress(ProcessLookupError):
        os.kill(hung, signal.SIGKILL)
    ground.misses += whole_again(server, ground.port)
    median = statistics.median(ledger.seconds[before:] or [HANGING * 2])
    say(f"While a worker hung: {len(ledger.seconds) - before} answers, median {median:.2f} s")
    if median > HANGING:
        ground.misses.append(f"half of the answers took over {median:.2f} s while a worker hung")


def whole_again(server: subprocess.Popen[bytes], port: int) -> list[str]:
    """Wait until there are as many workers as there should be; what is wrong if not."""
    until = time.monotonic() + REPLACED
    while time.monotonic() < until and server.poll() is None:
        if len(workers(server.pid, port)) >= WORKERS and answers(port, "/help/"):
            return []
        time.sleep(0.1)
    if server.poll() is not None:
        return [f"the server ended with {server.poll()}"]
    return ["a worker was not replaced"]


def run(
    root: Path, *, kills: int, parts: int, stops: int, seed: int, bound: float = START
) -> list[str]:
    """The whole test; what was missed."""
    with prepared(root, seed, bound) as (ground, people):
        ledger, clients = crowd(ground.port, people, seed)
        server = None
        try:
            kill_all(ground, kills)
            server = ground.start()
            ground.sound()
            kill_parts(ground, server, parts)
            for _turn in range(stops):
                stop_worker(ground, server, ledger)
            ground.misses += dismiss(clients)
        finally:
            if server:
                stop(server)
        ground.sound()
        ground.misses += reckoned(ground.release, ground.data, ground.log, ledger)
        show(ground, ledger)
    return ground.misses


def show(ground: KillTest, ledger: Ledger) -> None:
    """Print what was answered, how long starts took and what was killed."""
    say(f"Answers: {counted(dict(sorted(ledger.statuses.items())))}")
    starts = sorted(ground.starts)
    median = statistics.median(starts)
    say(f"{len(starts)} starts to the first answer: median {median:.2f}, most {starts[-1]:.2f} s")
    say(f"Killed: {counted(ground.kills)}")


def counted(numbers: Mapping[str, int]) -> str:
    """How often each, in words."""
    return ", ".join(f"{name} x {number:,}" for name, number in numbers.items())


def main() -> int:
    """Kill as the command line says; 1 if a bound was missed, else 0."""
    parser = argparse.ArgumentParser(prog="python -m siege.kill", description=__doc__)
    parser.add_argument(
        "--kills", type=int, default=50, help="of all processes at once, or of the first alone (50)"
    )
    parser.add_argument(
        "--parts", type=int, default=20, help="of single workers and lanes' processes (20)"
    )
    parser.add_argument("--stops", type=int, default=2, help="workers that are stopped (2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--root", type=Path, default=HOME, help="the folder of another release")
    options = parser.parse_args()
    say(f"Killed: {options.root.resolve()}, seed {options.seed}")
    misses = run(
        options.root.resolve(),
        kills=options.kills,
        parts=options.parts,
        stops=options.stops,
        seed=options.seed,
    )
    for miss in misses:
        say(f"MISSED {miss}")
    return conclude(misses)


if __name__ == "__main__":
    sys.exit(main())
