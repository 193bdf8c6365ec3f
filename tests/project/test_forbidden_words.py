"""The words that no page and no message uses (docs/criteria.md): all that a person may read is gone
through.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.forbidden_words import STUMBLES, forbidden, stumbles
from tests.project.rooms import ROOT

# How a browser is told to read a message out, and what its own functions are called.
OF_MARKUP = re.compile(r'role="alert"|"role", "alert"|console\.warn')
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
MODULES = sorted(
    path
    for room in ("journal", "twitchlog")
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)


# What a person may read about the program, but for the article itself, our reading of it, and the
# list of terms, which name such words in order not to use them.
DOCUMENTS = [
    *(ROOT / file for file in ("README.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted(
        path
        for path in (ROOT / "docs").glob("*.md")
        if path.name not in ("criteria.md", "source.md", "terms.md")
    ),
]

# What programs read: files, the API and FHIR keep their words.
OF_FORMATS = {"diary_file", "api", "fhir", "management", "models"}


def name(path: Path) -> str:
    """A file's path as it is written."""
    return str(path.relative_to(ROOT))


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every string of more than one word, but for what only a programmer reads."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    spoken_of = [one.body[0] for one in ast.walk(tree) if isinstance(one, documented) and one.body]
    docs = {id(one.value) for one in spoken_of if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
        if isinstance(text, str) and " " in text.strip():
            yield text


def test_no_page_says_what_is_never_said() -> None:
    found = {}
    for path in (*TEMPLATES, *SCRIPTS):
        text = re.sub(r"(?m)^\s*(//.*|{#.*#})$", "", path.read_text(encoding="utf-8"))
        found[name(path)] = forbidden(OF_MARKUP.sub("", text))
    assert len(found) > 100
    assert {path: words for path, words in found.items() if words} == {}


def test_no_message_says_what_is_never_said() -> None:
    said = {
        name(path): list(sentences(ast.parse(path.read_text(encoding="utf-8")))) for path in MODULES
    }
    assert sum(map(len, said.values())) > 500
    assert {
        path: bad
        for path, all_of in said.items()
        if (bad := [one for one in all_of if forbidden(one)])
    } == {}


def test_such_words_are_seen() -> None:
    [seen] = sentences(ast.parse('"""A risk."""\ngettext("Warning: two red flags")'))
    assert forbidden(seen) == ["Warning", "red flags"]


def test_no_document_says_what_is_never_said() -> None:
    found = {name(path): forbidden(path.read_text(encoding="utf-8")) for path in DOCUMENTS}
    assert len(found) > 10
    assert {path: words for path, words in found.items() if words} == {}


def test_the_list_holds_what_the_criteria_name() -> None:
    [never] = re.findall(
        r"\nNever: (.+?); no red", (ROOT / "docs" / "criteria.md").read_text(encoding="utf-8"), re.S
    )
    words = [" ".join(word.split()) for word in never.split(", ")]
    assert len(words) > 8
    assert [word for word in words if not forbidden(word)] == []


def read_aloud(path: Path) -> str:
    """What of a template or script may reach a reader: without what is written for programmers."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"(?ms)/\*.*?\*/|^\s*//.*?$|\s//\s.*?$|{#.*?#}", "", text)


def test_no_page_says_what_first_readers_tripped_over() -> None:
    found = {name(path): stumbles(read_aloud(path)) for path in (*TEMPLATES, *SCRIPTS)}
    assert {path: phrases for path, phrases in found.items() if phrases} == {}


def test_no_message_says_what_first_readers_tripped_over() -> None:
    found = {
        name(path): [phrase for one in sentences(tree) for phrase in stumbles(one)]
        for path in MODULES
        if not OF_FORMATS & set(path.parts)
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
    }
    assert {path: phrases for path, phrases in found.items() if phrases} == {}


def test_no_document_says_what_first_readers_tripped_over() -> None:
    found = {
        name(path): stumbles(path.read_text(encoding="utf-8"))
        for path in DOCUMENTS
        if path.name not in ("CHANGELOG.md", "formats.md")
    }
    assert {path: phrases for path, phrases in found.items() if phrases} == {}


def test_a_phrase_is_seen_over_a_broken_line() -> None:
    assert stumbles("This file needs\n  mending first") == ["needs mending"]
    assert len(set(STUMBLES)) == len(STUMBLES)
