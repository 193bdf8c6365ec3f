"""The words that no page and no message uses (docs/criteria.md): all that a person may read is gone through."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import ROOT

NEVER = re.compile(
    r"\b(warn\w*|alert\w*|abnormal\w*|risk\w*|danger\w*|detected|positive|symptom score|diagnos[ei]s of|diagnosed|"
    r"streak\w*|badge\w*|worse\w*|better|traffic light\w*|red flag\w*)\b",
    re.IGNORECASE,
)
# How a browser is told to read a message out, and what its own functions are called.
OF_MARKUP = re.compile(r'role="alert"|"role", "alert"|console\.warn')
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
MODULES = sorted(
    path for room in ("journal", "twitchlog") for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)


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
        found[name(path)] = NEVER.findall(OF_MARKUP.sub("", text))
    assert len(found) > 100
    assert {path: words for path, words in found.items() if words} == {}


def test_no_message_says_what_is_never_said() -> None:
    said = {name(path): list(sentences(ast.parse(path.read_text(encoding="utf-8")))) for path in MODULES}
    assert sum(map(len, said.values())) > 500
    assert {path: bad for path, all_of in said.items() if (bad := [one for one in all_of if NEVER.search(one)])} == {}


def test_such_words_are_seen() -> None:
    [seen] = sentences(ast.parse('"""A risk."""\ngettext("Warning: two red flags")'))
    assert NEVER.findall(seen) == ["Warning", "red flags"]
