"""Writes the lock files: each package of the requirements, with the hashes of its release's files.

``make lock`` runs it (docs/adr/0165). The requirements files stay what people read and change; pip
installs from the locks, and takes no file whose hash is not there. The lock of a file that begins
with another one names that one's lock and adds the rest.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LOCK_FOLDER = Path(__file__).resolve().parent.parent
# In an order in which what one of them begins with stands before it.
LOCK_NAMES = (
    "requirements",
    "requirements-dev",
    "requirements-judges",
    "requirements-engines",
    "requirements-tools",
)
HEAD = "# Written by `make lock` from {name}.txt: change that, and run it again.\n"


def compiled(name: str) -> str:
    """What uv makes of a requirements file, for every Python from 3.11 and every system.

    The file itself overrides what packages ask of each other: one asks for an older one where the
    tests never run.
    """
    uv = str(Path(sys.executable).with_name("uv"))
    options = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--override",
        f"{name}.txt",
    ]
    quiet = [
        "--no-header",
        "--no-annotate",
        "--quiet",
        "--no-emit-index-url",
        "--no-emit-find-links",
    ]
    command = [uv, "pip", "compile", f"{name}.txt", *options, *quiet]
    return subprocess.run(  # noqa: S603 - pinned
        command, cwd=LOCK_FOLDER, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def blocks(text: str) -> dict[str, str]:
    """Each package's lines by its name."""
    lines_of: dict[str, str] = {}
    for line in text.splitlines(keepends=True):
        if line.startswith((" ", "\t")):
            lines_of[next(reversed(lines_of))] += line
        elif line.strip() and not line.startswith(("#", "-")):
            lines_of[re.split(r"[\[=]", line)[0].lower()] = line
    # There the server cannot fork.
    return {name: block for name, block in lines_of.items() if "== 'win32'" not in block}


def version(block: str) -> str:
    """What a package is pinned to."""
    return next(iter(block.partition("==")[2].split()), "")


def base_of(name: str) -> str:
    """The requirements file that one begins with; "" if none."""
    lines = (LOCK_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return next(
        (line.removeprefix("-r ").removesuffix(".txt") for line in lines if line.startswith("-r ")),
        "",
    )


def main() -> None:
    """Write all lock files; ends with an error where two would disagree."""
    blocks_of: dict[str, dict[str, str]] = {}
    for name in LOCK_NAMES:
        base, blocks_of[name] = base_of(name), blocks(compiled(name))
        before = blocks_of.get(base, {})
        if changed := [
            package
            for package in before
            if version(blocks_of[name].get(package, "")) != version(before[package])
        ]:
            sys.exit(f"{name}.txt asks for other versions than {base}.txt: {', '.join(changed)}")
        begin = HEAD.format(name=name)
        if base:
            begin += f"-r {base}.lock\n"
        added = "".join(
            block for package, block in blocks_of[name].items() if block != before.get(package)
        )
        (LOCK_FOLDER / f"{name}.lock").write_text(begin + added, encoding="utf-8")


if __name__ == "__main__":
    main()
