"""The page "On this phone": what the server refused is mended or thrown away there."""

from __future__ import annotations

import re

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, counts, diary, until
from tests.browser.site import Person, Site


def test_what_the_server_refuses_is_shown_and_mended(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    pad.page.locator("#somewhere").evaluate("(zone) => { zone.dataset.muscle = 'third_elbow'; }")
    pad.touch("Calf")
    pad.touch("Somewhere")
    until(lambda: len(pad.entries()) == 2 and pad.owed() == 0)
    assert counts(site, somebody) == {"calf": 1}
    assert {one["state"] for one in pad.entries()} == {"sent", "refused"}
    page = pad.page
    page.goto(f"{proxy.url}/help/")
    page.get_by_role("link", name="Entries on this phone need a look").click()
    shown = page.locator("[data-list=refused] .held-entries > li")
    assert "third_elbow" in shown.inner_text()
    assert shown.locator(".held-problems li").count() == 1
    shown.get_by_label("Where").select_option("calf")
    shown.get_by_role("button", name="Send again").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert counts(site, somebody) == {"calf": 2}


def test_what_the_server_refuses_can_be_thrown_away_on_a_second_thought(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    pad.page.locator("#somewhere").evaluate("(zone) => { zone.dataset.muscle = 'third_elbow'; }")
    pad.touch("Somewhere")
    pad.says("refused", "Needs a look by day")
    page = pad.page
    page.goto(f"{proxy.url}/pad/phone/")
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("button", name="Throw it away for good").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert diary(site, somebody) == []


def test_a_refused_entry_is_dated_as_everywhere_and_its_number_means_one_thing(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    pad.page.locator("#somewhere").evaluate("(zone) => { zone.dataset.muscle = 'third_elbow'; }")
    pad.touch("Somewhere")
    pad.says("refused", "Needs a look by day")
    page = pad.page
    page.goto(f"{proxy.url}/pad/phone/")
    shown = page.locator("[data-list=refused] .held-entries > li")
    assert re.fullmatch(
        r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d", shown.locator(".held-time").inner_text()
    )
    shown.get_by_label("Where").select_option("calf")
    shown.get_by_label("How many").fill("1.000")
    shown.get_by_role("button", name="Send again").click()
    assert shown.get_by_label("How many").evaluate("(box) => !box.validity.valid")
    assert diary(site, somebody) == []
    shown.get_by_label("How many").fill("1000")
    shown.get_by_role("button", name="Send again").click()
    page.get_by_text("Everything on this phone has been sent.").wait_for()
    assert [entry["count"] for entry in diary(site, somebody)] == [1000]
