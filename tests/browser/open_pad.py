"""The pad, open on the phone of somebody who is signed in."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Window
from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad
from tests.browser.site import Person


@pytest.fixture
def pad(window: Window, somebody: Person, proxy: FaultyProxy) -> Pad:
    """The pad, open on the phone of somebody who is signed in; waits are short."""
    return Pad(window(somebody, base_url=proxy.url), proxy.url).open()
