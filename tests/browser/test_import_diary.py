"""A long file: how far the work is, and what is said when the connection breaks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Window
from tests.browser.site import PATIENCE, Person


def choose(page: Page, file: Path) -> None:
    page.goto("/import/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()


def small_file(folder: Path) -> Path:
    """A diary of one entry."""
    file = folder / "diary.csv"
    file.write_text("happened_at\n2026-01-05T23:40Z\n", encoding="utf-8")
    return file


def test_a_long_file_shows_how_far_it_is(window: Window, somebody: Person, tmp_path: Path) -> None:
    page, waiting = window(somebody), []
    page.route(
        "**/import/progress/", lambda route: route.fulfill(json={"stage": "reading", "percent": 40})
    )
    page.route(
        "**/import/",
        lambda route: (
            waiting.append(route) if route.request.method == "POST" else route.continue_()
        ),
    )
    choose(page, small_file(tmp_path))
    bar = page.get_by_role("progressbar", name="Reading the file …")
    expect(bar).to_have_js_property(
        "value", 40, timeout=PATIENCE * 1000
    )  # a busy machine gives up on some questions first
    expect(page.get_by_role("button", name="Look at it")).to_be_disabled()
    waiting[0].continue_()
    expect(page.get_by_role("heading", name="What this file would add")).to_be_visible()


def test_a_broken_connection_is_said_and_can_be_tried_again(
    window: Window, somebody: Person, tmp_path: Path
) -> None:
    page = window(somebody)
    breaking = [True]

    def maybe(route: Route) -> None:
        """Fail the first time only, and by an answer: an error of the network would count as a
        fault of the page.
        """
        if breaking and route.request.method == "POST":
            breaking.clear()
            route.fulfill(status=200, body="not ours")
        else:
            route.continue_()

    page.route("**/import/", maybe)
    choose(page, small_file(tmp_path))
    expect(page.get_by_text("Something else answered in place of Twitchlog.")).to_be_visible()
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="What this file would add")).to_be_visible()
