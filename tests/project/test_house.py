"""The house's law for names and shapes, over the tracked code without migrations; for tests and the
bench its law for the length of files alone.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("journal", "twitchlog", "siege", "judges", "tools")
# Participles and fillers that stood for whatever was at hand (docs/terms.md).
PARTICIPLE = re.compile("one|found|said|told|kept|seen|shown|known|made|asked|there|rest|says|what")
# What Django asks for by these names.
BY_DJANGO = frozenset({"Meta", "Command", "DatabaseWrapper"})
Node = TypeVar("Node", bound=ast.AST)


@cache
def tracked() -> dict[str, str]:
    """The text of each module that is not a migration, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [path for path in listed.stdout.split() if "/migrations/" not in path]
    # one that was moved or deleted is still listed until that is committed
    existing = [path for path in paths if (ROOT / path).exists()]
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in existing}


@cache
def sources() -> dict[str, str]:
    """The same without tests and the bench."""
    return {
        path: text for path, text in tracked().items() if not path.startswith(("tests/", "bench/"))
    }


@cache
def trees() -> dict[str, ast.Module]:
    """The syntax of each module, by its path."""
    return {path: ast.parse(text) for path, text in sources().items()}


def nodes(kind: type[Node]) -> Iterator[tuple[str, Node]]:
    """Every node of that kind, with the path of its module."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield path, node


def with_two_homes(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that stand in more than one module, of pairs of path and name."""
    homes: dict[str, set[str]] = {}
    for path, name in names:
        homes.setdefault(name, set()).add(path)
    return {name: paths for name, paths in homes.items() if len(paths) > 1}


def function_lengths() -> list[int]:
    """Lines of each function with its head, the shortest first."""
    functions = [node for _path, node in nodes(ast.FunctionDef)]
    coroutines = [node for _path, node in nodes(ast.AsyncFunctionDef)]
    return sorted((node.end_lineno or 0) - node.lineno + 1 for node in [*functions, *coroutines])


def bound_names() -> Iterator[tuple[str, str]]:
    """Each name that is given to a value or to an argument, with the path of its module."""
    for path, node in nodes(ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield path, node.id
    for path, argument in nodes(ast.arg):
        yield path, argument.arg


def constants() -> Iterator[tuple[str, str]]:
    """Each name in capitals that a module gives a value to, with the path of that module."""
    for path, tree in trees().items():
        for statement in tree.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            for target in targets:
                if isinstance(target, ast.Name) and target.id.isupper():
                    yield path, target.id


def renamed_imports() -> list[str]:
    """What is imported from a module of ours under another name than it has there."""
    renamed = []
    for path, statement in nodes(ast.ImportFrom):
        if (statement.module or "").split(".")[0] not in OURS:
            continue
        renamed += [
            f"{path}: {alias.name} as {alias.asname}"
            for alias in statement.names
            if alias.asname not in (None, alias.name, "_")
        ]
    return renamed


def test_a_class_name_means_one_thing() -> None:
    classes = ((path, node.name) for path, node in nodes(ast.ClassDef))
    named_by_us = [(path, name) for path, name in classes if name not in BY_DJANGO]
    assert with_two_homes(named_by_us) == {}


def test_a_constant_has_one_home() -> None:
    assert with_two_homes(constants()) == {}


def test_what_is_ours_keeps_its_name_where_it_is_imported() -> None:
    assert renamed_imports() == []


def test_names_are_nouns() -> None:
    names = [name for _path, name in bound_names()]
    assert sum(bool(PARTICIPLE.fullmatch(name)) for name in names) < 0.02 * len(names)


def test_no_conditional_expression_stands_in_another() -> None:
    nested = [
        f"{path}:{outer.lineno}"
        for path, outer in nodes(ast.IfExp)
        if sum(isinstance(node, ast.IfExp) for node in ast.walk(outer)) > 1
    ]
    assert nested == []


def test_conditional_expressions_are_few() -> None:
    lines = sum(len(text.splitlines()) for text in sources().values())
    assert sum(1 for _ternary in nodes(ast.IfExp)) <= 8 * lines / 1000


def test_functions_are_short() -> None:
    lengths = function_lengths()
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 20


def test_lines_are_narrow() -> None:
    wide = [
        f"{path}:{number}"
        for path, text in sources().items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 100
    ]
    assert wide == []


def test_files_are_small() -> None:
    assert [path for path, text in tracked().items() if len(text.splitlines()) > 250] == []
