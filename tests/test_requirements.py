"""The same clone installs the same code: every package is pinned, those that others bring along too."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def pinned(name: str) -> dict[str, Requirement]:
    """What a requirements file pins, by name; files that it names are read along."""
    found: dict[str, Requirement] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            found |= pinned(text.removeprefix("-r ").strip())
        elif text:
            one = Requirement(text)
            found[canonicalize_name(one.name)] = one
    return found


def brought_along(one: Requirement) -> set[str]:
    """What a package needs on this machine, with the extras that are asked for."""
    needed: set[str] = set()
    for text in requires(one.name) or []:
        other = Requirement(text)
        if other.marker is None or any(other.marker.evaluate({"extra": extra}) for extra in {"", *one.extras}):
            needed.add(canonicalize_name(other.name))
            needed |= brought_along(other) if other.extras else set()
    return needed


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_to_one_version(name: str) -> None:
    packages = pinned(name)
    for one in packages.values():
        assert re.fullmatch(r"==[^*,]+", str(one.specifier)), one
        try:
            missing = brought_along(one) - set(packages)
        except PackageNotFoundError:  # pinned for another kind of machine
            assert one.marker
            continue
        assert not missing, f"{one.name} brings {sorted(missing)}"
