"""A refusal is an answer like any other."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from twitchlog.front.light.lane_client import LaneClient
from twitchlog.front.requester import Requester


def test_a_refusal_waits_for_its_round_and_is_not_made_for_who_has_gone() -> None:
    told: list[Any] = [{"failed": 1, "why": "busy"}, {"failed": 2, "why": "busy"}]
    sent: list[str] = []
    rounds: list[tuple[Requester, Callable[[], None]]] = []
    line = SimpleNamespace(
        send=lambda message, files: None, is_waiting=False, receive=lambda: (told.pop(0), [])
    )
    asking = LaneClient(
        cast("Any", None),
        cast("Any", line),
        lambda request, notice: cast("Any", notice.happening),
        lambda whose, work: rounds.append((whose, work)),
    )
    whose = Requester("192.0.2.7", "192.0.2.0/24", is_known=False)
    asked = []
    for _turn in range(2):
        environ = {"REQUEST_METHOD": "POST"}
        request = SimpleNamespace(
            environ=environ, body=None, close=lambda: None, asks_for_page=False
        )
        connection = SimpleNamespace(current=request, send=sent.append)
        asking.ask("sign-in", cast("Any", connection), cast("Any", request), whose)
        asked.append(connection)
    asking._hear()
    asking._hear()
    assert sent == []
    asked[1].current = None
    for _whose, work in rounds:
        work()
    assert sent == ["busy"]
    assert [one for one, _work in rounds] == [whose, whose]
