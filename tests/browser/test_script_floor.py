"""As on the oldest phone: what its browser lacks is taken away from this one, in pages and in the
worker.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, diary
from tests.browser.site import PASSWORD, Person, Site

# Safari of iOS 15.4 has neither; the last is there from 15 on, but costs nothing to do without.
LACKING = """
delete AbortSignal.timeout;
delete AbortSignal.any;
if (self.HTMLFormElement) delete HTMLFormElement.prototype.requestSubmit;
if (self.IDBTransaction) delete IDBTransaction.prototype.commit;
if (self.ServiceWorkerRegistration) delete ServiceWorkerRegistration.prototype.sync;
delete Navigator.prototype.wakeLock;
delete Navigator.prototype.vibrate;
"""


@pytest.fixture
def old(window: Window, proxy: FaultyProxy) -> Page:
    """A window of an old phone, in which nobody is signed in."""
    lacking = LACKING.replace("delete Navigator", "if (self.Navigator) delete Navigator").encode()
    proxy.edit = lambda path, body: lacking + body if path == "/sw.js" else body
    page = window(base_url=proxy.url)
    page.add_init_script(LACKING)
    return page


def test_the_pad_is_kept_touched_without_a_server_and_sent_later(
    old: Page, proxy: FaultyProxy, site: Site, somebody: Person
) -> None:
    old.context.add_cookies([{"name": "sessionid", "value": somebody.session, "url": proxy.url}])
    pad = Pad(old, proxy.url).open()
    pad.worker_is_ready()
    pad.account_is_known()
    proxy.fault, proxy.everywhere = "hang", True
    old.reload()
    old.wait_for_selector("body[data-ready]")
    pad.touch("Calf", held=0.7)
    pad.says("saved", "Calf, left, 1 s")
    proxy.fault = CLEAR
    pad.says("sent", "Calf, left, 1 s. Sent")
    assert [(one["muscle"], one["duration_seconds"]) for one in diary(site, somebody)] == [
        ("calf", 1)
    ]


def test_signing_in_waits_for_the_worker_and_is_sent(
    old: Page, site: Site, somebody: Person
) -> None:
    """A form that is quicker than the question for the worker is sent once that has been
    answered.
    """
    old.add_init_script("""
      const real = ServiceWorkerContainer.prototype.getRegistration;
      ServiceWorkerContainer.prototype.getRegistration = function (...scope) {
        return new Promise((done) => { window.answer = () => done(real.apply(this, scope)); });
      };
    """)
    old.goto("/account/login/")
    old.locator("[name=login]").fill(somebody.name)
    old.locator("[name=password]").fill(PASSWORD)
    old.locator("[name=password]").press("Enter")
    assert old.url.endswith("/account/login/")
    old.evaluate("window.answer()")
    old.wait_for_url(lambda url: "login" not in url)
    old.goto("/settings/")
    assert old.url.endswith("/settings/")
