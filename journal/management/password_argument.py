"""The password that a command sets: asked for at the terminal, or made and shown once."""

from __future__ import annotations

import sys
from getpass import getpass

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from journal.passphrase import drawn_passphrase


def add_generate(parser: CommandParser) -> None:
    """Let a command take ``--generate``; a password itself would stay in the shell's history."""
    parser.add_argument(
        "--generate", action="store_true", help="make a password and show it once, ask for none"
    )


def is_at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def new_password(*, generate: bool) -> str:
    """A password that was drawn, of 72 bits of chance, or is typed twice.

    Raises CommandError where nobody can be asked, or what was typed differs.
    """
    if generate:
        return f"{drawn_passphrase()}-{drawn_passphrase()}"
    if not is_at_terminal():
        raise CommandError(
            "There is no terminal to ask for a password at. Let one be made: --generate"
        )
    try:
        password = getpass("New password (it is not shown): ")
        again = getpass("The same once more: ")
    except EOFError:
        raise CommandError("No password was given. Nothing was changed.") from None
    if password != again:
        raise CommandError("These were two passwords. Nothing was changed.")
    return password


def show_once(password: str, out: OutputWrapper, *, generate: bool) -> None:
    """Show a password that was made; one that was typed is shown to nobody."""
    if generate:
        out.write(f"Password, shown this once: {password}")
