"""The server as people run it: it starts again without doing anything, stops when told, and keeps
its files private.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.servers import free_port
from tests.browser.site import PATIENCE, ROOT, WORKERS, Site, listeners, running
from twitchlog.database.file_identity import TABLE


def workers(site: Site) -> set[int]:
    """The processes that answer requests at once."""
    children = (
        Path(f"/proc/{site.server.pid}/task/{site.server.pid}/children")
        .read_text(encoding="ascii")
        .split()
    )
    return {int(pid) for pid in children if "light" in _name(pid)}


def _name(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return ""


def _all_workers(site: Site, *, without: int = 0) -> set[int]:
    """Both of them, as soon as they are there and none is that one."""
    until = time.monotonic() + PATIENCE
    while len(found := workers(site) - {without}) < WORKERS and time.monotonic() < until:
        time.sleep(0.02)
    return found


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of all files that last."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


# What notes that there was a start: which database was served, and what the clock showed
# (docs/adr/0169, 0171).
NOTED = {"twitchlog.sqlite3", "database-id", "clock"}


def rows(folder: Path) -> list[str]:
    """All that the database holds, but what it says of itself."""
    with closing(sqlite3.connect(folder / "twitchlog.sqlite3")) as database:
        return [line for line in database.iterdump() if f'"{TABLE}"' not in line]


def test_a_second_start_changes_nothing_and_all_is_private(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    before, rows_before = files(tmp_path / "data"), rows(tmp_path / "data")
    with running(tmp_path) as second:
        pass
    after = files(tmp_path / "data")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= NOTED
    assert rows(tmp_path / "data") == rows_before
    assert "brought up to date" not in second.complaints()
    assert "collected" not in second.complaints()
    readable = [
        path for path in (tmp_path / "data").rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert readable == []


def ctrl_c(server: int) -> None:
    """As a terminal does: every process of the server gets the signal."""
    os.killpg(server, signal.SIGINT)


def terminate(server: int) -> None:
    """As a service manager does."""
    os.kill(server, signal.SIGTERM)


@pytest.mark.parametrize("stop", [ctrl_c, terminate])
def test_the_server_stops_cleanly(
    tmp_path: Path, static: Path, stop: Callable[[int], None]
) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as site:
        stop(site.server.pid)
        assert site.server.wait(30) == 0
    assert site.complaints().endswith("/phone-setup/ says what is missing.\n")


# in one piece: two workers say so at once
SLOW = "import os, time\nos.write(1, b'loading\\n')\ntime.sleep(60)\n"


def test_a_server_told_to_stop_while_its_workers_still_load_stops_at_once(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    code = (
        f"from twitchlog.server import start; start.run('127.0.0.1', {free_port()}, "
        f"'slow:application')"
    )
    path = os.pathsep.join([str(ROOT), str(tmp_path)])
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as started:
        assert started.stdout
        said = [started.stdout.readline() for _worker in range(WORKERS)]
        started.terminate()
        rest, _none = started.communicate(timeout=PATIENCE)
    assert said == ["loading\n"] * WORKERS
    assert (started.returncode, rest) == (0, "")


def test_one_that_ends_before_it_answers_leaves_nobody_waiting(tmp_path: Path) -> None:
    """Whoever reads what it says is not kept waiting by the process that would have said the
    address.
    """
    code = (
        f"from twitchlog.server import readiness; readiness.say_when_it_answers('127.0.0.1', "
        f"{free_port()}, lambda: 'never')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert ended.stdout == ""


def test_a_worker_that_dies_is_replaced(tmp_path: Path, static: Path) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as site:
        first = min(_all_workers(site))
        os.kill(first, signal.SIGKILL)
        assert len(_all_workers(site, without=first)) == WORKERS


def test_a_port_in_use_is_refused_by_a_second_server(site: Site, tmp_path: Path) -> None:
    environment = {**site.environment, "DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ran.returncode == 1
    assert "is in use" in ran.stderr


def test_a_request_under_way_is_answered_when_the_server_stops(
    tmp_path: Path, static: Path
) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as stopping:
        address = stopping.url.removeprefix("http://").split(":")
        clients = [
            http.client.HTTPConnection(address[0], int(address[1]), timeout=PATIENCE)
            for _turn in range(8)
        ]
        for client in clients:
            client.request("GET", "/help/")
        while any(listeners(stopping.port)):
            time.sleep(0.001)
        terminate(stopping.server.pid)
        answers = [client.getresponse() for client in clients]
        assert [answer.status for answer in answers] == [200] * 8
        assert all(b"</html>" in answer.read() for answer in answers)
        for client in clients:
            client.close()


def test_behind_a_proxy_that_speaks_https_forms_are_taken_and_cookies_are_kept_safe(
    tmp_path: Path, static: Path
) -> None:
    """As the README sets it up: the proxy keeps the host's name and says that it was asked by
    HTTPS.
    """
    proxy = {
        "Host": "diary.home.arpa",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.7",
    }
    settings = {"TWITCHLOG_HTTPS": "1", "TWITCHLOG_HOSTS": "diary.home.arpa"}
    with running(tmp_path, STATIC_ROOT=str(static), **settings) as site:
        client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
        client.request("GET", "/account/login/", headers=proxy)
        page = client.getresponse()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
        assert token
        cookie = page.getheader("Set-Cookie") or ""
        assert "Secure" in cookie
        form = urlencode(
            {"csrfmiddlewaretoken": token[1], "login": "nobody", "password": "nothing"}
        )
        sent = {"Cookie": cookie.split(";")[0], "Content-Type": "application/x-www-form-urlencoded"}
        statuses = {}
        for origin in ("https://diary.home.arpa", "https://somebody.example"):
            client.request("POST", "/account/login/", form, {**proxy, **sent, "Origin": origin})
            answer = client.getresponse()
            answer.read()
            statuses[origin] = answer.status
        client.close()
    assert statuses == {"https://diary.home.arpa": 200, "https://somebody.example": 403}
