"""The secret key: made once, kept in a file that only its owner can read."""

from __future__ import annotations

import fcntl
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from twitchlog.filesystem import atomic_files

# Fewer characters than this were never a key of ours; who cuts one off would have it guessed.
FEWEST = 32


def secret_key(folder: Path) -> str:
    """Read the key from ``folder``/secret-key, making it on the first call.

    Two processes that start at once agree: whoever's finished file is there first wins. An empty
    file, as a power cut may leave one, is replaced, with a word on standard error: everybody signs
    in again. Raises OSError if the folder cannot be written and ValueError if the file holds
    something that is no key.
    """
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError), atomic_files.draft_of(path) as draft:
            draft.write_text(_new(), encoding="ascii")
            atomic_files.put_where_nothing_is(draft, path)
    if not _content(path):
        _replace(path)
    return _checked(path)


def _new() -> str:
    return secrets.token_urlsafe(50)


def _content(path: Path) -> bytes:
    """What the file holds; nothing where a power cut left only zeros."""
    return path.read_bytes().strip(b"\0 \t\r\n")


def _checked(path: Path) -> str:
    key = _content(path)
    if len(key) < FEWEST or not key.isascii() or not key.decode("ascii").isprintable():
        raise ValueError(
            f"{path} holds no whole key; delete it to have a new one made"
            " (everybody signs in again then)"
        )
    return key.decode("ascii")


def _replace(path: Path) -> None:
    """Put a new key in the place of an empty one; of several processes at once, one."""
    file = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not _content(path):
            atomic_files.write(path, _new().encode())
            sys.stderr.write(
                f"{path} was empty, so a new key was made. Everybody has to sign in again.\n"
            )
    finally:
        os.close(file)
