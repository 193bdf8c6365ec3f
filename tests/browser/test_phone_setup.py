"""Put it on your phone: what the browser itself is asked, and a touch that leaves nothing."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Window
from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, diary, signed_in
from tests.browser.site import Person, Site

LEFT = "async () => (await Outbox.all()).length"


def answer(page: Page, code: str) -> str:
    return page.locator(f"[data-check={code}] .setup-title strong").inner_text()


def try_a_touch(page: Page) -> None:
    page.get_by_role("button", name="Try a touch").click()


def test_a_touch_is_saved_sent_and_taken_back(
    their_page: Page, site: Site, somebody: Person
) -> None:
    their_page.goto("/phone-setup/")
    try_a_touch(their_page)
    expect(their_page.get_by_text("Saved on this phone, sent, and taken back.")).to_be_visible()
    assert answer(their_page, "trial") == "Yes"
    assert diary(site, somebody) == []
    assert their_page.evaluate(LEFT) == 0


def test_it_says_how_far_the_touch_came(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    page.goto(f"{proxy.url}/phone-setup/")
    proxy.instead["/api/session"] = (503, b"{}", {"Content-Type": "application/json"})
    try_a_touch(page)
    expect(page.get_by_text("The diary did not take it now")).to_be_visible()
    assert answer(page, "trial") == "No"
    assert page.evaluate(LEFT) == 0
    assert diary(site, somebody) == []


def test_who_is_not_signed_in_is_told_so(browser_of: BrowserContext, site: Site) -> None:
    page = browser_of.new_page()
    page.goto(f"{site.url}/phone-setup/")
    try_a_touch(page)
    expect(page.get_by_text("To send it, sign in first.")).to_be_visible()
    page.locator("[data-check=account]").get_by_role("link", name="Sign in").click()
    expect(page).to_have_url(re.compile("/account/login/"))


def test_a_browser_that_keeps_nothing_is_found_out(their_page: Page) -> None:
    their_page.add_init_script("Object.defineProperty(self, 'indexedDB', { value: undefined })")
    their_page.goto("/phone-setup/")
    try_a_touch(their_page)
    expect(their_page.get_by_text("It was NOT saved")).to_be_visible()


def test_the_pad_is_seen_once_it_is_kept(their_page: Page, site: Site) -> None:
    Pad(their_page, site.url).open().worker_is_ready()
    their_page.goto("/phone-setup/")
    offline = their_page.locator("[data-check=offline] .setup-title strong")
    expect(offline).to_have_text("Yes")
    assert answer(their_page, "installed") == "No"


def test_from_the_home_screen_it_says_so(their_page: Page) -> None:
    their_page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
    their_page.goto("/phone-setup/")
    expect(their_page.get_by_text("You opened it from there.")).to_be_visible()


def test_a_browser_that_promises_is_believed(their_page: Page) -> None:
    their_page.add_init_script(
        """let kept = false;
        navigator.storage.persisted = async () => kept;
        navigator.storage.persist = async () => { kept = true; return kept; };"""
    )
    their_page.goto("/phone-setup/")
    ask = their_page.get_by_role("button", name="Ask the browser to keep it")
    ask.click()
    expect(their_page.get_by_text("throw nothing away by itself")).to_be_visible()
    expect(ask).to_be_hidden()


def test_without_scripts_the_server_says_what_it_sees(window: Window, somebody: Person) -> None:
    page = window(somebody, java_script_enabled=False)
    page.goto("/phone-setup/")
    assert answer(page, "account") == "Yes"
    assert answer(page, "trial") == "Not tried"
    expect(page.get_by_text("This needs a script.")).to_have_count(4)
    expect(page.get_by_role("button", name="Try a touch")).to_be_hidden()
