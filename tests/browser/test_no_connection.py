"""By day without a network or a server: a page of our own says so, and nothing of a diary lies in a
cache.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.drafts import BACK, unfold, written
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, signed_in, until
from tests.browser.site import Person, Site

GOVERNED = "() => navigator.serviceWorker.controller !== null"
ACTIVE = """async () => (await navigator.serviceWorker.getRegistrations())
  .filter((one) => one.active).map((one) => one.scope)"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys())
      found.push(new URL(request.url).pathname);
  }
  return found;
}"""


@pytest.fixture
def page(browser_of: BrowserContext, proxy: FaultyProxy, somebody: Person) -> Page:
    """A day page of somebody, governed by the day pages' worker, once the pad has its own."""
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    page.goto(f"{proxy.url}/appointment/")
    page.wait_for_function(GOVERNED)
    until(lambda: f"{proxy.url}/pad/" in page.evaluate(ACTIVE))
    return page


def test_a_page_without_a_network_is_one_of_our_own(page: Page, proxy: FaultyProxy) -> None:
    page.context.set_offline(True)
    page.goto(f"{proxy.url}/dashboard/")
    page.get_by_role("heading", name="No connection").wait_for()
    expect(page.get_by_text("Nothing on this phone waits to be sent.")).to_be_visible()
    page.get_by_text("The night pad works with no connection.").wait_for()
    page.get_by_role("link", name="Open the night pad").click()
    page.wait_for_selector("body[data-ready]")
    page.go_back()
    page.get_by_role("heading", name="No connection").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="No connection").wait_for(state="detached")
    assert page.url == f"{proxy.url}/dashboard/"


def test_a_network_that_comes_back_calls_nobody_back_who_goes_to_the_pad(
    page: Page, proxy: FaultyProxy
) -> None:
    page.context.set_offline(True)
    page.goto(f"{proxy.url}/dashboard/")
    page.get_by_text("The night pad works with no connection.").wait_for()
    page.evaluate("""() => {
      document.querySelector("[data-part=pad] a").click();
      dispatchEvent(new Event("online"));
    }""")
    page.wait_for_selector("body[data-ready]")
    assert page.url == f"{proxy.url}/pad/"


def test_it_says_how_much_waits(page: Page, proxy: FaultyProxy) -> None:
    unfold(page)
    page.get_by_label("What worries me").fill("The left calf")
    written(page)
    pad = Pad(page, proxy.url).open()
    pad.touch("Calf")
    pad.says("saved")
    proxy.fault, proxy.everywhere = "down", True
    page.goto(f"{proxy.url}/help/")
    expect(page.get_by_text("Entries from the night pad that wait to be sent: 1")).to_be_visible()
    expect(page.get_by_text("Forms you typed into and did not save: 1")).to_be_visible()
    expect(page.get_by_text("Forms that wait to be sent")).to_be_hidden()
    proxy.fault = CLEAR
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("heading", name="No connection").wait_for(state="detached")
    page.goto(f"{proxy.url}/appointment/")
    page.get_by_text(BACK).wait_for()


def test_a_form_that_was_touched_alone_says_that_it_has_not_arrived(
    page: Page, proxy: FaultyProxy
) -> None:
    page.goto(f"{proxy.url}/nights/")
    night = page.locator(".week-night button").first
    night.wait_for()
    proxy.fault, proxy.everywhere = "down", True
    night.click()
    page.get_by_text("What you sent has not arrived.").wait_for()
    proxy.fault = CLEAR
    page.get_by_role("button", name="Back to the page").click()
    night.wait_for()


def test_a_proxy_that_answers_for_a_server_that_is_gone_counts_as_no_connection(
    page: Page, proxy: FaultyProxy
) -> None:
    proxy.fault, proxy.everywhere = "502", True
    page.goto(f"{proxy.url}/dashboard/")
    page.get_by_role("heading", name="No connection").wait_for()


def test_no_page_of_a_diary_lies_in_a_cache(page: Page, proxy: FaultyProxy, site: Site) -> None:
    for path in ("/dashboard/", "/episodes/", "/appointment/", "/settings/"):
        page.goto(proxy.url + path)
    cached = set(page.evaluate(CACHED))
    assert {path for path in cached if not path.startswith("/static/")} == {
        "/pad/",
        "/pad/map.svg",
        "/offline/",
    }


def test_a_newer_release_takes_the_place_of_the_older(page: Page, proxy: FaultyProxy) -> None:
    newer = (b"CACHE = `${OURS}", b"CACHE = `${OURS}x")
    proxy.edit = lambda path, body: body.replace(*newer) if path.startswith("/day-sw.js") else body
    page.evaluate(
        "navigator.serviceWorker.register('/day-sw.js?newer', { scope: '/' }).then(() => null)"
    )
    names = "async () => (await caches.keys()).filter((name) => name.startsWith('twitchlog-day-'))"
    until(lambda: [name[:15] for name in page.evaluate(names)] == ["twitchlog-day-x"])


DROP = """async (path) => {
  for (const name of (await caches.keys()).filter((one) => one.startsWith("twitchlog-day-")))
    await (path ? caches.open(name).then((cache) => cache.delete(path)) : caches.delete(name));
}"""


@pytest.mark.parametrize("part", ["", "/offline/"])
def test_the_page_is_mended_at_the_next_visit(page: Page, proxy: FaultyProxy, part: str) -> None:
    whole = set(page.evaluate(CACHED))
    assert "/offline/" in whole
    page.evaluate(DROP, part)
    page.goto(f"{proxy.url}/help/")
    until(lambda: set(page.evaluate(CACHED)) == whole)
    page.context.set_offline(True)
    page.goto(f"{proxy.url}/dashboard/")
    page.get_by_role("heading", name="No connection").wait_for()
    page.context.set_offline(False)
