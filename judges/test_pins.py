"""The judges' packages are pinned like all others, those from npm with a hash for each."""

from __future__ import annotations

import json

from judges.programs import FOLDER
from tests.project.test_requirements import (
    test_every_package_is_pinned_to_one_version as pinned_to_one_version,
)


def test_every_package_is_pinned_to_one_version() -> None:
    pinned_to_one_version("requirements-judges.txt")


def test_every_module_is_locked_with_its_hash() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(module["integrity"].startswith("sha512-") for path, module in locked.items() if path)
