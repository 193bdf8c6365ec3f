"""How the server is started: two workers of one thread each (docs/adr/0050). No Django here."""

from __future__ import annotations

from pathlib import Path

WORKERS = 2
BASE_DIR = Path(__file__).resolve().parent.parent


def arguments(host: str, port: int, application: str = "twitchlog.worker:application") -> list[str]:
    """What Python is told to run."""
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", "1", "--runtime-threads", "1", "--http", "1", "--no-ws"),
        *("--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "10"),
        *("--log-level", "warning", "--working-dir", str(BASE_DIR), application),
    ]
