"""After signing out, nothing that was read lies in any file of the browser; what the phone keeps of
its own stays.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.drafts import visit_page, written
from tests.browser.phone import Phone
from tests.browser.site import Person, Site

SECRET = "a-night-that-is-nobodys-business"
READ = (
    "/dashboard/",
    "/episodes/",
    "/nights/",
    "/report/",
    "/settings/",
    "/account/2fa/",
    "/export/",
    "/trash/",
)
WORRY = "What worries me"


def kept(folder: Path) -> list[Path]:
    """Files of the profile in which pages lie: the disk's cache, and what workers were given to
    keep.
    """
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and any(part in {"Cache", "CacheStorage", "Code Cache"} for part in path.parts)
    ]


def holding(folder: Path, *words: str) -> list[tuple[str, str]]:
    found = []
    for path in kept(folder):
        content = path.read_bytes()
        found += [(path.name, word) for word in words if word.encode() in content]
    return found


def test_nothing_read_stays_on_the_disk(
    playwright: Playwright, site: Site, somebody: Person, tmp_path: Path
) -> None:
    site.episode(somebody, note=SECRET)
    phone = Phone(playwright, tmp_path, site.url, {"executable_path": CHROMIUM, "args": SWITCHES})
    phone.sign_in(somebody, site)
    page = phone.page()
    page.set_extra_http_headers(
        {"Accept-Encoding": "identity"}
    )  # as compressed nobody would find it, and it would be there
    for address in READ:
        page.goto(site.url + address)
    page.goto(f"{site.url}/episodes/")
    assert SECRET in page.content()
    page.goto(f"{site.url}/pad/")
    page.wait_for_selector("body[data-ready]")
    page.wait_for_function("async () => !!(await navigator.serviceWorker.ready).active")
    page.goto(f"{site.url}/more/")
    page.get_by_role("button", name="Sign out on this device").click()
    page.wait_for_url(f"{site.url}/")
    page.go_back()
    page.wait_for_url("**/account/login/?next=/more/")
    _the_pad_still_opens(page, site)
    phone.context.close()
    assert kept(tmp_path), "the browser keeps its cache elsewhere by now"
    assert holding(tmp_path, SECRET, *(f"{site.url}{address}" for address in READ)) == []


def _the_pad_still_opens(page: Page, site: Site) -> None:
    """Its shell is the worker's: emptying the cache takes nothing of that away."""
    page.context.set_offline(True)
    page.goto(f"{site.url}/pad/")
    page.wait_for_selector("body[data-ready]")
    page.context.set_offline(False)


def test_a_page_that_is_not_kept_still_has_what_was_typed(their_page: Page) -> None:
    page = their_page
    visit_page(page)
    page.get_by_label(WORRY).fill("Typed before I looked elsewhere")
    written(page)
    page.goto("/help/")
    page.go_back()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "back_forward"
    expect(page.get_by_label(WORRY)).to_have_value("Typed before I looked elsewhere")
