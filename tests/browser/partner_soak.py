"""The soak of a bed partner's screen: touches in bad weather, and the reckoning when it clears.

Two links lie on one phone, of two people. What the screen called saved must have come by its own
link exactly once, with the answers that it called saved. ``make soak`` runs it at length; a test
runs it in small.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.browser.pad_page import until
from tests.browser.partner_page import PartnerPad
from tests.browser.soak_weather import (
    CALM,
    FULL,
    SoakOutcome,
    Weather,
    command,
    in_own_folder,
)

# Each link has places of its own, so that one that came by the other link is seen.
PLACES = (("face", "arm", "hand", "back"), ("belly", "leg", "foot", "whole_body"))
ANSWERS = {
    "movement": ("twitch", "jerk", "unsure"),
    "side": ("left", "right", "both"),
    "rhythm": ("once", "every_5", "every_60"),
    "woke_them": ("yes", "no", "unsure"),
    "snored": ("yes", "no"),
}
NOW_OPEN = "() => Bedside.latest && Bedside.latest.told"
SAID_SINCE = """() => [
  window.heard.map((one) => one[0]),
  document.getElementById('trouble').textContent
]"""
# A night holds two hundred: the clock is set back by some hours now and then, days back in all.
HOURS = 86_400_000


@dataclass
class PartnerOutcome(SoakOutcome):
    """The reckoning of one run of a partner's screen; ``changed`` came with other answers."""

    answers: int = 0
    changed: int = 0

    @property
    def wrong(self) -> int:
        """What is wrong of any soak, and what came with other answers."""
        return super().wrong + self.changed

    def __str__(self) -> str:
        return (
            f"partner, seed {self.seed}: {self.touches} touches, {self.saved} called saved with "
            f"{self.answers} answers, {self.said_not_saved} said not to be; {self.fault_text}; "
            f"lost {self.lost}, doubled {self.doubled}, "
            f"by another link {self.crossed}, with other answers {self.changed}"
        )


class PartnerSoak(Weather[PartnerOutcome]):
    """One run: a phone with two links, each of one of the people."""

    def __init__(self, seed: int, playwright: Playwright, folder: Path) -> None:
        super().__init__(PartnerOutcome(seed), playwright, folder)
        self.paths = [self.site.do("partner_link", owner=person.name) for person in self.people]
        self.saved: tuple[dict[str, dict[str, Any]], ...] = ({}, {})  # by the id made on the phone
        self.days = 0  # how far the phone's clock is set back
        self.events: list[Callable[[], None]] = [
            *[self.bad_weather] * 5,
            *[self.fair_weather] * 4,
            *[self.network] * 2,
            *[self.reload] * 2,
            *[self.server_dies] * 2,
            *[self.browser_dies] * 2,
            self.other_link,
            self.phone_is_full,
        ]

    def run(self, touches: int) -> PartnerOutcome:
        """Touch so many times, then let the weather clear and count."""
        try:
            for self.who in (1, 0):
                self.open_new()
                self.screen.worker_is_ready()
            for number in range(touches):
                self.days = number // 120
                if self.dice.random() < 0.4:
                    self.dice.choice(self.events)()
                self.touch()
                time.sleep(self.dice.choice((0, 0, 0.1, 0.4)))
            self.clear_up()
            self.reckon()
        finally:
            self.put_away()
        return self.outcome

    def open_new(self) -> None:
        """The link's screen in the phone's tab."""
        address = f"{self.proxy.url}{self.paths[self.who]}"
        self.screen = PartnerPad(self.phone.page(), address).open()

    def touch(self) -> None:
        """What moved, and now and then some answers; each is believed once the screen has said so.

        The screen of a link that a portal refuses says that it has ended: somebody looks again.
        """
        place = self.dice.choice(PLACES[self.who])
        page = self.screen.page
        self.outcome.touches += 1
        if not page.locator("#pad").is_visible():
            self.fair_weather()
            self.phone.context.set_offline(False)
            page.evaluate("dispatchEvent(new Event('online'))")
            page.wait_for_selector("#pad:visible", timeout=CALM * 1000)
        page.evaluate("document.getElementById('trouble').textContent = ''")
        page.evaluate(
            f"window.real ||= Date.now, Date.now = () => window.real() - {self.days * HOURS}"
        )
        self.screen.touch(place)
        if not self.is_saved():
            self.outcome.said_not_saved += 1
            self.note(f"touch of {place}: not saved")
            return
        self.believe(place)
        while self.dice.random() < 0.3:
            name = self.dice.choice([*ANSWERS])
            page.evaluate("document.getElementById('trouble').textContent = ''")
            if not page.locator("#pad").is_visible():
                return
            self.screen.answer(name, self.dice.choice(ANSWERS[name]))
            if self.is_saved():
                self.believe(place)

    def believe(self, place: str) -> None:
        """What the screen shows as stored now has to arrive."""
        told = self.screen.page.evaluate(NOW_OPEN)
        if told is None:
            return  # it was closed at this very moment: what was believed before holds
        assert told["place"] == place
        known = self.saved[self.who]
        if told["id"] not in known:
            self.outcome.saved += 1
            self.note(f"touch of {place}: saved as {told['id']}")
        self.outcome.answers += told["id"] in known
        known[told["id"]] = told

    def is_saved(self) -> bool:
        """Whether the strip says saved; False if the screen complains instead."""
        answer: list[str] = []

        def heard() -> bool:
            states, trouble = self.screen.page.evaluate(SAID_SINCE)
            answer[:] = states
            return "saved" in answer or bool(trouble)

        until(heard, patience=CALM)
        return "saved" in answer

    # What goes wrong

    def reload(self) -> None:
        """The screen is opened anew, whatever the weather."""
        self.screen.open()
        self.count("opened anew")

    def browser_dies(self) -> None:
        """SIGKILL, and it is started again."""
        self.phone.kill()
        self.count("browser killed")
        self.open_new()

    def other_link(self) -> None:
        """The phone is used for the other link."""
        self.who = 1 - self.who
        self.open_new()
        self.count("other link")

    def phone_is_full(self) -> None:
        """No room on the phone until the screen is opened anew."""
        self.screen.page.evaluate(FULL)
        self.count("phone full")
        self.touch()
        self.screen.open()

    # The reckoning

    def clear_up(self) -> None:
        """Fair weather; both screens are opened once more, until nothing is owed."""
        self.fair_weather()
        self.phone.context.set_offline(False)
        for self.who in (0, 1):
            self.open_new()
            until(lambda: self.screen.owed() == 0, patience=CALM)

    def reckon(self) -> None:
        """Compare what the screens said with what came by both links."""
        for number, person in enumerate(self.people):
            rows = self.site.do("sightings", owner=person.name)
            there = Counter(row["client_id"].partition("-")[2] for row in rows)
            by_id = {row["client_id"].partition("-")[2]: row for row in rows}
            told = self.saved[number]
            self.outcome.lost += sum(key not in there for key in told)
            self.outcome.doubled += sum(count - 1 for count in there.values())
            self.outcome.doubled += sum(key not in told for key in there)
            self.outcome.crossed += sum(row["place"] not in PLACES[number] for row in rows)
            for key, sent in told.items():
                row = by_id.get(key, {})
                wrong = [name for name in ANSWERS if row and row[name] != (sent[name] or "")]
                self.outcome.changed += bool(wrong)
                if wrong or not row:
                    self.note(f"{key}: {sent}, stored as {row}")


partner_soak = in_own_folder(PartnerSoak)

if __name__ == "__main__":
    sys.exit(command(partner_soak, __doc__))
