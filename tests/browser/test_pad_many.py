"""The night pad after ten entries: one touch may stand for the rest, and the next night begins
anew.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.open_pad import pad
from tests.browser.pad_page import Pad, diary
from tests.browser.site import ZONE, Person, Site

__all__ = ["pad"]
MORE = """async (number) => {
  for (let i = 0; i < number; i += 1)
    await Touches.touch({movement: "twitch", woke: null, muscle: "calf", side: "left", zone:
      `zone ${i}`}, Date.now());
}"""


def at_night(page: Page, site: Site) -> Pad:
    """As ``still``, at one o'clock, far from noon."""
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    page.clock.install(time=datetime.now(ZoneInfo(ZONE)).replace(hour=1))
    pad = Pad(page, site.url).open()
    pad.account_is_known()
    pad.stop_the_clock()
    return pad


def test_after_ten_entries_one_touch_may_stand_for_the_rest(
    window: Window, site: Site, somebody: Person
) -> None:
    pad = at_night(window(somebody), site)
    page, offer = pad.page, pad.page.get_by_role("button", name="And many more")
    page.evaluate(MORE, 8)
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(9_000)
    assert offer.is_hidden()
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    page.clock.run_for(6_500)
    assert page.locator("#undo").is_hidden()
    assert offer.is_hidden()  # not at once: a thumb may be on its way to "Undo"
    page.clock.run_for(2_000)
    offer.wait_for()
    assert not any(letter.isdigit() for letter in page.locator("body").inner_text())
    offer.click()
    pad.says("saved", "And many more. Saved on this phone")
    assert offer.is_hidden()
    [rest] = [one["told"] for one in pad.entries() if one["told"]["id"].startswith("rest-of-")]
    assert (rest["movement"], rest["muscle"], rest["count"], rest["note"]) == (
        "twitch",
        None,
        1,
        "And many more",
    )
    page.locator("#undo").click()
    pad.says("undone")
    page.clock.run_for(2_500)
    offer.click()  # regretted, it may be had again
    page.locator("#undo").wait_for()
    page.clock.run_for(9_000)
    assert offer.is_hidden()
    pad.let_it_be_sent()
    [stored] = [one for one in diary(site, somebody) if one["client_id"] == rest["id"]]
    assert stored["count"] == 1
    began = datetime.fromisoformat(rest["happened_at"]).astimezone(ZoneInfo(ZONE)) - timedelta(
        days=1
    )
    assert rest["id"] == f"rest-of-{began:%Y-%m-%d}"


def test_the_next_night_begins_anew(window: Window, site: Site, somebody: Person) -> None:
    pad = at_night(window(somebody), site)
    page, offer = pad.page, pad.page.get_by_role("button", name="And many more")
    page.evaluate(MORE, 10)
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(9_000)
    offer.wait_for()
    page.clock.fast_forward(24 * 3600 * 1000)
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(9_000)
    assert offer.is_hidden()
