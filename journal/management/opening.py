"""What the commands that read a file share: opening it, and saying something about a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError
from django.utils.translation import gettext


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file of that name, - for standard input. Raises CommandError if it cannot be opened."""
    if name == "-":
        if sys.stdin is None:
            raise CommandError("Standard input is closed.")
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; only opening it may raise this error
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error
    with file:
        yield file


def sentence(line: int | None, column: str, text: str, values: Mapping[str, object]) -> str:
    """ "line 3, movement: ..." in the language of the command."""
    place = [f"line {line}"] if line is not None else []
    about = ", ".join([*place, *([column] if column else [])])
    said = gettext(text) % values
    return f"{about}: {said}" if about else said
