"""The soak in small; ``make soak`` runs it at length."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright

from tests.browser.soak import soak


@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_screen_called_saved_is_stored_exactly_once(
    playwright: Playwright, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = soak(seed, 40, playwright)
    with capsys.disabled():
        print(f"\n{outcome}")  # noqa: T201 - the count is what this test is for
    assert outcome.wrong == 0, "\n".join(outcome.trail)
    assert outcome.saved > 20
