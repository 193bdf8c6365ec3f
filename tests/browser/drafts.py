"""What a phone keeps of forms, as tests look at it. Nothing here asks more of a browser than scripts."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.night import until

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
