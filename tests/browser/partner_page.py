"""Somebody with a bed partner's link open before them: how tests touch it, and what it says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.pad_page import SAID, until
from tests.browser.site import PATIENCE

# What the screen says, also what is overwritten before anybody could look, and each of its touches
# by the id of the sighting that it made.
LISTEN_TO_SCREEN = """
addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("status");
  if (!status) return;
  window.heard = [];
  new MutationObserver(() => window.heard.push([status.dataset.state, status.textContent]))
    .observe(status, {attributes: true, attributeFilter: ["data-state"]});
});
"""


class PartnerPad:
    """The screen of a link, open in a page; ``address`` is the whole of it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.add_init_script(LISTEN_TO_SCREEN)

    def open(self) -> PartnerPad:
        """Open it and wait until its script is there."""
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-ready]")
        return self

    def touch(self, place: str) -> None:
        """Touch what moved, by its value."""
        self.page.evaluate("() => { window.heard = []; }")
        self.page.locator(f"[name=place][value={place}]").click()

    def answer(self, name: str, value: str) -> None:
        """Touch an answer."""
        self.page.evaluate("() => { window.heard = []; }")
        self.page.locator(f"label:has([name={name}][value={value}])").click()

    def says(self, state: str, text: str = "", *, patience: float = PATIENCE) -> None:
        """Wait until the strip is, or since the last touch was, in that state with that text."""
        self.page.wait_for_function(SAID, arg=[state, text], timeout=patience * 1000)

    @property
    def trouble(self) -> str:
        """What the screen complains of."""
        return self.page.locator("#trouble").inner_text()

    def sightings(self) -> list[dict[str, Any]]:
        """All that the phone holds of this link."""
        stored: list[dict[str, Any]] = self.page.evaluate("Outbox.all()")
        return stored

    def owed(self) -> int:
        """How many wait to be sent."""
        return sum(bool(one.get("waiting")) for one in self.sightings())

    def worker_is_ready(self) -> None:
        """Wait until the screen opens without a network."""
        until(lambda: self.page.evaluate("navigator.serviceWorker.ready.then(() => true)"))
