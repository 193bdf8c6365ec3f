"""An address that may hold a link's key is kept by nobody and told to no other site, whatever
answers there.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.observations import Movement
from tests import builders
from tests.views.sharing import make
from twitchlog import lanes

NOW = builders.MORNING_OF_REPORTS

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def episode(ada: User) -> Any:
    return builders.episode(ada, movement=Movement.TWITCH, muscle="calf")


TOKEN = "Ab3-" * 8


MISTYPED = (
    '/s/T /s/T/ /S/T/ /s//T/ /s/"T/ /s/x/T/ /pad/T /s/T/report.pdf /s/T/report.pdf/ /s/T/x '
    "/x/s/T /s/T. /s/ /s"
)


@pytest.mark.parametrize("address", MISTYPED.split())
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_no_address_that_may_hold_a_key_is_kept_or_told_to_others(
    client: Client, db: None, address: str, method: str
) -> None:
    answer = getattr(client, method)(address.replace("T", TOKEN), HTTP_ACCEPT="text/html")
    assert 300 <= answer.status_code < 500
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_refused_method_and_too_many_requests_are_told_to_nobody_either(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada)
    for answer in (
        client.delete(path),
        client.post(f"{path}report.pdf"),
        client.get(path, HTTP_HOST="elsewhere.test"),
    ):
        assert answer.status_code in (400, 405)
        assert answer["Referrer-Policy"] == "no-referrer"
    codes = {client.get(path).status_code for _turn in range(70)}
    assert codes == {200, 429}
    assert client.get(path)["X-Robots-Tag"].startswith("noindex")


def test_a_post_without_a_passphrase_to_give_leads_to_the_page(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada)
    answer = client.post(path, {"passphrase": "x"})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert client.get(path).status_code == 200


def test_what_a_light_worker_has_counted_counts_once(
    as_ada: Client, episode: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moved to a lane was counted before; what comes there by its address was not."""
    monkeypatch.setattr("journal.sharing.visitor_guard.REQUESTS_A_MINUTE", 3)
    path, there = make(as_ada, passphrase="violet otter lamp"), Client()
    there.defaults[lanes.IN_LANE] = "yes"
    moved = [there.get(f"{path}report.pdf").status_code for _turn in range(9)]
    sent = [there.post(path, {"passphrase": "x"}).status_code for _turn in range(4)]
    assert moved == [404] * 9
    assert sent == [422] * 3 + [429]
    assert Client().get(f"{path}report.pdf").status_code == 429
