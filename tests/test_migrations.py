"""What a migration does to rows that are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
TAKEN = {"note": "Since May", "decided_at": NOW, "rules_version": "1"}


@pytest.fixture
def migrated(transactional_db: None) -> Iterator[Callable[[str], Apps]]:
    """Brings the database to the state of a migration; afterwards it is up to date again."""

    def go(name: str) -> Apps:
        executor = MigrationExecutor(connection)
        return executor.migrate([("journal", name)]).apps

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_a_decision_on_too_many_is_carried_over_and_a_newer_one_left(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0008_pattern_decisions")
    ada, ben = (old.get_model("auth", "User").objects.create(username=name) for name in ("ada", "ben"))
    review, decision = (old.get_model("journal", name).objects for name in ("Review", "PatternDecision"))
    for person in (ada, ben):
        for code in ("too_many", "back_muscles"):
            review.create(owner=person, criterion=code, decision="raise", **TAKEN)
    newer = {"criterion": "too_many", "pattern": "too_many/-/-", "decision": "unsure", "entries": [3]}
    decision.create(owner=ben, **newer, **TAKEN)
    new: Any = migrated("0009_one_kind_of_decision")
    kept = new.get_model("journal", "PatternDecision").objects.order_by("owner_id")
    assert list(kept.values_list("owner__username", "pattern", "decision", "note", "decided_at", "entries")) == [
        ("ada", "too_many/-/-", "raise", "Since May", NOW, []),
        ("ben", "too_many/-/-", "unsure", "Since May", NOW, [3]),
    ]


def test_notes_are_folded_anew_and_only_where_they_differ(migrated: Callable[[str], Apps]) -> None:
    old: Any = migrated("0009_one_kind_of_decision")
    ada = old.get_model("auth", "User").objects.create(username="ada")
    told = {"naïve": "naïve", "İstanbul": "i\u0307stanbul", "plain": "plain", "": ""}
    for number, (note, folded) in enumerate(told.items()):
        old.get_model("journal", "Episode").objects.create(
            owner=ada, client_id=str(number), happened_at=NOW, time_zone="UTC", night_of=NOW.date(), recorded_at=NOW,
            note=note, note_folded=folded,
        )  # fmt: skip
    new: Any = migrated("0010_folded_notes")
    episodes = new.get_model("journal", "Episode").objects.order_by("pk")
    assert list(episodes.values_list("note", "note_folded")) == [
        ("naïve", "naive"),
        ("İstanbul", "istanbul"),
        ("plain", "plain"),
        ("", ""),
    ]
