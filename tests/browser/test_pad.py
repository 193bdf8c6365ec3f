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
    before = datetime.now(UTC).replace(microsecond=0)
    pad.touch("Calf")
    pad.says("saved", "Calf, left. Saved on this phone")
    after = datetime.now(UTC)
    pad.says("sent", "Calf, left. Sent")
    [entry] = diary(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"], entry["count"]) == ("twitch", "calf", "left", 1)
    assert (entry["phase"], entry["woke"], entry["duration_seconds"]) == ("", "", None)
    assert (entry["source"], entry["time_zone"]) == ("pad", "Europe/Berlin")
    assert before <= datetime.fromisoformat(entry["happened_at"]) <= after


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


def test_a_second_touch_of_the_same_zone_adds_to_the_entry(still: Pad, site: Site, somebody: Person) -> None:
    for zone in ("Calf", "Calf", "Somewhere", "Calf"):
        still.touch(zone)
        still.says("saved", zone)
    still.let_it_be_sent()
    assert sorted((entry["muscle"], entry["count"]) for entry in diary(site, somebody)) == [
        ("calf", 3),
        ("not_sure_where", 1),
    ]


def test_holding_counts_how_long_it_lasted(still: Pad, site: Site, somebody: Person) -> None:
    still.press("Calf")
    still.says("saved")
    still.page.clock.run_for(2_100)
    still.page.mouse.up()
    until(lambda: [one["told"]["duration_seconds"] for one in still.entries()] == [2])
    still.let_it_be_sent()
    [entry] = diary(site, somebody)
    assert (entry["duration_seconds"], entry["count"]) == (2, 1)


def test_the_seconds_are_counted_while_held(still: Pad) -> None:
    page = still.page
    page.locator(".place").first.dispatch_event("keydown", {"key": "Enter", "bubbles": True})
    shown = []
    for _second in range(3):
        page.clock.run_for(1_000)
        shown.append(page.locator("#held").inner_text())
        assert page.locator(".place.held").count() == 1
    page.locator(".place").first.dispatch_event("keyup", {"key": "Enter", "bubbles": True})
    assert page.locator(".held").count() == 0
    assert (shown, page.locator("#held").text_content()) == (["1 s", "2 s", "3 s"], "")


def test_undo_takes_back_a_touch(still: Pad, site: Site, somebody: Person) -> None:
    still.touch("Calf")
    still.says("saved")
    still.page.locator("#undo").click()
    still.says("undone")
    assert still.entries() == []
    still.touch("Somewhere")
    still.says("saved", "Somewhere")
    still.let_it_be_sent()
    assert [entry["muscle"] for entry in diary(site, somebody)] == ["not_sure_where"]


def test_undo_takes_back_only_the_last_touch(still: Pad) -> None:
    def kept() -> list[tuple[int, int | None]]:
        return [(one["told"]["count"], one["told"]["duration_seconds"]) for one in still.entries()]

    still.touch("Calf")
    still.says("saved")
    still.press("Calf")
    still.says("saved", "Calf, left, 2 twitches")
    still.page.clock.run_for(800)
    still.page.mouse.up()
    until(lambda: kept() == [(2, 1)])
    still.page.locator("#undo").click()
    still.says("undone")
    assert kept() == [(1, None)]


def test_undo_goes_with_the_next_touch_and_after_six_seconds(still: Pad) -> None:
    page, undo = still.page, still.page.locator("#undo")
    still.touch("Calf")
    undo.wait_for()
    page.clock.run_for(5_900)
    assert undo.is_visible()
    page.clock.run_for(200)
    assert undo.is_hidden()
    still.touch("Somewhere")
    undo.wait_for()
    still.press("jerk")
    still.says("saved", "jerk")
    assert undo.is_hidden()
    page.mouse.up()
    undo.wait_for()


def test_undo_is_there_for_six_seconds_after_a_long_touch_too(still: Pad) -> None:
    page, undo = still.page, still.page.locator("#undo")
    still.press("Calf")
    still.says("saved")
    page.clock.run_for(9_000)
    assert undo.is_hidden()
    page.mouse.up()
    undo.wait_for()
    page.clock.run_for(5_900)
    assert undo.is_visible()
    page.clock.run_for(200)
    assert undo.is_hidden()


def test_a_touch_that_joins_is_told_apart(still: Pad) -> None:
    """Also by ear: the same words twice would not be read out again."""
    still.touch("Calf")
    still.says("saved", "Calf, left. Saved")
    still.touch("Calf")
    still.says("saved", "Calf, left, 2 twitches. Saved")


def test_what_is_let_go_elsewhere_has_ended(pad: Pad) -> None:
    pad.press("Calf")
    pad.page.locator(".held").wait_for()
    pad.page.evaluate("dispatchEvent(new Event('blur'))")
    assert pad.page.locator(".held, .pressed").count() == 0


MORE = """async (number) => {
  for (let i = 0; i < number; i += 1)
    await Touches.touch({movement: "twitch", woke: null, muscle: "calf", side: "left", zone: `zone ${i}`}, Date.now());
}"""


def at_night(page: Page, site: Site) -> Pad:
    """As ``still``, at one o'clock, far from noon."""
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    page.clock.install(time=datetime.now(ZoneInfo(ZONE)).replace(hour=1))
    pad = Pad(page, site.url).open()
    pad.account_is_known()
    pad.stop_the_clock()
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
    page.locator("#undo").wait_for()
    page.clock.run_for(9_000)
    assert offer.is_hidden()
    pad.let_it_be_sent()
    [stored] = [one for one in diary(site, somebody) if one["client_id"] == rest["id"]]
    assert stored["count"] == 1
    began = datetime.fromisoformat(rest["happened_at"]).astimezone(ZoneInfo(ZONE)) - timedelta(days=1)
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


def test_after_twenty_seconds_it_is_another_entry(still: Pad) -> None:
    for wait in (19_900, 20_100, 0):
        still.touch("Calf")
        still.says("saved")
        still.page.clock.run_for(wait)
    assert [one["told"]["count"] for one in still.entries()] == [2, 1]


def test_it_works_by_keyboard(still: Pad, site: Site, somebody: Person) -> None:
    page = still.page
    page.keyboard.press("2")
    still.says("saved", "A jerk woke me")
    page.locator("#somewhere").focus()
    page.keyboard.press("Enter")
    still.says("saved", "Somewhere")
    page.locator("#undo").wait_for()
    page.keyboard.press("Backspace")
    still.says("undone")
    page.locator(".place").last.focus()
    page.keyboard.press("Space")
    still.says("saved", "Calf, right")
    still.let_it_be_sent()
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
    pad.page.get_by_role("button", name="Other side").click()
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
    until(lambda: pad.page.evaluate("Outbox.setting('hand')") == "left")
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
