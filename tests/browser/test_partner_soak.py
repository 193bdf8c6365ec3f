"""The soak of a bed partner's screen in small; ``make soak`` runs it at length."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright

from tests.browser.partner_soak import partner_soak


@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_screen_called_saved_came_exactly_once_as_it_was_said(
    playwright: Playwright, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = partner_soak(seed, 30, playwright)
    with capsys.disabled():
        print(f"\n{outcome}")  # noqa: T201 - the count is what this test is for
    assert outcome.wrong == 0, "\n".join(outcome.trail)
    assert outcome.saved > 15
