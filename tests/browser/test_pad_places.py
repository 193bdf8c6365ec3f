"""Which places the pad offers: a person's usual ones, which one touch of another does not push
out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.conftest import Window
from tests.browser.pad_page import Pad, until
from tests.browser.site import Person, Site

FIRST = ["Left Front of upper arm", "Right Front of upper arm", "Left Calf", "Right Calf"]
BUTTOCK = "Left Buttock"
APART = 21_000  # milliseconds after which a touch makes an entry of its own


def shown(pad: Pad) -> list[str]:
    """The places as they stand on the screen."""
    return [" ".join(zone.split()) for zone in pad.page.locator(".place").all_inner_texts()]


def touched(pad: Pad, place: str) -> None:
    """Touch a place, on the pad or else on its map, and let the entry be finished."""
    if place in shown(pad):
        pad.page.get_by_role("button", name=place).click()
    else:
        pad.page.get_by_role("button", name="Body map").click()
        if place == BUTTOCK and "turned" not in (
            pad.page.locator("#map").get_attribute("class") or ""
        ):
            pad.page.get_by_role("button", name="Other side").click()
        pad.page.get_by_role("button", name=place).click()
    pad.says("saved", "")
    until(lambda: pad.page.evaluate("Pad.unwritten === 0 && Pad.presses.size === 0"))
    pad.page.clock.run_for(200)


def later(pad: Pad) -> None:
    """From now on a touch makes another entry."""
    pad.page.clock.run_for(APART)


def usual(pad: Pad) -> None:
    """Make habits of the places that the pad begins with, each of two entries."""
    for _time in range(2):
        for place in FIRST:
            touched(pad, place)
        later(pad)


def test_one_touch_pushes_out_no_usual_place_and_a_habit_does(still: Pad) -> None:
    assert shown(still) == FIRST
    usual(still)
    for _time in range(2):
        touched(still, BUTTOCK)
        later(still)
        assert shown(still) == FIRST
    touched(still, BUTTOCK)
    until(lambda: shown(still) == [BUTTOCK, *FIRST[1:]])
    still.page.reload()
    still.page.wait_for_selector("body[data-ready]")
    assert shown(still) == [BUTTOCK, *FIRST[1:]]


def test_touches_of_one_entry_are_one(still: Pad) -> None:
    usual(still)
    for _time in range(8):
        touched(still, BUTTOCK)
    assert shown(still) == FIRST


def test_undo_brings_back_what_was_there(still: Pad) -> None:
    touched(still, BUTTOCK)
    until(lambda: shown(still) == [BUTTOCK, *FIRST[1:]])
    still.page.locator("#undo").click()
    still.says("undone")
    until(lambda: shown(still) == FIRST)
    later(still)
    usual(still)
    for _time in range(2):
        touched(still, BUTTOCK)
        later(still)
    touched(still, BUTTOCK)
    until(lambda: shown(still) == [BUTTOCK, *FIRST[1:]])
    still.page.locator("#undo").click()
    still.says("undone")
    until(lambda: shown(still) == FIRST)


def test_a_habit_that_is_left_alone_fades(still: Pad) -> None:
    usual(still)
    still.page.clock.run_for(1_000)
    still.page.evaluate("""async () => {
      const key = `places:${Pad.account}`;
      const places = await PhoneStore.setting(key);
      await PhoneStore.set(key, places.map((place) => ({...place, used:
        place.used - 60 * 86400000})));
      await Places.load();
    }""")
    for _time in range(2):
        touched(still, BUTTOCK)
        later(still)
    until(lambda: shown(still) == [BUTTOCK, *FIRST[1:]])


STORED = """async () => PhoneStore.set(`places:${Pad.account}`, ["Chin", "Lips", "Tongue", "Eyelid"]
  .map((word) => (
  {movement: "twitch", woke: null, muscle: word.toLowerCase(), side: null, name: word, sideWord: "",
    muscleWord: word,
   zone: `twitch,,${word.toLowerCase()},`, used: Date.now() - 1000})))"""


def test_places_that_the_release_before_has_stored_stay(still: Pad) -> None:
    # What the first visit asks the server for is kept once it has come; it must not come after.
    until(lambda: still.page.evaluate("Pad.account && PhoneStore.setting(`places:${Pad.account}`)"))
    still.page.evaluate(STORED)
    still.page.reload()
    still.page.wait_for_selector("body[data-ready]")
    assert shown(still) == ["Chin", "Lips", "Tongue", "Eyelid"]
    touched(still, BUTTOCK)
    assert shown(still) == ["Chin", "Lips", "Tongue", "Eyelid"]


def entries(site: Site, person: Person, number: int, **place: Any) -> None:
    """So many twitches at a place, yesterday."""
    for minute in range(number):
        at = datetime.now(UTC) - timedelta(days=1, minutes=minute)
        site.do(
            "episode",
            owner=person.name,
            happened_at=at.isoformat(),
            id=f"{place['muscle']}-{minute}",
            time_zone="UTC",
            movement="twitch",
            **place,
        )


def test_the_first_visit_knows_the_usual_places_from_the_diary(
    window: Window, site: Site, somebody: Person
) -> None:
    entries(site, somebody, 3, muscle="lower_back", side="right")
    entries(site, somebody, 2, muscle="eyelid")
    pad = Pad(window(somebody), site.url).open()
    expected = ["Eyelid", "Right Lower back", *FIRST[2:]]
    until(lambda: shown(pad) == expected)
    pad.touch("Lower back")
    pad.says("saved", "Lower back, right. Saved")
    pad.open()
    assert shown(pad) == expected


def test_a_way_out(their_page: Any, site: Site) -> None:
    pad = Pad(their_page, site.url).open()
    pad.page.get_by_role("link", name="By day").click()
    pad.page.wait_for_url("**/dashboard/")
