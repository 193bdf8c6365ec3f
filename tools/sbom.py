"""Writes what Twitchlog runs on as a CycloneDX document: ``make sbom`` (docs/adr/0165).

Taken from what is installed, so that licences and versions are those that run; what only tests need
is left out. Ends with an error if a package of requirements.lock is missing, or another version of
it is installed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from twitchlog.release import RELEASE

SBOM_FOLDER = Path(__file__).resolve().parent.parent


def pinned(lock: str) -> dict[str, str]:
    """Version by name of each package that a lock file names."""
    return {
        plain(name): version
        for name, version in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)", lock, re.MULTILINE)
    }


def plain(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_running(document: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any]:
    """The document without what only tests need, of this release.

    Raises ValueError unless it holds each wanted package as pinned.
    """
    components = [
        component for component in document["components"] if plain(component["name"]) in wanted
    ]
    installed = {plain(component["name"]): component["version"] for component in components}
    if wrong := sorted(
        f"{name} {version}" for name, version in wanted.items() if installed.get(name) != version
    ):
        raise ValueError(f"not installed as pinned: {', '.join(wrong)}")
    references = {component["bom-ref"] for component in components} | {
        document.get("metadata", {}).get("component", {}).get("bom-ref")
    }
    document.get("metadata", {}).get("component", {})["version"] = RELEASE
    links = [
        _among(link, references)
        for link in document.get("dependencies", [])
        if link["ref"] in references
    ]
    return document | {"components": components, "dependencies": links}


def _among(link: dict[str, Any], references: set[str | None]) -> dict[str, Any]:
    """The same, without what it depends on beside those."""
    if "dependsOn" not in link:
        return link
    return link | {"dependsOn": [ref for ref in link["dependsOn"] if ref in references]}


def main(python: str, target: str) -> None:
    """Look at the packages beside ``python``, and write ``target``."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        "environment",
        "--pyproject",
        "pyproject.toml",
    ]
    printed = subprocess.run(  # noqa: S603 - pinned
        [*command, python], cwd=SBOM_FOLDER, stdout=subprocess.PIPE, check=True
    ).stdout
    try:
        document = of_running(
            json.loads(printed),
            pinned((SBOM_FOLDER / "requirements.lock").read_text(encoding="utf-8")),
        )
    except ValueError as error:
        sys.exit(f"{target} was not written: {error}")
    Path(target).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}: {len(document['components'])} packages\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
