"""The form of an episode, as a finger meets it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.pad_page import diary
from tests.browser.site import Person, Site


def chip(page: Page, question: str, text: str) -> Locator:
    """A chip by the question above it and its lay word."""
    return page.locator(f"#div_id_{question} .chip", has_text=text).first


def zone(page: Page, name: str) -> Locator:
    """A zone of the body map by its name, on the side of the body that a phone shows."""
    named = page.get_by_role("radio", name=name, exact=True).and_(page.locator(".zone"))
    for view in ("Front", "Back"):
        if not named.is_visible():
            page.locator(".views").get_by_role("button", name=view).click()
    return named


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/episodes/?quiet=1")


def only(site: Site, person: Person) -> dict[str, Any]:
    [entry] = diary(site, person)
    return entry
