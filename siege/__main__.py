"""``make siege``: what another person notices before, with and after each kind of attack.

Ends with an error where a bound is missed (docs/siege.md). Everything happens on the loopback
interface, in folders that are deleted, bounded in count and seconds.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.servers import free_port
from siege import siege_table
from siege.attackers import ATTACK_KINDS, AttackKind
from siege.besieged_server import HOME, BesiegedServer, Release, besieged
from siege.kinds import load
from siege.siege_table import AttackOutcome, PhaseProbes

WARM_SECONDS = 1.5
FOR_COMMANDS = ("DATA_DIR", "STATIC_ROOT", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")


def started(module: str, order: dict[str, Any], *arguments: str) -> subprocess.Popen[str]:
    """A process of ours that has its order on standard input and will print what it saw."""
    process = subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin  # noqa: S101 - asked for above
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return process


def ended(process: subprocess.Popen[str]) -> Any:
    """What it printed last; its input ends with this."""
    printed, _none = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
    return json.loads(printed.splitlines()[-1])


def probe(ground: BesiegedServer, seconds: float) -> dict[str, Any]:
    """One phase of the other person's touches and pages."""
    other = ground.cast["other"]
    cookies = f"{ground.cast['session_cookie']}={other['session']}"
    order = {"port": ground.port, "seconds": seconds, "tokens": other["tokens"], "cookies": cookies}
    report: dict[str, Any] = ended(started("siege.bystander", order))
    return report


def besiege(
    kind: AttackKind, release: Release, folder: Path, seconds: float, seed: int
) -> AttackOutcome:
    """The probes of all phases of one kind, what else was noted, and what was missed."""
    outcome = AttackOutcome(kind.name, kind.title)
    with (
        mail_servers() as ports,
        besieged(release, folder, list(kind.preparations), **settings(kind, ports)) as ground,
    ):
        before_all = Counter(ground.stored(ground.cast["other"]["pk"]))
        probes = [probe(ground, WARM_SECONDS)]
        resting = ground.megabytes
        watch = started("siege.lock_watch", order_to_watcher(ground))
        for phase in ("before", "with", "after"):
            if phase == "with":
                with storm(ground, kind, seed) as outcome.counts:
                    probes.append(probe(ground, seconds))
            else:
                probes.append(probe(ground, seconds))
            outcome.phases[phase] = {
                job: PhaseProbes.of(probes[-1][job]) for job in siege_table.BOUNDS
            }
        outcome.lock = ended(watch)
        outcome.late = max(report["late"] for report in probes)
        outcome.megabytes = (resting, ground.megabytes)
        outcome.judge()
        touches = [touch for report in probes for touch in report["touches"]]
        outcome.misses += reckoned(ground, before_all, touches)
        if ground.process.poll() is not None:
            outcome.misses.append(f"the server ended with {ground.process.returncode}")
    return outcome


@contextmanager
def storm(ground: BesiegedServer, kind: AttackKind, seed: int) -> Iterator[dict[str, int]]:
    """The attack, for as long as the block lasts; what the attackers were answered, at its end."""
    order, counts = order_to_attackers(ground), dict[str, int]()
    attackers = started("siege.attacker_process", order, kind.name, str(seed))
    assert attackers.stdout  # noqa: S101 - asked for in ``started``
    attackers.stdout.readline()  # "begun"
    yield counts
    counts.update(ended(attackers))


def order_to_watcher(ground: BesiegedServer) -> dict[str, Any]:
    """Where the server's database is, and whose locks of it are looked for."""
    database = str(ground.data / "twitchlog.sqlite3")
    return {"database": database, "outside": str(ground.outside), "server": ground.process.pid}


def order_to_attackers(ground: BesiegedServer) -> dict[str, Any]:
    """Where the server is, who the attackers are, and how its commands are run."""
    environment = ground.release.environment(ground.data)
    environment = {name: value for name, value in environment.items() if name in FOR_COMMANDS}
    command = {"root": str(ground.release.root), "environment": environment}
    return {"port": ground.port, "cast": {**ground.cast, "command": command}}


def settings(kind: AttackKind, ports: dict[str, int]) -> dict[str, str]:
    """A mail server for all: one that says nothing, unless the kind wants another."""
    chosen = {**kind.settings}
    port = ports[chosen.pop("EMAIL_PORT", "silent")]
    return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0", **chosen}


def reckoned(
    ground: BesiegedServer, before: Counter[str], touches: list[dict[str, Any]]
) -> list[str]:
    """What is wrong with the other person's diary, and with the server's log."""
    stored = Counter(ground.stored(ground.cast["other"]["pk"]))
    acknowledged = [touch["id"] for touch in touches if 200 <= touch["status"] < 300]
    lost = [client_id for client_id in acknowledged if not stored[client_id]]
    doubled = [client_id for client_id, count in stored.items() if count > 1]
    sent_ids = {touch["id"] for touch in touches}
    foreign = [
        client_id for client_id in stored if client_id not in sent_ids and not before[client_id]
    ]
    gone = [client_id for client_id in before if not stored[client_id]]
    traces = ground.log.count("Traceback (most recent call last)")
    faults = {
        "touches lost": len(lost),
        "doubled": len(doubled),
        "entries nobody made": len(foreign),
        "entries gone": len(gone),
    }
    faults["tracebacks in the server's log"] = traces
    if traces:
        siege_table.say(ground.log[ground.log.index("Traceback (most recent call last)") :][:3_000])
    return [f"{count} {fault}" for fault, count in faults.items() if count]


@contextmanager
def mail_servers() -> Iterator[dict[str, int]]:
    """A port whose mail server takes the connection and is silent, and one where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=512)) as silent:
        held: list[socket.socket] = []
        threading.Thread(target=take, args=(silent, held), daemon=True).start()
        yield {"silent": silent.getsockname()[1], "closed": free_port()}
        silent.shutdown(socket.SHUT_RDWR)
    for connection in held:
        connection.close()


def take(listener: socket.socket, held: list[socket.socket]) -> None:
    """Take every connection and hold it."""
    try:
        while True:
            held.append(listener.accept()[0])
    except OSError:
        return


def main() -> int:
    """Besiege with every kind that was asked for; 1 if a bound was missed."""
    load()
    options = asked_for()
    root = options.root.resolve()
    store = HOME / "bench-data" / f"siege-{sha256(str(root).encode()).hexdigest()[:8]}"
    release = Release(root, store)
    release.build()
    now = time.strftime("%Y-%m-%d %H:%M")
    siege_table.say(f"Besieged: {root}, seed {options.seed}, {options.seconds:g} s a phase, {now}")
    siege_table.head()
    outcomes = [run(name, release, options) for name in options.kinds or ATTACK_KINDS]
    missed = [outcome.kind for outcome in outcomes if outcome.misses]
    siege_table.say()
    return siege_table.conclude(missed, f"Missed: {', '.join(missed)}")


def asked_for() -> argparse.Namespace:
    """The options of the command line; ends with an error for a kind that there is not."""
    parser = argparse.ArgumentParser(prog="python -m siege", description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=8, help="of each phase: before, with and after (8)"
    )
    parser.add_argument(
        "--kinds", nargs="*", default=[], help="names of kinds (all): " + " ".join(ATTACK_KINDS)
    )
    parser.add_argument(
        "--root", type=Path, default=HOME, help="the folder of another release to besiege"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    unknown = set(options.kinds) - set(ATTACK_KINDS)
    if unknown:
        parser.error(
            f"no such kinds: {', '.join(sorted(unknown))}; there are {', '.join(ATTACK_KINDS)}"
        )
    return options


def run(name: str, release: Release, options: argparse.Namespace) -> AttackOutcome:
    """Run one kind in a folder of its own, and show how it went."""
    with tempfile.TemporaryDirectory(prefix="siege-", dir=release.store.parent) as folder:
        outcome = besiege(ATTACK_KINDS[name], release, Path(folder), options.seconds, options.seed)
    siege_table.show(outcome)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
