"""Two ways in: a browser that checks CSRF as a real one must, and a program with a token."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.api_tokens import make_token
from journal.models.api_token import Scope


@dataclass
class Caller:
    """Sends JSON and reads it back."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)

    def post(self, body: object, **headers: str) -> Any:
        """POST /api/episodes; header names with _ for -."""
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        sent = {
            **self.headers,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self.client.post(
            "/api/episodes", text, content_type="application/json", headers=sent
        )

    def ask(self, method: str, path: str) -> Any:
        """Any other request."""
        return self.client.generic(method, path, headers=self.headers)


@pytest.fixture(autouse=True)
def _fresh_limits(settings: Any, tmp_path: Path) -> None:
    """Each test starts with nothing counted."""
    settings.API_COUNTS = tmp_path / "counts"


def _browser(person: User) -> Caller:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return Caller(client, {"X-CSRFToken": client.get("/api/session").json()["csrf_token"]})


@pytest.fixture
def ada_online(ada: User) -> Caller:
    """Ada's browser with its CSRF token."""
    return _browser(ada)


@pytest.fixture
def ben_online(ben: User) -> Caller:
    """Ben's browser with its CSRF token."""
    return _browser(ben)


@pytest.fixture
def program(ada: User) -> Callable[[Scope], Caller]:
    """Makes a program with a token of Ada's, by scope."""

    def made(scope: Scope) -> Caller:
        _token, text = make_token(ada, name=f"for {scope}", scope=scope, as_of=datetime.now(UTC))
        return Caller(Client(enforce_csrf_checks=True), {"Authorization": f"Bearer {text}"})

    return made
