"""The server as people run it: it starts again without doing anything, stops when told, and keeps its files private."""

from __future__ import annotations

import http.client
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.site import PATIENCE, ROOT, WORKERS, Site, free_port, listeners, running


def workers(site: Site) -> set[int]:
    """The processes that answer requests: the children of the server."""
    children = Path(f"/proc/{site.server.pid}/task/{site.server.pid}/children").read_text(encoding="ascii").split()
    return {int(pid) for pid in children if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()}


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of all files that last."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_second_start_changes_nothing_and_all_is_private(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    before = files(tmp_path / "data")
    with running(tmp_path) as second:
        pass
    assert files(tmp_path / "data") == before
    assert "brought up to date" not in second.complaints()
    assert "collected" not in second.complaints()
    readable = [path for path in (tmp_path / "data").rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert readable == []


def ctrl_c(server: int) -> None:
    """As a terminal does: every process of the server gets the signal."""
    os.killpg(server, signal.SIGINT)


def terminate(server: int) -> None:
    """As a service manager does."""
    os.kill(server, signal.SIGTERM)


@pytest.mark.parametrize("stop", [ctrl_c, terminate])
def test_the_server_stops_cleanly(tmp_path: Path, static: Path, stop: Callable[[int], None]) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as site:
        time.sleep(0.5)  # granian's worker may lock itself up in the moment in which it begins to wait (docs/adr/0050)
        stop(site.server.pid)
        assert site.server.wait(30) == 0
    assert site.complaints().endswith("Ctrl-C stops it.\n")


SLOW = "import os, time\nos.write(1, b'loading\\n')\ntime.sleep(60)\n"  # in one piece: two workers say so at once


def test_a_server_told_to_stop_while_its_workers_still_load_stops_at_once(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    code = f"from twitchlog import server; server.run('127.0.0.1', {free_port()}, 'slow:application')"
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
    assert (started.returncode, rest) == (0, "")  # granian says so if it has to kill a worker


def test_one_that_ends_before_it_answers_leaves_nobody_waiting(tmp_path: Path) -> None:
    """Whoever reads what it says is not kept waiting by the process that would have said the address."""
    code = f"from twitchlog import serving; serving.say_when_it_answers('127.0.0.1', {free_port()}, 'never')"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert ended.stdout == ""


def test_a_worker_that_dies_is_replaced(tmp_path: Path, static: Path) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as site:
        before = workers(site)
        assert len(before) == 2
        os.kill(min(before), signal.SIGKILL)
        until = time.monotonic() + 30
        while len(workers(site) - {min(before)}) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        assert len(workers(site) - {min(before)}) == 2


def test_a_port_in_use_is_refused_by_a_second_server(site: Site, tmp_path: Path) -> None:
    environment = {**site.environment, "DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1
    assert "is in use" in ran.stderr


def test_a_request_under_way_is_answered_when_the_server_stops(tmp_path: Path, static: Path) -> None:
    with running(tmp_path, STATIC_ROOT=str(static)) as stopping:
        address = stopping.url.removeprefix("http://").split(":")
        clients = [http.client.HTTPConnection(address[0], int(address[1]), timeout=30) for _turn in range(8)]
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
    """As the README sets it up: the proxy keeps the host's name and says that it was asked by HTTPS."""
    proxy = {"Host": "diary.home.arpa", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    settings = {"TWITCHLOG_HTTPS": "1", "TWITCHLOG_HOSTS": "diary.home.arpa"}
    with running(tmp_path, STATIC_ROOT=str(static), **settings) as site:
        client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        client.request("GET", "/account/login/", headers=proxy)
        page = client.getresponse()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
        assert token
        cookie = page.getheader("Set-Cookie") or ""
        assert "Secure" in cookie
        form = urlencode({"csrfmiddlewaretoken": token[1], "login": "nobody", "password": "nothing"})
        sent = {"Cookie": cookie.split(";")[0], "Content-Type": "application/x-www-form-urlencoded"}
        statuses = {}
        for origin in ("https://diary.home.arpa", "https://somebody.example"):
            client.request("POST", "/account/login/", form, {**proxy, **sent, "Origin": origin})
            answer = client.getresponse()
            answer.read()
            statuses[origin] = answer.status
        client.close()
    assert statuses == {"https://diary.home.arpa": 200, "https://somebody.example": 403}
