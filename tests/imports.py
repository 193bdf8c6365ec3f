"""Imports in pieces of two rows, to look and act between two of them, and to end them as a kill
does.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from journal.actions import record_diary
from journal.actions.import_spans import DEAD_AFTER
from journal.actions.short_transactions import Pace
from journal.files.import_diary import store
from journal.models import (
    Appointment,
    ConstantMark,
    DayContext,
    Episode,
    Morning,
    NightRecord,
    OtherThingAnswer,
    TooManyAnswer,
    UnfinishedImport,
)

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
MODELS: tuple[Any, ...] = (
    Episode,
    NightRecord,
    ConstantMark,
    Morning,
    DayContext,
    Appointment,
    TooManyAnswer,
    OtherThingAnswer,
)


class Killed(BaseException):
    """Ends an import as a kill does: nothing of it is run any further."""


class Slow(Pace):
    """Pieces of two rows, whatever time they take."""

    def __init__(self) -> None:
        super().__init__(size=2)

    def _rest(self, held: float) -> None:
        return


@pytest.fixture
def small_pieces(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are already many."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(record_diary, "MOST_IN_PIECE", 2)
    monkeypatch.setattr(record_diary, "Pace", Slow)


def text(number: int = 5, night: str = "2026-07-02") -> str:
    """A file with all kinds of things in it, 12 rows if it has 5 entries."""
    rows = [
        {
            "id": f"e{entry_number}",
            "happened_at": f"2026-07-0{1 + entry_number}T23:30Z",
            "movement": "twitch",
            "note": "From the file.",
        }
        for entry_number in range(number)
    ]
    at = "2026-07-03T08:00:00Z"
    diary: dict[str, Any] = {
        "format": "twitchlog-diary",
        "version": 1,
        "episodes": rows,
        "nights": [{"night_of": night}],
    }
    diary["constant_places"] = [{"night_of": night, "muscle": "calf", "recorded_at": at}]
    diary["mornings"] = [{"night_of": night, "does_not_know": True, "recorded_at": at}]
    diary["days"] = [{"night_of": night, "caffeine": "yes", "recorded_at": at}]
    diary["appointments"] = [{"on_date": "2026-07-30", "with_whom": "A doctor", "created_at": at}]
    diary["answers"] = [{"answer": "no", "answered_at": at}]
    diary["other_things"] = [{"thing": "stiffness", "answer": "yes", "answered_at": at}]
    return json.dumps(diary)


def bring(
    person: User, between: Callable[[int, int], None] = lambda done, of: None, what: str = ""
) -> Any:
    """Import into that person's diary; ``between`` hears of each piece."""
    return store(
        person,
        io.BytesIO((what or text()).encode()),
        default_zone="UTC",
        as_of=NOW,
        stored_so_far=between,
    )


def after(piece: int, do: Callable[[], None]) -> Callable[[int, int], None]:
    """Do that once, after that many rows."""
    done: list[int] = []

    def between(rows: int, of: int) -> None:
        if rows >= piece and not done:
            done.append(rows)
            do()

    return between


def killed() -> None:
    """The process is gone."""
    raise Killed


def seen(person: User) -> list[int]:
    """How many rows of each kind the person has, as readers see them."""
    return [model.objects.of(person).count() for model in MODELS]


def stored() -> int:
    """How many rows there are, seen or not."""
    return sum(model._base_manager.count() for model in MODELS)


def fall_silent() -> None:
    """All imports under way have been silent for long."""
    UnfinishedImport.objects.update(beat_at=timezone.now() - 2 * DEAD_AFTER)
