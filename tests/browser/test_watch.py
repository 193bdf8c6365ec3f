"""The watch itself: each thing that it looks out for is seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import OF_COLOUR, faults
from tests.browser.site import Site
from tests.browser.watch import Watch

MISBEHAVIOUR = {
    "console: oh": "console.error('oh')",
    "script: ": "setTimeout(() => { throw new Error('oh') })",
    "request to another origin: http://127.0.0.1:1/": "location = 'http://127.0.0.1:1/'",
    "404 from": "fetch('/nowhere').catch(() => {})",
    "Content Security Policy": (
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    ),
}


@pytest.mark.parametrize("seen", MISBEHAVIOUR)
def test_misbehaviour_is_seen(site: Site, chromium: Browser, seen: str) -> None:
    with chromium.new_context() as context:
        watch = Watch(context, site.url)
        page = context.new_page()
        page.goto(f"{site.url}/help/")
        page.evaluate(f"() => {{ {MISBEHAVIOUR[seen]} }}")
        for _turn in range(200):  # ten seconds on a busy machine, a moment otherwise
            if any(seen in problem for problem in watch.problems):
                break
            page.wait_for_timeout(50)
    assert any(seen in problem for problem in watch.problems), watch.problems


def test_a_page_that_behaves_is_left_in_peace(site: Site, chromium: Browser) -> None:
    with chromium.new_context() as context:
        watch = Watch(context, site.url)
        context.new_page().goto(f"{site.url}/help/")
    assert watch.problems == []


PALE = (
    "<main><h1>Pale</h1><p style='color: #999; background: #aaa'>too pale to read</p><input></main>"
)


def test_axe_sees_what_it_is_asked_for(chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><html lang='en'><title>Pale</title>{PALE}</html>")
        rules = [fault.split(": ")[1] for fault in faults(page)]
        assert rules == ["color-contrast", "label"]
        assert [fault.split(": ")[1] for fault in faults(page, OF_COLOUR)] == ["color-contrast"]
