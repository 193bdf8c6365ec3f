"""The kill test in small; ``make kill`` runs it at length.

How long a start takes is no test's business.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from siege.kill import run

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.server
def test_nothing_acknowledged_is_lost_or_doubled_by_kills(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with capsys.disabled():
        print()  # noqa: T201 - the counts are what this test is for
        missed = run(ROOT, kills=3, parts=1, stops=0, seed=1, bound=math.inf)
    assert missed == []
