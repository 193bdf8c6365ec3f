"""People and programs who go on writing: each sends a thing until it is acknowledged."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.pages import FORM, fields
from siege.attackers import CSRF, multipart
from siege.raw_http import PAD_PATIENCE

AGAIN = 0.05  # seconds until a thing that was not acknowledged is sent again
ROWS_OF_IMPORT = 1_500  # of an import
GAVE_UP = 120.0  # seconds for the last things to be acknowledged


@dataclass
class Ledger:
    """What was acknowledged to whom.

    ``imports``: by the beginning of their ids, whose they are and whether they were acknowledged.
    """

    entries: dict[str, list[str]] = field(default_factory=dict)
    imports: dict[str, tuple[str, bool]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, name: str, ids: list[str]) -> None:
        """The server has said that these are stored."""
        with self.lock:
            self.entries.setdefault(name, []).extend(ids)

    @property
    def number(self) -> int:
        """Entries acknowledged, without imports."""
        return sum(map(len, self.entries.values()))


class Client(threading.Thread):
    """One of them. ``work`` does one thing, and gives False until it was acknowledged."""

    def __init__(
        self, port: int, cast: dict[str, Any], person: dict[str, Any], ledger: Ledger, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.cast, self.person, self.ledger = port, cast, person, ledger
        self.dice = Random(seed)  # noqa: S311 - reproducible, not secret
        self.over = threading.Event()
        self.waiting: Callable[[], bool] | None = None

    def run(self) -> None:
        """Send one thing after the other until told to end and the last is acknowledged."""
        while not self.over.is_set() or self.waiting:
            self.waiting = self.waiting or self.thing()
            try:
                if self.waiting():
                    self.waiting = None
            except (OSError, http.client.HTTPException) as error:
                self.ledger.statuses[type(error).__name__] += 1
            time.sleep(AGAIN)

    def thing(self) -> Callable[[], bool]:
        """Something new to be sent, as a function that gives whether it was acknowledged."""
        raise NotImplementedError

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> tuple[int, str, bytes]:
        """Status, location and content, over a fresh connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PAD_PATIENCE)
        begun = time.perf_counter()
        try:
            connection.request(method, path, body, {"Connection": "close", **headers})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self.ledger.seconds.append(time.perf_counter() - begun)
        self.ledger.statuses[f"{self.__class__.__name__} {answer.status}"] += 1
        return answer.status, answer.headers.get("Location", ""), content

    @property
    def cookies(self) -> dict[str, str]:
        """Of a browser in which the person is signed in."""
        session = f"{self.cast['session_cookie']}={self.person['session']}"
        return {"Cookie": f"{session}; {self.cast['csrf_cookie']}={CSRF}", "X-CSRFToken": CSRF}


class Toucher(Client):
    """A pad, or a program: single entries and a few at once."""

    def thing(self) -> Callable[[], bool]:
        """One to three entries with ids of their own."""
        ids = [str(uuid.uuid4()) for _turn in range(self.dice.choice((1, 1, 1, 3)))]
        when = {"happened_at": datetime.now(UTC).isoformat(), "time_zone": "Europe/Berlin"}
        entries = [
            {"id": client_id, "movement": "twitch", "muscle": "calf", **when} for client_id in ids
        ]
        content: object = {"episodes": entries}
        if len(entries) == 1:
            content = entries[0]
        body = json.dumps(content).encode()
        token = self.person["tokens"][0]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

        def send() -> bool:
            status, _location, _content = self.ask("POST", "/api/episodes", headers, body)
            if status in (200, 201):
                self.ledger.acknowledge(self.person["name"], ids)
            return status in (200, 201)

        return send


class Writer(Client):
    """Somebody before the form of a new entry."""

    def thing(self) -> Callable[[], bool]:
        """An entry with a note; the form's own fields as they stand."""
        client_id = str(uuid.uuid4())
        form: dict[str, str] = {}

        def send() -> bool:
            if not form:
                _status, _location, page = self.ask("GET", "/log/", self.cookies)
                form.update(
                    fields(page.decode()),
                    client_id=client_id,
                    movement="twitch",
                    muscle="calf",
                    note="by day",
                )
            headers = {**self.cookies, "Content-Type": FORM}
            status, _location, _content = self.ask(
                "POST", "/log/", headers, urlencode(form).encode()
            )
            if status == 302:
                self.ledger.acknowledge(self.person["name"], [client_id])
            return status == 302

        return send


class Bringer(Client):
    """Somebody who brings files one by one; one that was not acknowledged comes as another."""

    def thing(self) -> Callable[[], bool]:
        """A file with ids of its own: looked at, then stored."""
        begin = f"import-{uuid.uuid4().hex[:12]}-"
        rows = "".join(
            f"{begin}{number},2024-01-01T23:00:00Z,UTC,twitch,calf\n"
            for number in range(ROWS_OF_IMPORT)
        )
        content = f"id,happened_at,time_zone,movement,muscle\n{rows}".encode()

        def send() -> bool:
            self.ledger.imports[begin] = (self.person["name"], False)
            sort, body = multipart("diary.csv", content)
            self.ask("POST", "/import/", {**self.cookies, "Content-Type": sort}, body)
            _status, _location, page = self.ask("GET", "/import/", self.cookies)
            if b'value="store"' in page:
                form = {**fields(page.decode()), "step": "store"}
                headers = {**self.cookies, "Content-Type": FORM}
                status, location, _content = self.ask(
                    "POST", "/import/", headers, urlencode(form).encode()
                )
                stored = status == 302 and location.startswith("/episodes/")
                self.ledger.imports[begin] = (self.person["name"], stored)
            return True

        return send


READ_PAGES = (
    "/pad/",
    "/dashboard/",
    "/episodes/",
    "/nights/",
    "/patterns/",
    "/report/",
    "/appointment/",
    "/settings/",
    "/morning/",
    "/sleep/",
    "/trash/",
    "/share/",
    "/help/",
    "/api/episodes",
    "/dashboard/?weeks=all",
    "/report/report.pdf",
    "/report/report.fhir.json",
    "/export/diary.json",
    "/account/login/",
)


class PageReader(Client):
    """Somebody who reads all there is, again and again; ``seconds`` by page."""

    def thing(self) -> Callable[[], bool]:
        """One page; an answer of any kind is one."""
        path = self.dice.choice(READ_PAGES)

        def send() -> bool:
            self.ask("GET", path, self.cookies)
            return True

        return send


def crowd(port: int, cast: dict[str, Any], seed: int) -> tuple[Ledger, list[Client]]:
    """Five who touch, one who writes, one who brings files; all at work."""
    ledger, mid = Ledger(), cast["mid"]
    people: list[tuple[type[Client], dict[str, Any]]] = [
        (Toucher, person) for person in (cast["other"], mid[0], mid[1], mid[2], mid[0])
    ]
    people += [(Writer, mid[1]), (Bringer, mid[2])]
    clients = [
        kind(port, cast, person, ledger, seed + number)
        for number, (kind, person) in enumerate(people)
    ]
    for client in clients:
        client.start()
    return ledger, list(clients)


def dismiss(clients: list[Client]) -> list[str]:
    """Let them finish what they are at; what is wrong if one cannot."""
    until = time.monotonic() + GAVE_UP
    for client in clients:
        client.over.set()
    for client in clients:
        client.join(max(0.1, until - time.monotonic()))
    return [
        f"{client.__class__.__name__} is still waiting for a word"
        for client in clients
        if client.is_alive()
    ]
