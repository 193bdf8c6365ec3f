"""The night pad under a finger: what one touch, a long one, a second one and a regretted one do."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Browser, ViewportSize

from tests.browser.open_pad import pad
from tests.browser.pad_page import Pad, diary, until
from tests.browser.site import Person, Site

__all__ = ["pad"]


def test_a_touch_is_one_twitch_now(pad: Pad, site: Site, somebody: Person) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    pad.touch("Calf")
    pad.says("saved", "Calf, left. Saved on this phone")
    after = datetime.now(UTC)
    pad.says("sent", "Calf, left. Sent")
    [entry] = diary(site, somebody)
    assert (entry["movement"], entry["muscle"], entry["side"], entry["count"]) == (
        "twitch",
        "calf",
        "left",
        1,
    )
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
        watch.on(
            "Network.requestWillBeSent",
            lambda seen: asked.update({seen["requestId"]: seen["request"]["url"]}),
        )
        watch.on(
            "Network.loadingFinished",
            lambda seen: moved.update(
                {asked.get(seen["requestId"], ""): int(seen["encodedDataLength"])}
            ),
        )
        page.goto("/pad/")
        page.wait_for_selector("body[data-ready]")

        def shell() -> list[int]:
            page.wait_for_timeout(50)  # lets the browser's events in
            return [
                size for url, size in moved.items() if "/static/" in url or url.endswith("/pad/")
            ]

        until(lambda: len(shell()) == 4)
        assert sum(shell()) <= 14_000


def test_a_jerk_that_woke_and_somewhere(pad: Pad, site: Site, somebody: Person) -> None:
    pad.touch("A jerk woke me")
    pad.says("saved", "A jerk woke me")
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere. Sent")
    jerk, somewhere = diary(site, somebody)
    assert (jerk["movement"], jerk["woke"], jerk["muscle"]) == ("jerk", "asleep", "")
    assert (somewhere["movement"], somewhere["woke"], somewhere["muscle"]) == (
        "",
        "",
        "not_sure_where",
    )


def test_a_second_touch_of_the_same_zone_adds_to_the_entry(
    still: Pad, site: Site, somebody: Person
) -> None:
    for zone in ("Calf", "Calf", "Somewhere", "Calf"):
        still.touch(zone)
        still.says("saved", zone)
    still.let_it_be_sent()
    assert sorted((entry["muscle"], entry["count"]) for entry in diary(site, somebody)) == [
        ("calf", 3),
        ("not_sure_where", 1),
    ]


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
    assert [
        (entry["movement"], entry["side"], entry["count"]) for entry in diary(site, somebody)
    ] == [
        ("jerk", "", 1),
        ("twitch", "right", 1),
    ]


def test_it_works_by_screen_reader(pad: Pad, site: Site, somebody: Person) -> None:
    """A screen reader sends a click and nothing before it."""
    pad.page.get_by_role("button", name="Left Calf").evaluate("(zone) => zone.click()")
    pad.says("saved", "Calf, left")
    assert pad.page.get_by_role("status").inner_text().startswith("Calf, left")
    assert {one["told"]["count"] for one in pad.entries()} == {1}


def test_the_body_map_is_one_touch_away_and_its_place_comes_along(
    pad: Pad, site: Site, somebody: Person
) -> None:
    pad.page.get_by_role("button", name="Body map").click()
    pad.page.get_by_role("button", name="Other side").click()
    pad.page.get_by_role("button", name="Right Buttock").click()
    pad.says("saved", "Buttock, right")
    until(lambda: pad.page.locator(".place").nth(1).inner_text().split() == ["Right", "Buttock"])
    pad.says("sent")
    assert [(entry["muscle"], entry["side"]) for entry in diary(site, somebody)] == [
        ("gluteus_maximus", "right")
    ]
    pad.open()
    assert pad.page.locator(".place").nth(1).inner_text().split() == ["Right", "Buttock"]


def test_the_other_thumb_is_remembered(pad: Pad) -> None:
    order = pad.page.locator(".zone").evaluate_all(
        "(zones) => zones.slice(1, 3).map((zone) => zone.id)"
    )
    assert order == ["jerk", "somewhere"]
    pad.page.get_by_role("button", name="Body map").click()
    pad.page.get_by_role("button", name="For the left thumb").click()
    until(lambda: pad.page.evaluate("PhoneStore.setting('hand')") == "left")
    pad.open()
    order = pad.page.locator(".zone").evaluate_all(
        "(zones) => zones.slice(1, 3).map((zone) => zone.id)"
    )
    assert order == ["somewhere", "jerk"]
    assert pad.page.locator("body").get_attribute("data-hand") == "left"


def test_two_fingers_at_once_are_two_touches(pad: Pad) -> None:
    pad.page.evaluate("""() => {
      const zones = [...document.querySelectorAll(".place")].slice(0, 2);
      zones.forEach((zone) => { zone.setPointerCapture = () => {}; });
      const event = (name, id, zone) => zone.dispatchEvent(new PointerEvent(name, {pointerId: id,
        bubbles: true}));
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
            request: async () => { window.locks += 1; return {release: async () => {
              window.locks -= 1; }}; }}});
        """)
        pad = Pad(page, site.url).open()
        page.mouse.move(100, 700)
        page.mouse.down()
        page.wait_for_function("() => window.locks === 1")
        page.mouse.up()
        page.wait_for_function("() => window.locks === 0")
        pad.says("saved")
