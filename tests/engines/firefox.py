"""Debian's Firefox ESR, without a screen, driven by Mozilla's own marionette_driver."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.servers import free_port
from tests.browser.pad_page import until
from tests.browser.site import ZONE, listeners
from tests.engines.driver import ASKED, PageLeftError, key_action, pointer_action, result

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # its packages use telnetlib and the like
    from marionette_driver import errors
    from marionette_driver.by import By
    from marionette_driver.marionette import Marionette

FIREFOX = shutil.which("firefox-esr")
PREFERENCES = {
    "intl.accept_languages": "en-GB",
    "dom.disable_open_during_load": False,
    "dom.disable_beforeunload": True,  # a test that leaves a page means it
    "dom.w3c_touch_events.enabled": 1,  # a screen that can be touched
    "browser.startup.page": 0,
    "toolkit.startup.max_resumed_crashes": -1,  # it is killed, and is not to ask about that
    "app.update.disabledForTesting": True,
    "network.proxy.type": 0,
}
LEFT = (
    errors.NoSuchWindowException,
    errors.JavascriptException,
    errors.StaleElementException,
    errors.UnknownException,
)
# What its console holds of our scripts: errors in pages, no news of style sheets and networks.
ERRORS = """
const found = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError
  && one.category.includes("content javascript") && !(one.flags & Ci.nsIScriptError.warningFlag));
Services.console.reset();
return found.map((one) => `${one.errorMessage} ${one.sourceName}:${one.lineNumber}`);
"""


class Firefox:
    """A Firefox with a profile in ``folder``."""

    engine = "firefox"

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.profile.mkdir(parents=True)
        self._start()

    def _start(self) -> None:
        port = free_port()
        settings = {**PREFERENCES, "marionette.port": port}
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in settings.items()
        ]
        (self.profile / "user.js").write_text("\n".join(lines), encoding="ascii")
        switches = ["--marionette", "--headless", "--no-remote", "-remote-allow-system-access"]
        with (self.profile.parent / "firefox.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(FIREFOX), *switches, "--profile", str(self.profile)],
                env={**os.environ, "TZ": ZONE},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(lambda: listeners(port), patience=90)
        self.browser = Marionette(port=port)
        self.browser.start_session({"unhandledPromptBehavior": "accept"})
        self.browser.timeout.page_load = 60
        self.browser.timeout.script = 60
        self.browser.set_window_rect(width=500, height=844)

    def go(self, url: str) -> None:
        self._try(lambda: self.browser.navigate(url))

    def back(self) -> None:
        self._try(self.browser.go_back)

    def forward(self) -> None:
        self._try(self.browser.go_forward)

    def reload(self) -> None:
        # WebDriver's own reload goes past the service worker, which no key and no button of Firefox
        # does.
        self.evaluate("() => { setTimeout(() => location.reload(), 0); }")

    def _try(self, move: Callable[[], None]) -> None:
        try:
            move()
        except errors.UnknownException as error:
            if "about:neterror" not in str(error):  # its own page says that nobody answers
                raise

    @property
    def url(self) -> str:
        return str(self.browser.get_url())

    def evaluate(self, function: str, *arguments: Any) -> Any:
        try:
            return result(
                self.browser.execute_async_script(ASKED % function, arguments, sandbox=None)
            )
        except LEFT as error:
            raise PageLeftError from error

    def pointer(self, event: str, x: float = 0, y: float = 0, *, kind: str = "mouse") -> None:
        self._perform(pointer_action(event, x, y, kind))

    def key(self, event: str, name: str) -> None:
        self._perform(key_action(event, name))

    def _perform(self, actions: list[dict[str, Any]]) -> None:
        self.browser._send_message("WebDriver:PerformActions", {"actions": actions})

    def write(self, text: str) -> None:
        self.browser.get_active_element().send_keys(text)

    def attach(self, selector: str, path: Path) -> None:
        self.browser.find_element(By.CSS_SELECTOR, selector).send_keys(str(path))

    def add_cookie(self, url: str, name: str, value: str) -> None:
        expiry = self.evaluate("() => Math.round(Date.now() / 1000) + 86400")
        self.browser.add_cookie({"name": name, "value": value, "path": "/", "expiry": expiry})

    def forget(self) -> None:
        self.browser.delete_all_cookies()

    def restart(self) -> None:
        self._end(self.process.kill)
        self._start()

    def _end(self, how: Callable[[], None]) -> None:
        self.browser.session = None  # or it asks the ended browser to end its session
        self.browser.client.close()
        how()
        self.process.wait(30)

    def complaints(self) -> list[str]:
        with self.browser.using_context("chrome"):
            return [str(one) for one in self.browser.execute_script(ERRORS)]

    def close(self) -> None:
        self._end(self.process.terminate)
