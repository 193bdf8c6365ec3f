"""The service worker: the pad opens with no network, an update leaves no stuck screen, nothing
personal is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import diary, until
from tests.browser.phone import Phone
from tests.browser.site import Person, Site

KEPT = """async () => {
  const found = [];
  for (const name of (await caches.keys()).filter((one) => one.startsWith("twitchlog-pad-")))
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  return found;
}"""
STYLE_IS_THERE = (
    "() => fetch(document.querySelector('link[rel=stylesheet]').href).then((one) => one.ok)"
)
TAKEN = """async (release) => {
  const found = await navigator.serviceWorker.getRegistration();
  const names = await caches.keys();
  return found.active?.state === "activated" && !found.installing && !found.waiting &&
    names.at(-1).endsWith(release);
}"""
CHANGES = (
    "() => { navigator.serviceWorker.addEventListener('controllerchange', () => { "
    "window.changed = true; }); }"
)
SETTLED = "async () => !(await navigator.serviceWorker.getRegistration('/pad/')).installing"
REGISTERED = """async () => (await navigator.serviceWorker.getRegistrations()).some(
  (one) => one.active && new URL(one.scope).pathname === "/pad/"
)"""
GOVERNED = "() => Boolean(navigator.serviceWorker.controller?.scriptURL.endsWith('/sw.js'))"


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, proxy: FaultyProxy) -> Iterator[Phone]:
    """A phone in which nobody is signed in."""
    phone = Phone(
        playwright, tmp_path / "phone", proxy.url, {"executable_path": CHROMIUM, "args": SWITCHES}
    )
    yield phone
    phone.close()


def no_server(proxy: FaultyProxy) -> None:
    """Not even pages are answered."""
    proxy.fault, proxy.everywhere = "down", True


def release(page: Page) -> str | None:
    """Which release of the pad is open."""
    return page.locator("html").get_attribute("data-release")


def test_the_pad_opens_from_a_cold_browser_without_a_server(
    phone: Phone, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    phone.sign_in(somebody, site)
    pad = phone.pad()
    pad.worker_is_ready()
    pad.account_is_known()
    no_server(proxy)
    phone.kill()
    pad = phone.pad()
    pad.touch("Calf")
    pad.says("saved", "Calf, left. Saved on this phone")
    pad.page.get_by_role("button", name="Body map").click()
    pad.page.get_by_role("button", name="Left Shin").click()
    pad.says("saved", "Shin, left")
    phone.sign_in(somebody, site)
    proxy.fault = CLEAR
    until(lambda: pad.owed() == 0)
    assert sorted(entry["muscle"] for entry in diary(site, somebody)) == ["calf", "shin"]


def test_the_first_visit_to_a_day_page_is_enough(
    phone: Phone, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    phone.sign_in(somebody, site)
    page = phone.page()
    page.goto(f"{proxy.url}/help/")
    until(lambda: page.evaluate(REGISTERED))
    no_server(proxy)
    pad = phone.pad()
    pad.touch("Calf")
    pad.says("saved")


def test_only_the_shell_is_kept_and_day_pages_never_pass_the_worker(
    phone: Phone, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    phone.sign_in(somebody, site)
    pad = phone.pad()
    pad.worker_is_ready()
    page = pad.page
    for path in ("/help/", "/settings/", "/pad/phone/", "/api/session"):
        page.goto(proxy.url + path)
        if path != "/pad/phone/":  # below the pad's address, and still from the network alone
            assert not page.evaluate(GOVERNED)
    kept = page.evaluate(KEPT)
    assert sorted(path.split(".")[0] for path in kept) == sorted(
        ["/pad/", "/pad/map", "/static/css/pad", "/static/js/outbox", "/static/js/pad"]
    )
    page.goto(f"{proxy.url}/help/")
    until(lambda: page.evaluate("async () => Boolean(await caches.match('/offline/'))"))
    no_server(proxy)
    page.goto(f"{proxy.url}/pad/")
    page.wait_for_selector("body[data-ready]")
    page.goto(f"{proxy.url}/pad/phone/")
    page.get_by_role("heading", name="No connection").wait_for()


def test_the_page_that_brought_the_worker_has_its_map_without_a_server(
    phone: Phone, proxy: FaultyProxy
) -> None:
    pad = phone.pad()
    pad.worker_is_ready()
    until(lambda: pad.page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    no_server(proxy)
    pad.page.locator("#to-map").click()
    pad.page.locator("#figures .area").first.wait_for()


def test_a_new_release_takes_over_and_the_old_one_goes(
    phone: Phone, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    phone.sign_in(somebody, site)
    pad = phone.pad()
    pad.worker_is_ready()
    pad.open()
    old = release(pad.page) or ""
    new = old[::-1]
    proxy.edit = lambda _path, body: body.replace(old.encode(), new.encode())
    pad.touch("Calf")
    pad.says("saved")
    pad.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)"
    )
    until(lambda: pad.page.evaluate(TAKEN, new))
    pad.touch("Somewhere")  # the page that was open goes on
    pad.says("saved", "Somewhere")
    pad.says("sent")
    pad.open()
    assert release(pad.page) == new
    assert sum(entry["count"] for entry in diary(site, somebody)) == 2


@pytest.mark.parametrize("again", [True, False], ids=["opened again", "as first opened"])
def test_an_open_pad_renews_itself_when_out_of_sight(
    phone: Phone, proxy: FaultyProxy, site: Site, somebody: Person, again: bool
) -> None:
    phone.sign_in(somebody, site)
    pad = phone.pad()
    pad.worker_is_ready()
    if again:
        pad.open()
    until(lambda: pad.page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    pad.account_is_known()
    old = release(pad.page) or ""
    proxy.edit = lambda _path, body: body.replace(old.encode(), old[::-1].encode())
    pad.page.evaluate(CHANGES)
    pad.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)"
    )
    until(lambda: pad.page.evaluate(TAKEN, old[::-1]))
    until(lambda: pad.page.evaluate("window.changed"))
    pad.touch("Calf")
    pad.says("saved")
    assert release(pad.page) == old
    pad.page.evaluate("""() => {
      Object.defineProperty(document, "hidden", {value: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    until(lambda: release(pad.page) == old[::-1])
    until(lambda: pad.owed() == 0)
    assert sum(entry["count"] for entry in diary(site, somebody)) == 1


def test_half_a_deployment_is_not_taken(phone: Phone, proxy: FaultyProxy) -> None:
    """The worker is of one release and the page still of another: the old shell stays whole."""
    pad = phone.pad()
    pad.worker_is_ready()
    old = release(pad.page) or ""
    proxy.edit = lambda path, body: (
        body.replace(old.encode(), b"newer") if path == "/sw.js" else body
    )
    failed = (
        "navigator.serviceWorker.getRegistration('/pad/').then((found) => "
        "found.update()).then(() => true, () => true)"
    )
    pad.page.evaluate(failed)
    until(lambda: pad.page.evaluate(SETTLED))
    no_server(proxy)
    pad.open()
    assert release(pad.page) == old


def test_older_releases_go_and_a_page_of_the_one_before_still_loads(
    phone: Phone, proxy: FaultyProxy
) -> None:
    pad = phone.pad()
    pad.worker_is_ready()
    before = release(pad.page) or ""
    for number in range(3):
        now = f"{number:016d}"
        first = release(pad.page) or ""
        proxy.edit = lambda _path, body, now=now: re.sub(before.encode(), now.encode(), body)  # type: ignore[misc]
        pad.page.evaluate(
            "() => { navigator.serviceWorker.getRegistration('/pad/').then((found) => "
            "found.update()); }"
        )
        until(lambda now=now: pad.page.evaluate(TAKEN, now))  # type: ignore[misc]
        until(lambda: len(pad.page.evaluate("() => caches.keys()")) == 2)
        no_server(proxy)
        assert pad.page.evaluate(
            "() => fetch(document.querySelector('link[rel=stylesheet]').href).then((one) => one.ok)"
        )
        pad.open()
        assert release(pad.page) == now != first
        proxy.fault = CLEAR
