"""A phone whose browser can be killed: a profile on disk, started and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser.pad_page import Pad, signed_in
from tests.browser.site import PATIENCE, ZONE, Person, Site


class Phone:
    """One phone and all that it keeps. ``url`` is where its browser finds the diary."""

    def __init__(
        self, playwright: Playwright, folder: Path, url: str, launch: dict[str, Any]
    ) -> None:
        self.playwright, self.folder, self.url, self.launch = playwright, folder, url, launch
        self.context: BrowserContext = self._start()

    def _start(self) -> BrowserContext:
        context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            viewport={"width": 390, "height": 844},
            timezone_id=ZONE,
            locale="en-GB",
            **self.launch,
        )
        context.set_default_timeout(PATIENCE * 1000)
        return context

    def sign_in(self, person: Person, site: Site) -> None:
        """A new session of that person in this browser, in place of any other."""
        self.sign_out()
        signed_in(self.context, site.do("sign_in", name=person.name), self.url)

    def sign_out(self) -> None:
        """The browser forgets its session, as when that expires."""
        self.context.clear_cookies()

    def page(self) -> Page:
        """The tab that is open, or a new one."""
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def pad(self) -> Pad:
        """The pad in the open tab, opened anew."""
        return Pad(self.page(), self.url).open()

    def processes(self) -> list[int]:
        """The browser's processes, its first one first."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with contextlib.suppress(OSError):
                    words = (folder / "cmdline").read_bytes()
                    if f"--user-data-dir={self.folder}".encode() in words:
                        found.append((b"--type=" in words, int(folder.name)))
        return [pid for _kind, pid in sorted(found)]

    def kill(self) -> None:
        """SIGKILL to the browser, as when the phone's battery is taken out; then it starts again,
        with no tab.
        """
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(Error):
            self.context.close()
        while self.processes():
            time.sleep(0.05)
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.folder / name).unlink(missing_ok=True)
        self.context = self._start()

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()
