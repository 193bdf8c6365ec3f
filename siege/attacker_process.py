"""Ten attackers of one kind, in a process that is nicer than the server.

``python -m siege.attacker_process KIND SEED``: told on standard input whom to attack, as JSON; says
"begun" once all have begun; ends with its input and prints what the attackers were answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import resource
import sys
from collections import Counter
from typing import Any

from siege.attackers import ATTACK_KINDS, ATTACKERS, Attacker, AttackKind, OverError
from siege.besieged_server import share_of_processor
from siege.kinds import load

ATTACKER_NICENESS = 10


def dice(seed: str) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(seed)  # noqa: S311


async def storm(kind: AttackKind, order: dict[str, Any], seed: int) -> Counter[str]:
    """Attack until standard input ends."""
    attackers = [
        Attacker(number, order["cast"], order["port"], dice(f"{seed} {kind.name} {number}"))
        for number in range(ATTACKERS)
    ]
    tasks = [
        asyncio.create_task(again_and_again(kind, attacker))
        for attacker in attackers
        for _turn in range(kind.at_once)
    ]
    await asyncio.sleep(0.5)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    for task in tasks:
        task.cancel()
    for failure in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(failure, Exception):
            raise failure
    return sum((attacker.counts for attacker in attackers), Counter())


async def again_and_again(kind: AttackKind, attacker: Attacker) -> None:
    """Repeat one attacker's attack until it is cancelled, or has done all that one may."""
    with contextlib.suppress(OverError):
        while True:
            try:
                await kind.attack(attacker)
            except OSError as error:
                attacker.counts[type(error).__name__] += 1
                await asyncio.sleep(0.1)


def main() -> None:
    """Attack as the order on standard input says; print how often each answer came."""
    begun_by = os.getppid()
    os.setsid()
    share_of_processor(begun_by, "self", ATTACKER_NICENESS)
    os.nice(ATTACKER_NICENESS)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    load()
    kind, seed = ATTACK_KINDS[sys.argv[1]], int(sys.argv[2])
    order = json.loads(sys.stdin.readline())
    sys.stdout.write(json.dumps(asyncio.run(storm(kind, order, seed))) + "\n")
    sys.stdout.flush()
    os._exit(0)  # threads that still wait for nothing


if __name__ == "__main__":
    main()
