"""A form that comes when a lane is full: nothing typed is lost, with scripts and without."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from select import select

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.drafts import written
from tests.browser.looked_at import look
from tests.browser.pad_page import signed_in
from tests.browser.site import COOKIES, PATIENCE, Person, Site
from tests.browser.test_front import processes
from tests.twitchlog.front.conftest import until
from twitchlog.front.bounds import JOBS_OF_ONE


@contextmanager
def full_lane(site: Site, person: Person) -> Iterator[None]:
    """So many things of theirs wait in the heavy lane that no more are taken: the first that is too
    many has been refused by then.
    """
    export = "/export/diary.csv"
    cookie = {"Cookie": f"{COOKIES.session}={person.session}"}
    with ExitStack() as stack:
        waiting = [
            HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
            for _turn in range(JOBS_OF_ONE + 2)
        ]
        for client in waiting:
            stack.callback(client.close)
        waiting[0].request("GET", export, headers=cookie)
        waiting[0].getresponse().read()
        stopped = until(lambda: processes(site).get("twitchlog-heavy"))
        os.kill(stopped, signal.SIGSTOP)
        stack.callback(os.kill, stopped, signal.SIGCONT)
        for number, client in enumerate(waiting):
            client.request("GET", f"{export}?number={number}", headers=cookie)
        # One at work, as many as may wait, and one too many: that it is answered says so.
        answered, _, _ = select([client.sock for client in waiting], [], [], PATIENCE)
        assert len(answered) == 1
        yield
        os.kill(stopped, signal.SIGCONT)
        statuses = sorted(client.getresponse().status for client in waiting)
        assert statuses == [200] * (JOBS_OF_ONE + 1) + [503]


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_is_there_and_one_button_sends_it_again(
    site: Site, chromium: Browser, scripts: bool
) -> None:
    ada = site.person()
    site.episode(ada)
    with chromium.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=scripts
    ) as context:
        signed_in(context, ada.session, site.url)
        page = context.new_page()
        page.goto("/share/")
        page.get_by_label("For whom").fill("Dr Ames")
        with full_lane(site, ada):
            page.get_by_role("button", name="Freeze the report and make a link").click()
            expect(page.get_by_text("Nothing was saved.")).to_be_visible()
            expect(page.get_by_text("Dr Ames")).to_be_visible()
            if scripts:
                [draft] = written(page)
                assert draft["fields"]["for_whom"] == ["Dr Ames"]
                assert look(page) == []
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_label("Copy it now.")).to_have_value(re.compile("^http"))
