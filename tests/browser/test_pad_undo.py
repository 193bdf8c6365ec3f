"""The night pad: what one regrets, joins or holds."""

from __future__ import annotations

from tests.browser.open_pad import pad
from tests.browser.pad_page import Pad, diary, until
from tests.browser.site import Person, Site

__all__ = ["pad"]


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
