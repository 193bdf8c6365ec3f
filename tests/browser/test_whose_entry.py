"""Whose entry it is, on a phone that two people use (docs/adr/0071)."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, counts, diary, signed_in, until
from tests.browser.site import PASSWORD, Person, Site


def test_entries_never_cross_to_another_account(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    ben = site.person()
    context = pad.page.context
    proxy.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    context.clear_cookies()
    signed_in(context, ben.session, proxy.url)
    proxy.fault = CLEAR
    pad.open()
    until(lambda: pad.page.evaluate("PhoneStore.setting('account')") != pad.entries()[0]["account"])
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    assert counts(site, ben) == {"not_sure_where": 1}
    assert (pad.owed(), diary(site, somebody)) == (1, [])
    context.clear_cookies()
    signed_in(context, site.do("sign_in", name=somebody.name), proxy.url)
    pad.open()
    until(lambda: pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}
    assert counts(site, ben) == {"not_sure_where": 1}


def test_the_account_changes_while_an_entry_is_on_its_way(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    """The phone was told that it is Ada, and the session is Ben's by the time it sends: the
    server's 409 decides.
    """
    ben = site.person()
    before: str = pad.page.evaluate("fetch('/api/session').then((answer) => answer.text())")
    proxy.edit = lambda path, body: before.encode() if path == "/api/session" else body
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, proxy.url)
    pad.touch("Calf")
    until(
        lambda: proxy.asked.count("POST /api/episodes") >= 2
    )  # it asks once more who is signed in, and tries again
    pad.page.wait_for_timeout(500)
    assert pad.owed() == 1
    assert diary(site, ben) == diary(site, somebody) == []


def test_touches_before_the_first_answer_go_to_whoever_is_signed_in(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, proxy.url)
    proxy.fault = "hang"
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.touch("Calf")
    pad.says("saved")
    assert pad.entries()[0]["account"] is None
    proxy.fault = CLEAR
    pad.says("sent")
    assert counts(site, somebody) == {"calf": 1}


def test_touches_of_a_page_that_could_not_ask_stay_with_the_last_account(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    """Another tab is sending all the while, so this page hears nobody's name until somebody else
    has signed in.
    """
    ben = site.person()
    pad.page.evaluate(
        "() => { navigator.locks.request('twitchlog-send', () => new Promise((free) => { "
        "window.free = free; })); }"
    )
    other = Pad(pad.page.context.new_page(), proxy.url).open()
    other.touch("Calf")
    other.says("saved")
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, proxy.url)
    pad.page.evaluate("() => window.free()")
    until(lambda: other.page.evaluate("Session.account()"))
    other.touch("Somewhere")
    other.says("sent", "Somewhere")
    assert counts(site, ben) == {"not_sure_where": 1}
    assert (other.owed(), diary(site, somebody)) == (1, [])


def test_a_page_that_could_not_ask_asks_again_also_with_nothing_to_send(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    ben = site.person()
    pad.page.evaluate(
        "() => { navigator.locks.request('twitchlog-send', () => new Promise((free) => { "
        "window.free = free; })); }"
    )
    pad.page.context.clear_cookies()
    signed_in(pad.page.context, ben.session, proxy.url)
    other = Pad(pad.page.context.new_page(), proxy.url).open()
    assert other.page.evaluate("Delivery.send()") == {
        "state": "busy"
    }  # so its first try is over as well
    pad.page.evaluate("() => window.free()")
    other.account_is_known()
    other.touch("Calf")
    other.says("sent", "Calf")
    assert (counts(site, ben), diary(site, somebody)) == ({"calf": 1}, [])


def test_touches_before_any_answer_wait_for_one(
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    signed_in(browser_of, somebody.session, proxy.url)
    proxy.fault = "500"
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.touch("Calf")
    pad.says("saved")
    until(lambda: proxy.met["500"] >= 2)
    proxy.fault = CLEAR
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
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    pad = Pad(browser_of.new_page(), proxy.url).open()
    pad.worker_is_ready()
    pad.touch("Calf")
    pad.says("owed", "Sign in by day to send")
    page = pad.page
    by_hand(page, proxy.url, somebody)
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
    browser_of: BrowserContext, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    browser_of.add_init_script(
        SLOW_LOOK
    )  # buttons are touched before the page has found its worker
    page = browser_of.new_page()
    by_hand(page, proxy.url, somebody)
    pad = Pad(page, proxy.url).open()
    pad.worker_is_ready()
    pad.touch("Calf")
    pad.says("sent")
    proxy.fault = "down"
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    proxy.fault = "500"
    page.goto(f"{proxy.url}/account/logout/")
    page.locator("main form button").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it here and sign out").click()
    proxy.fault = CLEAR
    pad.open()
    until(lambda: [one["zone"].split(",")[2] for one in pad.entries()] == ["not_sure_where"])
    account = pad.entries()[0]["account"]
    assert pad.page.evaluate("PhoneStore.setting('account')") is None
    assert pad.page.evaluate(f"PhoneStore.setting('places:{account}')") is None
    pad.touch("Calf")
    pad.says("owed")
    assert [one["account"] for one in pad.entries()] == [account, None]
    by_hand(page, proxy.url, somebody)
    until(lambda: counts(site, somebody) == {"calf": 1, "not_sure_where": 1})
