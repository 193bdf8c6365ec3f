"""The secret key: made once, kept in a file that only its owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Read the key from ``folder``/secret-key, making it on the first call.

    Two processes that start at once agree: whoever links its finished file first wins. Raises OSError if the folder
    cannot be written and ValueError if the file is empty, since a key made up on the spot would sign everybody out at
    each start.
    """
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(50))
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise ValueError(f"{path} is empty; delete it to have a new key made (everybody is signed out then)")
    return key


def _write_once(path: Path, key: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(draft, path)  # unlike a rename, never replaces a key that another process has already handed out
    except FileExistsError:
        pass  # the other process was first; its key is the one
    finally:
        draft.unlink()
