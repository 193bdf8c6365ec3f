"""Browsers in which somebody is signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from tests import builders

PAGE = "/settings/sign-ins/"
START = datetime(2026, 7, 1, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
)


def browser(agent: str = FIREFOX, name: str = "ada", password: str = builders.PASSWORD) -> Client:
    """A browser of that kind, in which somebody signed in through the page."""
    client = Client(headers={"User-Agent": agent})
    client.post("/account/login/", {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/settings/").status_code == 200)
