"""Touches at random moments in random bad weather, and the reckoning when it clears.

``make soak`` runs it at length; the tests run it in small. Two people share a phone. Each touches zones of their own,
so that an entry in the wrong diary is seen. What the screen called saved must be in its owner's diary exactly once.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.night import Pad, diary, until
from tests.browser.phone import Phone
from tests.browser.site import COOKIES, Person
from tests.browser.weather import CLEAR, ShakySite, Weather

ZONES = (("A jerk woke me", "Left Calf", "Left Front"), ("Somewhere", "Right Calf", "Right Front"))
# How the status line names them. "Saved on this phone" without a name is said of what lay there before.
NAMES = {
    "A jerk woke me": "A jerk woke me",
    "Somewhere": "Somewhere",
    **{f"{side} Calf": f"Calf, {side.lower()}" for side in ("Left", "Right")},
    **{f"{side} Front": f"Front of upper arm, {side.lower()}" for side in ("Left", "Right")},
}
# How a diary names what those zones record: (movement, muscle, side).
TOLD = {
    "A jerk woke me": ("jerk", "", ""),
    "Somewhere": ("", "not_sure_where", ""),
    **{f"{side.title()} Calf": ("twitch", "calf", side) for side in ("left", "right")},
    **{f"{side.title()} Front": ("twitch", "biceps", side) for side in ("left", "right")},
}
LATEST = "() => `${Pad.latest.entry.told.id} ${Pad.latest.entry.told.count}`"
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
LONG = 120.0  # seconds until all must have arrived once the weather is clear


@dataclass
class Tally:
    """What the screen said of one person's touches, by zone."""

    saved: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)  # killed before the screen could say anything


@dataclass
class Outcome:
    """The reckoning of one run."""

    seed: int
    touches: int = 0
    saved: int = 0
    said_not_saved: int = 0
    unknown: int = 0
    undone: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    crossed: int = 0
    trail: list[str] = field(default_factory=list)  # what happened, in order

    def __str__(self) -> str:
        faults = ", ".join(f"{name} {count}" for name, count in sorted(self.faults.items()))
        return (
            f"seed {self.seed}: {self.touches} touches, {self.saved} called saved ({self.undone} of them taken back), "
            f"{self.said_not_saved} said not to be saved, {self.unknown} cut off before a word; "
            f"{sum(self.faults.values())} faults ({faults}); "
            f"lost {self.lost}, doubled {self.doubled}, on another's account {self.crossed}"
        )


class Soak:
    """One run: a server, a proxy, a phone, two people."""

    def __init__(self, seed: int, playwright: Playwright, folder: Path) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self.outcome = Outcome(seed)
        self.site = ShakySite(folder / "server", TWITCHLOG_API_REQUESTS_A_MINUTE="0")
        self.weather = Weather(self.site)
        self.people = (self.site.person(), self.site.person())
        self.tallies = (Tally(), Tally())
        self.who = 0
        self.server_is_up = True
        self.phone = Phone(
            playwright, folder / "phone", self.weather.url, {"executable_path": CHROMIUM, "args": SWITCHES}
        )
        self.events: list[Callable[[], None]] = [
            *[self.bad_weather] * 5,
            *[self.fair_weather] * 4,
            *[self.network] * 2,
            *[self.reload] * 2,
            *[self.server_dies] * 2,
            *[self.browser_dies] * 2,
            self.session_ends,
            self.somebody_else,
            self.csrf_changes,
            self.phone_is_full,
            self.clock_jumps,
            self.new_release,
            self.second_tab,
        ]

    def run(self, touches: int) -> Outcome:
        """Touch so many times, then let the weather clear and count."""
        try:
            self.phone.sign_in(self.people[0], self.site)
            self.pad = self.phone.pad()
            self.pad.worker_is_ready()
            self.account_is_known()
            for _ in range(touches):
                if self.dice.random() < 0.4:
                    self.dice.choice(self.events)()
                self.touch()
                time.sleep(self.dice.choice((0, 0, 0.1, 0.4)))
            self.clear_up()
            self.reckon()
        finally:
            self.phone.close()
            self.weather.stop()
            if not self.server_is_up:
                self.site.start()
            self.site.stop()
        return self.outcome

    # Touching

    def touch(self) -> None:
        """One touch, now and then a long one or one that is regretted."""
        zone = self.dice.choice(ZONES[self.who])
        tally = self.tallies[self.who]
        page = self.pad.page
        page.evaluate("() => { window.heard = []; document.getElementById('trouble').textContent = ''; }")
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
        """The first of these states that the status line takes on with that name; None if the pad complains instead."""
        found: list[str] = []

        def heard() -> bool:
            said, trouble = self.pad.page.evaluate(
                "() => [window.heard, document.getElementById('trouble').textContent]"
            )
            found[:] = [state for state, text in said if state in states and text.startswith(named)]
            return bool(found) or "NOT saved:" in trouble

        until(heard, patience=LONG)
        return found[0] if found else None

    # What goes wrong

    def count(self, fault: str) -> None:
        """One more of that kind."""
        self.outcome.faults[fault] += 1
        self.note(fault)

    def note(self, what: str) -> None:
        """For the trail: which of the two people, and what."""
        self.outcome.trail.append(f"{self.outcome.touches:>4} {self.who} {what}")

    def bad_weather(self) -> None:
        """The line or the server misbehaves until further notice."""
        self.weather.fault = self.dice.choice(Weather.FAULTS)
        self.weather.everywhere = self.dice.random() < 0.3
        self.count(f"answers: {self.weather.fault}")

    def fair_weather(self) -> None:
        """It clears, for now."""
        self.weather.fault, self.weather.everywhere = CLEAR, False
        if not self.server_is_up:
            self.site.start()
            self.server_is_up = True

    def network(self) -> None:
        """The phone loses its network, or finds it again."""
        cut = self.dice.random() < 0.5
        self.phone.context.set_offline(cut)
        if cut:
            self.count("network cut")

    def reload(self) -> None:
        """The pad is opened anew, whatever the weather."""
        self.pad.open()
        self.count("pad opened anew")

    def server_dies(self) -> None:
        """SIGKILL; it comes back with fair weather."""
        if self.server_is_up:
            self.site.kill()
            self.server_is_up = False
            self.count("server killed")

    def browser_dies(self) -> None:
        """SIGKILL, half of the time with a finger on the screen."""
        if self.dice.random() < 0.5:
            zone = self.dice.choice(ZONES[self.who])
            self.outcome.touches += 1
            self.outcome.unknown += 1
            self.tallies[self.who].unknown[zone] += 1
            self.note(f"touch of {zone}: cut off")
            self.pad.press(zone)
        self.phone.kill()
        self.count("browser killed")
        if self.server_is_up:
            self.phone.sign_in(self.people[self.who], self.site)
        self.pad = self.phone.pad()

    def session_ends(self) -> None:
        """The session expires; the person signs in again when the weather is fair."""
        if self.server_is_up:
            for cookie in self.phone.context.cookies():
                if cookie["name"] == COOKIES.session:
                    self.site.do("sign_out", key=cookie["value"])
            self.count("session expired")

    def somebody_else(self) -> None:
        """The other one takes the phone and signs in, which takes a network."""
        self.fair_weather()
        self.phone.context.set_offline(False)
        self.who = 1 - self.who
        self.phone.sign_in(self.people[self.who], self.site)
        self.pad.open()
        self.account_is_known()
        self.count("other account")

    def csrf_changes(self) -> None:
        """The browser's CSRF cookie is gone."""
        self.phone.context.clear_cookies(name=COOKIES.csrf)
        self.count("CSRF token lost")

    def phone_is_full(self) -> None:
        """No room on the phone until the pad is opened anew."""
        self.pad.page.evaluate(FULL)
        self.count("phone full")
        self.touch()
        self.pad.open()

    def clock_jumps(self) -> None:
        """Somebody sets the clock."""
        self.pad.page.evaluate(f"() => {{ const real = Date.now; Date.now = () => real() + {self.hours()}; }}")
        self.count("clock set")

    def hours(self) -> int:
        """Up to a day forwards or backwards, in milliseconds."""
        return self.dice.randrange(-86_400_000, 86_400_000)

    def new_release(self) -> None:
        """The server has been updated; the browser comes to know of it when it looks next."""
        version = f"{self.dice.randrange(16**8):08x}"
        real = self.pad.page.evaluate("document.documentElement.dataset.release")
        edit = self.weather.edit
        self.weather.edit = lambda path, body: edit(path, body).replace(real.encode(), version.encode())
        self.pad.page.evaluate(
            "() => { navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {}); }"
        )
        self.count("new release")

    def second_tab(self) -> None:
        """The pad is opened in another tab; both stay open."""
        if len(self.phone.context.pages) < 3:
            self.pad = Pad(self.phone.context.new_page(), self.weather.url).open()
            self.count("second tab")

    # The reckoning

    def account_is_known(self) -> None:
        """Wait until the pad has heard who is signed in."""
        until(lambda: self.pad.page.evaluate("Outbox.answer()"), patience=LONG)

    def clear_up(self) -> None:
        """Fair weather; both sign in once more and open the pad."""
        self.fair_weather()
        self.phone.context.set_offline(False)
        for person in self.people:
            self.phone.sign_in(person, self.site)
            self.pad.open()
            self.account_is_known()
            mine = "(entry) => entry.waiting && entry.account === Outbox.answer()"
            left = f"() => Outbox.stored('readonly', Outbox.waiting).then((all) => all.filter({mine}).length)"
            until(lambda left=left: self.pad.page.evaluate(left) == 0, patience=LONG)  # type: ignore[misc]

    def reckon(self) -> None:
        """Compare what the screen said with both diaries."""
        for number, person in enumerate(self.people):
            stored = self.stored(person)
            tally = self.tallies[number]
            for zone in TOLD:
                there = stored[TOLD[zone]]
                if zone not in ZONES[number]:
                    self.outcome.crossed += there
                    continue
                self.outcome.lost += max(0, tally.saved[zone] - there)
                self.outcome.doubled += max(0, there - tally.saved[zone] - tally.unknown[zone])
                if not tally.saved[zone] <= there <= tally.saved[zone] + tally.unknown[zone]:
                    self.note(
                        f"{zone}: {tally.saved[zone]} saved, {there} in the diary, as {self.entries(person, zone)}"
                    )

    def entries(self, person: Person, zone: str) -> list[str]:
        """A zone's entries in a diary and on the phone, by id and count, to be held against the trail."""
        there = [one for one in diary(self.site, person) if (one["movement"], one["muscle"], one["side"]) == TOLD[zone]]
        kept = [(one["told"], one["state"]) for one in self.pad.entries()]
        return [
            *(f"{one['client_id']} {one['count']}" for one in there),
            *(
                f"on the phone: {told['id']} {told['count']} {told['muscle']} {told['side']} {state}"
                for told, state in kept
            ),
        ]

    def stored(self, person: Person) -> Counter[tuple[str, str, str]]:
        """Twitches in a diary by what they record."""
        found: Counter[tuple[str, str, str]] = Counter()
        for entry in diary(self.site, person):
            found[entry["movement"], entry["muscle"], entry["side"]] += entry["count"]
        return found


def soak(seed: int, touches: int, playwright: Playwright) -> Outcome:
    """One run in folders of its own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    (folder / "server").mkdir()
    try:
        return Soak(seed, playwright, folder).run(touches)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """The long run; its exit code says whether anything was lost, doubled or crossed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--touches", type=int, default=500)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    chosen = parser.parse_args()
    bad = 0
    with sync_playwright() as playwright:
        for seed in chosen.seeds:
            outcome = soak(seed, chosen.touches, playwright)
            wrong = outcome.lost + outcome.doubled + outcome.crossed
            sys.stdout.write("".join(f"{line}\n" for line in (outcome, *(outcome.trail if wrong else ()))))
            sys.stdout.flush()
            bad += wrong
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
