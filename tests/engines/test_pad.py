"""The night pad in each engine: touched, held, by keyboard, without a network and without a server."""

from __future__ import annotations

import pytest

from tests.browser.night import ENTRIES, diary, until
from tests.browser.site import Person
from tests.browser.weather import ShakySite
from tests.engines.line import Line
from tests.engines.window import Window

CALF = ".place[data-muscle=calf][data-side=left]"
ACCOUNT = "() => self.Outbox && Outbox.answer()"
# No driver but Chromium's lets a key go up under another name than it went down under, as a keyboard does.
KEY = """(event, key, code) => document.body.dispatchEvent(
  new KeyboardEvent(event, {key, code, bubbles: true, cancelable: true}))"""
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


@pytest.fixture
def pad(theirs: Window) -> Window:
    """The pad, open, and it has heard who is signed in."""
    return opened(theirs)


def opened(window: Window) -> Window:
    """The pad, opened in a window and ready for touches."""
    window.open("/pad/")
    window.until("() => document.body.dataset.ready")
    return window


def known(pad: Window) -> Window:
    """The pad has heard from the server who is signed in, and keeps all that it needs to open without a network."""
    pad.until(ACCOUNT)
    pad.until(CONTROLLED)
    return pad


def says(pad: Window, text: str) -> None:
    """Wait until the strip says that."""
    pad.says(text, "#strip")


def entries(pad: Window) -> list[tuple[str | None, int, int | None]]:
    """Muscle, count and length of all that the phone holds."""
    found = pad.ask(ENTRIES)
    return [(one["told"]["muscle"], one["told"]["count"], one["told"]["duration_seconds"]) for one in found]


def stored(site: ShakySite, person: Person) -> list[tuple[str, int, int | None]]:
    """The same of their diary."""
    return [(one["muscle"] or one["movement"], one["count"], one["duration_seconds"]) for one in diary(site, person)]


@pytest.mark.small
def test_a_touch_is_saved_and_sent(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    says(pad, "Calf, left. Sent")
    assert stored(site, somebody) == [("calf", 1, None)]


def test_each_zone_by_touch(pad: Window, site: ShakySite, somebody: Person) -> None:
    zones = pad.ask("() => [...document.querySelectorAll('.zone:not(#to-map)')].map((one) => one.innerText.trim())")
    for number in range(len(zones)):
        pad.touch(f".zone:nth-of-type({number + 2})")
        pad.until(
            f"() => Outbox.stored('readonly', (all) => Outbox.value(all.count())).then((n) => n === {number + 1})"
        )
    until(lambda: len(stored(site, somebody)) == 6)
    assert sorted(what for what, _count, _length in stored(site, somebody)) == [
        *("biceps", "biceps", "calf", "calf", "jerk", "not_sure_where")
    ]


def test_a_finger_on_glass(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.ask("() => addEventListener('pointerdown', (event) => { window.kind = event.pointerType; }, true)")
    pad.touch(CALF, kind="touch")
    says(pad, "Calf, left. Saved")
    assert pad.ask("() => window.kind") == "touch"
    pad.touch(CALF, held=1.2, kind="touch")
    says(pad, "Calf, left, 2 twitches, 1 s. Saved")
    until(lambda: stored(site, somebody) == [("calf", 2, 1)])


@pytest.mark.small
def test_without_a_network_it_is_kept_and_sent_when_that_is_back(
    pad: Window, line: Line, site: ShakySite, somebody: Person
) -> None:
    known(pad)
    line.cut()
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.touch("#somewhere")
    says(pad, "Somewhere. Saved on this phone")
    assert stored(site, somebody) == []
    line.mend()
    says(pad, "Somewhere. Sent")
    until(lambda: len(stored(site, somebody)) == 2)


@pytest.mark.small
def test_it_opens_without_a_network(pad: Window, line: Line, site: ShakySite, somebody: Person) -> None:
    known(pad)
    line.cut()
    opened(pad)
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.reload()
    pad.until("() => document.body.dataset.ready")
    pad.touch("#to-map")
    pad.touch("#figures [data-muscle=quadriceps][data-side=left], #figures .area")
    pad.until("() => Outbox.stored('readonly', (all) => Outbox.value(all.count())).then((n) => n === 2)")
    line.mend()
    until(lambda: len(stored(site, somebody)) == 2)


def test_the_server_is_killed_and_comes_back(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.until(ACCOUNT)
    site.kill()
    try:
        pad.touch(CALF)
        says(pad, "Calf, left. Saved on this phone")
    finally:
        site.start()
    says(pad, "Calf, left. Sent")
    assert stored(site, somebody) == [("calf", 1, None)]


def test_the_browser_is_killed_and_started_again(pad: Window, line: Line, site: ShakySite, somebody: Person) -> None:
    known(pad)
    line.cut()
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.driver.restart()
    opened(pad)
    pad.touch("#somewhere")
    says(pad, "Somewhere. Saved on this phone")
    line.mend()
    pad.sign_in(somebody)  # a cookie of the last half minute may not have been on the disk
    opened(pad)
    until(lambda: len(stored(site, somebody)) == 2)


@pytest.mark.small
def test_a_touch_is_as_long_as_it_is_held(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.press(CALF)
    says(pad, "Calf, left. Saved")
    says(pad, "2 s")
    pad.release()
    says(pad, "Calf, left, 2 s. Saved")
    assert entries(pad) == [("calf", 1, 2)]
    for number in (2, 3):
        pad.touch(CALF)
        says(pad, f"Calf, left, {number} twitches, 2 s. Saved")
    until(lambda: stored(site, somebody) == [("calf", 3, 2)])


def test_undo(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.touch(CALF)
    says(pad, "Calf, left. Saved")
    pad.touch("#undo")
    says(pad, "Taken back")
    assert entries(pad) == []
    pad.touch("#somewhere")
    says(pad, "Somewhere. Sent")
    assert stored(site, somebody) == [("not_sure_where", 1, None)]


@pytest.mark.small
def test_keys_one_to_nine(pad: Window) -> None:
    driver = pad.driver
    for name, what in (("2", "A jerk woke me"), ("5", "Front of upper arm, right"), ("7", "Calf, right")):
        driver.key("down", name)
        says(pad, f"{what}. Saved")
        driver.key("up", name)
    driver.key("down", "9")  # no such zone
    driver.key("up", "9")
    assert sorted(count for _muscle, count, _length in entries(pad)) == [1, 1, 1]
    assert pad.ask("() => document.querySelectorAll('.pressed, .held').length") == 0


@pytest.mark.small
def test_shift_goes_down_before_the_key_is_up(pad: Window) -> None:
    pad.ask(KEY, "keydown", "5", "Digit5")
    says(pad, "Front of upper arm, right. Saved")
    pad.driver.key("down", "Shift")
    says(pad, "1 s")
    pad.ask(KEY, "keyup", "%", "Digit5")
    pad.driver.key("up", "Shift")
    says(pad, "Front of upper arm, right, 1 s. Saved")
    assert pad.ask("() => document.querySelectorAll('.pressed, .held').length") == 0


def test_space_and_enter_on_a_zone(pad: Window) -> None:
    for number, name in enumerate(("Space", "Enter"), 1):
        pad.ask("() => document.getElementById('somewhere').focus()")
        pad.driver.key("down", name)
        pad.driver.key("up", name)
        pad.until(f"() => ({ENTRIES})().then((all) => all.length === 1 && all[0].told.count === {number})")
    assert pad.ask("() => document.querySelectorAll('.pressed, .held').length") == 0


def test_the_map_and_the_other_thumb(pad: Window, site: ShakySite, somebody: Person) -> None:
    pad.touch("#to-map")
    pad.touch("#turn")
    pad.touch("#figures .back [data-muscle=gluteus_maximus][data-side=right]")
    says(pad, "Buttock, right. Saved")
    pad.touch("#to-map")
    pad.touch("#hand")
    pad.touch("#from-map")
    pad.until("() => Outbox.setting('hand').then((hand) => hand === 'left')")
    opened(pad)
    order = pad.ask("() => [...document.querySelectorAll('.zone')].slice(1, 3).map((one) => one.id)")
    assert order == ["somewhere", "jerk"]
    until(lambda: stored(site, somebody) == [("gluteus_maximus", 1, None)])


def test_what_was_touched_is_sent_by_a_day_page(pad: Window, site: ShakySite, somebody: Person) -> None:
    """Also where there is no Background Sync: only Chromium has it."""
    known(pad)
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.open("/help/")
    until(lambda: stored(site, somebody) == [("calf", 1, None)])


# A page that is left in the middle of a piece of work, or begins one while it is being left.
IN_THE_MIDDLE = """() => {
  Outbox.change(async (entries) => { for (;;) await Outbox.value(entries.count()); }).catch(() => {});
}"""
ON_LEAVING = """() => {
  const work = () => { Outbox.setting("hand").catch(() => {}); };
  for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, work, true);
}"""


@pytest.mark.small
@pytest.mark.parametrize("work", [IN_THE_MIDDLE, ON_LEAVING], ids=["in the middle", "on leaving"])
def test_a_page_put_aside_with_its_work_holds_up_no_later_one(pad: Window, work: str) -> None:
    """Safari's engine keeps the transactions of a page that is left open, and with them the store, for good."""
    known(pad)
    pad.ask(work)
    pad.open("/help/")
    opened(pad)
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.driver.back()
    pad.until("() => location.pathname === '/help/'")
    pad.driver.back()
    pad.until("() => location.pathname === '/pad/' && document.body.dataset.ready")
    pad.touch("#somewhere")
    says(pad, "Somewhere. Saved on this phone")
    assert sorted(str(muscle) for muscle, _count, _length in entries(pad)) == ["calf", "not_sure_where"]
