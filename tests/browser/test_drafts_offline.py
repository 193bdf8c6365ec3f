"""A form sent without a network: the person stays where they are with all they typed, and it is
sent later, once.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.drafts import BACK, drafts, unfold, written
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import diary, signed_in, until
from tests.browser.site import Person, Site

WAITS = "No connection. What you typed is kept on this phone and is sent"
WORRY = "What worries me"


def opened(browser_of: BrowserContext, proxy: FaultyProxy, person: Person, path: str) -> Page:
    """A page of somebody who is signed in, behind the faulty proxy."""
    signed_in(browser_of, person.session, proxy.url)
    page = browser_of.new_page()
    page.goto(proxy.url + path)
    return page


def cramp(page: Page) -> None:
    """Choose what the log form must know, and something that is typed."""
    page.locator(".ask-movement .chip").filter(has_text="Cramp").click()
    page.locator("details.more > summary").click()
    page.get_by_label("Note").fill("On the train")


def the_server_is_gone(proxy: FaultyProxy) -> None:
    proxy.fault, proxy.everywhere = "down", True


def test_without_a_network_an_entry_waits_and_is_stored_once(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/log/")
    cramp(page)
    browser_of.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    expect(page.get_by_label("Note")).to_have_value("On the train")
    assert [draft["waiting"] for draft in written(page)] == [1]
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    assert diary(site, somebody) == []
    browser_of.set_offline(False)
    page.get_by_text("Saved.").wait_for()
    assert [entry["movement"] for entry in diary(site, somebody)] == ["cramp"]
    written(page, 0)


def test_where_the_server_is_gone_it_waits_too_and_goes_from_any_page(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/log/")
    cramp(page)
    the_server_is_gone(proxy)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    proxy.fault = CLEAR
    page.goto(f"{proxy.url}/help/")
    until(lambda: len(diary(site, somebody)) == 1)
    written(page, 0)


def test_what_is_changed_while_it_waits_is_not_sent_by_itself(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/log/")
    cramp(page)
    browser_of.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    page.get_by_label("Note").fill("On the train, and then")
    page.get_by_text("Changed since you saved it without a connection.").wait_for()
    browser_of.set_offline(False)
    page.goto(f"{proxy.url}/help/")
    page.goto(f"{proxy.url}/log/")
    page.get_by_text(BACK).wait_for()
    expect(page.get_by_label("Note")).to_have_value("On the train, and then")
    assert diary(site, somebody) == []


def test_a_change_waits_and_meets_what_another_device_changed(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/appointment/")
    unfold(page)
    page.get_by_label("On which day?").fill("2027-03-01")
    page.get_by_label(WORRY).fill("The calf")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved.").wait_for()
    unfold(page)
    page.get_by_label(WORRY).fill("The left calf")
    browser_of.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text(WAITS).wait_for()
    browser_of.set_offline(False)
    page.get_by_text("Saved.").wait_for()
    expect(page.get_by_label(WORRY)).to_have_value("The left calf")


def test_what_the_server_refuses_later_is_said_and_kept(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/log/")
    cramp(page)
    page.get_by_label("How many?").fill("many")
    browser_of.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    browser_of.set_offline(False)
    page.get_by_text("could not be saved as it is").wait_for()
    expect(page.get_by_label("How many?")).to_have_value("many")
    assert [draft["state"] for draft in drafts(page)] == ["refused"]
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Not saved yet.").wait_for()
    page.get_by_label("How many?").fill("3")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert [entry["count"] for entry in diary(site, somebody)] == [3]
    written(page, 0)


def test_what_waits_is_not_sent_for_somebody_else(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/log/")
    cramp(page)
    the_server_is_gone(proxy)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    other = site.person()
    signed_in(browser_of, other.session, proxy.url)
    proxy.fault = CLEAR
    page.goto(f"{proxy.url}/log/")
    expect(page.get_by_label("Note")).to_have_value("")
    page.evaluate("DraftSending.send()")
    assert (diary(site, somebody), diary(site, other), len(drafts(page))) == ([], [], 1)
    signed_in(browser_of, somebody.session, proxy.url)
    page.goto(f"{proxy.url}/help/")
    until(lambda: len(diary(site, somebody)) == 1)


def test_a_link_is_never_made_while_nobody_looks_on(
    browser_of: BrowserContext, proxy: FaultyProxy, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/share/")
    page.get_by_label("For whom").fill("Dr. Calm")
    page.get_by_label("Passphrase").fill("very secret words")
    browser_of.set_offline(True)
    page.get_by_role("button", name="Freeze the report and make a link").click()
    page.get_by_text("kept on this phone as a draft").wait_for()
    [draft] = drafts(page)
    assert "waiting" not in draft
    assert "very secret words" not in str(draft)


def test_what_lies_on_the_phone_is_listed_sent_and_thrown_away(
    browser_of: BrowserContext, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    page = opened(browser_of, proxy, somebody, "/appointment/")
    unfold(page)
    page.get_by_label(WORRY).fill("The left calf")
    written(page)
    page.goto(f"{proxy.url}/log/")
    cramp(page)
    written(page, 2)
    the_server_is_gone(proxy)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(WAITS).wait_for()
    page.evaluate(
        "() => { DraftSending.send = async () => ({ stored: 0, state: 'unreachable' }); }"
    )
    proxy.fault = CLEAR
    page.route("**/api/session", lambda route: route.abort())
    page.goto(f"{proxy.url}/pad/phone/")
    waiting, typed = (
        page.locator(f"[data-list={name}] .held-entries > li")
        for name in ("forms-waiting", "drafts")
    )
    expect(waiting).to_contain_text("Log an episode")
    expect(waiting).to_contain_text("On the train")
    expect(typed).to_contain_text("The left calf")
    expect(page.locator("#said")).to_have_text("")
    page.unroute("**/api/session")
    page.get_by_role("button", name="Send now").locator("visible=true").click()
    expect(waiting).to_have_count(0)
    assert [entry["movement"] for entry in diary(site, somebody)] == ["cramp"]
    typed.get_by_role("link", name="Open").click()
    page.get_by_text(BACK).wait_for()
    page.go_back()
    typed.get_by_role("button", name="Throw away").click()
    typed.get_by_role("button", name="Throw it away for good").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
