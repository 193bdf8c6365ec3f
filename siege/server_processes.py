"""The processes of a server that runs: its light workers, and what one holds open."""

from __future__ import annotations

import contextlib
from pathlib import Path

from siege.besieged_server import family


def workers(server: int, port: int) -> list[int]:
    """Its children that hold a socket which listens on the port."""
    rows = [
        row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    ]
    sockets = {
        f"socket:[{row[9]}]" for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"
    }
    return [pid for pid in family(server)[1:] if sockets & open_files(pid)]


def open_files(pid: int) -> set[str]:
    """What a process holds open; nothing of one that has ended."""
    targets = set()
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        with contextlib.suppress(OSError):
            targets.add(str(link.readlink()))
    return targets
