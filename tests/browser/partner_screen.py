"""The screen beside the bed, open on a phone, and what came of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.partner_page import PartnerPad
from tests.browser.site import Person, Site


@pytest.fixture
def path(site: Site, somebody: Person) -> str:
    """A link of somebody's that works."""
    made: str = site.do("partner_link", owner=somebody.name)
    return made


@pytest.fixture
def screen(browser_of: BrowserContext, path: str, proxy: FaultyProxy) -> PartnerPad:
    """It, open on the phone of somebody without an account; waits are short."""
    return PartnerPad(browser_of.new_page(), f"{proxy.url}{path}").open()


def seen(site: Site, person: Person) -> list[tuple[str, ...]]:
    """Place, side and state of what somebody else wrote down for that person."""
    rows = site.do("sightings", owner=person.name)
    return [(row["place"], row["side"], row["state"]) for row in rows]
