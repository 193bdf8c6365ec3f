"""From the first page to the first saved episode: how much there is to read and to touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, NARROW, PHONE, Window
from tests.browser.pad_page import Pad
from tests.browser.site import PASSWORD, Person, Site
from tests.browser.words import visible_words

MOST_WORDS, MOST_TOUCHES = 250, 6


class FirstSteps:
    """A new person before the screen: what they have read and touched so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.read: dict[str, int] = {}
        self.touches = 0

    def look(self, screen: str) -> None:
        """Read all that the screen says, once."""
        self.read[screen] = len(visible_words(self.page))

    def tap(self, target: Locator) -> None:
        """A touch of a link or a button."""
        self.touches += 1
        target.click()

    def fill(self, field: Locator, text: str) -> None:
        """A touch of a field, and typing."""
        self.touches += 1
        field.fill(text)


def make_an_account(steps: FirstSteps) -> None:
    page = steps.page
    page.goto("/")
    steps.look("welcome")
    steps.tap(page.get_by_role("link", name="Make the first account"))
    page.wait_for_url("**/account/signup/")
    steps.look("sign-up")
    steps.fill(page.get_by_label("User name"), "ada")
    steps.fill(page.get_by_label("Password"), PASSWORD)
    steps.tap(page.get_by_role("button", name="Create the account"))
    page.wait_for_url("**/dashboard/")
    steps.look("Today")


def test_there_is_little_to_read_and_to_touch(site: Site, window: Window) -> None:
    site.empty()
    page = window()
    pad, steps = Pad(page, site.url), FirstSteps(page)
    make_an_account(steps)
    steps.tap(page.get_by_role("link", name="Open the night pad"))
    page.wait_for_selector("body[data-ready]")
    steps.touches += 1
    pad.touch("Calf")
    pad.says("saved")
    steps.look("pad")
    assert len(pad.entries()) == 1
    assert sum(steps.read.values()) <= MOST_WORDS, steps.read
    assert steps.touches <= MOST_TOUCHES


@pytest.mark.parametrize("size", [PHONE, NARROW, LAPTOP], ids=["phone", "narrow", "laptop"])
def test_the_pad_is_in_sight_on_the_first_page_signed_in(
    site: Site, window: Window, size: dict[str, int]
) -> None:
    site.empty()
    page = window(viewport=size)
    make_an_account(FirstSteps(page))
    expect(page.get_by_role("link", name="Open the night pad")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_card_is_closed_in_place_and_for_good(
    site: Site, window: Window, somebody: Person, scripts: bool
) -> None:
    site.do("new", owner=somebody.name)
    page = window(somebody, java_script_enabled=scripts, viewport=NARROW)
    page.goto("/dashboard/")
    expect(page.locator(".first-run .pad-picture")).to_be_visible()
    page.get_by_role("button", name="Got it").click()
    expect(page.locator(".first-run")).to_have_count(0)
    expect(page.locator(".for-tonight")).to_be_in_viewport()
    if scripts:
        expect(page.locator("#for-tonight")).to_be_focused()
    page.reload()
    expect(page.locator(".first-run")).to_have_count(0)
