"""The screen beside the bed under a finger: written first, sent once, never mixed, never unsaid."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, diary, signed_in, until
from tests.browser.partner_page import PartnerPad
from tests.browser.partner_screen import path, screen, seen
from tests.browser.site import Person, Site

__all__ = ["path", "screen"]


def test_one_touch_is_enough(screen: PartnerPad, site: Site, somebody: Person) -> None:
    screen.touch("leg")
    screen.says("saved", "Leg. Saved on this phone")
    screen.says("sent", "Leg. Sent")
    assert seen(site, somebody) == [("leg", "", "waiting")]
    assert diary(site, somebody) == []


def test_more_is_said_of_the_same_one_while_it_is_open(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    screen.touch("foot")
    for name, value in (("side", "left"), ("rhythm", "every_20"), ("woke_them", "no")):
        screen.answer(name, value)
        screen.says("saved")
    screen.answer("snored", "yes")
    screen.says("saved")
    screen.answer("snored", "yes")  # a second touch takes it away
    screen.says("sent")
    [row] = site.do("sightings", owner=somebody.name)
    assert (row["place"], row["side"], row["rhythm"], row["woke_them"], row["snored"]) == (
        "foot",
        "left",
        "every_20",
        "no",
        "",
    )


def test_another_place_is_another_sighting_and_the_same_is_none(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    for place in ("leg", "leg", "arm"):
        screen.touch(place)
        screen.says("saved")
    screen.says("sent")
    until(lambda: len(seen(site, somebody)) == 2)
    assert [place for place, _side, _state in seen(site, somebody)] == ["leg", "arm"]


def test_an_answer_before_any_place_is_not_taken_for_one(screen: PartnerPad) -> None:
    screen.answer("snored", "yes")
    until(lambda: screen.trouble == "First touch what moved.")
    assert screen.sightings() == []
    assert screen.page.locator("[name=snored]:checked").count() == 0


def test_undo_takes_it_back(screen: PartnerPad, site: Site, somebody: Person) -> None:
    screen.touch("face")
    screen.says("saved")
    screen.page.locator("#undo").click()
    screen.says("undone", "Taken back")
    assert screen.sightings() == []
    assert screen.page.locator("[aria-pressed=true]").count() == 0
    assert seen(site, somebody) == []


def test_it_opens_and_keeps_what_is_touched_without_a_network(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    screen.worker_is_ready()
    screen.page.context.set_offline(True)
    screen.open()
    screen.touch("hand")
    screen.says("saved", "Hand. Saved on this phone")
    assert screen.owed() == 1
    screen.page.context.set_offline(False)
    until(lambda: seen(site, somebody) == [("hand", "", "waiting")])


def test_a_link_that_ended_meanwhile_leaves_nothing_unsaid(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    screen.worker_is_ready()
    screen.touch("leg")
    screen.says("sent")
    screen.page.context.set_offline(True)
    screen.touch("arm")
    screen.answer("side", "right")
    screen.says("saved")
    site.do("end_partner_links", owner=somebody.name)
    screen.page.context.set_offline(False)
    page = screen.page
    page.wait_for_selector("#over:visible")
    until(lambda: page.locator("#unsent-title").inner_text() == "Not sent: 1")
    text = page.locator("#unsent-list").inner_text()
    assert "Arm" in text
    assert "Right" in text
    assert not page.locator("#pad").is_visible()
    page.locator("#mark").click()
    assert "Arm" in page.evaluate("getSelection().toString()")
    page.locator("#drop").click()
    assert screen.owed() == 1  # it asks once more
    page.locator("#drop").click()
    until(lambda: screen.sightings() == [])
    assert [place for place, _side, _state in seen(site, somebody)] == ["leg"]


def test_an_ended_link_with_nothing_to_send_leaves_the_phone(
    screen: PartnerPad, site: Site, somebody: Person
) -> None:
    screen.worker_is_ready()
    screen.touch("leg")
    screen.says("sent")
    site.do("end_partner_links", owner=somebody.name)
    screen.open()
    screen.page.wait_for_selector("#over:visible")
    until(lambda: screen.sightings() == [])
    until(
        lambda: screen.page.evaluate(
            "navigator.serviceWorker.getRegistration().then((one) => !one)"
        )
    )
    screen.page.goto(screen.address)
    assert "There is nothing here" in screen.page.content()


def test_a_portal_that_refuses_is_not_the_end(screen: PartnerPad, proxy: FaultyProxy) -> None:
    """Whatever stands in between: the screen comes back, and nothing was thrown away."""
    screen.touch("leg")
    proxy.fault, proxy.everywhere = "403", True
    screen.page.wait_for_selector("#over:visible")
    proxy.fault, proxy.everywhere = "clear", False
    screen.page.evaluate("dispatchEvent(new Event('online'))")
    screen.page.wait_for_selector("#pad:visible")
    screen.says("sent")


def test_the_stores_of_links_and_of_the_pad_never_mix(
    browser_of: BrowserContext, site: Site, somebody: Person, proxy: FaultyProxy
) -> None:
    """One phone holds the owner's pad and two links: what was touched in each arrives there."""
    other = site.person()
    signed_in(browser_of, somebody.session, proxy.url)
    page = browser_of.new_page()
    paths = [site.do("partner_link", owner=person.name) for person in (somebody, other)]
    pad = Pad(page, proxy.url).open()
    pad.account_is_known()
    page.context.set_offline(True)
    pad.touch("Somewhere")
    pad.says("saved")
    page.context.set_offline(False)
    for address, place in zip(paths, ("leg", "arm"), strict=True):
        screen = PartnerPad(page, f"{proxy.url}{address}").open()
        assert screen.sightings() == []
        screen.touch(place)
        screen.says("sent")
    Pad(page, proxy.url).open()
    until(lambda: len(diary(site, somebody)) == 1)
    assert diary(site, somebody)[0]["muscle"] == "not_sure_where"
    assert seen(site, somebody) == [("leg", "", "waiting")]
    assert seen(site, other) == [("arm", "", "waiting")]
    assert diary(site, other) == []
