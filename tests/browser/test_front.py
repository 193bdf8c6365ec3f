"""The app behind the real server: what the front refuses is said in our words, what takes long
finds its lane.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django_tasks_db.models import DBTaskResult

from tests.browser.site import COOKIES, PASSWORD, PATIENCE, ROOT, Site, running
from tests.twitchlog.front.conftest import until
from twitchlog.front import bounds

ARRIVED = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Site]:
    """A server whose data folder has a path far longer than one of a socket may be."""
    folder = tmp_path_factory.mktemp("front") / ("a-long-name-" * 12)
    folder.mkdir()
    with running(folder, STATIC_ROOT=str(static)) as site:
        yield site


def ask(
    site: Site, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    """One request on a connection of its own."""
    client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    client.request(method, path, body or None, sent)
    answer = client.getresponse()
    text = answer.read().decode(errors="replace")
    client.close()
    return answer, text


def processes(site: Site) -> dict[str, int]:
    """Of the server, by name."""
    children = (
        Path(f"/proc/{site.server.pid}/task/{site.server.pid}/children")
        .read_text(encoding="ascii")
        .split()
    )
    return {
        Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip(): int(pid) for pid in children
    }


def test_a_body_that_is_too_large_is_refused_in_our_words(lasting: Site) -> None:
    page, text = ask(lasting, "POST", "/account/login/", b"x" * 600_000, Accept="text/html")
    assert page.status == 413
    assert "at most 512 kB" in text
    assert page.getheader("Content-Security-Policy")
    answer, text = ask(
        lasting, "POST", "/api/episodes", b"x" * 600_000, Content_Type="application/json"
    )
    assert (answer.status, answer.getheader("Content-Type")) == (413, "application/json")
    assert "at most 512 kB" in json.loads(text)["message"]


def test_a_report_a_file_and_a_sign_in_are_made_by_their_lanes(lasting: Site) -> None:
    person = lasting.person()
    lasting.episode(person)
    cookie = f"{COOKIES.session}={person.session}"
    pdf, text = ask(lasting, "GET", "/report/report.pdf?period=all", Cookie=cookie)
    assert (pdf.status, text[:5]) == (200, "%PDF-")
    assert "twitchlog-heavy" in processes(lasting)
    page, text = ask(lasting, "GET", "/dashboard/?weeks=all", Cookie=cookie)
    assert (page.status, "</html>" in text) == (200, True)
    assert "twitchlog-long" in processes(lasting)
    export, text = ask(lasting, "GET", "/export/diary.json", Cookie=cookie)
    assert (export.status, len(json.loads(text)["episodes"])) == (200, 1)
    form = urlencode(
        {"csrfmiddlewaretoken": "a" * 32, "login": "nobody", "password": "nothing"}
    ).encode()
    sent = {
        "Cookie": f"{COOKIES.csrf}={'a' * 32}",
        "Content_Type": "application/x-www-form-urlencoded",
    }
    page, text = ask(lasting, "POST", "/account/login/", form, **sent)
    assert page.status == 200
    assert "twitchlog-sign-" in processes(lasting)


def test_what_a_page_enqueues_is_done_without_further_ado(lasting: Site) -> None:
    """The rows of an account that is deleted go."""
    person = lasting.person()
    lasting.episode(person, note="of one who leaves")
    cookie = f"{COOKIES.session}={person.session}; {COOKIES.csrf}={'a' * 32}"
    form = urlencode({"csrfmiddlewaretoken": "a" * 32, "password": PASSWORD}).encode()
    sent = {"Cookie": cookie, "Content_Type": "application/x-www-form-urlencoded"}
    answer, text = ask(lasting, "POST", "/settings/delete-account/", form, **sent)
    assert (answer.status, answer.getheader("Location")) == (302, "/"), text
    database = Path(lasting.environment["DATA_DIR"]) / "twitchlog.sqlite3"

    def is_left(rows: str) -> bool:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as looking:
            return looking.execute(rows).fetchone() is not None

    until(lambda: not is_left("SELECT 1 FROM journal_episode WHERE note = 'of one who leaves'"))
    until(lambda: not is_left(f"SELECT 1 FROM {DBTaskResult._meta.db_table}"))  # noqa: S608


def test_a_page_that_waits_for_its_turn_says_so_and_comes(lasting: Site) -> None:
    person = lasting.person()
    lasting.episode(person)
    cookie = f"{COOKIES.session}={person.session}"
    assert ask(lasting, "GET", "/dashboard/?weeks=all", Cookie=cookie)[0].status == 200
    lane = processes(lasting)["twitchlog-long"]
    os.kill(lane, signal.SIGSTOP)
    page, text = ask(lasting, "GET", "/dashboard/?weeks=all", Cookie=cookie, Accept="text/html")
    assert (page.status, page.getheader("Refresh"), page.getheader("Retry-After")) == (
        503,
        "3",
        "3",
    )
    assert "This takes a moment" in text
    os.kill(lane, signal.SIGCONT)

    def shown() -> Any:
        answer, text = ask(
            lasting, "GET", "/dashboard/?weeks=all", Cookie=cookie, Accept="text/html"
        )
        return answer.status == 200 and "</html>" in text

    assert until(shown)


def test_a_whole_diary_is_brought_in_through_its_lane(lasting: Site) -> None:
    """A file larger than what is kept in memory, with its form, and nothing of it left behind."""
    person = lasting.person()
    rows = "".join(
        f"2026-01-{day:02}T23:{minute:02}:00,{'a quiet night ' * 20}\r\n"
        for day in range(1, 29)
        for minute in range(60)
    )
    boundary = "of-this-test"
    parts = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f"{'a' * 32}\r\n"
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="diary.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\nhappened_at,note\r\n{rows}\r\n--{boundary}--\r\n"
    )
    body = parts.encode()
    assert len(body) > 400_000
    headers = {
        "Cookie": f"{COOKIES.session}={person.session}; {COOKIES.csrf}={'a' * 32}",
        "Content_Type": f"multipart/form-data; boundary={boundary}",
    }
    large = body + b"\r\n" * 1_000_000  # after the last boundary, where nothing is read
    forged = {**headers, "Cookie": headers["Cookie"].replace(person.session, "of-nobody")}
    assert ask(lasting, "POST", "/import/", large, **forged)[0].status == 413
    answer, text = ask(lasting, "POST", "/import/", large, **headers)
    assert (answer.status, answer.getheader("Location")) == (302, "/import/"), text[:2000]
    _page, text = ask(lasting, "GET", "/import/", Cookie=headers["Cookie"])
    assert "1680" in text.replace(",", ""), text[1000:4000]
    under_way = Path(lasting.environment["DATA_DIR"]) / "under-way"
    assert list(under_way.iterdir()) == []
    assert under_way.stat().st_mode & 0o777 == 0o700


def test_another_programs_lock_keeps_no_page_waiting(lasting: Site) -> None:
    person = lasting.person()
    token = lasting.do("token", owner=person.name, name="test", scope="all")
    entry = {"id": "locked-out", "happened_at": "2026-01-02T03:04:05Z", "time_zone": "UTC"}
    touch = json.dumps({"episodes": [entry]}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content_Type": "application/json"}
    database = Path(lasting.environment["DATA_DIR"]) / "twitchlog.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused, text = ask(lasting, "POST", "/api/episodes", touch, **headers)
        assert refused.status == 503
        assert refused.getheader("Retry-After")
        assert "busy" in json.loads(text)["message"]
        assert ask(lasting, "GET", "/account/login/")[0].status == 200
        other.execute("ROLLBACK")
    taken, text = ask(lasting, "POST", "/api/episodes", touch, **headers)
    assert (taken.status, json.loads(text)["results"][0]["status"]) == (200, "new")


def test_a_phone_hears_of_a_lock_before_it_gives_up() -> None:
    script = (ROOT / "static" / "js" / "outbox" / "session.js").read_text(encoding="utf-8")
    patience = re.search(r"const PATIENCE = (\d+);", script)
    assert patience
    assert int(patience[1]) / 1000 > bounds.DIARY_LOCK_SECONDS * 2
