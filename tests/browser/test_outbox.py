"""Saved, then sent: what becomes of touches in every kind of bad weather."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.night import Pad, diary, signed_in, until
from tests.browser.phone import Phone
from tests.browser.site import PASSWORD, ZONE, Person, Site
from tests.browser.weather import CLEAR, REFUSAL, SHORT_WAITS, ShakySite, Weather


@pytest.fixture
def browser_of(chromium: Browser, weather: Weather) -> Iterator[BrowserContext]:
    """A browser in which nobody is signed in yet; its errors are expected."""
    with chromium.new_context(viewport={"width": 390, "height": 844}, timezone_id=ZONE, locale="en-GB") as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture
def pad(browser_of: BrowserContext, weather: Weather, somebody: Person) -> Pad:
    """The pad of somebody who is signed in."""
    signed_in(browser_of, somebody.session, weather.url)
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.worker_is_ready()
    pad.account_is_known()
    return pad


def counts(site: Site, person: Person) -> Counter[str]:
    """Twitches in somebody's diary by muscle, and that each entry is there once."""
    entries = diary(site, person)
    assert len({entry["client_id"] for entry in entries}) == len(entries)
    found: Counter[str] = Counter()
    for entry in entries:
        found[entry["muscle"] or entry["movement"]] += entry["count"]
    return found


def test_every_wait_that_tests_shorten_is_there(browser_of: BrowserContext, site: Site, weather: Weather) -> None:
    """Otherwise the tests here would wait as long as a night, or prove nothing."""
    page = browser_of.request.get(f"{site.url}/pad/").text()
    scripts = re.findall(r'<script src="([^"]+)"', page)
    real, short = (
        "".join(browser_of.request.get(one.url + script).text() for script in scripts) for one in (site, weather)
    )
    for wait, shorter in SHORT_WAITS.items():
        assert (real.count(wait), short.count(wait), short.count(shorter)) == (1, 0, 1), wait


def test_without_a_network_it_is_saved_and_with_one_it_is_sent(pad: Pad, site: Site, somebody: Person) -> None:
    pad.page.context.set_offline(True)
    pad.touch("Calf")
    pad.says("saved", "Saved on this phone")
    pad.page.wait_for_timeout(4_000)  # long enough for a sender that does not wait
    assert pad.page.locator("#status").get_attribute("data-state") == "saved"
    assert (pad.owed(), diary(site, somebody)) == (1, [])
    pad.page.context.set_offline(False)
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


@pytest.mark.parametrize("fault", Weather.FAULTS)
def test_a_fault_delays_and_neither_loses_nor_doubles(
    pad: Pad, site: Site, weather: Weather, somebody: Person, fault: str
) -> None:
    weather.fault = fault
    pad.touch("Calf")
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    until(lambda: weather.met[fault] >= 2)
    if fault != "slow":
        assert pad.owed() == 2
    weather.fault = CLEAR
    pad.says("sent")
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}


def test_the_server_is_killed_and_comes_back(chromium: Browser, tmp_path: Path, static: Path) -> None:
    shaky = ShakySite(tmp_path, STATIC_ROOT=str(static))
    weather = Weather(shaky)
    try:
        ada = shaky.person()
        with chromium.new_context() as context:
            signed_in(context, ada.session, weather.url)
            pad = Pad(context.new_page(), weather.url).open()
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
        weather.stop()
        shaky.stop()


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(pad: Pad, weather: Weather) -> None:
    weather.fault = "429"
    pad.touch("Calf")
    until(lambda: len(weather.refused_at) >= 4)
    waits = [later - earlier for earlier, later in itertools.pairwise(weather.refused_at)]
    assert min(waits) >= float(REFUSAL[1]["Retry-After"])


def test_an_expired_session_keeps_the_entry_and_asks_for_nothing_at_night(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    site.do("sign_out", key=somebody.session)
    pad.touch("Calf")
    pad.says("owed", "Saved on this phone. Sign in by day to send.")
    assert pad.page.url.endswith("/pad/")
    assert pad.page.locator("a, input").count() == 0
    signed_in(pad.page.context, site.do("sign_in", name=somebody.name), weather.url)
    pad.open()
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}


def test_a_csrf_token_that_went_stale_is_fetched_again(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    stale = itertools.count()

    def edit(path: str, body: bytes) -> bytes:
        if path == "/api/session" and next(stale) == 0:
            return re.sub(rb'"csrf_token": ?"....', b'"csrf_token": "zzzz', body)
        return body

    weather.edit = edit
    pad.touch("Calf")
    pad.says("sent")
    assert weather.asked.count("POST /api/episodes") == 2
    assert counts(site, somebody) == {"calf": 1}


def test_entries_never_cross_to_another_account(pad: Pad, site: Site, weather: Weather, somebody: Person) -> None:
    ben = site.person()
    context = pad.page.context
    weather.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    context.clear_cookies()
    signed_in(context, ben.session, weather.url)
    weather.fault = CLEAR
    pad.open()
    until(lambda: pad.page.evaluate("Outbox.setting('account')") != pad.entries()[0]["account"])
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    assert counts(site, ben) == {"not_sure_where": 1}
    assert (pad.owed(), diary(site, somebody)) == (1, [])
    context.clear_cookies()
    signed_in(context, site.do("sign_in", name=somebody.name), weather.url)
    pad.open()
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}
    assert counts(site, ben) == {"not_sure_where": 1}


def test_the_account_changes_while_an_entry_is_on_its_way(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    """The phone was told that it is Ada, and the session is Ben's by the time it sends: the server's 409 decides."""
    ben = site.person()
    before: str = pad.page.evaluate("fetch('/api/session').then((answer) => answer.text())")
    weather.edit = lambda path, body: before.encode() if path == "/api/session" else body
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, weather.url)
    pad.touch("Calf")
    until(lambda: weather.asked.count("POST /api/episodes") >= 2)  # it asks once more who is signed in, and tries again
    pad.page.wait_for_timeout(500)
    assert pad.owed() == 1
    assert diary(site, ben) == diary(site, somebody) == []


def test_touches_before_the_first_answer_go_to_whoever_is_signed_in(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, weather.url)
    weather.fault = "hang"
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.touch("Calf")
    pad.says("saved")
    assert pad.entries()[0]["account"] is None
    weather.fault = CLEAR
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


def test_touches_of_a_page_that_could_not_ask_stay_with_the_last_account(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    """Another tab is sending all the while, so this page hears nobody's name until somebody else has signed in."""
    ben = site.person()
    pad.page.evaluate(
        "() => { navigator.locks.request('twitchlog-send', () => new Promise((free) => { window.free = free; })); }"
    )
    other = Pad(pad.page.context.new_page(), weather.url).open()
    other.touch("Calf")
    other.says("saved")
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, weather.url)
    pad.page.evaluate("() => window.free()")
    until(lambda: other.page.evaluate("Outbox.answer()"))
    other.touch("Somewhere")
    other.says("sent", "Somewhere")
    assert counts(site, ben) == {"not_sure_where": 1}
    assert (other.owed(), diary(site, somebody)) == (1, [])


def test_a_page_that_could_not_ask_asks_again_also_with_nothing_to_send(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    ben = site.person()
    pad.page.evaluate(
        "() => { navigator.locks.request('twitchlog-send', () => new Promise((free) => { window.free = free; })); }"
    )
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, weather.url)
    other = Pad(pad.page.context.new_page(), weather.url).open()
    assert other.page.evaluate("Outbox.send()") == {"state": "busy"}  # so its first try is over as well
    pad.page.evaluate("() => window.free()")
    other.account_is_known()
    other.touch("Calf")
    other.says("sent", "Calf")
    assert (counts(site, ben), diary(site, somebody)) == ({"calf": 1}, [])


def test_touches_before_any_answer_wait_for_one(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, weather.url)
    weather.fault = "500"
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.touch("Calf")
    pad.says("saved")
    until(lambda: weather.met["500"] >= 2)
    weather.fault = CLEAR
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function () { throw new DOMException("no room", "QuotaExceededError"); };
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


def test_a_browser_that_keeps_nothing_is_said_at_once(chromium: Browser, weather: Weather) -> None:
    with chromium.new_context() as context:
        context.add_init_script(
            "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };".replace(
                "indexedDB.open", "IDBFactory.prototype.open"
            )
        )
        pad = Pad(context.new_page(), weather.url).open()
        pad.page.get_by_text("NOT saved: this browser keeps nothing for this page.").wait_for()
        pad.touch("Calf")
        pad.page.get_by_text("NOT saved: this browser keeps nothing for this page.").wait_for()
        assert pad.page.locator("#status").inner_text() == ""


BUSY_DISK = """() => Outbox.change(async (entries) => {
  while (!window.calm) await Outbox.value(entries.count());
})"""


def test_a_pad_whose_store_did_not_arrive_says_so(browser_of: BrowserContext, weather: Weather) -> None:
    browser_of.route("**/outbox.*.js", lambda route: route.abort())
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.touch("Somewhere")
    until(lambda: pad.trouble.startswith("NOT saved"))
    assert pad.page.locator("#status").inner_text() == ""


def test_a_browser_without_channels_saves_and_sends(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    browser_of.add_init_script("delete self.BroadcastChannel")
    signed_in(browser_of, somebody.session, weather.url)
    pad = Pad(browser_of.new_page(), weather.url).open()
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


def test_what_lay_there_before_is_not_called_saved_while_a_touch_is_on_its_way(pad: Pad, weather: Weather) -> None:
    weather.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    pad.open().says("saved")  # without a name: the entry from before
    pad.page.evaluate("() => { Touches.touch = () => new Promise((done) => { window.done = done; }); }")
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
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person, shown: str
) -> None:
    browser_of.add_init_script("delete ServiceWorkerRegistration.prototype.sync")  # the worker has the real clock here
    signed_in(browser_of, somebody.session, weather.url)
    page = browser_of.new_page()
    page.clock.install(time=datetime.fromisoformat(shown))
    pad = Pad(page, weather.url).open()
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(3_000)
    pad.says("sent")
    [entry] = diary(site, somebody)
    assert abs(datetime.fromisoformat(entry["happened_at"]) - datetime.now(UTC)) < timedelta(seconds=60)
    assert abs(datetime.fromisoformat(entry["device_happened_at"]) - datetime.fromisoformat(shown)) < timedelta(
        minutes=1
    )


def test_a_week_without_a_network(browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person) -> None:
    """Seven nights on one pad that stays open, each touched at its own time, arrive when the network is back."""
    browser_of.add_init_script("delete ServiceWorkerRegistration.prototype.sync")  # the worker has the real clock here
    signed_in(browser_of, somebody.session, weather.url)
    page = browser_of.new_page()
    first = datetime.now(UTC) - timedelta(days=7)
    page.clock.install(time=first)
    pad = Pad(page, weather.url).open()
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
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, weather.url)
    page = browser_of.new_page()
    pad = Pad(page, weather.url).open()
    pad.touch("Calf")
    pad.says("saved")
    page.evaluate("{ const real = Date.now; Date.now = () => real() - 7200000; }")
    pad.touch("Calf")
    until(lambda: len(pad.entries()) == 2)
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 2}


def test_two_tabs_have_one_sender(pad: Pad, site: Site, weather: Weather, somebody: Person) -> None:
    other = Pad(pad.page.context.new_page(), weather.url).open()
    weather.fault = "slow"
    for zone in ("Calf", "Somewhere"):
        pad.touch(zone)
        other.touch(zone)
    until(lambda: sum(one["told"]["count"] for one in pad.entries()) == 4)
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 2, "not_sure_where": 2}
    assert weather.most_at_once == 1


def test_the_browser_is_killed(
    weather: Weather, site: Site, somebody: Person, tmp_path: Path, playwright: Playwright
) -> None:
    phone = Phone(playwright, tmp_path / "phone", weather.url, {"executable_path": CHROMIUM, "args": SWITCHES})
    try:
        phone.sign_in(somebody, site)
        pad = phone.pad()
        pad.worker_is_ready()
        pad.account_is_known()
        weather.fault = "down"
        weather.everywhere = True
        pad.touch("Calf")
        pad.says("saved")
        pad.touch("A jerk woke me")
        pad.says("saved", "A jerk")
        phone.kill()
        phone.sign_in(somebody, site)  # a killed browser may have forgotten its newest cookies
        pad = phone.pad()  # from a cold browser, with no server
        pad.touch("Somewhere")
        pad.says("saved", "Somewhere")
        weather.fault = CLEAR
        until(lambda: pad.owed() == 0)
        assert counts(site, somebody) == {"calf": 1, "jerk": 1, "not_sure_where": 1}
    finally:
        phone.close()


def test_what_the_server_refuses_is_shown_and_mended(pad: Pad, site: Site, weather: Weather, somebody: Person) -> None:
    pad.page.locator("#somewhere").evaluate("(zone) => { zone.dataset.muscle = 'third_elbow'; }")
    pad.touch("Calf")
    pad.touch("Somewhere")
    until(lambda: len(pad.entries()) == 2 and pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}
    assert {one["state"] for one in pad.entries()} == {"sent", "refused"}
    page = pad.page
    page.goto(f"{weather.url}/help/")
    page.get_by_role("link", name="Entries on this phone need a look").click()
    shown = page.locator("[data-list=refused] .held-entries > li")
    assert "third_elbow" in shown.inner_text()
    assert shown.locator(".held-problems li").count() == 1
    shown.get_by_label("Where").select_option("calf")
    shown.get_by_role("button", name="Send again").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert counts(site, somebody) == {"calf": 2}


def test_what_the_server_refuses_can_be_thrown_away_on_a_second_thought(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    pad.page.locator("#somewhere").evaluate("(zone) => { zone.dataset.muscle = 'third_elbow'; }")
    pad.touch("Somewhere")
    pad.says("refused", "Needs a look by day")
    page = pad.page
    page.goto(f"{weather.url}/pad/phone/")
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("button", name="Throw it away for good").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert diary(site, somebody) == []


def test_one_entry_the_server_falls_over_does_not_hold_up_the_others(
    pad: Pad, site: Site, weather: Weather, somebody: Person
) -> None:
    weather.fault = "down"
    for zone in ("A jerk woke me", "Calf", "Somewhere"):
        pad.touch(zone)
        pad.says("saved", zone)
    weather.poison = b'"jerk"'
    weather.fault = CLEAR
    until(lambda: pad.owed() == 1)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}
    weather.poison = None
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1, "jerk": 1}


def by_hand(page: Page, url: str, person: Person) -> None:
    """Sign in through the page."""
    page.goto(f"{url}/account/login/?next=/help/")
    page.fill("[name=login]", person.name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit], main form button").first.click()
    page.wait_for_url(f"{url}/help/")  # in full: the sign-in page's own address ends so as well


def test_touches_of_nobody_wait_until_somebody_claims_them(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.worker_is_ready()
    pad.touch("Calf")
    pad.says("owed", "Sign in by day to send")
    page = pad.page
    by_hand(page, weather.url, somebody)
    page.get_by_role("link", name="Entries on this phone need a look").click()
    page.wait_for_timeout(500)
    assert diary(site, somebody) == []
    page.get_by_role("button", name="Yes, all of these are mine").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert counts(site, somebody) == {"calf": 1}


SLOW_LOOK = """
const look = ServiceWorkerContainer.prototype.getRegistration;
ServiceWorkerContainer.prototype.getRegistration = async function (...asked) {
  await new Promise((done) => { setTimeout(done, 1000); });
  return look.apply(this, asked);
};
"""


def test_signing_out_clears_what_is_personal_and_never_the_unsent(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    browser_of.add_init_script(SLOW_LOOK)  # buttons are touched before the page has found its worker
    page = browser_of.new_page()
    by_hand(page, weather.url, somebody)
    pad = Pad(page, weather.url).open()
    pad.worker_is_ready()
    pad.touch("Calf")
    pad.says("sent")
    weather.fault = "down"
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    weather.fault = "500"
    page.goto(f"{weather.url}/account/logout/")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    weather.fault = CLEAR
    pad.open()
    until(lambda: [one["zone"].split(",")[2] for one in pad.entries()] == ["not_sure_where"])
    account = pad.entries()[0]["account"]
    assert pad.page.evaluate("Outbox.setting('account')") is None
    assert pad.page.evaluate(f"Outbox.setting('places:{account}')") is None
    pad.touch("Calf")
    pad.says("owed")
    assert [one["account"] for one in pad.entries()] == [account, None]
    by_hand(page, weather.url, somebody)
    until(lambda: counts(site, somebody) == {"calf": 1, "not_sure_where": 1})


def test_a_touch_seconds_before_a_day_page_is_sent_from_there(
    browser_of: BrowserContext, site: Site, weather: Weather, somebody: Person
) -> None:
    """As on a phone without Background Sync: no page of the pad is left, and the entry was still open."""
    browser_of.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    signed_in(browser_of, somebody.session, weather.url)
    pad = Pad(browser_of.new_page(), weather.url).open()
    pad.worker_is_ready()
    pad.account_is_known()
    pad.touch("Calf")
    pad.says("saved")
    pad.page.goto(f"{weather.url}/help/")
    until(lambda: counts(site, somebody) == {"calf": 1})


def test_sent_in_the_background_after_the_pad_is_gone(pad: Pad, site: Site, weather: Weather, somebody: Person) -> None:
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
    weather.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    page.goto(f"{weather.url}/robots.txt")
    weather.fault = CLEAR
    woken = {"origin": weather.url, "registrationId": known[0], "tag": "outbox", "lastChance": True}
    devtools.send("ServiceWorker.dispatchSyncEvent", woken)
    until(lambda: counts(site, somebody) == {"calf": 1})
