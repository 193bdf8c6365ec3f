"""A phone of the release 2fa6140 meets the server of today: nothing that waits is lost, nobody is
signed out.

``tests/data/pad-2fa6140`` is what that release served. Here and after every later change of scripts
or cookies.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import BrowserContext, expect

from tests.browser.faulty_proxy import CLEAR, SHORT_WAITS, Answer, FaultyProxy
from tests.browser.pad_page import Pad, counts, until
from tests.browser.site import Person, Site
from twitchlog.static_files.minified import minified

OLD = Path(__file__).resolve().parent.parent / "data" / "pad-2fa6140"
PARTS = ("shared", "touches", "strip", "places", "map", "sending", "fingers", "opening")
RELEASE = "7be5afc1af673760"
SHELL = "async () => (await caches.keys()).filter((name) => name.startsWith('twitchlog-pad-'))"


def script(*parts: str) -> Answer:
    """Parts of a script as they were served, with waits shortened as ever."""
    whole = b"\n".join((OLD / part).read_bytes() for part in parts)
    served: bytes = minified("old.js", ContentFile(whole)).read()
    for wait, shorter in SHORT_WAITS.items():
        served = served.replace(wait.encode(), shorter.encode())
    return 200, served, {"Content-Type": "text/javascript"}


def old_release(proxy: FaultyProxy) -> None:
    """From now on the pad's page, scripts and worker are those of the old release."""
    page = (200, (OLD / "pad.html").read_bytes(), {"Content-Type": "text/html; charset=utf-8"})
    proxy.instead |= {
        "/pad/": page,
        "/sw.js": (200, (OLD / "sw.js").read_bytes(), {"Content-Type": "text/javascript"}),
        "/static/css/pad.55cc390c5594.css": (200, b"", {"Content-Type": "text/css"}),
        "/static/js/outbox.af90e754cae4.js": script("outbox.js"),
        "/static/js/pad.82ba2b055963.js": script(*(f"pad/{part}.js" for part in PARTS)),
    }


@pytest.fixture
def old_pad(browser_of: BrowserContext, proxy: FaultyProxy, somebody: Person) -> Pad:
    """The old release's pad on a phone, signed in by the cookie of that release."""
    expires = time.time() + 86400
    browser_of.add_cookies(
        [{"name": "sessionid", "value": somebody.session, "url": proxy.url, "expires": expires}]
    )
    old_release(proxy)
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.account_is_known()
    pad.worker_is_ready()
    return pad


def test_what_waits_on_an_old_phone_is_sent_after_the_upgrade(
    old_pad: Pad, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    proxy.fault = "down"
    old_pad.touch("Calf")
    old_pad.touch("Somewhere")
    old_pad.says("saved", "Somewhere")
    assert old_pad.owed() == 2
    old_pad.page.goto("about:blank")
    proxy.instead.clear()
    proxy.fault = CLEAR
    page = old_pad.page
    page.goto(f"{proxy.url}/help/")
    until(lambda: counts(site, somebody) == {"calf": 1, "not_sure_where": 1})
    new = Pad(page, proxy.url).open()
    until(lambda: new.owed() == 0)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}


def test_an_old_cached_pad_goes_on_saving(
    old_pad: Pad, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    proxy.instead.clear()  # the server is of today; the page comes from what the phone keeps
    page = old_pad.page
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("html")).to_have_attribute("data-release", RELEASE)
    old_pad.touch("Calf")
    old_pad.says("sent", "Calf")
    assert counts(site, somebody) == {"calf": 1}


def test_the_new_pad_takes_the_place_of_the_old(
    old_pad: Pad, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    proxy.instead.clear()
    page = old_pad.page
    page.reload()
    until(
        lambda: len(page.evaluate(SHELL)) == 2
    )  # the one before is kept, for a page of it that is loading
    until(
        lambda: page.evaluate(
            "navigator.serviceWorker.getRegistration().then((one) => !one.installing)"
        )
    )
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("html").get_attribute("data-release") != RELEASE
    old_pad.touch("Calf")
    old_pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


def test_nobody_is_signed_out(old_pad: Pad, proxy: FaultyProxy) -> None:
    proxy.instead.clear()
    page = old_pad.page
    for path in ("/dashboard/", "/settings/", "/log/"):
        page.goto(proxy.url + path)
        page.get_by_role("banner").get_by_role("link", name="More").wait_for()
        assert page.url.startswith(proxy.url + path)
