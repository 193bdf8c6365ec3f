"""Letters that nothing can store, and every way in that a file or a form has for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HALF = "\ud800"
ODD = [HALF, "\udfff", "a\0b", "a\x0bb\x1bc", "\x85", "\ufffe", "\u202e\u2066", "x" * 70_000]
PAGE = "/import/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.API_COUNTS = tmp_path, tmp_path / "counts"


FIELDS = {
    "episodes": "id happened_at time_zone movement muscle side phase woke duration_seconds count"
    " noticed_by called_back intensity note recorded_at source",
    "nights": "night_of recorded_at",
    "mornings": "night_of does_not_know bed_at woke_at tried_at minutes_until_sleep jolts wakings"
    " minutes_awake last_waking_at quality note recorded_at",
    "days": "night_of caffeine alcohol exercise short_sleep stress medicine_change note"
    " recorded_at",
    "appointments": "on_date with_whom person_name birth_year worry questions since_when"
    " how_it_began medicines changes videos videos_of said_afterwards next_step"
    " created_at closed_at",
    "answers": "answer answered_at",
    "other_things": "thing answer since answered_at",
}
