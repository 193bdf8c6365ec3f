"""The diary file that a command is given, and messages about its lines."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError
from django.utils.translation import gettext


@contextmanager
def open_argument(name: str) -> Iterator[BinaryIO]:
    """The file of that name, - for standard input. Raises CommandError if it cannot be opened."""
    if name == "-":
        if sys.stdin is None:
            raise CommandError("Standard input is closed.")
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - only opening it may raise this error
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error
    with file:
        yield file


def seekable(source: BinaryIO, copy: BinaryIO) -> BinaryIO:
    """The file itself, or ``copy`` with the bytes of what can be read only once."""
    if source.seekable():
        return source
    shutil.copyfileobj(source, copy)
    copy.seek(0)
    return copy


def line_message(line: int | None, column: str, text: str, values: Mapping[str, object]) -> str:
    """ "line 3, movement: ..." in the language of the command; each part where it is known."""
    places = []
    if line is not None:
        places.append(f"line {line}")
    if column:
        places.append(column)
    message = gettext(text) % values
    if not places:
        return message
    return f"{', '.join(places)}: {message}"


def column_name(column: str) -> str:
    """How a message names a column of the file."""
    return column or "(a column without a name)"
