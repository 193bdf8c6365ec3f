"""How this copy of Twitchlog came to be here: as a clone of the repository, or as a package that
was installed (docs/adr/0234). A clone keeps its diary beside it; a package must not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_PACKAGE_FOLDER = Path(__file__).resolve().parent
# Where modules are imported from.
CODE_FOLDER = _PACKAGE_FOLDER.parent
# A wheel has templates and static files inside the package, a clone beside it.
IS_PACKAGE = (_PACKAGE_FOLDER / "templates").is_dir()


def files_folder(*, is_package: bool = IS_PACKAGE) -> Path:
    """The folder in which ``templates``, ``static`` and ``locale`` lie."""
    if is_package:
        return _PACKAGE_FOLDER
    return CODE_FOLDER


def data_folder(environment: Mapping[str, str], *, is_package: bool = IS_PACKAGE) -> Path:
    """Where the diary lies unless DATA_DIR says otherwise.

    Of a package it is the account's own folder for data, by the XDG Base Directory Specification:
    ``XDG_DATA_HOME``, which counts only if it is absolute, or ``~/.local/share``; for an
    account without a home the folder ``twitchlog-data`` where it was started.
    """
    if not is_package:
        return CODE_FOLDER / "data"
    named = Path(environment.get("XDG_DATA_HOME", ""))
    if named.is_absolute():
        return named / "twitchlog"
    try:
        return Path.home() / ".local" / "share" / "twitchlog"
    except RuntimeError:
        return Path("twitchlog-data").absolute()


def command(words: str, *, is_package: bool = IS_PACKAGE) -> str:
    """What to type for a command of ours, ``backup --keep 30`` say, for a sentence to a person."""
    if is_package:
        return f"twitchlog {words}"
    return f"manage.py {words}"
