"""What a phone keeps of forms, as tests look at it.

Nothing here asks more of a browser than scripts.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.pad_page import until

BACK = "is back. It is not saved yet."
ALL = "async () => (typeof DraftStore === 'undefined' ? null : DraftStore.every())"


def drafts(page: Page) -> list[dict[str, Any]]:
    """All that the phone holds, the oldest first; asked of a page of somebody who is signed in."""
    found: list[dict[str, Any]] = page.evaluate(ALL)
    return found


def written(page: Page, number: int = 1) -> list[dict[str, Any]]:
    """Wait until the phone holds so many drafts; these."""
    until(lambda: len(drafts(page) or []) == number)
    return drafts(page)


def unfold(page: Page, name: str = "worry") -> None:
    """Open the part of the appointment's page that holds the field of that name."""
    part = page.locator(f"details:has([name={name}])")
    part.evaluate("(details) => { details.open = true; }")


def visit_page(page: Page, *names: str) -> None:
    """The appointment's page, with the parts open that hold these fields."""
    page.goto("/appointment/")
    for name in names or ("worry",):
        unfold(page, name)
