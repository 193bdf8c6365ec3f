"""The house: who may write, and who may ask whose a row is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from tests.project.rooms import JOURNAL, ROOT, modules

# What writes: by these names Django's managers, querysets and rows change the database.
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "_raw_delete",
}
# Rows that are not the diary's: accounts, their addresses and passkeys (Django's and allauth's own
# forms write these too), sessions, and tasks that wait.
NOT_OURS = {"User", "EmailAddress", "Authenticator", "Session", "DBTaskResult"}
# Unsaved rows and forms of Django's and allauth's, by the names that they have where they are
# saved.
NOT_OURS_BY_NAME = {"super", "session", "account", "task_row"}


def writers() -> list[Path]:
    """Every module of ours that may write nothing."""
    allowed = JOURNAL / "actions", JOURNAL / "migrations"
    ours = [*JOURNAL.rglob("*.py"), *(ROOT / "twitchlog").rglob("*.py")]
    return [path for path in ours if not any(path.is_relative_to(room) for room in allowed)]


def calls(path: Path) -> Iterator[tuple[ast.Call, str, bool]]:
    """Each call of a method: its name, and whether it stands in a class of querysets."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    in_querysets = {
        id(node)
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef) and kind.name.endswith("QuerySet")
        for node in ast.walk(kind)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, id(node) in in_querysets


def begins_with(node: ast.expr) -> str:
    """The first name of ``User.objects.filter(...).delete()``."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return ""
    return node.id


def may_write(call: ast.Call, method: str) -> bool:
    """Whether it can be a change of a row; ``dict.update`` and a storage's ``delete`` are given
    something."""
    return method in WRITES and not (method in {"update", "delete"} and call.args)


@pytest.mark.parametrize("path", writers(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_but_actions_writes(path: Path) -> None:
    found = [
        ast.unparse(call)
        for call, method, in_querysets in calls(path)
        if may_write(call, method)
        and not in_querysets
        and begins_with(call.func) not in NOT_OURS | NOT_OURS_BY_NAME
    ]
    assert not found


OWNER = re.compile(r"(link__)?owner(_id)?(__(pk|id|in))?")


@pytest.mark.parametrize(
    "path",
    [*modules(), *(ROOT / "twitchlog").rglob("*.py")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_nobody_but_the_querysets_asks_whose_a_row_is(path: Path) -> None:
    """Every reader begins with ``of(person)``: a row of somebody else cannot be reached by an
    oversight, and one of an import that is under way is seen by nobody.
    """
    found = [
        ast.unparse(call)
        for call, method, in_querysets in calls(path)
        if method in {"filter", "exclude", "get", "Q"}
        and not in_querysets
        and any(OWNER.fullmatch(keyword.arg or "") for keyword in call.keywords)
    ]
    assert not found


@pytest.mark.parametrize("model", list(apps.get_app_config("journal").get_models()))
def test_every_table_of_somebody_is_read_by_its_owner(model: type[Model]) -> None:
    theirs = {field.name for field in model._meta.get_fields()} & {"owner", "link"}
    assert hasattr(model._default_manager, "of") or not theirs
