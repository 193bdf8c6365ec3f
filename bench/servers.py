"""Starts the servers that are measured, each on a port of the loopback interface, and reads their
memory.
"""

from __future__ import annotations

import atexit
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import sample

PORTS = range(20_000, 32_000)
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server and how long it took from its start to its first answer, in seconds."""

    process: subprocess.Popen[bytes]
    port: int
    first_answer: float

    @property
    def megabytes(self) -> float:
        """Memory of its workers, shared pages counted by share (PSS)."""
        return sum(pss(pid) for pid in children(self.process.pid) if is_light(pid)) / 1024

    @property
    def lanes_megabytes(self) -> float:
        """The same of the processes for what takes long, which end when nobody asks for them."""
        return sum(pss(pid) for pid in children(self.process.pid) if not is_light(pid)) / 1024

    @property
    def all_megabytes(self) -> float:
        """The same with the process that started them, whose pages they share."""
        return self.megabytes + pss(self.process.pid) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [
        int(child)
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    ]


def is_light(pid: int) -> bool:
    """Whether it is a worker that answers at once, and no lane's process."""
    return "light" in Path(f"/proc/{pid}/comm").read_text(encoding="ascii")


def pss(pid: int) -> int:
    """Proportional set size of a process, in kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def free_port() -> int:
    """A port of the loopback interface on which nobody listens, this process's until it ends.

    It is none of those that the system gives to outgoing connections: of a busy browser's, one
    would take it between a server's end and its next start. A datagram socket of the same number
    tells other processes that it is taken.
    """
    for port in sample(PORTS, len(PORTS)):
        claim = socket.socket(type=socket.SOCK_DGRAM)
        with closing(socket.socket()) as probe:
            try:
                claim.bind(("127.0.0.1", port))
                probe.bind(("127.0.0.1", port))
            except OSError:
                claim.close()
                continue
        atexit.register(claim.close)
        return port
    raise OSError(f"Every port of {PORTS} is taken")


@contextmanager
def running(
    command: list[str], port: int, path: str, environment: dict[str, str]
) -> Iterator[Server]:
    """A server for as long as the block lasts; the clock stops at its first whole answer for
    ``path``.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not answers(port, path):
            if process.poll() is not None:
                raise RuntimeError(f"{command} ended with {process.returncode}")
            time.sleep(0.005)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait()


def answers(port: int, path: str) -> bool:
    """Whether somebody is there and has an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            return False
        return True
