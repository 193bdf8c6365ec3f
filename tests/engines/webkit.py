"""Debian's WebKitGTK in its MiniBrowser, driven by its own WebKitWebDriver, before a screen that
nobody sees.

Its console cannot be read from here: pages tell of errors themselves (``line.WATCH``). Under
automation it keeps nothing when it ends: a profile that outlives it cannot be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common import exceptions
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.site import PATIENCE, ZONE
from tests.engines.driver import ASKED, PageLeftError, key_action, pointer_action, result

DRIVER = shutil.which("WebKitWebDriver")
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
# What ``line.WATCH`` has heard in pages of this origin; a page of no origin has no store to look
# into.
COMPLAINTS = """() => {
  if (!location.protocol.startsWith("http")) return [];
  const heard = JSON.parse(sessionStorage.getItem("complaints") || "[]");
  sessionStorage.removeItem("complaints");
  return heard;
}"""
LEFT = (
    exceptions.NoSuchWindowException,
    exceptions.JavascriptException,
    exceptions.StaleElementReferenceException,
)


class Screen:
    """A screen that nobody sees: Xvfb; ``name`` is its display."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.server.stdout
        self.name = f":{self.server.stdout.readline().strip()}"

    def close(self) -> None:
        """Switch it off."""
        self.server.terminate()
        self.server.communicate(timeout=PATIENCE)


class WebKit:
    """A MiniBrowser; ``folder`` holds its driver's log."""

    engine = "webkit"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.screen = Screen()
        options = Options()
        options.binary_location = str(BROWSERS[-1])
        options.add_argument("--automation")
        options.set_capability("unhandledPromptBehavior", "accept")
        environment = {**os.environ, "DISPLAY": self.screen.name, "TZ": ZONE, "LANGUAGE": "en_GB"}
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # selenium's own class uses what selenium gives up
            service = Service(str(DRIVER), log_output=str(folder / "webkit.log"), env=environment)
            self.browser = webdriver.WebKitGTK(options=options, service=service)
        self.browser.set_page_load_timeout(60)
        self.browser.set_script_timeout(60)
        self.browser.set_window_size(390, 844)

    def go(self, url: str) -> None:
        self.browser.get(url)

    def back(self) -> None:
        self.browser.back()

    def forward(self) -> None:
        self.browser.forward()

    def reload(self) -> None:
        self.browser.refresh()

    @property
    def url(self) -> str:
        return str(self.browser.current_url)

    def evaluate(self, function: str, *arguments: Any) -> Any:
        try:
            return result(self.browser.execute_async_script(ASKED % function, *arguments))
        except LEFT as error:
            raise PageLeftError from error

    def pointer(self, event: str, x: float = 0, y: float = 0, *, kind: str = "mouse") -> None:
        self.browser.execute("actions", {"actions": pointer_action(event, x, y, kind)})

    def key(self, event: str, name: str) -> None:
        self.browser.execute("actions", {"actions": key_action(event, name)})

    def write(self, text: str) -> None:
        self.browser.switch_to.active_element.send_keys(text)

    def attach(self, selector: str, path: Path) -> None:
        self.browser.find_element(By.CSS_SELECTOR, selector).send_keys(str(path))

    def add_cookie(self, url: str, name: str, value: str) -> None:
        expiry = self.evaluate("() => Math.round(Date.now() / 1000) + 86400")
        self.browser.add_cookie({"name": name, "value": value, "path": "/", "expiry": expiry})

    def forget(self) -> None:
        self.browser.delete_all_cookies()

    def restart(self) -> None:
        raise NotImplementedError("Under automation MiniBrowser keeps nothing when it ends.")

    def complaints(self) -> list[str]:
        return [str(one) for one in self.evaluate(COMPLAINTS)]

    def close(self) -> None:
        self.browser.quit()
        self.screen.close()
