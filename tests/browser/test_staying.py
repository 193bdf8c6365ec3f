"""Nothing moves the reader to the top: after an answer they stay where they touched, and what was
said of it is in sight.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Window
from tests.browser.site import Person, Site


@pytest.fixture
def small_page(window: Window, somebody: Person) -> Page:
    """A window in which little of a page is in sight at once."""
    return window(somebody, viewport=NARROW)


def test_a_form_that_leads_back_to_its_page(small_page: Page) -> None:
    page = small_page
    page.goto("/settings/")
    save = page.get_by_role("button", name="Save")
    save.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 100
    save.click()
    expect(page.get_by_text("Saved.")).to_be_in_viewport()
    expect(save).to_be_in_viewport()
    assert page.evaluate("document.activeElement !== document.body")


def test_a_page_that_is_opened_afterwards_begins_at_its_top(small_page: Page) -> None:
    page = small_page
    page.goto("/settings/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/help/")
    page.goto("/settings/")
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".messages-stay")).to_have_count(0)


def test_a_row_that_is_gone_from_its_list(small_page: Page, site: Site, somebody: Person) -> None:
    for number in range(12):
        site.do("discard", key=site.episode(somebody, nights_ago=number + 1))
    page = small_page
    page.goto("/trash/")
    page.get_by_role("button", name="Restore").nth(8).click()
    expect(page.get_by_role("button", name="Restore")).to_have_count(11)
    page.wait_for_function("scrollY > 100")  # the fragment, for those without scripts, is met first
    expect(page.locator(".messages")).to_be_in_viewport()
