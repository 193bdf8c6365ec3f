"""Shows which accounts there are; nothing of what they hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from journal.management.database_command import DatabaseCommand
from journal.parsing import printable
from journal.reading.account_list import AccountFacts, read_accounts

LINE = "{made:<12}{used:<12}{second:<13}{name}"


class Command(DatabaseCommand):
    """``manage.py list_accounts``: a line each, the oldest first; days are in UTC."""

    help = "Show all accounts: when they were made and last used, and whether a second step is on."

    def handle(self, *args: Any, **options: Any) -> None:
        """The name stands last: it may have any length, and letters of any width."""
        accounts = read_accounts()
        if not accounts:
            self.stdout.write("There is no account yet.")
            return
        heads = {"made": "made", "used": "last used", "second": "second step", "name": "name"}
        self.stdout.write(LINE.format(**heads))
        for account in accounts:
            self.stdout.write(LINE.format(**_cells(account)))


def _cells(account: AccountFacts) -> dict[str, str]:
    return {
        "made": _day(account.made_at),
        "used": _day(account.used_at),
        "second": "yes" if account.has_second_step else "no",
        "name": printable(account.name),
    }


def _day(at: datetime | None) -> str:
    """In UTC, as the database has it."""
    if at is None:
        return "never"
    return f"{at:%Y-%m-%d}"
