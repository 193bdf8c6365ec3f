"""Two servers on one host, and a browser from before the upgrade: nobody is signed out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, counts
from tests.browser.site import COOKIES, PASSWORD, Person, Site, running
from twitchlog.http.cookie_names import OLD_CSRF, OLD_SESSION


def test_two_on_one_host_leave_each_other_signed_in(
    site: Site, chromium: Browser, tmp_path: Path, static: Path
) -> None:
    with (
        running(tmp_path, STATIC_ROOT=str(static), SECRET_KEY="of the other one") as other,
        chromium.new_context() as context,
    ):
        page = context.new_page()
        for one in (site, other):
            name = one.person().name
            page.goto(f"{one.url}/account/login/")
            page.locator("[name=login]").fill(name)
            page.locator("[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(f"{one.url}/dashboard/")
        for one in (site, other):
            page.goto(f"{one.url}/settings/")
            expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_a_pad_from_before_the_upgrade_goes_on_sending(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    old = {OLD_SESSION: somebody.session, OLD_CSRF: "a" * 32}
    browser_of.add_cookies(
        [{"name": name, "value": value, "url": proxy.url} for name, value in old.items()]
    )
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.touch("Calf")
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}
    names = {cookie.get("name") for cookie in browser_of.cookies()}
    assert COOKIES.session in names
    assert OLD_SESSION not in names
