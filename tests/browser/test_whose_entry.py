"""Whose entry it is, on a phone that two people use (docs/adr/0071)."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.browser.night import Pad, counts, diary, signed_in, until
from tests.browser.site import PASSWORD, Person, Site
from tests.browser.weather import CLEAR, Weather


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
    page.locator("main form button").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it here and sign out").click()
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
