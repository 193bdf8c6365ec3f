"""The phone's own store: full, refused, slow or killed, and a clock that is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, counts, diary, signed_in, until
from tests.browser.phone import Phone
from tests.browser.site import Person, Site

FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function () { throw new DOMException("no room",
    "QuotaExceededError"); };
  window.roomAgain = () => { IDBObjectStore.prototype.put = put; };
}"""


def test_a_full_phone_is_said_and_nothing_pretended(pad: Pad, site: Site, somebody: Person) -> None:
    pad.page.evaluate(FULL)
    pad.touch("Calf")
    pad.page.get_by_role("alert").get_by_text("NOT saved: this phone is full.").wait_for()
    assert pad.page.locator("#status").inner_text() == ""
    assert pad.page.locator("#undo").is_hidden()
    pad.page.evaluate("roomAgain()")
    assert pad.entries() == []
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    assert counts(site, somebody) == {"not_sure_where": 1}


def test_a_browser_that_keeps_nothing_is_said_at_once(
    chromium: Browser, proxy: FaultyProxy
) -> None:
    with chromium.new_context() as context:
        context.add_init_script(
            "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };".replace(
                "indexedDB.open", "IDBFactory.prototype.open"
            )
        )
        pad = Pad(context.new_page(), proxy.url).open()
        pad.page.get_by_text("NOT saved: this browser keeps nothing for this page.").wait_for()
        pad.touch("Calf")
        pad.page.get_by_text("NOT saved: this browser keeps nothing for this page.").wait_for()
        assert pad.page.locator("#status").inner_text() == ""


BUSY_DISK = """() => PhoneStore.change(async (entries) => {
  while (!window.calm) await PhoneStore.value(entries.count());
})"""


def test_a_pad_whose_store_did_not_arrive_says_so(
    browser_of: BrowserContext, proxy: FaultyProxy
) -> None:
    browser_of.route("**/outbox.*.js", lambda route: route.abort())
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.touch("Somewhere")
    until(lambda: pad.trouble.startswith("NOT saved"))
    assert pad.page.locator("#status").inner_text() == ""


def test_a_browser_without_channels_saves_and_sends(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    browser_of.add_init_script("delete self.BroadcastChannel")
    signed_in(browser_of, somebody.session, proxy.url)
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.account_is_known()
    pad.touch("Calf")
    pad.says("saved")
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


def test_a_disk_that_is_slow_is_not_called_saved(pad: Pad) -> None:
    pad.page.evaluate(f"() => {{ ({BUSY_DISK})(); }}")
    pad.touch("Calf")
    pad.page.get_by_text("Not saved yet").wait_for()
    assert pad.page.locator("#status").inner_text() == ""
    pad.page.evaluate("() => { window.calm = true; }")
    pad.page.wait_for_function("() => window.heard.some(([state]) => state === 'saved')")
    assert pad.trouble == ""


def test_what_lay_there_before_is_not_called_saved_while_a_touch_is_on_its_way(
    pad: Pad, proxy: FaultyProxy
) -> None:
    proxy.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    pad.open().says("saved")  # without a name: the entry from before
    pad.page.evaluate(
        "() => { Touches.touch = () => new Promise((done) => { window.done = done; }); }"
    )
    pad.touch("Somewhere")
    until(lambda: pad.page.locator("#status").inner_text() == "")
    pad.page.evaluate("Sending.report()")
    assert pad.page.locator("#status").inner_text() == ""
    assert "saved" not in [state for state, _text in pad.page.evaluate("window.heard")]
    entry = pad.entries()[0]
    pad.page.evaluate("(entry) => window.done({ entry, before: null })", entry)
    pad.says("saved", "Somewhere. Saved on this phone")


@pytest.mark.parametrize("shown", ["2031-05-06T02:15:00Z", "1999-12-31T23:59:00Z"])
def test_a_clock_that_is_wrong(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person, shown: str
) -> None:
    browser_of.add_init_script(
        "delete ServiceWorkerRegistration.prototype.sync"
    )  # the worker has the real clock here
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    page.clock.install(time=datetime.fromisoformat(shown))
    pad = Pad(page, proxy.url).open()
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(3_000)
    pad.says("sent")
    [entry] = diary(site, somebody)
    assert abs(datetime.fromisoformat(entry["happened_at"]) - datetime.now(UTC)) < timedelta(
        seconds=60
    )
    assert abs(
        datetime.fromisoformat(entry["device_happened_at"]) - datetime.fromisoformat(shown)
    ) < timedelta(minutes=1)


def test_a_week_without_a_network(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    """Seven nights on one pad that stays open, each touched at its own time, arrive when the
    network is back.
    """
    browser_of.add_init_script(
        "delete ServiceWorkerRegistration.prototype.sync"
    )  # the worker has the real clock here
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    first = datetime.now(UTC) - timedelta(days=7)
    page.clock.install(time=first)
    pad = Pad(page, proxy.url).open()
    pad.account_is_known()
    browser_of.set_offline(True)
    for night in range(7):
        pad.touch("Calf")
        pad.says("saved")
        until(lambda night=night: len(pad.entries()) == night + 1)  # type: ignore[misc]
        page.clock.fast_forward(timedelta(days=1) // timedelta(milliseconds=1))
    assert (pad.owed(), diary(site, somebody)) == (7, [])
    browser_of.set_offline(False)
    pad.let_it_be_sent()
    told = sorted(datetime.fromisoformat(entry["happened_at"]) for entry in diary(site, somebody))
    assert len(told) == 7
    for night, at in enumerate(told):
        assert abs(at - first - timedelta(days=night)) < timedelta(minutes=3)


def test_a_clock_set_back_between_two_touches(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    pad = Pad(page, proxy.url).open()
    pad.touch("Calf")
    pad.says("saved")
    page.evaluate("{ const real = Date.now; Date.now = () => real() - 7200000; }")
    pad.touch("Calf")
    until(lambda: len(pad.entries()) == 2)
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 2}


def test_the_browser_is_killed(
    proxy: FaultyProxy, site: Site, somebody: Person, tmp_path: Path, playwright: Playwright
) -> None:
    phone = Phone(
        playwright, tmp_path / "phone", proxy.url, {"executable_path": CHROMIUM, "args": SWITCHES}
    )
    try:
        phone.sign_in(somebody, site)
        pad = phone.pad()
        pad.worker_is_ready()
        pad.account_is_known()
        proxy.fault = "down"
        proxy.everywhere = True
        pad.touch("Calf")
        pad.says("saved")
        pad.touch("A jerk woke me")
        pad.says("saved", "A jerk")
        phone.kill()
        phone.sign_in(somebody, site)  # a killed browser may have forgotten its newest cookies
        pad = phone.pad()  # from a cold browser, with no server
        pad.touch("Somewhere")
        pad.says("saved", "Somewhere")
        proxy.fault = CLEAR
        until(lambda: pad.owed() == 0)
        assert counts(site, somebody) == {"calf": 1, "jerk": 1, "not_sure_where": 1}
    finally:
        phone.close()
