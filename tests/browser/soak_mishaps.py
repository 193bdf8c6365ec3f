"""What goes wrong in a soak: the weather, the server, the browser, whoever holds the phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.pad_page import Pad
from tests.browser.site import COOKIES
from tests.browser.soak_tally import ZONES
from tests.browser.soak_weather import FULL
from tests.browser.soaked_phone import SoakedPhone


class Mishaps(SoakedPhone):
    """Each is one method, and in ``events`` as often as it comes about."""

    def __init__(self, seed: int, playwright: Playwright, folder: Path) -> None:
        super().__init__(seed, playwright, folder)
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

    def reload(self) -> None:
        """The pad is opened anew, whatever the weather."""
        self.pad.open()
        self.count("pad opened anew")

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
        self.pad.page.evaluate(
            f"() => {{ const real = Date.now; Date.now = () => real() + {self.hours()}; }}"
        )
        self.count("clock set")

    def hours(self) -> int:
        """Up to a day forwards or backwards, in milliseconds."""
        return self.dice.randrange(-86_400_000, 86_400_000)

    def new_release(self) -> None:
        """The server has been updated; the browser comes to know of it when it looks next."""
        version = f"{self.dice.randrange(16**8):08x}"
        real = self.pad.page.evaluate("document.documentElement.dataset.release")
        edit = self.proxy.edit
        self.proxy.edit = lambda path, body: edit(path, body).replace(
            real.encode(), version.encode()
        )
        self.pad.page.evaluate(
            "() => { navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() "
            "=> {}); }"
        )
        self.count("new release")

    def second_tab(self) -> None:
        """The pad is opened in another tab; both stay open."""
        if len(self.phone.context.pages) < 3:
            self.pad = Pad(self.phone.context.new_page(), self.proxy.url).open()
            self.count("second tab")
