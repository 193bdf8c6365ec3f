"""Makes a release: ``make release VERSION=1.0.0`` (docs/adr/0238).

Run at the top of the repository, in two steps with `make check` between them: ``refuse VERSION``
says all that keeps a release from being made; ``make VERSION`` makes it: version, changelog, wheel,
archive of sources, list of packages, checksums, commit and tag. What is not whole leaves the
repository as it was.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

RELEASE_FILE = Path("twitchlog", "release.py")
CHANGELOG = Path("CHANGELOG.md")
UPGRADE_NOTES = Path("docs", "upgrades.md")
UPGRADE_PARTS = ("What to do", "What changes", "How to go back")
UNRELEASED = "## Unreleased\n"
_RELEASE = re.compile(r'^RELEASE = "([^"]+)"$', re.MULTILINE)
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
# Writes the list of packages into a file; given the repository and that file.
WriteList = Callable[[Path, Path], None]


class ReleaseError(Exception):
    """A release cannot be made; the text has a line for each reason."""


def refuse(folder: Path, version: str) -> None:
    """Raise ReleaseError unless a release of that version may be made of the repository there."""
    if reasons := list(_reasons(folder, version)):
        raise ReleaseError("\n".join(reasons))


def _reasons(folder: Path, version: str) -> Iterator[str]:
    current = _current(folder)
    if not _VERSION.fullmatch(version):
        yield f"“{version}” is no version; VERSION=1.0.0 would be one."
    elif _numbers(version) <= _numbers(current):
        yield f"{version} does not come after {current}."
    if _git(folder, "status", "--porcelain"):
        yield "There is something that is not committed: git status."
    if _git(folder, "tag", "--list", f"v{version}"):
        yield f"There is a tag v{version} already."
    if not unreleased(_read(folder / CHANGELOG)).strip():
        yield f"{CHANGELOG} says nothing under “Unreleased”."
    missing = missing_parts(_read(folder / UPGRADE_NOTES), version)
    if missing:
        yield f"{UPGRADE_NOTES} lacks for {version}: {', '.join(missing)}."


def make(folder: Path, version: str, day: date, write_list: WriteList) -> list[Path]:
    """Make it, and give what was written into ``dist``; ``day`` is that of the changelog.

    Raises ReleaseError and subprocess.CalledProcessError, and leaves the repository as it was.
    """
    refuse(folder, version)
    dist = folder / "dist" / version
    with _put_back(folder / RELEASE_FILE, folder / CHANGELOG):
        text = _read(folder / RELEASE_FILE)
        _write(folder / RELEASE_FILE, _RELEASE.sub(f'RELEASE = "{version}"', text))
        _write(folder / CHANGELOG, released(_read(folder / CHANGELOG), version, day))
        builder = [sys.executable, "-m", "hatchling", "build", "--directory", str(dist)]
        _run(folder, *builder, "--target", "wheel", "--target", "sdist")
        write_list(folder, dist / f"twitchlog-{version}.cdx.json")
        _write(dist / "SHA256SUMS", checksums(dist))
        _git(folder, "commit", "--quiet", "--message", f"release: Twitchlog {version}", "--all")
    _git(folder, "tag", "--annotate", "--message", f"Twitchlog {version}", f"v{version}")
    return sorted(dist.iterdir())


def unreleased(changelog: str) -> str:
    """What the changelog says under "Unreleased"; "" without."""
    _before, _heading, after = changelog.partition(UNRELEASED)
    return after.partition("\n## ")[0]


def released(changelog: str, version: str, day: date) -> str:
    """The changelog with what was unreleased under that version and day."""
    return changelog.replace(UNRELEASED, f"{UNRELEASED}\n## {version} ({day.isoformat()})\n", 1)


def missing_parts(upgrades: str, version: str) -> list[str]:
    """Which parts of a release's note on upgrading are not there, or say nothing."""
    heading = re.search(rf"^## {re.escape(version)}$", upgrades, re.MULTILINE)
    if not heading:
        return list(UPGRADE_PARTS)
    note = upgrades[heading.end() :].partition("\n## ")[0]
    parts = dict(re.findall(r"^### (.+)\n((?:(?!### ).*\n?)*)", note, re.MULTILINE))
    return [part for part in UPGRADE_PARTS if not parts.get(part, "").strip()]


def checksums(dist: Path) -> str:
    """A line for each file, as ``sha256sum --check`` reads it."""
    files = sorted(path for path in dist.iterdir() if path.name != "SHA256SUMS")
    sums = ((hashlib.sha256(path.read_bytes()).hexdigest(), path.name) for path in files)
    return "".join(f"{digest}  {name}\n" for digest, name in sums)


def list_packages(folder: Path, target: Path) -> None:
    """``make sbom`` into that file, of the environment in ``.venv``."""
    _run(folder, sys.executable, "-m", "tools.sbom", ".venv/bin/python", str(target))


@contextmanager
def _put_back(*paths: Path) -> Iterator[None]:
    """What these files held is put back if what is done meanwhile fails."""
    before = {path: path.read_bytes() for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            path.write_bytes(content)
        raise


def _current(folder: Path) -> str:
    found = _RELEASE.search(_read(folder / RELEASE_FILE))
    if not found:
        raise ReleaseError(f"{RELEASE_FILE} names no RELEASE.")
    return found[1]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, "git", *arguments)


def _run(folder: Path, *command: str) -> str:
    ran = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True
    )
    return ran.stdout.strip()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main(step: str, version: str) -> None:
    """One step, on the repository in which this is run."""
    folder = Path.cwd()
    try:
        if step == "refuse":
            refuse(folder, version)
            return
        for path in make(folder, version, datetime.now(UTC).date(), list_packages):
            sys.stdout.write(f"{path.relative_to(folder)}\n")
        sys.stdout.write(f"Tagged v{version}. Nothing was pushed: git push --follow-tags\n")
    except (ReleaseError, subprocess.CalledProcessError) as error:
        sys.exit(f"No release was made.\n{error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
