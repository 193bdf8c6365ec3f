"""What the browser threw away under the pad's feet: its store, a file of its shell, the room on the
disk.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, counts, until
from tests.browser.site import Person, Site

KEPT = """async ([start, path]) => {
  const found = [];
  for (const name of (await caches.keys()).filter((one) => one.startsWith(start)))
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  return path ? found.includes(path) : found;
}"""
DROP = """async ([start, path]) => {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(start)))
    await (path ? caches.open(name).then((cache) => cache.delete(path)) : caches.delete(name));
}"""
# Asked while the store is being thrown away, it has no answer.
HOLDS_NOTHING = "() => Outbox.all().then((entries) => !entries.length, () => false)"
NO_MEANING = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("Internal error.", "UnknownError");
    };
}"""


def throw_away_by_script(page: Page, url: str) -> None:
    """Another tab of the same address does it, or a newer release that went wrong."""
    with page.context.expect_page() as opened:
        page.evaluate("url => void window.open(url)", f"{url}/offline/")
    other = opened.value
    other.wait_for_load_state()  # else what is asked of it is lost with its empty first page
    other.evaluate(
        "() => new Promise((done) => { indexedDB.deleteDatabase('twitchlog').onsuccess = done; })"
    )
    other.close()


def throw_away_by_hand(page: Page, url: str) -> None:
    """The person clears the site's data, or the browser does because the disk is full."""
    client = page.context.new_cdp_session(page)
    client.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "indexeddb"})


@pytest.mark.parametrize("throw_away", [throw_away_by_script, throw_away_by_hand])
def test_nothing_goes_on_being_called_saved(
    pad: Pad, proxy: FaultyProxy, throw_away: Callable[[Page, str], None]
) -> None:
    proxy.fault = "down"
    pad.touch("Calf")
    pad.says("saved")
    throw_away(pad.page, proxy.url)
    pad.page.get_by_role("alert").get_by_text("NOT saved any more").wait_for()
    assert pad.page.locator("#status").inner_text() == ""
    pad.touch("Somewhere")
    pad.says("saved", "Somewhere")
    assert [one["told"]["muscle"] for one in pad.entries()] == ["not_sure_where"]


def test_what_was_sent_is_not_missed(
    pad: Pad, site: Site, somebody: Person, proxy: FaultyProxy
) -> None:
    pad.touch("Calf")
    pad.says("sent")
    throw_away_by_hand(pad.page, proxy.url)
    until(lambda: pad.page.evaluate(HOLDS_NOTHING))
    assert pad.trouble == ""
    assert counts(site, somebody) == {"calf": 1}


def test_an_error_of_no_meaning_may_be_a_full_disk(pad: Pad) -> None:
    pad.page.evaluate(NO_MEANING)  # what Chromium says when the disk itself is full
    pad.touch("Calf")
    pad.page.get_by_role("alert").get_by_text("NOT saved. Perhaps this phone is full.").wait_for()
    assert pad.page.locator("#status").inner_text() == ""


@pytest.mark.parametrize("part", ["", "/pad/", "/pad/map.svg"])
def test_the_shell_is_mended_at_the_next_visit(pad: Pad, proxy: FaultyProxy, part: str) -> None:
    pad.worker_is_ready()
    whole = sorted(pad.page.evaluate(KEPT, ["twitchlog-pad-", ""]))
    assert not part or part in whole
    pad.page.evaluate(DROP, ["twitchlog-pad-", part])
    pad.open()
    until(lambda: sorted(pad.page.evaluate(KEPT, ["twitchlog-pad-", ""])) == whole)
    proxy.fault, proxy.everywhere = "down", True
    pad.open()
    proxy.fault = CLEAR
