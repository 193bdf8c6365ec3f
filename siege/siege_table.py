"""Prints what was seen, for people and for a file, and holds it against the bounds."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

NAME_WIDTH = 12
# Seconds at the 99th percentile, in every phase: the issue Siege.
BOUNDS = {"touches": 0.5, "pages": 1.0}
LOCK = 0.1  # seconds at a stretch


@dataclass(frozen=True)
class PhaseProbes:
    """Probes of one phase: seconds of those that were answered well, and how many were not."""

    number: int
    seconds: Sequence[float]
    refused: Sequence[int]  # statuses other than 2xx

    @classmethod
    def of(cls, results: Sequence[dict[str, Any]]) -> PhaseProbes:
        """From what the probes printed; a redirection counts as refused."""
        good = [result["seconds"] for result in results if 200 <= result["status"] < 300]
        bad = [result["status"] for result in results if not 200 <= result["status"] < 300]
        return cls(len(results), sorted(good), bad)

    def percentile(self, share: float) -> float:
        """Of all that were asked; infinite where that many were not answered."""
        rank = max(1, math.ceil(share * self.number))
        if rank > len(self.seconds):
            return math.inf
        return self.seconds[rank - 1]


@dataclass
class AttackOutcome:
    """All of one kind: by phase, the probes; what else was counted; and what was missed."""

    kind: str
    title: str
    phases: dict[str, dict[str, PhaseProbes]] = field(default_factory=dict)
    lock: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    megabytes: tuple[float, float] = (0.0, 0.0)  # at rest, and after
    late: float = 0.0
    misses: list[str] = field(default_factory=list)

    def judge(self, phases: Sequence[str] = ("with", "after")) -> None:
        """Hold what was seen against the bounds.

        Where they are missed without an attack, nothing can be judged.
        """
        for job, watched in self.phases["before"].items():
            if watched.percentile(0.99) > BOUNDS[job]:
                self.misses.append(
                    f"cannot be judged: the machine is too busy ({job} before the attack)"
                )
                return
        for phase in phases:
            for job, watched in self.phases[phase].items():
                slowest = watched.percentile(0.99)
                if slowest > BOUNDS[job]:
                    self.misses.append(
                        f"{job} {phase}: p99 {ms(slowest)} ms, bound {ms(BOUNDS[job])}"
                    )
                if watched.refused:
                    refused = f"{len(watched.refused)} not answered well"
                    self.misses.append(f"{job} {phase}: {refused} {statuses(watched.refused)}")
        if self.lock and self.lock["longest"] > LOCK:
            held = f"write lock held {ms(self.lock['longest'])} ms at a stretch"
            self.misses.append(f"{held} by {self.lock['whose']}")
        if self.lock and self.lock["temporary"]:
            self.misses.append(f"{self.lock['temporary']:,} bytes in the system's temporary folder")


def ms(seconds: float) -> str:
    """Milliseconds; without end where there was no answer."""
    if seconds == math.inf:
        return "no end"
    return f"{seconds * 1000:.0f}"


def statuses(codes: Sequence[int]) -> str:
    """How often each; 0 is no answer at all."""
    return ", ".join(f"{code or 'no answer'} x {codes.count(code)}" for code in sorted(set(codes)))


def say(line: str = "") -> None:
    """One line, at once: a run takes minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def conclude(misses: Sequence[str], sentence: str = "Missed.") -> int:
    """The last line; 1 if a bound was missed, else 0."""
    if misses:
        say(sentence)
        return 1
    say("Every bound was kept.")
    return 0


def head() -> None:
    """Print what the columns are."""
    say(
        "Milliseconds: p50 p95 p99 max, of answered/asked. with/before: ratio of the medians."
        " lock: the longest stretch"
    )
    say(
        "in which one process held SQLite's write lock."
        " MB: memory of all processes (PSS), at rest and after."
    )
    say()
    say(
        " " * NAME_WIDTH
        + "".join(f"{phase:>34}" for phase in ("before", "with", "after"))
        + f"{'ratio':>7}"
    )


def show(outcome: AttackOutcome) -> None:
    """One kind: a line for touches, one for pages, one for the rest."""
    say(f"{outcome.kind}: {outcome.title}")
    for job in BOUNDS:
        cells = "".join(
            f"{_cell(outcome.phases[phase][job]):>34}" for phase in ("before", "with", "after")
        )
        before, during = (
            outcome.phases[phase][job].percentile(0.5) for phase in ("before", "with")
        )
        say(f"{job:>{NAME_WIDTH}}{cells}{during / before:>7.1f}")
    held, at_most = ms(outcome.lock["longest"]), ms(outcome.lock["longest_with"])
    lock = f"lock {held} ms ({at_most} with waiting; {outcome.lock['whose']}), "
    lock += f"{outcome.lock['long_ones']} over 100; "
    memory = f"MB {outcome.megabytes[0]:.0f} {outcome.megabytes[1]:.0f}; "
    memory += f"probes late by {ms(outcome.late)} at most; "
    counts = ", ".join(f"{name} x {count}" for name, count in sorted(outcome.counts.items()))
    say(f"    {lock}{memory}attackers: {counts or 'no answer'}")
    for miss in outcome.misses:
        say(f"    MISSED {miss}")


def _cell(watched: PhaseProbes) -> str:
    times = " ".join(ms(watched.percentile(share)) for share in (0.5, 0.95, 0.99, 1.0))
    return f"{times}  {len(watched.seconds)}/{watched.number}"
