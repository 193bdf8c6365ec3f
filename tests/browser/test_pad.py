"""The night pad under a finger: what one touch, a long one, a second one and a regretted one do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Window
from tests.browser.night import Pad, diary, until
from tests.browser.site import ZONE, Person, Site
from tests.browser.weather import Weather


@pytest.fixture
def pad(window: Window, somebody: Person, weather: Weather) -> Pad:
    """The pad, open on the phone of somebody who is signed in; waits are short."""
    return Pad(window(somebody, base_url=weather.url), weather.url).open()


def test_a_touch_is_one_twitch_now(pad: Pad, site: Site, somebody: Person) -> None:
    before = datetime.now(UTC)
    pad.touch("Calf")
    pad.says("saved", "Calf, left. Saved on this phone")
    pad.says("sent", "Calf, left. Sent")
    [entry] = diary(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"], entry["count"]) == ("twitch", "calf", "left", 1)
    assert (entry["phase"], entry["woke"], entry["duration_seconds"]) == ("", "", None)
    assert (entry["source"], entry["time_zone"]) == ("pad", "Europe/Berlin")
    assert abs(datetime.fromisoformat(entry["happened_at"]) - before) < timedelta(seconds=5)


def test_the_first_visit_is_one_flight_of_packets(chromium: Browser, site: Site) -> None:
    """Four requests and 14 KB, headers and all, until the pad can be touched."""
    with chromium.new_context(base_url=site.url) as context:
        page = context.new_page()
        watch = context.new_cdp_session(page)
        watch.send("Network.enable")
        asked: dict[str, str] = {}
        moved: dict[str, int] = {}
        watch.on("Network.requestWillBeSent", lambda seen: asked.update({seen["requestId"]: seen["request"]["url"]}))
        watch.on(
            "Network.loadingFinished",
            lambda seen: moved.update({asked.get(seen["requestId"], ""): int(seen["encodedDataLength"])}),
        )
        page.goto("/pad/")
        page.wait_for_selector("body[data-ready]")

        def shell() -> list[int]:
            page.wait_for_timeout(50)  # lets the browser's events in
            return [size for url, size in moved.items() if "/static/" in url or url.endswith("/pad/")]

        until(lambda: len(shell()) == 4)
        assert sum(shell()) <= 14_000


def test_a_jerk_that_woke_and_somewhere(pad: Pad, site: Site, somebody: Person) -> None:
    pad.touch("A jerk woke me")
    pad.says("saved", "A jerk woke me")
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere. Sent")
    jerk, somewhere = diary(site, somebody)
    assert (jerk["movement"], jerk["woke"], jerk["muscle"]) == ("jerk", "asleep", "")
    assert (somewhere["movement"], somewhere["woke"], somewhere["muscle"]) == ("", "", "not_sure_where")


def test_a_second_touch_of_the_same_zone_adds_to_the_entry(pad: Pad, site: Site, somebody: Person) -> None:
    pad.touch("Calf")
    pad.says("saved")
    pad.touch("Calf")
    pad.touch("Somewhere")
    pad.touch("Calf")
    pad.says("sent", "Calf")
    until(lambda: pad.owed() == 0)
    assert sorted((entry["muscle"], entry["count"]) for entry in diary(site, somebody)) == [
        ("calf", 3),
        ("not_sure_where", 1),
    ]


def test_holding_counts_how_long_it_lasted(pad: Pad, site: Site, somebody: Person) -> None:
    pad.touch("Calf", held=2.1)
    pad.says("sent", "Calf")
    [entry] = diary(site, somebody)
    assert (entry["duration_seconds"], entry["count"]) == (2, 1)


def test_the_seconds_are_counted_while_held(pad: Pad) -> None:
    pad.page.locator(".place").first.dispatch_event("keydown", {"key": "Enter", "bubbles": True})
    pad.page.locator("#held", has_text="1 s").wait_for()
    assert pad.page.locator(".place.held").count() == 1
    pad.page.locator("#held", has_text="2 s").wait_for()
    pad.page.locator(".place").first.dispatch_event("keyup", {"key": "Enter", "bubbles": True})
    assert pad.page.locator(".held").count() == 0


def test_undo_takes_back_a_touch(pad: Pad, site: Site, somebody: Person) -> None:
    pad.touch("Calf")
    pad.says("saved")
    pad.page.locator("#undo").click()
    pad.says("undone")
    assert pad.entries() == []
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    assert [entry["muscle"] for entry in diary(site, somebody)] == ["not_sure_where"]


def test_undo_takes_back_only_the_last_touch(window: Window, site: Site, somebody: Person) -> None:
    pad = Pad(window(somebody), site.url).open()  # with the real twenty seconds
    pad.touch("Calf")
    pad.says("saved")
    pad.touch("Calf", held=0.8)
    pad.says("saved")
    assert [(one["told"]["count"], one["told"]["duration_seconds"]) for one in pad.entries()] == [(2, 1)]
    pad.page.locator("#undo").click()
    pad.says("undone")
    assert [(one["told"]["count"], one["told"]["duration_seconds"]) for one in pad.entries()] == [(1, None)]


def test_undo_goes_with_the_next_touch_and_after_six_seconds(window: Window, site: Site, somebody: Person) -> None:
    page = window(somebody)
    page.clock.install()
    pad = Pad(page, site.url).open()
    undo = page.locator("#undo")
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(5_000)
    assert undo.is_visible()
    page.clock.run_for(1_500)
    assert undo.is_hidden()
    pad.touch("Somewhere")
    undo.wait_for()
    pressed = """() => {
      document.getElementById("jerk").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
      return document.getElementById("undo").hidden;
    }"""
    assert page.evaluate(pressed)


def test_undo_is_there_for_six_seconds_after_a_long_touch_too(window: Window, site: Site, somebody: Person) -> None:
    page = window(somebody)
    page.clock.install()
    pad = Pad(page, site.url).open()
    undo = page.locator("#undo")
    pad.press("Calf")
    pad.says("saved")
    page.clock.run_for(9_000)
    assert undo.is_hidden()
    page.mouse.up()
    undo.wait_for()
    page.clock.run_for(5_000)
    assert undo.is_visible()
    page.clock.run_for(1_500)
    assert undo.is_hidden()


def test_a_touch_that_joins_is_told_apart(pad: Pad) -> None:
    """Also by ear: the same words twice would not be read out again."""
    pad.touch("Calf")
    pad.says("saved", "Calf, left. Saved")
    pad.touch("Calf")
    pad.says("saved", "Calf, left, again. Saved")


def test_what_is_let_go_elsewhere_has_ended(pad: Pad) -> None:
    pad.press("Calf")
    pad.page.locator(".held").wait_for()
    pad.page.evaluate("dispatchEvent(new Event('blur'))")
    assert pad.page.locator(".held, .pressed").count() == 0


MORE = """async (number) => {
  for (let i = 0; i < number; i += 1)
    await Outbox.touch({movement: "twitch", woke: null, muscle: "calf", side: "left", zone: `zone ${i}`}, Date.now());
}"""


def at_night(page: Page, site: Site) -> Pad:
    """The pad at one o'clock, far from noon. The worker has the real clock, and would close what is open here."""
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    page.clock.install(time=datetime.now(ZoneInfo(ZONE)).replace(hour=1))
    pad = Pad(page, site.url).open()
    until(lambda: page.evaluate("Outbox.answer()"))
    return pad


def test_after_ten_entries_one_touch_may_stand_for_the_rest(window: Window, site: Site, somebody: Person) -> None:
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
    assert (rest["movement"], rest["muscle"], rest["count"], rest["note"]) == ("twitch", None, 1, "And many more")
    page.locator("#undo").click()
    pad.says("undone")
    page.clock.run_for(2_500)
    offer.click()  # regretted, it may be had again
    pad.says("saved", "And many more")
    page.clock.run_for(9_000)
    assert offer.is_hidden()
    page.clock.run_for(15_000)
    pad.says("sent", "And many more")
    [stored] = [one for one in diary(site, somebody) if one["client_id"] == rest["id"]]
    assert stored["count"] == 1
    began = datetime.fromisoformat(rest["happened_at"]).astimezone(ZoneInfo(ZONE)) - timedelta(days=1)
    assert rest["id"] == f"rest-of-{began:%Y-%m-%d}"


def test_the_next_night_begins_anew(window: Window, site: Site, somebody: Person) -> None:
    pad = at_night(window(somebody), site)
    page, offer = pad.page, pad.page.get_by_role("button", name="And many more")
    page.evaluate(MORE, 10)
    pad.open()
    offer.wait_for()
    page.clock.fast_forward(24 * 3600 * 1000)
    pad.touch("Calf")
    pad.says("saved")
    page.clock.run_for(9_000)
    assert offer.is_hidden()


def test_after_twenty_seconds_it_is_another_entry(window: Window, site: Site, somebody: Person) -> None:
    page = window(somebody)
    page.clock.install()
    pad = Pad(page, site.url).open()
    for wait in (18_000, 21_000, 0):
        pad.touch("Calf")
        pad.says("saved")
        page.clock.run_for(wait)
    assert [one["told"]["count"] for one in pad.entries()] == [2, 1]


def test_it_works_by_keyboard(pad: Pad, site: Site, somebody: Person) -> None:
    pad.page.keyboard.press("2")
    pad.says("saved", "A jerk woke me")
    pad.page.locator("#somewhere").focus()
    pad.page.keyboard.press("Enter")
    pad.says("saved", "Somewhere")
    pad.page.keyboard.press("Backspace")
    pad.says("undone")
    pad.page.locator(".place").last.focus()
    pad.page.keyboard.press("Space")
    pad.says("sent", "Calf, right")
    assert [(entry["movement"], entry["side"], entry["count"]) for entry in diary(site, somebody)] == [
        ("jerk", "", 1),
        ("twitch", "right", 1),
    ]


def test_it_works_by_screen_reader(pad: Pad, site: Site, somebody: Person) -> None:
    """A screen reader sends a click and nothing before it."""
    pad.page.get_by_role("button", name="Left Calf").evaluate("(zone) => zone.click()")
    pad.says("saved", "Calf, left")
    assert pad.page.get_by_role("status").inner_text().startswith("Calf, left")
    assert {one["told"]["count"] for one in pad.entries()} == {1}


def test_the_body_map_is_one_touch_away_and_its_place_comes_along(pad: Pad, site: Site, somebody: Person) -> None:
    pad.page.get_by_role("button", name="Body map").click()
    pad.page.get_by_role("button", name="Turn round").click()
    pad.page.get_by_role("button", name="Right Buttock").click()
    pad.says("saved", "Buttock, right")
    until(lambda: pad.page.locator(".place").nth(1).inner_text().split() == ["Right", "Buttock"])
    pad.says("sent")
    assert [(entry["muscle"], entry["side"]) for entry in diary(site, somebody)] == [("gluteus_maximus", "right")]
    pad.open()
    assert pad.page.locator(".place").nth(1).inner_text().split() == ["Right", "Buttock"]


def test_the_other_thumb_is_remembered(pad: Pad) -> None:
    order = pad.page.locator(".zone").evaluate_all("(zones) => zones.slice(1, 3).map((zone) => zone.id)")
    assert order == ["jerk", "somewhere"]
    pad.page.get_by_role("button", name="Body map").click()
    pad.page.get_by_role("button", name="For the left thumb").click()
    pad.page.wait_for_timeout(200)
    pad.open()
    order = pad.page.locator(".zone").evaluate_all("(zones) => zones.slice(1, 3).map((zone) => zone.id)")
    assert order == ["somewhere", "jerk"]
    assert pad.page.locator("body").get_attribute("data-hand") == "left"


def test_two_fingers_at_once_are_two_touches(pad: Pad) -> None:
    pad.page.evaluate("""() => {
      const zones = [...document.querySelectorAll(".place")].slice(0, 2);
      zones.forEach((zone) => { zone.setPointerCapture = () => {}; });
      const event = (name, id, zone) => zone.dispatchEvent(new PointerEvent(name, {pointerId: id, bubbles: true}));
      event("pointerdown", 11, zones[0]); event("pointerdown", 12, zones[1]);
      event("pointerup", 12, zones[1]); event("pointerup", 11, zones[0]);
    }""")
    until(lambda: len(pad.entries()) == 2)


def test_the_screen_stays_awake_only_while_touched(chromium: Browser, site: Site) -> None:
    with chromium.new_context(viewport=ViewportSize(width=390, height=844)) as context:
        page = context.new_page()
        page.add_init_script("""
          window.locks = 0;
          Object.defineProperty(navigator, "wakeLock", {value: {
            request: async () => { window.locks += 1; return {release: async () => { window.locks -= 1; }}; }}});
        """)
        pad = Pad(page, site.url).open()
        page.mouse.move(100, 700)
        page.mouse.down()
        page.wait_for_function("() => window.locks === 1")
        page.mouse.up()
        page.wait_for_function("() => window.locks === 0")
        pad.says("saved")
