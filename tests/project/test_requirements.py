"""The same clone installs the same code: every package is pinned, those that others bring along
too.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = (
    "requirements",
    "requirements-dev",
    "requirements-judges",
    "requirements-engines",
    "requirements-tools",
)


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
        if other.marker is None or any(
            other.marker.evaluate({"extra": extra}) for extra in {"", *one.extras}
        ):
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


@pytest.mark.parametrize("name", ["requirements-dev.txt", "requirements-tools.txt"])
def test_what_builds_the_package_is_pinned_alike(name: str) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    builders = tomllib.loads(text)["build-system"]["requires"]
    assert set(builders) <= {str(one) for one in pinned(name).values()}


def locked(name: str) -> dict[str, tuple[Requirement, int]]:
    """What a lock file holds, by name, each with the number of its hashes; files that it names are
    read along.
    """
    found: dict[str, tuple[Requirement, int]] = {}
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("-r "):
            found |= locked(line.removeprefix("-r ").strip())
        elif line and not line.startswith("#"):
            one, *hashes = re.split(r"\s+--hash=", line.strip())
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), one
            found[canonicalize_name(Requirement(one).name)] = (Requirement(one), len(hashes))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_is_of_its_list(name: str) -> None:
    """Else `make lock` has to be run again: pip installs what the lock says and nothing else."""
    listed, lock = pinned(f"{name}.txt"), locked(f"{name}.lock")
    assert {one: str(each.specifier) for one, each in listed.items()} == {
        one: str(each.specifier) for one, (each, _hashes) in lock.items()
    }
    assert all(hashes for _one, hashes in lock.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links| @ ", text)


def test_what_is_compiled_has_hashes_for_other_machines_too() -> None:
    """One for each system, processor and Python: a lock made of one machine's files alone would
    have one or two.
    """
    lock = locked("requirements.lock")
    assert all(
        lock[one][1] > 10 for one in ("brotli", "cffi", "cryptography", "pydantic-core", "typst")
    )


def test_everything_is_installed_from_the_locks() -> None:
    commands = [
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("Makefile", "README.md", ".ci/run", "tools/venv.sh")
    ]
    for line in "\n".join(commands).splitlines():
        if re.search(r"pip install|\$\(INSTALL\)|\$\(HASHED\)", line) and not line.startswith(
            ("INSTALL :=",)
        ):
            assert "--require-hashes --no-deps" in line or ".lock" in line, line
