"""How the server is started: two workers of one thread each (docs/adr/0050). No Django here."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

WORKERS = 2
BASE_DIR = Path(__file__).resolve().parent.parent


def run(host: str, port: int, application: str = "twitchlog.wsgi:application") -> None:
    """Be the server until a signal ends it.

    Workers are forks of this process, so what it has loaded by now is in memory once (docs/adr/0055).
    """
    multiprocessing.set_start_method("fork", force=True)
    os.register_at_fork(after_in_child=_forget_signals)
    gc.freeze()  # what is there now is never looked at again by the collector, whose marks would unshare it
    server = Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=1,
        runtime_threads=1,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        working_dir=BASE_DIR,
    )
    server.serve()


def _forget_signals() -> None:
    """A fork has its parent's handlers until it sets its own. A worker that is told to end while it still loads would
    note that in its copy of the parent's flag, and never end (docs/adr/0050).

    Ctrl-C in a terminal reaches every process. The server passes it on to its workers as SIGTERM; a worker that gets
    both within a moment locks itself up, since its handler is not reentrant, so it is deaf to the first.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
