"""The real server under a path: nothing that it says leads out of it, and the phone keeps to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPMessage

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.episode_form import chip, save
from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.pad_page import Pad, counts, until
from tests.browser.partner_page import PartnerPad
from tests.browser.site import COOKIES, PASSWORD, PATIENCE, Person, Site, running

APP = "/home/twitchlog"
# What an address of a page of ours looks like where no tag says so: in workers and the manifest.
QUOTED = re.compile(r"""["'`](/[a-z][^"'`]*)["'`]""")
KEPT = "async () => Promise.all((await caches.keys()).map(async (name) => \
(await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))"
NAMES_OF_STORES = "async () => (await indexedDB.databases()).map((one) => one.name)"
SCOPES = "async () => (await navigator.serviceWorker.getRegistrations()).map(\
(one) => new URL(one.scope).pathname)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that was told its path, without the slashes."""
    folder = tmp_path_factory.mktemp("below")
    with running(folder, TWITCHLOG_PATH="home/twitchlog") as site:
        site.url += APP
        yield site


@pytest.fixture
def proxy(site: Site) -> Iterator[FaultyProxy]:
    """A proxy that leaves the path on, as the documents ask for."""
    between = FaultyProxy(site)
    between.url += APP
    yield between
    between.stop()


class Addresses(HTMLParser):
    """Each value of an attribute that is an address within the host."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, forms, sources, and what scripts are told."""
        self.found += [value for _name, value in attrs if value and re.match(r"/[a-z]", value)]


def ask(site: Site, path: str, person: Person | None = None) -> tuple[int, HTTPMessage, str]:
    """Status, headers and text of an address of the host; where it leads is not followed."""
    headers = {"Accept": "text/html"}
    if person:
        headers["Cookie"] = f"{COOKIES.session}={person.session}"
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def leads_out(site: Site, path: str, person: Person | None) -> list[str]:
    """What an answer names outside of the path, or sets a cookie for."""
    _status, headers, text = ask(site, path, person)
    kind = headers.get_content_type()
    named = [headers["Location"]] if headers["Location"] else []
    if kind == "text/html":
        named += Addresses(text).found
    elif kind.startswith("text/javascript") or kind == "application/manifest+json":
        named += QUOTED.findall(text)
    out = [one for one in named if not f"{one}/".startswith(f"{APP}/")]
    wide = [one for one in headers.get_all("Set-Cookie") or [] if f"Path={APP}/" not in one]
    return [f"{path}: {one}" for one in out + wide]


def test_no_page_leads_out_of_the_path(site: Site, somebody: Person) -> None:
    paths = site.do("every_address", owner=somebody.name)
    assert len(paths) > 100
    out = [one for path in paths for one in leads_out(site, APP + path, somebody)]
    strangers = [one for path in paths for one in leads_out(site, APP + path, None)]
    assert out + strangers == []


def test_what_lies_outside_of_it_is_not_here(site: Site) -> None:
    assert ask(site, APP)[1]["Location"] == f"{APP}/"
    for path in ("/", "/pad/", "/api/session", f"{APP}s/", "/static/css/base.css"):
        status, _headers, text = ask(site, path)
        assert (status, f"begin with {APP}/" in text) in [(404, True)], path
    assert "a proxy has to leave the path on" in site.complaints()


def test_signing_in_logging_and_signing_out(page: Page, site: Site, somebody: Person) -> None:
    page.goto(f"{site.url}/")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.locator("[name=login]").fill(somebody.name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{site.url}/dashboard/")
    assert {one["path"] for one in page.context.cookies()} == {f"{APP}/"}
    page.goto(f"{site.url}/log/")
    chip(page, "movement", "Twitch").click()
    save(page)
    assert page.url == f"{site.url}/episodes/?quiet=1"
    until(lambda: sum(counts(site, somebody).values()) == 1)
    page.goto(f"{site.url}/more/")
    page.get_by_role("button", name="Sign out on this device").click()
    page.wait_for_url(f"{site.url}/")
    assert COOKIES.session not in {one["name"] for one in page.context.cookies()}


def test_the_pad_opens_without_a_server_and_sends_when_there_is_one(
    pad: Pad, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    pad.touch("Calf")
    pad.says("sent")
    pad.worker_is_ready()
    proxy.fault, proxy.everywhere = "down", True
    pad.open()
    pad.touch("Upper arm")
    pad.says("saved")
    proxy.fault = CLEAR
    pad.open()
    until(lambda: counts(site, somebody) == {"calf": 1, "biceps": 1})
    kept = {path for paths in pad.page.evaluate(KEPT) for path in paths}
    assert {path for path in kept if not path.startswith(f"{APP}/")} == set()
    assert {f"{APP}/pad/", f"{APP}/pad/map.svg"} <= kept
    assert f"twitchlog{APP}" in pad.page.evaluate(NAMES_OF_STORES)


def test_workers_govern_nothing_else_on_the_host(
    window: Window, site: Site, somebody: Person
) -> None:
    page = window(somebody)
    page.goto(f"{site.url}/dashboard/")
    until(lambda: len(page.evaluate(SCOPES)) == 2)
    assert sorted(page.evaluate(SCOPES)) == [f"{APP}/", f"{APP}/pad/"]


def test_a_bed_partners_link_works_there(
    window: Window, site: Site, proxy: FaultyProxy, somebody: Person
) -> None:
    path = site.do("partner_link", owner=somebody.name)
    screen = PartnerPad(window(base_url=proxy.url), f"{proxy.url}{path}").open()
    screen.touch("leg")
    screen.says("sent", "Leg. Sent")
    [sighting] = site.do("sightings", owner=somebody.name)
    assert sighting["place"] == "leg"


def test_a_shared_report_opens_by_its_whole_address(
    window: Window, site: Site, somebody: Person
) -> None:
    site.episode(somebody)
    page = window(somebody)
    page.goto(f"{site.url}/share/")
    page.get_by_role("button", name="Freeze the report and make a link").click()
    address = page.locator("#address").input_value()
    assert address.startswith(f"{site.url}/s/")
    stranger = window()
    stranger.goto(address)
    stranger.get_by_role("heading", level=1).wait_for()
    assert leads_out(site, address.partition(str(site.port))[2], None) == []


def test_programs_find_the_api(site: Site, somebody: Person) -> None:
    token = site.do("token", owner=somebody.name, name="shortcut", scope="add")
    document = json.loads(ask(site, f"{APP}/api/openapi.json")[2])
    assert document["servers"][0]["url"] == APP
    assert "/api/episodes" in document["paths"]
    entry = {"id": "a", "happened_at": "2026-07-07T02:15:00+02:00", "time_zone": "Europe/Berlin"}
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        body = json.dumps({"episodes": [entry]})
        connection.request("POST", f"{APP}/api/episodes", body, headers)
        answer = json.loads(connection.getresponse().read())
    assert answer["results"][0]["status"] == "new"
