"""What the benchmark relies on: that it sends what a browser would, and counts as it says."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from bench.pages import PAGES, Page, entry_json, fields, filled
from bench.visitor import Times
from journal.models import Episode

FORM = """<form><input name="a" value="1"><input type="radio" name="b" value="2">
<input type="radio" name="b" value="3" checked>
<select name="c"><option value="4"><option value="5" selected></select>
<textarea name="d"></textarea></form>"""


def test_a_form_is_sent_as_it_stands() -> None:
    assert fields(FORM) == {"a": "1", "b": "3", "c": "5"}


def test_times_are_told_in_milliseconds() -> None:
    times = Times(seconds=[0.001] * 19 + [0.1] * 2)
    assert times.median == pytest.approx(1)
    assert times.p95 > 50


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.kind != "application/json"], ids=lambda page: page.name
)
def test_each_measured_page_answers(page: Page, as_ada: Client) -> None:
    known = {"deep": "2026-07-07_0_1"}
    sent = page.body(as_ada.get("/log/").content.decode(), known)
    if sent is None:
        assert as_ada.get(filled(page.path, known)).status_code == 200
    else:
        assert as_ada.post(page.path, sent, content_type=page.kind).status_code == 302
        assert Episode.objects.count() == 1


def test_each_entry_that_is_sent_is_a_new_one() -> None:
    assert json.loads(entry_json("", {}))["id"] != json.loads(entry_json("", {}))["id"]
