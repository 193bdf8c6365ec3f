"""What drives the engines is pinned like all else; it is there for `make engines` alone, so it is
looked at here.
"""

from __future__ import annotations

import pytest

from tests.project.test_requirements import (
    test_every_package_is_pinned_to_one_version as pinned_to_one_version,
)


@pytest.mark.small
def test_every_package_is_pinned_to_one_version() -> None:
    pinned_to_one_version("requirements-engines.txt")
