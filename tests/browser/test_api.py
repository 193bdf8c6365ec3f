"""The JSON API of the real server, with its two workers: many at once, limits that hold together,
the recipes.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults, faults_in_both_themes
from tests.browser.conftest import NARROW, Window
from tests.browser.site import PATIENCE, ROOT, Person, Site, running

RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
WHEN = "2026-07-07T02:15:00+02:00"


def blocks(language: str) -> list[str]:
    """The recipes' blocks of that language, without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", RECIPES, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


def post(site: Site, token: str, body: object) -> tuple[int, Any]:
    """POST /api/episodes on a connection of its own; status and answer."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/episodes", text, headers)
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    return answer.status, said


def test_the_same_entries_sent_by_eight_at_once_are_stored_once(
    site: Site, somebody: Person
) -> None:
    token = site.do("token", owner=somebody.name, name="eight", scope="add")
    told = [
        {"id": f"n-{one}", "happened_at": WHEN, "time_zone": "Europe/Berlin"} for one in range(40)
    ]
    together = Barrier(8, timeout=PATIENCE)

    def send(_number: int) -> Counter[str]:
        together.wait()
        status, said = post(site, token, {"episodes": told, "source": "pad"})
        assert status == 200
        return Counter(one["status"] for one in said["results"])

    with ThreadPoolExecutor(8) as senders:
        counted = sum(senders.map(send, range(8)), Counter())
    assert counted == {"new": 40, "known": 7 * 40}
    assert sorted(one["client_id"] for one in site.do("diary", owner=somebody.name)) == sorted(
        one["id"] for one in told
    )


@pytest.fixture
def strict(tmp_path: Path, static: Path) -> Iterator[Site]:
    """A server that takes ten requests a minute from each."""
    with running(tmp_path, STATIC_ROOT=str(static), TWITCHLOG_API_REQUESTS_A_MINUTE="10") as site:
        yield site


def test_two_workers_count_together(strict: Site) -> None:
    """Thirty at once: ten get in, or twenty if the minute ends in between."""
    token = strict.do("token", owner=strict.person().name, name="many", scope="add")
    with ThreadPoolExecutor(6) as senders:
        answers = Counter(
            status for status, _said in senders.map(lambda _: post(strict, token, {}), range(30))
        )
    assert set(answers) == {200, 429}
    assert answers[200] in {10, 20}


def test_the_curl_recipes_run_as_they_stand(site: Site, somebody: Person) -> None:
    lines = blocks("sh")
    assert len(lines) == 5
    tokens = [
        site.do("token", owner=somebody.name, name=scope, scope=scope)
        for scope in ("all", "sleep", "address")
    ]
    environment = {
        **os.environ,
        "TWITCHLOG_URL": site.url,
        "TWITCHLOG_TOKEN": tokens[0],
        "TWITCHLOG_SLEEP_TOKEN": tokens[1],
        "TWITCHLOG_SLEEP_ADDRESS": f"{site.url}/api/device-sleep/sleep-as-android/{tokens[2]}",
    }
    ran = [
        subprocess.run(
            ["sh", "-euc", text],
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        for text in lines
    ]
    assert [one.returncode for one in ran] == [0] * 5, [one.stdout + one.stderr for one in ran]
    kept = [
        (one["movement"], one["muscle"], one["source"])
        for one in site.do("diary", owner=somebody.name)
    ]
    assert kept == [("twitch", "eyelid", "api"), ("jerk", "", "api"), ("twitch", "calf", "api")]
    said = ran[2].stdout
    assert '"state": "none"' in said
    assert said.count('"state": "not_recorded"') > 20
    assert '"id": "paper-2"' in said
    assert '"stored": 1' in ran[3].stdout
    assert '"status": "stored"' in ran[4].stdout


def test_the_messages_of_the_recipes_are_taken_as_they_are(site: Site, somebody: Person) -> None:
    """With what Tasker and Home Assistant fill in, filled in."""
    token = site.do("token", owner=somebody.name, name="messages", scope="add")
    (payload,) = re.findall(r"payload: '(\{.*\})'", RECIPES)
    filled = {
        "%TIMEMS": "1783383300000",
        "%formatted": WHEN,
        "{{ now().timestamp() }}": "1783383300.123456",
        "{{ now().isoformat() }}": "2026-07-07T02:15:00.123456+02:00",
        "{{ muscle }}": "",
    }
    messages = [*blocks("json"), payload]
    assert len(messages) == 3
    for message in messages:
        for name, value in filled.items():
            message = message.replace(name, value)  # noqa: PLW2901 - filled in step by step
        status, said = post(site, token, message)
        assert (status, said["results"][0]["status"]) == (200, "new"), said
    kept = [(one["client_id"], one["muscle"]) for one in site.do("diary", owner=somebody.name)]
    assert sorted(kept) == [
        ("ha-1783383300.123456", ""),
        ("iphone-20260707021500000", "calf"),
        ("tasker-1783383300000", "calf"),
    ]


def test_its_pages_fit_a_narrow_phone_and_axe_finds_nothing(
    window: Window, somebody: Person
) -> None:
    page = window(somebody, viewport=NARROW)
    for address in ("/settings/tokens/", "/api/docs"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
        assert faults_in_both_themes(page) == []


def test_a_token_is_made_used_and_revoked(site: Site, window: Window, somebody: Person) -> None:
    page = window(somebody)
    page.goto("/more/")
    page.get_by_role("link", name="Shortcuts and programs").click()
    page.get_by_label("What is it for?").fill("Button by the bed")
    expect(page.get_by_label("Add entries, and nothing else")).to_be_checked()
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("code.token").inner_text()
    assert faults(page) == []
    assert post(site, token, {"muscle": "calf"})[0] == 200
    page.goto("/settings/tokens/")
    expect(page.get_by_text("last added something")).to_be_visible()
    page.get_by_role("button", name="Revoke Button by the bed").click()
    expect(page.get_by_text("“Button by the bed” no longer opens anything.")).to_be_visible()
    assert post(site, token, {"muscle": "calf"})[0] == 401
