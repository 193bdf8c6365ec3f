"""By day without a network or a server: a page of our own says so, and nothing of a diary lies in a cache."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.drafts import BACK, written
from tests.browser.night import Pad, signed_in, until
from tests.browser.site import Person, Site
from tests.browser.weather import CLEAR, Weather

GOVERNED = "() => navigator.serviceWorker.controller !== null"
ACTIVE = """async () => (await navigator.serviceWorker.getRegistrations())
  .filter((one) => one.active).map((one) => one.scope)"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}"""


@pytest.fixture
def page(browser_of: BrowserContext, weather: Weather, somebody: Person) -> Page:
    """A day page of somebody, governed by the day pages' worker, once the pad has its own."""
    signed_in(browser_of, somebody.session, weather.url)
    page = browser_of.new_page()
    page.goto(f"{weather.url}/appointment/")
    page.wait_for_function(GOVERNED)
    until(lambda: f"{weather.url}/pad/" in page.evaluate(ACTIVE))
    return page


def test_a_page_without_a_network_is_one_of_our_own(page: Page, weather: Weather) -> None:
    page.context.set_offline(True)
    page.goto(f"{weather.url}/dashboard/")
    page.get_by_role("heading", name="No connection").wait_for()
    page.get_by_role("link", name="The night pad works without a connection.").click()
    page.wait_for_selector("body[data-ready]")
    page.go_back()
    page.get_by_role("heading", name="No connection").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="No connection").wait_for(state="detached")
    assert page.url == f"{weather.url}/dashboard/"


def test_it_says_how_much_waits(page: Page, weather: Weather) -> None:
    page.get_by_label("What worries me").fill("The left calf")
    written(page)
    pad = Pad(page, weather.url).open()
    pad.touch("Calf")
    pad.says("saved")
    weather.fault, weather.everywhere = "down", True
    page.goto(f"{weather.url}/help/")
    expect(page.get_by_text("Entries of the night pad that wait on this phone: 1")).to_be_visible()
    expect(page.get_by_text("Forms that you typed into, kept on this phone: 1")).to_be_visible()
    expect(page.get_by_text("Forms that wait on this phone")).to_be_hidden()
    weather.fault = CLEAR
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("heading", name="No connection").wait_for(state="detached")
    page.goto(f"{weather.url}/appointment/")
    page.get_by_text(BACK).wait_for()


def test_a_form_that_was_touched_alone_says_that_it_has_not_arrived(page: Page, weather: Weather) -> None:
    page.goto(f"{weather.url}/nights/")
    night = page.locator(".week-night button").first
    night.wait_for()
    weather.fault, weather.everywhere = "down", True
    night.click()
    page.get_by_text("What you sent has not arrived.").wait_for()
    weather.fault = CLEAR
    page.get_by_role("button", name="Back to the page").click()
    night.wait_for()


def test_a_proxy_that_answers_for_a_server_that_is_gone_counts_as_no_connection(page: Page, weather: Weather) -> None:
    weather.fault, weather.everywhere = "502", True
    page.goto(f"{weather.url}/dashboard/")
    page.get_by_role("heading", name="No connection").wait_for()


def test_no_page_of_a_diary_lies_in_a_cache(page: Page, weather: Weather, site: Site) -> None:
    for path in ("/dashboard/", "/episodes/", "/appointment/", "/settings/"):
        page.goto(weather.url + path)
    cached = set(page.evaluate(CACHED))
    assert {path for path in cached if not path.startswith("/static/")} == {"/pad/", "/pad/map.svg", "/offline/"}


def test_a_newer_release_takes_the_place_of_the_older(page: Page, weather: Weather) -> None:
    newer = (b'CACHE = "twitchlog-day-', b'CACHE = "twitchlog-day-x')
    weather.edit = lambda path, body: body.replace(*newer) if path.startswith("/day-sw.js") else body
    page.evaluate("navigator.serviceWorker.register('/day-sw.js?newer', { scope: '/' }).then(() => null)")
    names = "async () => (await caches.keys()).filter((name) => name.startsWith('twitchlog-day-'))"
    until(lambda: [name[:15] for name in page.evaluate(names)] == ["twitchlog-day-x"])
