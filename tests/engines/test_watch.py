"""The engines tell of errors in scripts: without that, silence would prove nothing."""

from __future__ import annotations

import pytest

from tests.browser.pad_page import until
from tests.engines.driver import Driver
from tests.engines.line import Line
from tests.engines.window import Window


@pytest.mark.small
@pytest.mark.parametrize(
    "wrong",
    [
        "() => { setTimeout(() => { throw new Error('on purpose'); }, 0); }",
        "() => { setTimeout(() => { Promise.reject(new Error('on purpose')); }, 0); }",
    ],
    ids=["an error", "a promise that fails"],
)
def test_an_error_in_a_script_is_heard(driver: Driver, line: Line, wrong: str) -> None:
    window = Window(driver, line.url).open("/help/")
    driver.complaints()
    window.ask(wrong)
    heard: list[str] = []

    def hears() -> bool:
        heard.extend(driver.complaints())
        return any("on purpose" in one for one in heard)

    until(hears)
