"""Prints what was measured, for people to read and for a file to keep."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.visitor import Times

NAME = 38


def say(line: str = "") -> None:
    """One line, at once: a run takes minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def starts(ours: float, floor: float) -> None:
    """From the start of the process to its first answer; a second start, when there is nothing to
    update.
    """
    say(
        f"Start to first answer: {ours:.2f} s; the floor {floor:.2f} s; {ours / floor:.1f} times "
        f"the floor"
    )


def head(sizes: Sequence[int], rounds: int) -> None:
    """What the columns are."""
    say()
    say(f"Milliseconds, median and p95 of {rounds} answers, one visitor; bytes as sent (gzip).")
    say(
        "growth: the longest diary's median by the shortest one's. floor: the longest one's "
        "median by the floor's."
    )
    say()
    columns = "".join(f"{f'{size:,}':>16}" for size in sizes)
    say(
        f"{'page':<{NAME}}{'queries':>10}{columns}"
        f"{'the floor':>16}{'growth':>8}{'floor':>7}{'bytes':>16}"
    )


def row(name: str, queries: Sequence[int], seen: Sequence[Times]) -> None:
    """One page; the last of ``seen`` is the floor."""
    diaries, floor = seen[:-1], seen[-1]
    wrong = [times.status for times in seen if times.status >= 400]
    if wrong:
        say(f"{name:<{NAME}}answered {wrong[0]}")
        return
    times = "".join(f"{f'{one.median:.1f} {one.p95:.1f}':>16}" for one in seen)
    growth = diaries[-1].median / diaries[0].median
    ratio = diaries[-1].median / floor.median
    counts = (
        str(queries[0]) if len(set(queries)) == 1 else "/".join(str(count) for count in queries)
    )
    sizes = f"{diaries[0].size:,} {diaries[-1].size:,}"
    say(f"{name:<{NAME}}{counts:>10}{times}{growth:>8.2f}{ratio:>7.1f}{sizes:>16}")


def first_visit(path: str, requests: int, size: int) -> None:
    """A page with all that it names, nothing cached."""
    say(f"First visit to {path}: {requests} requests, {size / 1000:.1f} KB")


def memory(ours: Sequence[float], floor: float, sizes: Sequence[int]) -> None:
    """The two workers of each server, after all of the above."""
    each = ", ".join(
        f"{size:,}: {megabytes:.0f} MB" for size, megabytes in zip(sizes, ours, strict=True)
    )
    say(f"Memory of both workers after that (PSS): {each}; the floor: {floor:.0f} MB")


def lanes_memory(ours: Sequence[float], sizes: Sequence[int]) -> None:
    """What is there beside the workers for a minute."""
    each = ", ".join(
        f"{size:,}: {megabytes:.0f} MB" for size, megabytes in zip(sizes, ours, strict=True)
    )
    say(f"Memory of the lanes' processes, which end when they are idle: {each}")


def whole_memory(ours: Sequence[float], floor: float, sizes: Sequence[int]) -> None:
    """The same with the process that the workers are forks of."""
    each = ", ".join(
        f"{size:,}: {megabytes:.0f} MB" for size, megabytes in zip(sizes, ours, strict=True)
    )
    say(f"The same with the process that started them: {each}; the floor: {floor:.0f} MB")
