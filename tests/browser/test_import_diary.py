"""A long file: how far the work is, and what is said when the connection breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("address", ["/import/", "/import/device-sleep/"])
@pytest.mark.parametrize("scripted", [True, False])
def test_what_was_said_of_one_file_goes_when_another_is_chosen(
    window: Window, somebody: Person, tmp_path: Path, address: str, scripted: bool
) -> None:
    page = window(somebody)
    empty = tmp_path / "empty.csv"
    empty.touch()
    page.goto(address)
    field, look = page.locator("[type=file]"), page.get_by_role("button", name="Look at")
    field.set_input_files(empty)
    if scripted:
        look.click()
    else:  # as the browser sends it, the answer is the page with what was refused
        page.locator("form:has([type=file])").evaluate("form => form.submit()")
    said = page.get_by_text("This file is empty.")
    expect(said).to_be_visible()
    expect(field).to_have_accessible_description(re.compile("This file is empty"))
    field.set_input_files(small_file(tmp_path))
    expect(said).to_have_count(0)
    expect(field).not_to_have_class(re.compile("is-invalid"))
    expect(field).to_have_accessible_description(re.compile("MB"))
