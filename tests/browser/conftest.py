"""A real browser before the real server.

Pages are watched: an error in one fails the test that opened it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, signed_in
from tests.browser.site import COOKIES, PATIENCE, ZONE, Person, Site, running
from tests.browser.watch import Watch

CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "chromium")
# No sandbox: CI runs as root, and the pages are our own. The rest keeps the browser from calling
# its maker.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
LAPTOP = {"width": 1280, "height": 800}


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is under test here runs in the server's process; to trace this one, which drives the
    browser, is wasted.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.no_cover)


class Window(Protocol):
    """Opens a window of its own, watched like every other: ``window(viewport=NARROW,
    color_scheme="dark")``.
    """

    def __call__(self, person: Person | None = None, **options: Any) -> Page: ...


# What comes late on a busy machine is no fault; what never comes still fails.
expect.set_options(timeout=PATIENCE * 1000)

OPEN_WINDOWS: list[BrowserContext] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed says what its windows showed: on a machine of CI nobody can look."""
    report = yield
    if call.when == "call" and report.failed:
        for page in (page for context in OPEN_WINDOWS for page in context.pages):
            try:
                shown = page.locator("body").inner_text(timeout=5_000)
            except Error as error:  # the page itself may be what is broken
                shown = str(error)
            report.sections.append((f"Page {page.url}", shown))
    return report


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the servers of one process share their static files, which take longest to make."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Site]:
    """The server, one for each process that runs tests."""
    with running(tmp_path_factory.mktemp("site"), STATIC_ROOT=str(static)) as site:
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers, one for each process that runs tests."""
    with sync_playwright() as running_playwright:
        yield running_playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser, one for each process that runs tests."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    yield browser
    browser.close()


class Windows:
    """Opens windows, each with cookies of its own, and hears of what their pages must never do."""

    def __init__(self, site: Site, chromium: Browser) -> None:
        self.site, self.chromium = site, chromium
        self.watched: list[tuple[BrowserContext, Watch]] = []

    def open(self, person: Person | None = None, **options: Any) -> Page:
        """A page in a window of its own, in which ``person`` is signed in."""
        usual = {
            "base_url": self.site.url,
            "viewport": PHONE,
            "timezone_id": ZONE,
            "locale": "en-GB",
        }
        context = self.chromium.new_context(**{**usual, **options})
        context.set_default_timeout(PATIENCE * 1000)
        home = options.get("base_url", self.site.url)
        self.watched.append((context, Watch(context, home)))
        OPEN_WINDOWS.append(context)
        if person:
            context.add_cookies([{"name": COOKIES.session, "value": person.session, "url": home}])
        return context.new_page()

    def problems(self) -> list[str]:
        """How pages misbehaved since this was last asked."""
        for context, _watch in self.watched:
            context.cookies()  # a word with the browser, so that what it has already sent is heard
        return [
            watch.problems.pop(0)
            for _context, watch in self.watched
            for _one in tuple(watch.problems)
        ]

    def close(self) -> None:
        """Close all of them."""
        for context, _watch in self.watched:
            OPEN_WINDOWS.remove(context)
            context.close()


@pytest.fixture
def window(site: Site, chromium: Browser) -> Iterator[Window]:
    """Opens windows; fails the test if a page in one of them misbehaved."""
    windows = Windows(site, chromium)
    yield windows.open
    problems = windows.problems()
    windows.close()
    assert not problems, "\n".join([*problems, "", "The server's log:", site.complaints()])


@pytest.fixture
def proxy(site: Site) -> Iterator[FaultyProxy]:
    """A proxy before the server that can be told to fail; the outbox behind it is impatient."""
    between = FaultyProxy(site)
    yield between
    between.stop()


@pytest.fixture
def page(window: Window) -> Page:
    """A phone-sized window in which nobody is signed in."""
    return window()


@pytest.fixture
def somebody(site: Site) -> Person:
    """A new person with an empty diary, signed in."""
    return site.person()


@pytest.fixture
def their_page(window: Window, somebody: Person) -> Page:
    """A phone-sized window in which ``somebody`` is signed in."""
    return window(somebody)


@pytest.fixture
def browser_of(chromium: Browser, proxy: FaultyProxy) -> Iterator[BrowserContext]:
    """A browser in which nobody is signed in yet; its errors are expected."""
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, timezone_id=ZONE, locale="en-GB"
    ) as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context


@pytest.fixture
def pad(browser_of: BrowserContext, proxy: FaultyProxy, somebody: Person) -> Pad:
    """The pad of somebody who is signed in."""
    signed_in(browser_of, somebody.session, proxy.url)
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.worker_is_ready()
    pad.account_is_known()
    return pad


@pytest.fixture
def still(window: Window, somebody: Person, site: Site) -> Pad:
    """The pad with its real waits, and a clock that stands still until it is told to run.

    The worker's clock is another, so it is not to send by itself.
    """
    page = window(somebody)
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    page.clock.install()
    pad = Pad(page, site.url).open()
    pad.account_is_known()
    pad.stop_the_clock()
    return pad
