"""A person with the pad before them: how the tests touch it, and what it says."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.site import COOKIES, PATIENCE, Person, Site

# Counts what the screen says, also what is overwritten before anybody could look.
LISTEN = """
addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("status");
  if (!status) return;
  window.heard = [];
  new MutationObserver(() => window.heard.push([status.dataset.state, status.textContent]))
    .observe(status, {attributes: true, attributeFilter: ["data-state"]});
});
"""
# What it says now, or has said since the last touch: a state may last shorter than a busy machine
# takes to look.
SAID = """([state, text]) => {
  const status = document.getElementById("status");
  const now = [status.dataset.state, status.textContent];
  return [...window.heard, now].some((one) => one[0] === state && one[1].includes(text));
}"""
# A release that a phone may still have keeps all of it in one script (tests/data).
ENTRIES = """() => {
  const { stored, value } = self.Outbox || PhoneStore;
  return stored("readonly", (entries) => value(entries.getAll()));
}"""
ACCOUNT = "self.Outbox ? Outbox.answer() : Session.account()"


def signed_in(context: BrowserContext, session: str, url: str) -> None:
    """The browser keeps this session, also when it is killed and started again."""
    context.add_cookies(
        [{"name": COOKIES.session, "value": session, "url": url, "expires": time.time() + 86400}]
    )


class Pad:
    """The pad, open in a page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.add_init_script(LISTEN)

    def open(self) -> Pad:
        """Open it and wait until it can be touched."""
        self.page.goto(f"{self.url}/pad/")
        self.page.wait_for_selector("body[data-ready]")
        return self

    def touch(self, zone: str, *, held: float = 0) -> None:
        """Touch a zone by part of its words, and let go after so many seconds."""
        self.press(zone)
        if held:
            time.sleep(held)
        self.page.mouse.up()

    def press(self, zone: str) -> None:
        """Put a finger on a zone and leave it there."""
        self.page.evaluate("() => { window.heard = []; }")
        box = self.page.locator(".zone").filter(has_text=zone).first.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()

    def says(self, state: str, text: str = "", *, patience: float = PATIENCE) -> None:
        """Wait until the status line is, or since the last touch was, in that state and holds that
        text.
        """
        self.page.wait_for_function(SAID, arg=[state, text], timeout=patience * 1000)

    def account_is_known(self) -> None:
        """Wait until the pad has heard who is signed in."""
        until(lambda: self.page.evaluate(ACCOUNT))

    def stop_the_clock(self) -> None:
        """From now on time passes in this page by ``page.clock.run_for`` alone, however slow the
        machine.
        """
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)

    @property
    def trouble(self) -> str:
        """What the pad complains of."""
        return self.page.locator("#trouble").inner_text()

    def entries(self) -> list[dict[str, Any]]:
        """All that the phone holds."""
        found: list[dict[str, Any]] = self.page.evaluate(ENTRIES)
        return found

    def owed(self) -> int:
        """How many entries wait to be sent."""
        return sum(bool(one.get("waiting")) for one in self.entries())

    def let_it_be_sent(self) -> None:
        """Where the clock stands still: let time pass until nothing is owed."""

        def sent() -> bool:
            self.page.clock.run_for(5_000)
            return self.owed() == 0

        until(sent)

    def worker_is_ready(self) -> None:
        """Wait until the pad opens without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def until(true: Callable[[], Any], *, patience: float = PATIENCE) -> None:
    """Wait for something that happens elsewhere."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def diary(site: Site, person: Person) -> list[dict[str, Any]]:
    """What is in somebody's diary on the server."""
    found: list[dict[str, Any]] = site.do("diary", owner=person.name)
    return found


def counts(site: Site, person: Person) -> Counter[str]:
    """Twitches in somebody's diary by muscle, and that each entry is there once."""
    entries = diary(site, person)
    assert len({entry["client_id"] for entry in entries}) == len(entries)
    found: Counter[str] = Counter()
    for entry in entries:
        found[entry["muscle"] or entry["movement"]] += entry["count"]
    return found
