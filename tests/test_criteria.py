"""The rules, held to every worked example that came with the design."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from journal.classifier import match
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke

EXAMPLES = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "criteria_examples.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
)


def observation(row: dict[str, str]) -> Observation:
    """A row of the examples as the rules see it."""
    return Observation(
        movement=Movement(row["movement"]) if row["movement"] else None,
        muscle=row["muscle"] or None,
        called_back=CalledBack(row["called_back"]) if row["called_back"] else None,
        phase=Phase(row["phase"]) if row["phase"] else None,
        woke=Woke(row["woke"]) if row["woke"] else None,
        noticed_by=NoticedBy(row["noticed_by"]) if row["noticed_by"] else None,
    )


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['name']}: {row['why']}")
def test_worked_example(row: dict[str, str]) -> None:
    matches = match(observation(row))
    assert " ".join(matches.flags) == row["flags"]
    assert " ".join(matches.asks) == row["asks"]
