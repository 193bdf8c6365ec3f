"""One browser of each engine for all its scenarios.

ENGINES names them; ENGINES_SET=small takes but a few scenarios.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.faulty_proxy import ShakySite
from tests.browser.site import Person
from tests.engines.apart import APART
from tests.engines.chromium import Chromium
from tests.engines.driver import Driver
from tests.engines.firefox import Firefox
from tests.engines.line import Line
from tests.engines.webkit import WebKit
from tests.engines.window import Window

ENGINES = os.environ["ENGINES"].split()
SMALL = os.environ.get("ENGINES_SET") == "small"
HERE = Path(__file__).parent
left_out: list[str] = []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every scenario in every engine, one engine after the other."""
    if "driver" in metafunc.fixturenames:
        metafunc.parametrize("driver", ENGINES, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what an engine cannot do, by the list of ``apart``, and all but the small set if
    that is asked for.
    """
    taken: list[pytest.Item] = []
    out: list[pytest.Item] = []
    for item in items:
        item.add_marker(pytest.mark.no_cover)
        reason = None
        if isinstance(item, pytest.Function) and "driver" in item.fixturenames:
            reason = APART.get((str(item.callspec.params["driver"]), item.originalname))
        if reason:
            left_out.append(f"{item.name}: {reason}")
        wanted = not reason and (not SMALL or item.get_closest_marker("small"))
        (taken if wanted else out).append(item)
    config.hook.pytest_deselected(items=out)
    items[:] = taken


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was kept apart is said, with its reason."""
    for line in left_out:
        terminalreporter.write_line(f"kept apart: {line}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium."""
    with sync_playwright() as running_playwright:
        yield running_playwright


@pytest.fixture(scope="session")
def driver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    """The engine under test."""
    folder = tmp_path_factory.mktemp(request.param) / "browser"
    make: dict[str, Callable[[], Driver]] = {
        "firefox": lambda: Firefox(folder),
        "webkit": lambda: WebKit(folder),
        "chromium": lambda: Chromium(folder, request.getfixturevalue("playwright")),
    }
    driver = make[request.param]()
    yield driver
    driver.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShakySite]:
    """The real server, which one scenario kills and starts again."""
    site = ShakySite(tmp_path_factory.mktemp("site"))
    yield site
    site.stop()


@pytest.fixture
def line(site: ShakySite, driver: Driver) -> Iterator[Line]:
    """The way to the server, which can be cut.

    Its port is new for each test, and with it all that a browser keeps.
    """
    line = Line(site, watch=driver.engine == "webkit")
    yield line
    line.cut()


@pytest.fixture
def somebody(site: ShakySite) -> Person:
    """A new person with an empty diary."""
    return site.person()


@pytest.fixture
def window(driver: Driver, line: Line) -> Iterator[Window]:
    """A window in which nobody is signed in; fails the test if the engine tells of an error in a
    script.
    """
    driver.go(
        f"{line.url}/help/"
    )  # WebDriver forgets the cookies of the page that is shown, and no others
    driver.forget()
    driver.complaints()
    yield Window(driver, line.url)
    complaints = driver.complaints()
    driver.go("about:blank")
    assert complaints == []


@pytest.fixture
def theirs(window: Window, somebody: Person) -> Window:
    """A window in which ``somebody`` is signed in."""
    window.sign_in(somebody)
    return window
