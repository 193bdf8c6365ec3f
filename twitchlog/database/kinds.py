"""Which kind of database holds the diaries, told without connecting to it (docs/adr/0248)."""

from __future__ import annotations

from typing import Any

from django.db import connection


def lies_on_a_server(on: Any = connection) -> bool:
    """Whether it is one of PostgreSQL's."""
    return bool(on.vendor == "postgresql")


def lies_in_a_file(on: Any = connection) -> bool:
    """Whether it is SQLite's, in a file; that of the tests is in memory."""
    return bool(on.vendor == "sqlite" and not on.is_in_memory_db())
