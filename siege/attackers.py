"""What attackers of every kind have: cookies, a count of what they were answered, and a bound."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from siege.raw_http import RawAnswer, ask, request

CSRF = "siege0siege0siege0siege0siege012"
FORM = "application/x-www-form-urlencoded"
ATTACKER_PATIENCE = 60.0  # seconds
MOST_REQUESTS = 20_000  # of one attacker in a run
ATTACKERS = 10


class OverError(Exception):
    """An attacker has done all that one may do."""


@dataclass
class Attacker:
    """One of ten. ``number`` counts from 0; ``person`` is the account of their own."""

    number: int
    cast: dict[str, Any]
    port: int
    dice: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    requests: int = 0

    @property
    def person(self) -> dict[str, Any]:
        """This attacker's own account, with 10,000 entries."""
        people: list[dict[str, Any]] = self.cast["mid"]
        return people[self.number % len(people)]

    @property
    def long_person(self) -> dict[str, Any]:
        """With 100,000 entries; there are fewer of them than attackers."""
        people: list[dict[str, Any]] = self.cast["long"]
        return people[self.number % len(people)]

    def headers(
        self, person: dict[str, Any] | None = None, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Of a browser with a CSRF token, in which ``person`` is signed in; None: nobody.

        Each time from another internet address, as far as the server goes by its proxy.
        """
        cookies = f"{self.cast['csrf_cookie']}={CSRF}"
        if person:
            cookies += f"; {self.cast['session_cookie']}={person['session']}"
        return {
            "Cookie": cookies,
            "X-CSRFToken": CSRF,
            "X-Forwarded-For": self.address(),
            **(more or {}),
        }

    def address(self) -> str:
        """Somebody's internet address, any."""
        return f"2001:db8:{self.dice.randrange(65_536):x}:{self.dice.randrange(65_536):x}::1"

    async def get(
        self, path: str, person: dict[str, Any] | None = None, *, most_kept: int = 0
    ) -> RawAnswer:
        """The answer to a GET, with ``most_kept`` bytes of its body."""
        return await self.send(request("GET", path, self.headers(person)), most_kept=most_kept)

    async def post(
        self,
        path: str,
        data: Mapping[str, str],
        person: dict[str, Any] | None = None,
        *,
        most_kept: int = 0,
    ) -> RawAnswer:
        """The answer to a form, with ``most_kept`` bytes of its body."""
        body = urlencode(data).encode()
        return await self.send(
            request("POST", path, self.headers(person, {"Content-Type": FORM}), body),
            most_kept=most_kept,
        )

    async def post_json(self, token: str, content: Any) -> RawAnswer:
        """Send entries as a program does."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return await self.send(
            request("POST", "/api/episodes", headers, json.dumps(content).encode())
        )

    async def send(self, sent: bytes, *, most_kept: int = 0) -> RawAnswer:
        """Send anything, and count the answer by its status."""
        self.count_request()
        answer = await ask(self.port, sent, patience=ATTACKER_PATIENCE, most_kept=most_kept)
        self.counts[str(answer.status or "none")] += 1
        if answer.seconds < 0.002:  # refused at once: no busy loop of ours
            await asyncio.sleep(0.002)
        return answer

    def count_request(self) -> None:
        """One request more. Raises OverError when there have been enough."""
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise OverError


Attack = Callable[[Attacker], Awaitable[None]]


@dataclass(frozen=True)
class AttackKind:
    """One kind of attack: ``attack`` is repeated by each attacker until the time is over.

    ``preparations`` are what the database must hold for it. ``at_once``: how many times at once
    each attacker does it.
    """

    name: str
    title: str
    attack: Attack
    at_once: int = 1
    preparations: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


ATTACK_KINDS: dict[str, AttackKind] = {}


def kind(
    title: str,
    *,
    at_once: int = 1,
    preparations: tuple[str, ...] = (),
    settings: Mapping[str, str] | None = None,
) -> Callable[[Attack], Attack]:
    """Enter an attack into the list of kinds, under its function's name."""

    def enter(attack: Attack) -> Attack:
        name = attack.__name__
        ATTACK_KINDS[name] = AttackKind(name, title, attack, at_once, preparations, settings or {})
        return attack

    return enter


def new_id() -> str:
    """An id that nobody has."""
    return str(uuid.uuid4())


def multipart(name: str, content: bytes, **fields: str) -> tuple[str, bytes]:
    """A form with one file, as a browser sends it: its content type and body."""
    before, after = multipart_ends(name, **fields)
    return f"multipart/form-data; boundary={BOUNDARY}", before + content + after


BOUNDARY = "siege-7f0b9c2d"


def multipart_ends(name: str, **fields: str) -> tuple[bytes, bytes]:
    """What goes before and after a file's content."""
    texts = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    head = f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: text/csv\r\n\r\n"
    return (texts + head).encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


@contextmanager
def counted(attacker: Attacker, name: str) -> Iterator[None]:
    """Count that it was done, and an end of the connection as one."""
    attacker.count_request()
    try:
        yield
    except (OSError, TimeoutError):
        attacker.counts[f"{name}, cut"] += 1
    else:
        attacker.counts[name] += 1
