"""Whoever makes up keys or has many addresses takes nobody's turn: through the front as it is."""

from __future__ import annotations

import select
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from django.conf import settings

from tests.twitchlog.front.conftest import Front, running, until
from tests.twitchlog.front.test_lanes_at_work import asking, at_least, begun, status_of
from twitchlog.front.bounds import JOBS_OF_ONE

HEAVY, SIGN_IN = "/report/report.pdf", "/account/login/"
COOKIE = f"Cookie: {settings.SESSION_COOKIE_NAME}="
ADA = f"{COOKIE}ada"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Behind a proxy, so that a test can come from anywhere; with room for few strangers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWITCHLOG_PROXIES", "1")
        few = {"SIGN_INS_OF_STRANGERS": 20, "SIGN_INS_OF_ADDRESS": 8}
        large = {
            "IN_MEMORY": 10**6,
            "IN_MESSAGE": 10**6,
        }  # so that a body may be more than a message holds
        with running(tmp_path_factory.mktemp("front"), **few, **large) as started:
            yield started


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """What waits for this file ends when it is there."""
    yield tmp_path / "gate"
    (tmp_path / "gate").touch()


def begin(
    front: Front, stack: ExitStack, path: str, *headers: str, method: str = "GET"
) -> socket.socket:
    """A request whose answer is not waited for; its connection."""
    client = stack.enter_context(front.connect())
    head = [
        f"{method} {path} HTTP/1.1",
        "Host: here",
        "Connection: close",
        "Content-Length: 0",
        *headers,
    ]
    client.sendall("\r\n".join([*head, "\r\n"]).encode("latin-1"))
    return client


def test_made_up_sessions_and_tokens_never_come_to_a_lane(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}"), ExitStack() as stack:
        until(lambda: begun(gate))
        for number in range(250):
            headers = [f"{COOKIE}made-up-{number}", f"Authorization: Bearer made-up-{number}"]
            assert front.told(HEAVY, *headers)["process"] == "twitchlog-light"
        waiting = begin(front, stack, HEAVY, f"{COOKIE}ben")
        gate.touch()
        assert status_of(waiting) == 200


def test_one_session_is_one_person_whatever_else_it_shows(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}"), ExitStack() as stack:
        until(lambda: begun(gate))
        sent = [
            begin(
                front, stack, f"{HEAVY}?job={number}", ADA, f"Authorization: Bearer of-ada-{number}"
            )
            for number in range(JOBS_OF_ONE + 6)
        ]
        refused = until(lambda: at_least(6, select.select(sent, [], [], 0.1)[0]))
        gate.touch()
        assert sorted(status_of(client) for client in sent) == [200] * JOBS_OF_ONE + [503] * len(
            refused
        )


def test_one_network_of_addresses_closes_sign_in_to_nobody(front: Front, gate: Path) -> None:
    dice = Random(1)  # noqa: S311 - reproducible, not secret
    with ExitStack() as stack:
        crowd = [
            begin(
                front,
                stack,
                f"{SIGN_IN}?wait={gate}",
                f"X-Forwarded-For: {neighbour(dice)}",
                method="POST",
            )
            for _turn in range(60)
        ]
        refused = until(
            lambda: (
                front.get(SIGN_IN, f"X-Forwarded-For: {neighbour(dice)}", method="POST")[0] == 503
            )
        )
        assert refused
        others = [
            begin(front, stack, SIGN_IN, f"X-Forwarded-For: 198.51.{number}.7", method="POST")
            for number in range(5)
        ]
        device = f"Cookie: {settings.DEVICE_COOKIE_NAME}=device"
        known = begin(
            front, stack, SIGN_IN, device, f"X-Forwarded-For: {neighbour(dice)}", method="POST"
        )
        gate.touch()
        assert [status_of(client) for client in [*others, known]] == [200] * 6
        assert [status_of(client) for client in crowd].count(503) >= 60 - 20 - 1


def test_a_touch_comes_before_a_crowd_of_fresh_connections(front: Front, gate: Path) -> None:
    """Both workers are held up, the crowd connects first; then all are answered, each of the crowd
    with some work.
    """
    quick, token = gate.parent / "quick", "Authorization: Bearer of-ada"
    quick.touch()
    with ExitStack() as stack:
        held = [begin(front, stack, f"/pad/?wait={gate}&held={number}") for number in range(2)]
        until(lambda: len(begun(gate)) == 2)
        for number in range(120):
            begin(
                front,
                stack,
                f"/?wait={quick}&seconds=0.01&stranger",
                f"X-Forwarded-For: 198.51.{number}.7",
            )
        for _turn in range(3):
            begin(front, stack, f"/api/episodes?wait={quick}&touch", token, method="POST")
        gate.touch()
        assert [status_of(client) for client in held] == [200] * 2
        answered = until(lambda: len(begun(quick)) == 123 and begun(quick))
    # In each worker's own order: a busy machine may let one of the two wait for its processor.
    places = Counter[str]()
    touches = []
    for worker, _space, asked in (line.partition(" ") for line in answered):
        if asked.endswith("touch"):
            touches.append(places[worker])
        places[worker] += 1
    assert len(touches) == 3
    assert max(touches) < 60, "without turns they are the last"


def neighbour(dice: Random) -> str:
    """Any address of one /48."""
    return f"2001:db8:7:{dice.randrange(65_536):x}::1"


def test_what_is_made_for_a_session_reaches_nobody_once_it_has_ended(
    front: Front, gate: Path
) -> None:
    ended = f"of-eve {gate.parent}/ended"
    asked, cookie = f"{HEAVY}?wait={gate}", f"{COOKIE}{quote(ended)}"
    with ExitStack() as stack:
        first = begin(front, stack, asked, cookie)
        until(lambda: begun(gate))
        (gate.parent / "ended").touch()
        gate.touch()
        assert front.told(asked, cookie)["process"] == "twitchlog-light"
        assert status_of(first) == 200


def test_each_who_opens_a_link_has_opened_it(front: Front, gate: Path) -> None:
    visitors = [
        ["User-Agent: Mozilla/5.0"],
        ["User-Agent: Previewbot/1.0"],
        ["User-Agent: Mozilla/5.0", "Sec-Purpose: prefetch"],
        ["User-Agent: Mozilla/5.0", "X-Forwarded-For: 203.0.113.9"],
    ]
    with ExitStack() as stack:
        sent = [
            begin(front, stack, f"/s/a-link/?later=long&wait={gate}", *headers)
            for headers in visitors * 2
        ]
        until(lambda: begun(gate))
        gate.touch()
        assert [status_of(client) for client in sent] == [200] * 8
    assert len(begun(gate)) == 4


def test_what_is_too_long_to_be_handed_on_is_told_so(front: Front) -> None:
    status, said = front.get(HEAVY, ADA, method="POST", body=b"x" * 500_000)
    assert (status, said.split()[0]) == (431, b"431")


def test_refusals_by_the_hundred_are_a_line_in_the_log(front: Front, gate: Path) -> None:
    with ExitStack() as stack:
        clients = [
            begin(front, stack, f"{HEAVY}?wait={gate}&job={number}", f"{COOKIE}dora")
            for number in range(JOBS_OF_ONE + 51)
        ]
        # Which of them have places is not known; the others are answered while these wait.
        answered = until(lambda: len(found := select.select(clients, [], [], 0)[0]) >= 50 and found)
        assert [status_of(client) for client in answered] == [503] * len(answered)
        gate.touch()
    assert 1 <= front.log.read_text().count("too much is being worked on") < 20
