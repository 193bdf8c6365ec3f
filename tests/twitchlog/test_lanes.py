"""Which requests are answered elsewhere than by the light workers."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from twitchlog import lanes


@pytest.mark.parametrize(
    ("name", "method", "query", "lane"),
    [
        ("report_pdf", "GET", "", "heavy"),
        ("report_pdf", "HEAD", "period=4", "heavy"),
        ("import_diary", "GET", "", ""),
        ("import_diary", "POST", "", "heavy"),
        ("dashboard", "GET", "", ""),
        ("dashboard", "GET", "weeks=4", ""),
        ("dashboard", "GET", "weeks=all", "long"),
        ("dashboard", "GET", "weeks=4&weeks=all", "long"),
        ("dashboard", "GET", "%77eeks=all", "long"),
        ("report", "GET", "period=visit", "long"),
        ("shared", "GET", "", ""),
        ("shared", "POST", "", "sign-in"),
        ("account_login", "GET", "", ""),
        ("account_login", "POST", "", "sign-in"),
        ("pad", "GET", "weeks=all", ""),
    ],
)
def test_a_request_has_one_lane(name: str, method: str, query: str, lane: str) -> None:
    assert lanes.lane_of(name, method, query) == lane


def test_every_name_in_the_table_is_an_address() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(lanes.names()) <= known
