"""A backup is put back that is older than what a phone has sent: what the phone still holds is sent
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.faulty_proxy import FaultyProxy
from tests.browser.pad_page import Pad, counts, signed_in, until
from tests.browser.site import Person, Site, running


@pytest.fixture
def site(tmp_path: Path, static: Path) -> Iterator[Site]:
    """A server of one's own, as it is ended and started again."""
    with running(tmp_path, STATIC_ROOT=str(static)) as site:
        yield site


@pytest.fixture
def proxy(site: Site) -> Iterator[FaultyProxy]:
    """The way to that server, with impatient phones."""
    between = FaultyProxy(site)
    yield between
    between.stop()


@pytest.fixture
def backup(site: Site, somebody: Person) -> str:
    """A copy in which somebody has an account and no entry."""
    site.command("backup")
    (file,) = Path(site.environment["DATA_DIR"]).glob("backups/*.sqlite3")
    return str(file)


def put_back(pad: Pad, site: Site, backup: str) -> None:
    """The operator does it; the person opens the pad some time after."""
    site.restart("restore", backup)
    pad.open()


def test_what_the_backup_lacks_comes_from_the_phone(
    backup: str, pad: Pad, site: Site, somebody: Person
) -> None:
    pad.touch("Calf")
    pad.says("sent")
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    put_back(pad, site, backup)
    until(lambda: counts(site, somebody) == {"calf": 1, "not_sure_where": 1})
    until(lambda: pad.owed() == 0)


def test_the_same_server_started_again_is_sent_nothing(
    backup: str, pad: Pad, site: Site, somebody: Person, proxy: FaultyProxy
) -> None:
    pad.touch("Calf")
    pad.says("sent")
    site.restart("check")
    sent = proxy.asked.count("POST /api/episodes")
    pad.open()
    pad.account_is_known()
    pad.touch("Somewhere")
    pad.says("sent", "Somewhere")
    assert proxy.asked.count("POST /api/episodes") == sent + 1
    assert counts(site, somebody) == {"calf": 1, "not_sure_where": 1}


def test_another_persons_entries_wait_for_them(
    backup: str, pad: Pad, site: Site, somebody: Person, proxy: FaultyProxy
) -> None:
    pad.touch("Calf")
    pad.says("sent")
    site.restart("restore", backup)
    other = site.person()
    signed_in(pad.page.context, other.session, proxy.url)
    pad.open()
    until(lambda: pad.owed() == 1)
    pad.account_is_known()
    assert counts(site, other) == {}
    signed_in(pad.page.context, somebody.session, proxy.url)
    pad.open()
    until(lambda: counts(site, somebody) == {"calf": 1})
