"""Debian's Chromium, driven by Playwright as in ``tests/browser``, through the same scenarios as
the other engines.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, ConsoleMessage, Error, Page, Playwright, WebError

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.phone import Phone
from tests.browser.watch import STATUS_IN_CONSOLE
from tests.engines.driver import PageLeftError

UNANSWERED = "net::ERR_"


class Chromium:
    """A Chromium with a profile in ``folder``."""

    engine = "chromium"

    def __init__(self, folder: Path, playwright: Playwright) -> None:
        launch = {"executable_path": CHROMIUM, "args": SWITCHES, "has_touch": True}
        self.phone = Phone(playwright, folder / "profile", "", launch)
        self._started()

    def _started(self) -> None:
        self.heard: list[str] = []
        self.touched: Page | None = None
        self.phone.context.on("console", self._console)
        self.phone.context.on("weberror", self._error)
        self.page: Page = self.phone.page()
        self.phone.context.on(
            "page", lambda page: page.on("dialog", lambda dialog: dialog.accept())
        )
        self.page.on("dialog", lambda dialog: dialog.accept())

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(
            (STATUS_IN_CONSOLE, "Failed to load resource")
        ):
            self.heard.append(message.text)

    def _error(self, error: WebError) -> None:
        self.heard.append(str(error.error))

    def _try(self, move: Any, *arguments: Any) -> None:
        try:
            move(*arguments)
        except Error as error:
            if UNANSWERED not in error.message:
                raise

    def go(self, url: str) -> None:
        self._try(self.page.goto, url)

    def back(self) -> None:
        self._try(self.page.go_back)

    def forward(self) -> None:
        self._try(self.page.go_forward)

    def reload(self) -> None:
        self._try(self.page.reload)

    @property
    def url(self) -> str:
        return self.page.url

    def evaluate(self, function: str, *arguments: Any) -> Any:
        try:
            return self.page.evaluate(f"(given) => ({function})(...given)", list(arguments))
        except Error as error:
            if "context was destroyed" in error.message or "navigat" in error.message:
                raise PageLeftError from error
            raise

    def pointer(self, event: str, x: float = 0, y: float = 0, *, kind: str = "mouse") -> None:
        if kind == "touch":
            points = [{"x": x, "y": y}] if event == "down" else []
            name = {"down": "touchStart", "up": "touchEnd"}[event]
            self._glass().send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
        elif event == "down":
            self.page.mouse.move(x, y)
            self.page.mouse.down()
        else:
            self.page.mouse.up()

    def _glass(self) -> CDPSession:
        """One for all touches of a page: a finger goes up only where it went down."""
        if self.touched is not self.page:
            self.touched, self.cdp = self.page, self.page.context.new_cdp_session(self.page)
        return self.cdp

    def key(self, event: str, name: str) -> None:
        (self.page.keyboard.down if event == "down" else self.page.keyboard.up)(name)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def attach(self, selector: str, path: Path) -> None:
        self.page.set_input_files(selector, path)

    def add_cookie(self, url: str, name: str, value: str) -> None:
        self.phone.context.add_cookies(
            [{"name": name, "value": value, "url": url, "expires": time.time() + 86400}]
        )

    def forget(self) -> None:
        self.phone.context.clear_cookies()

    def restart(self) -> None:
        self.phone.kill()
        self._started()

    def complaints(self) -> list[str]:
        # a word with the browser, so that what it has already sent is heard
        self.phone.context.cookies()
        heard, self.heard = self.heard, []
        return heard

    def close(self) -> None:
        self.phone.close()
