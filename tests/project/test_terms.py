"""The code keeps to the words of docs/terms.md."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.project.test_house import trees

ROOT = Path(__file__).resolve().parent.parent.parent
# A term is a line with the lines that are indented below it.
TERM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)
NAME, MODULE = re.compile(r"`(\w+)`"), re.compile(r"`(\w+)\.py`")


def terms() -> list[str]:
    """Each term with its meaning and what it is not called, in one line."""
    text = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8")
    return [re.sub(r"\s+", " ", term) for term in TERM.findall(text)]


def named(pattern: re.Pattern[str], *, retired: bool) -> list[str]:
    """Names of code that stand behind "not:", or else before it."""
    halves = (term.partition(" not: ") for term in terms())
    return [name for half in halves for name in pattern.findall(half[2 * retired])]


def modules() -> set[str]:
    """What modules are called, without their folders."""
    return {Path(path).stem for path in trees()}


@cache
def bound() -> frozenset[str]:
    """Every name that the code gives to a module, a class, a function, a value or an argument."""
    names = modules()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
    return frozenset(names)


@pytest.mark.parametrize("name", named(NAME, retired=True))
def test_a_name_that_is_not_the_term_is_not_used(name: str) -> None:
    assert name not in bound()


@pytest.mark.parametrize("name", named(MODULE, retired=True))
def test_no_module_has_a_name_that_is_not_the_term(name: str) -> None:
    assert name not in modules()


def test_the_terms_name_what_is_there() -> None:
    assert sorted(set(named(NAME, retired=False)) - bound()) == []


def test_there_are_terms() -> None:
    assert len(terms()) > 50
    assert len(named(NAME, retired=True)) > 40


def test_a_word_is_explained_once() -> None:
    words = [word for term in terms() for word in re.findall(r"\*\*(.+?)\*\*", term)]
    assert sorted({word for word in words if words.count(word) > 1}) == []
