"""``python -m bench.pad``: the night pad in a real browser, and the floor's plain form beside it.

Touch to "saved": from the moment the finger is down to the first frame after the words are on the
screen. Opening to touchable: from the start of the navigation until the zones take touches, out of
the phone's cache, with the server stopped and the worker asleep. The form beside it does what a web
form does: it is sent, stored, and a page comes back.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bench.__main__ import COOKIES, run, seeded, serve, serve_floor
from bench.servers import ROOT
from bench.table import say
from twitchlog.http.cookie_names import OLD_SESSION

CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
SLOWED = 6
PHONE = {"width": 390, "height": 844}
WATCH = """
addEventListener("pointerdown", (event) => { window.down = event.timeStamp; }, true);
addEventListener("submit", () => { sessionStorage.setItem("sent",
  performance.timeOrigin + performance.now()); }, true);
addEventListener("DOMContentLoaded", () => {
  const frame = (note) => requestAnimationFrame(() => note(performance.now()));
  const status = document.getElementById("status");
  if (!status) return;
  new MutationObserver(() => frame((now) => { window.saved = now - window.down; }))
    .observe(status, {attributes: true, attributeFilter: ["data-state"]});
  new MutationObserver(() => frame((now) => { window.ready = now; }))
    .observe(document.body, {attributes: true, attributeFilter: ["data-ready"]});
});
"""
BACK = """() => performance.timeOrigin
  + performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd
  - Number(sessionStorage.getItem("sent"))"""


def opened(
    browser: Browser, url: str, cookie: str, session: str
) -> tuple[BrowserContext, Page, CDPSession]:
    """A phone in which somebody is signed in."""
    context = browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, has_touch=True
    )
    context.add_cookies([{"name": cookie, "value": session, "url": url}])
    context.add_init_script(WATCH)
    page = context.new_page()
    return context, page, context.new_cdp_session(page)


def slow(browser: CDPSession, rate: int) -> None:
    """Let the page's processor run at a fraction of its speed."""
    browser.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def touches(page: Page, browser: CDPSession, rounds: int) -> list[float]:
    """Milliseconds from finger down to "saved" on the screen."""
    seen = []
    # brings the driver's own script into the page, which is no part of a touch
    page.wait_for_function("() => true")
    slow(browser, SLOWED)
    for turn in range(rounds):
        page.evaluate("() => { window.saved = 0; }")
        page.locator(".place").nth(turn % 4).tap()
        page.wait_for_function("() => window.saved > 0")
        seen.append(page.evaluate("() => window.saved"))
        # nobody touches faster; what a touch leaves for later is over by then
        page.wait_for_timeout(500)
    return seen


def openings(page: Page, browser: CDPSession, url: str, rate: int, rounds: int) -> list[float]:
    """Milliseconds from the start of a navigation until the pad can be touched."""
    seen = []
    for _turn in range(rounds):
        page.goto("about:blank")
        browser.send("ServiceWorker.enable")
        browser.send("ServiceWorker.stopAllWorkers")
        slow(browser, rate)
        page.goto(url)
        page.wait_for_function("() => window.ready > 0")
        seen.append(page.evaluate("() => window.ready"))
    return seen


def form(page: Page, browser: CDPSession, url: str, rounds: int) -> tuple[list[float], list[float]]:
    """The floor's form under the same conditions: from sending it to the page that comes back, and
    its opening.
    """
    sent, opening = [], []
    for _turn in range(rounds):
        page.goto("about:blank")
        slow(browser, SLOWED)
        page.goto(url)
        opening.append(
            page.evaluate(
                "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            )
        )
        page.fill("[name=note]", "twitch")
        with page.expect_navigation():
            page.press("[name=note]", "Enter")
        sent.append(page.evaluate(BACK))
    return sent, opening


def first_visit(browser: Browser, url: str) -> tuple[list[tuple[str, int]], list[str]]:
    """What a browser with an empty cache fetches until the pad can be touched, in bytes, and what
    it fetches after.
    """
    with browser.new_context() as context:
        page = context.new_page()
        watch = context.new_cdp_session(page)
        watch.send("Network.enable")
        names: dict[str, str] = {}
        sizes: list[tuple[str, int]] = []
        watch.on(
            "Network.requestWillBeSent",
            lambda seen: names.update({seen["requestId"]: seen["request"]["url"]}),
        )
        watch.on(
            "Network.loadingFinished",
            lambda seen: sizes.append(
                (names.get(seen["requestId"], ""), int(seen["encodedDataLength"]))
            ),
        )
        after: list[str] = []
        context.on("request", lambda request: after.append(request.url.removeprefix(url)))
        page.goto(f"{url}/pad/")
        page.wait_for_timeout(3000)
        shell = [
            (name.removeprefix(url), size)
            for name, size in sizes
            if "/static/" in name or name.endswith("/pad/")
        ]
        return shell, [one for one in after if one not in dict(shell)]


def line(name: str, times: list[float], goal: float | None = None) -> None:
    """Median and p95, and the goal if there is one."""
    p95 = statistics.quantiles(times, n=20)[-1]
    said = f"  (goal: under {goal:.0f})" if goal else ""
    say(f"{name:<58}{statistics.median(times):>8.1f}{p95:>8.1f}{said}")


def main() -> None:
    """Seed, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.pad", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    (ROOT / "bench-data").mkdir(exist_ok=True, mode=0o700)
    with (
        tempfile.TemporaryDirectory(dir=ROOT / "bench-data") as name,
        ExitStack() as stack,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        floor_session = run(["-m", "bench.floor_database"], {"FLOOR_DIR": name}).strip()
        diary = seeded(100, Path(name))
        server, floor = serve(stack, diary), serve_floor(stack, Path(name))
        url, floor_url = (f"http://127.0.0.1:{one.port}" for one in (server, floor))
        shell, later = first_visit(browser, url)
        moved = sum(size for _name, size in shell)
        say(f"First visit to the pad: {len(shell)} request(s), {moved:,} bytes with headers")
        say(f"  then, for opening without a network: {', '.join(later)}")
        _context, page, cdp = opened(browser, url, COOKIES.session, diary.known["session"])
        page.goto(f"{url}/pad/")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        saved = touches(page, cdp, rounds)
        server.process.terminate()
        server.process.wait()
        fast = openings(page, cdp, f"{url}/pad/", 1, rounds)
        slowed = openings(page, cdp, f"{url}/pad/", SLOWED, rounds)
        _context, page, cdp = opened(browser, floor_url, OLD_SESSION, floor_session)
        sent, opening = form(page, cdp, f"{floor_url}/entries/", rounds)
        say(f"\n{'milliseconds':<58}{'median':>8}{'p95':>8}")
        line(f"pad: touch to saved, processor slowed {SLOWED} times", saved, 50)
        line(f"form: sent to the page that comes back, slowed {SLOWED} times", sent)
        line("pad: opening to touchable, from the cache, no server", fast, 300)
        line(f"pad: the same, slowed {SLOWED} times", slowed)
        line(f"form: opening, server at hand, slowed {SLOWED} times", opening)
        browser.close()


if __name__ == "__main__":
    main()
