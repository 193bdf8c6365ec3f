"""Whatever button of a long page is touched, with scripts or without, the answer begins where it
stood.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NARROW, Window, Windows
from tests.browser.site import Person, Site

# A page, a button of it by selector, and the part of the next page that has to be in sight.
PLACES = {
    "revoke a token": ("/settings/tokens/", "#working button >> nth=2", "#working"),
    "end a link": ("/share/", ".share-link button >> nth=2", ".share-over"),
    "end a partner's link": ("/partner/", ".partner-link button >> nth=2", ".partner-over"),
    "add what was seen": ("/partner/", "#waiting .btn-primary", "#waiting"),
    "revoke among the openings": ("/settings/sign-ins/", "#tokens button >> nth=2", "#tokens"),
    "end among the openings": ("/settings/sign-ins/", "#links button >> nth=2", "#links"),
    "take an import back": ("/import/earlier/", "#imports button >> nth=2", "#imports"),
    "delete a recipe": ("/import/earlier/", "#recipes .btn-plain >> nth=2", "#recipes"),
    "name the recipes": ("/import/earlier/", "#save", "#save"),
}


@pytest.fixture(scope="module")
def windows(site: Site, chromium: Browser) -> Iterator[Windows]:
    windows = Windows(site, chromium)
    yield windows
    windows.close()


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no scripts"])
def long_page(windows: Windows, site: Site, request: pytest.FixtureRequest) -> Page:
    """A small window of somebody with long lists."""
    somebody = site.person()
    site.do("lists", owner=somebody.name)
    return windows.open(somebody, viewport=NARROW, java_script_enabled=request.param)


def touch(page: Page, button: str) -> None:
    """Press what lies far down a page."""
    place = page.locator(button)
    place.scroll_into_view_if_needed()
    place.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("place", PLACES)
def test_the_answer_begins_where_the_button_stood(long_page: Page, place: str) -> None:
    address, button, part = PLACES[place]
    long_page.goto(address)
    touch(long_page, button)
    expect(long_page.locator(part).first).to_be_in_viewport()
    outcome = long_page.locator(".messages, .under-way, #imports li > p:nth-child(3)").first
    expect(outcome).to_be_in_viewport()
    if part != "#waiting":  # once nothing waits, the page is short
        expect(long_page.get_by_role("heading", level=1)).not_to_be_in_viewport()


def test_a_touch_that_fills_a_number_without_scripts(window: Window, somebody: Person) -> None:
    page = window(somebody, viewport=NARROW, java_script_enabled=False)
    page.goto("/sleep/")
    touch(page, "#id_minutes_awake_30")
    expect(page.locator("#id_minutes_awake_30")).to_be_in_viewport()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_in_viewport()
    undo.click()
    expect(page.locator("#id_minutes_awake")).to_have_value("")
    expect(page.locator("#id_minutes_awake_30")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/nights/", "/morning/"])
def test_the_clock_of_a_journey(window: Window, somebody: Person, address: str) -> None:
    page = window(somebody, viewport=NARROW, timezone_id="Pacific/Kiritimati")
    page.goto(address)
    offer = page.get_by_role("button", name="Use this browser’s time from now on")
    offer.evaluate("(button) => scrollTo(0, button.getBoundingClientRect().top - 100)")
    before = page.evaluate("scrollY")
    offer.click()
    expect(page.get_by_text("Nights now go by the time in")).to_be_in_viewport()
    assert page.evaluate("scrollY") == before
