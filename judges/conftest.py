"""The cast and the settings of the tests, and a folder for what is to be judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.site import Site, running
from tests.conftest import _plain_static_files, _quick_passwords, ada, as_ada, as_ben, ben, cleo

__all__ = ["_plain_static_files", "_quick_passwords", "ada", "as_ada", "as_ben", "ben", "cleo"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server on loopback, with a data folder of its own."""
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site
