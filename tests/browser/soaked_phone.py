"""A phone that two people share, one touch at a time: what a soak does when nothing goes wrong."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.pad_page import Pad, until
from tests.browser.soak_tally import NAMES, ZONES, Outcome, Tally
from tests.browser.soak_weather import CALM, Weather

LATEST = "() => `${Pad.latest.entry.told.id} ${Pad.latest.entry.told.count}`"


class SoakedPhone(Weather[Outcome]):
    """``pad`` is the page that lies open."""

    pad: Pad

    def __init__(self, seed: int, playwright: Playwright, folder: Path) -> None:
        lifted = {"TWITCHLOG_API_REQUESTS_A_MINUTE": "0", "TWITCHLOG_ENTRIES_A_DAY": "0"}
        super().__init__(Outcome(seed), playwright, folder, **lifted)
        self.tallies = (Tally(), Tally())

    def touch(self) -> None:
        """One touch, now and then a long one or one that is regretted."""
        zone = self.dice.choice(ZONES[self.who])
        tally = self.tallies[self.who]
        page = self.pad.page
        page.evaluate(
            "() => { window.heard = []; document.getElementById('trouble').textContent = ''; }"
        )
        self.outcome.touches += 1
        self.pad.touch(zone, held=self.dice.choice((0, 0, 0, 0, 0, 0.7)))
        if not self.hears("saved", named=NAMES[zone]):
            self.outcome.said_not_saved += 1
            self.note(f"touch of {zone}: not saved")
            return
        self.note(f"touch of {zone}: saved as {page.evaluate(LATEST)}")
        self.outcome.saved += 1
        tally.saved[zone] += 1
        if self.dice.random() < 0.08 and page.locator("#undo").is_visible():
            page.locator("#undo").click()
            if self.hears("undone", "sealed") == "undone":
                tally.saved[zone] -= 1
                self.outcome.undone += 1
                self.note("and taken back")

    def hears(self, *states: str, named: str = "") -> str | None:
        """The first of these states that the status line takes on with that name; None if the pad
        complains instead.
        """
        found: list[str] = []

        def heard() -> bool:
            said, trouble = self.pad.page.evaluate(
                "() => [window.heard, document.getElementById('trouble').textContent]"
            )
            found[:] = [state for state, text in said if state in states and text.startswith(named)]
            return bool(found) or "NOT saved:" in trouble

        until(heard, patience=CALM)
        return found[0] if found else None

    def account_is_known(self) -> None:
        """Wait until the pad has heard who is signed in."""
        until(lambda: self.pad.page.evaluate("Session.account()"), patience=CALM)
