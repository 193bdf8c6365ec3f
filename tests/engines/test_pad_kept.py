"""The night pad in each engine, without a network or a server, and put aside: nothing is lost."""

from __future__ import annotations

import pytest

from tests.browser.faulty_proxy import ShakySite
from tests.browser.pad_page import until
from tests.browser.site import Person
from tests.engines.line import Line
from tests.engines.opened_pad import CALF, entries, opened, pad, says, stored
from tests.engines.window import Window

__all__ = ["pad"]
ACCOUNT = "() => typeof Session !== 'undefined' && Session.account()"
CONTROLLED = (
    "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
)


def known(pad: Window) -> Window:
    """The pad has heard from the server who is signed in, and keeps all that it needs to open
    without a network.
    """
    pad.until(ACCOUNT)
    pad.until(CONTROLLED)
    return pad


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
def test_it_opens_without_a_network(
    pad: Window, line: Line, site: ShakySite, somebody: Person
) -> None:
    known(pad)
    line.cut()
    opened(pad)
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.reload()
    pad.until("() => document.body.dataset.ready")
    pad.touch("#to-map")
    pad.touch("#figures [data-muscle=quadriceps][data-side=left], #figures .area")
    pad.until(
        "() => PhoneStore.stored('readonly', (all) => PhoneStore.value(all.count())).then((n) => "
        "n === 2)"
    )
    line.mend()
    until(lambda: len(stored(site, somebody)) == 2)


def test_the_server_is_killed_and_comes_back(
    pad: Window, site: ShakySite, somebody: Person
) -> None:
    pad.until(ACCOUNT)
    site.kill()
    try:
        pad.touch(CALF)
        says(pad, "Calf, left. Saved on this phone")
    finally:
        site.start()
    says(pad, "Calf, left. Sent")
    assert stored(site, somebody) == [("calf", 1, None)]


def test_the_browser_is_killed_and_started_again(
    pad: Window, line: Line, site: ShakySite, somebody: Person
) -> None:
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


def test_what_was_touched_is_sent_by_a_day_page(
    pad: Window, site: ShakySite, somebody: Person
) -> None:
    """Also where there is no Background Sync: only Chromium has it."""
    known(pad)
    pad.touch(CALF)
    says(pad, "Calf, left. Saved on this phone")
    pad.open("/help/")
    until(lambda: stored(site, somebody) == [("calf", 1, None)])


# A page that is left in the middle of a piece of work, or begins one while it is being left.
IN_THE_MIDDLE = """() => {
  PhoneStore.change(async (entries) => { for (;;) await PhoneStore.value(entries.count());
    }).catch(() => {});
}"""
ON_LEAVING = """() => {
  const work = () => { PhoneStore.setting("hand").catch(() => {}); };
  for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, work, true);
}"""


@pytest.mark.small
@pytest.mark.parametrize("work", [IN_THE_MIDDLE, ON_LEAVING], ids=["in the middle", "on leaving"])
def test_a_page_put_aside_with_its_work_holds_up_no_later_one(pad: Window, work: str) -> None:
    """Safari's engine keeps the transactions of a page that is left open, and with them the store,
    for good.
    """
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
    assert sorted(str(muscle) for muscle, _count, _length in entries(pad)) == [
        "calf",
        "not_sure_where",
    ]
