"""Saved, then sent: what becomes of touches in every kind of bad weather."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.faulty_proxy import (
    CLEAR,
    PAD_WAITS,
    PARTNER_WAITS,
    REFUSAL,
    FaultyProxy,
    ShakySite,
)
from tests.browser.pad_page import Pad, counts, diary, signed_in, until
from tests.browser.site import Person, Site


@pytest.mark.parametrize("screen", ["pad", "partner"])
def test_every_wait_that_tests_shorten_is_there(
    screen: str, browser_of: BrowserContext, site: Site, somebody: Person, proxy: FaultyProxy
) -> None:
    """Otherwise the tests here would wait as long as a night, or prove nothing."""
    path = "/pad/" if screen == "pad" else site.do("partner_link", owner=somebody.name)
    page = browser_of.request.get(f"{site.url}{path}").text()
    scripts = re.findall(r'<script src="([^"]+)"', page)
    real, short = (
        "".join(browser_of.request.get(one.url + script).text() for script in scripts)
        for one in (site, proxy)
    )
    waits = PAD_WAITS if screen == "pad" else PARTNER_WAITS
    for wait, shorter in waits.items():
        assert (real.count(wait), short.count(wait), short.count(shorter)) == (1, 0, 1), wait


def test_without_a_network_it_is_saved_and_with_one_it_is_sent(
    pad: Pad, site: Site, somebody: Person
) -> None:
    pad.page.context.set_offline(True)
    pad.touch("Calf")
    pad.says("saved", "Saved on this phone")
    pad.page.wait_for_timeout(4_000)  # long enough for a sender that does not wait
    assert pad.page.locator("#status").get_attribute("data-state") == "saved"
    assert (pad.owed(), diary(site, somebody)) == (1, [])
    pad.page.context.set_offline(False)
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


@pytest.mark.parametrize("fault", FaultyProxy.FAULTS)
def test_a_fault_delays_and_neither_loses_nor_doubles(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person, fault: str
) -> None:
    proxy.fault = fault
    pad.touch("Calf")
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    until(lambda: proxy.met[fault] >= 2)
    if fault != "slow":
        assert pad.owed() == 2
    proxy.fault = CLEAR
    pad.says("sent")
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}


def test_the_server_is_killed_and_comes_back(
    chromium: Browser, tmp_path: Path, static: Path
) -> None:
    shaky = ShakySite(tmp_path, STATIC_ROOT=str(static))
    proxy = FaultyProxy(shaky)
    try:
        ada = shaky.person()
        with chromium.new_context() as context:
            signed_in(context, ada.session, proxy.url)
            pad = Pad(context.new_page(), proxy.url).open()
            pad.account_is_known()
            pad.touch("Calf")
            pad.says("saved")
            shaky.kill()
            pad.touch("Somewhere")
            pad.says("saved", "Somewhere")
            shaky.start()
            pad.says("sent")
            until(lambda: pad.owed() == 0)
        assert counts(shaky, ada) == {"calf": 1, "not_sure_where": 1}
    finally:
        proxy.stop()
        shaky.stop()


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(pad: Pad, proxy: FaultyProxy) -> None:
    proxy.fault = "429"
    pad.touch("Calf")
    until(lambda: len(proxy.refused_at) >= 4)
    waits = [later - earlier for earlier, later in itertools.pairwise(proxy.refused_at)]
    assert min(waits) >= float(REFUSAL[1]["Retry-After"])


def test_an_expired_session_keeps_the_entry_and_asks_for_nothing_at_night(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    site.do("sign_out", key=somebody.session)
    pad.touch("Calf")
    pad.says("owed", "Saved on this phone. Sign in by day to send.")
    assert pad.page.url.endswith("/pad/")
    assert pad.page.locator("a, input").all_inner_texts() == ["By day"]  # the way out, as ever
    signed_in(pad.page.context, site.do("sign_in", name=somebody.name), proxy.url)
    pad.open()
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}


def test_a_csrf_token_that_went_stale_is_fetched_again(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    stale = itertools.count()

    def edit(path: str, body: bytes) -> bytes:
        if path == "/api/session" and next(stale) == 0:
            return re.sub(rb'"csrf_token": ?"....', b'"csrf_token": "zzzz', body)
        return body

    proxy.edit = edit
    pad.touch("Calf")
    pad.says("sent")
    assert proxy.asked.count("POST /api/episodes") == 2
    assert counts(site, somebody) == {"calf": 1}


def test_two_tabs_have_one_sender(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    other = Pad(pad.page.context.new_page(), proxy.url).open()
    proxy.fault = "slow"
    for zone in ("Calf", "Somewhere"):
        pad.touch(zone)
        other.touch(zone)
    until(lambda: sum(one["told"]["count"] for one in pad.entries()) == 4)
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 2, "not_sure_where": 2}
    assert proxy.most_at_once == 1


def test_one_entry_the_server_falls_over_does_not_hold_up_the_others(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    proxy.fault = "down"
    for zone in ("A jerk woke me", "Calf", "Somewhere"):
        pad.touch(zone)
        pad.says("saved", zone)
    proxy.poison = b'"jerk"'
    proxy.fault = CLEAR
    until(lambda: pad.owed() == 1)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}
    proxy.poison = None
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1, "jerk": 1}


def test_a_touch_seconds_before_a_day_page_is_sent_from_there(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    """As on a phone without Background Sync: no page of the pad is left, and the entry was still
    open.
    """
    browser_of.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    signed_in(browser_of, somebody.session, proxy.url)
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.worker_is_ready()
    pad.account_is_known()
    pad.touch("Calf")
    pad.says("saved")
    pad.page.goto(f"{proxy.url}/help/")
    until(lambda: counts(site, somebody) == {"calf": 1})


def test_sent_in_the_background_after_the_pad_is_gone(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    """Background Sync: the browser wakes the worker, with no page of the pad open."""
    page = pad.page
    devtools = page.context.new_cdp_session(page)
    known: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda seen: known.extend(one["registrationId"] for one in seen["registrations"]),
    )
    devtools.send("ServiceWorker.enable")

    def named() -> bool:
        page.wait_for_timeout(50)  # lets the browser's events in
        return bool(known)

    until(named)
    proxy.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    page.goto(f"{proxy.url}/robots.txt")
    proxy.fault = CLEAR
    woken = {"origin": proxy.url, "registrationId": known[0], "tag": "outbox", "lastChance": True}
    devtools.send("ServiceWorker.dispatchSyncEvent", woken)
    until(lambda: counts(site, somebody) == {"calf": 1})


@pytest.mark.parametrize("status", [400, 401, 403, 409, 413, 422])
def test_what_a_proxy_answers_in_place_of_the_server_is_no_word_of_the_server(
    pad: Pad, site: Site, somebody: Person, status: int
) -> None:
    """No entry is shown as refused, and nobody as signed out, because of a page that something in
    between made.
    """
    pad.page.context.route(
        "**/api/episodes",
        lambda route: route.fulfill(status=status, content_type="text/html", body="<h1>proxy</h1>"),
    )
    pad.touch("Calf")
    with pad.page.expect_response("**/api/episodes"):
        pad.says("saved")
    pad.page.context.unroute("**/api/episodes")
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}
