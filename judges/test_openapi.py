"""The published document: valid for three judges, and two makers of clients make ones that add and
read.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from judges.programs import FOLDER, MODULES, PROJECT, node, run
from tests.browser.site import Site

Document = dict[str, Any]
SPECTRAL = MODULES / "@stoplight" / "spectral-cli" / "dist" / "index.js"
REDOCLY = MODULES / "@redocly" / "cli" / "bin" / "cli.js"
TYPESCRIPT = MODULES / "openapi-typescript" / "bin" / "cli.js"
STRICT = (
    "--strict --noEmit --module nodenext --target es2022 --lib es2022,dom --skipLibCheck"
    " --allowImportingTsExtensions"
)
COMPILER = MODULES / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="session")
def document(site: Site) -> Document:
    """The published document, as a program fetches it."""
    with urlopen(f"{site.url}/api/openapi.json") as answer:  # noqa: S310 - our own server
        read: Document = json.loads(answer.read())
    return read


def validator(file: Path) -> list[str]:
    problems = OpenAPIV31SpecValidator(json.loads(file.read_text(encoding="utf-8"))).iter_errors()
    return [error.message for error in problems]


def spectral(file: Path) -> list[str]:
    done = run(
        node(),
        SPECTRAL,
        "lint",
        file,
        "-r",
        FOLDER / "spectral.json",
        "-f",
        "json",
        "--fail-severity",
        "hint",
        "-q",
    )
    return [f"{problem['code']}: {problem['message']}" for problem in json.loads(done.stdout)]


def redocly(file: Path) -> list[str]:
    done = run(
        node(), REDOCLY, "lint", file, "--config", FOLDER / "redocly.yaml", "--format", "json"
    )
    return [
        f"{problem['ruleId']}: {problem['message']}"
        for problem in json.loads(done.stdout)["problems"]
    ]


JUDGES: dict[str, Callable[[Path], list[str]]] = {
    "validator": validator,
    "spectral": spectral,
    "redocly": redocly,
}


@pytest.mark.parametrize("judge", JUDGES)
def test_the_document_is_valid(judge: str, document: Document, tmp_path: Path) -> None:
    assert document["openapi"] == "3.1.0"
    assert JUDGES[judge](saved(document, tmp_path)) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_a_document_with_a_list_of_examples_is_refused(
    judge: str, document: Document, tmp_path: Path
) -> None:
    broken = copy.deepcopy(document)
    broken["paths"]["/api/episodes"]["get"]["parameters"][0]["examples"] = ["2026-07-06"]
    problems = JUDGES[judge](saved(broken, tmp_path))
    assert any(
        "examples" in problem or "not of type 'object'" in problem or "ExamplesMap" in problem
        for problem in problems
    ), problems


@pytest.mark.parametrize("judge", ["spectral", "redocly"])
def test_a_document_without_a_server_is_refused(
    judge: str, document: Document, tmp_path: Path
) -> None:
    problems = JUDGES[judge](saved({**document, "servers": []}, tmp_path))
    assert any("server" in problem.lower() for problem in problems), problems


def test_a_client_made_in_python_adds_and_reads(
    site: Site, document: Document, tmp_path: Path
) -> None:
    source = saved(document, tmp_path)
    target = ("--output-path", tmp_path / "twitchlog_client", "--meta", "none")
    generate = ("openapi-python-client", "generate", "--path", source, "--fail-on-warning")
    run(*generate, *target, fine=[0])
    script = tmp_path / "client.py"
    script.write_text(
        (PROJECT / "judges" / "client.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    done = run(sys.executable, script, site.url, token(site), folder=tmp_path, fine=[0])
    assert json.loads(done.stdout) == ["new", "twitch", None]


def test_a_client_made_in_typescript_adds_and_reads(
    site: Site, document: Document, tmp_path: Path
) -> None:
    assert compiled(document, tmp_path) == ""
    done = run(node(), "client.ts", site.url, token(site), folder=tmp_path, fine=[0])
    assert json.loads(done.stdout) == ["new", "new", "twitch", None]


def test_a_client_that_takes_an_optional_field_for_a_needed_one_does_not_compile(
    document: Document, tmp_path: Path
) -> None:
    broken = copy.deepcopy(document)
    broken["components"]["schemas"]["OneEpisode"]["properties"]["count"]["default"] = 1
    assert "'count' is missing" in compiled(broken, tmp_path)


def compiled(document: Document, folder: Path) -> str:
    """What TypeScript says of our program with the client made from that document."""
    (folder / "node_modules").symlink_to(MODULES)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "client.ts").write_text(
        (FOLDER / "client.ts").read_text(encoding="utf-8"), encoding="utf-8"
    )
    run(node(), TYPESCRIPT, saved(document, folder), "-o", folder / "schema.d.ts", fine=[0])
    return run(node(), COMPILER, *STRICT.split(), "client.ts", folder=folder, fine=[0, 2]).stdout


def saved(document: Document, folder: Path) -> Path:
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def token(site: Site) -> str:
    """Of a new person, for a program that may do all."""
    text: str = site.do("token", owner=site.person().name, name="judge", scope="all")
    return text
