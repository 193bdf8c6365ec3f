"""An episode with several faults is refused with all of them, those of its spelling and those of
its values.
"""

from __future__ import annotations

from typing import Any

import pytest

from journal.entries import LONGEST_NOTE
from tests.api.conftest import Caller

SOUND = {"id": "a", "happened_at": "2026-07-07T02:15:00+02:00", "time_zone": "Europe/Berlin"}
LONG = "x" * (LONGEST_NOTE + 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"movement": "hop", "count": 0},
        {"happened_at": "never", "intensity": 11, "note": LONG},
        {"happened_at": "2999-01-01T00:00:00Z", "woke": "maybe", "time_zone": "Mars/Base"},
        {"id": 7, "duration_seconds": 90_000, "mood": "low"},
        {"note": "half \ud800", "muscle": "knee", "count": 20_000},
        {"muscle": "knee", "count": 0},
    ],
)
@pytest.mark.parametrize("several", [True, False])
def test_all_faults_are_named_at_once(
    ada_online: Caller, wrong: dict[str, Any], several: bool
) -> None:
    episode = {**SOUND, **wrong}
    answer = ada_online.post({"episodes": [episode]} if several else episode)
    assert answer.status_code == 422
    [result] = answer.json()["results"]
    assert sorted(one["field"] for one in result["problems"]) == sorted(wrong)


def test_what_is_missing_is_named_once_and_with_the_rest(ada_online: Caller) -> None:
    [result] = ada_online.post({"episodes": [{"count": 0}]}).json()["results"]
    assert [one["field"] for one in result["problems"]] == [
        "id",
        "happened_at",
        "time_zone",
        "count",
    ]
