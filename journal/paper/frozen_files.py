"""What was set of a frozen report, kept as files: a frozen report never changes, so nothing of it
is set twice.

The files lie in DATA_DIR/reports, which only the server's own account can open. They are no part of
the database or of its backups: whatever is missing, damaged or of another release is set anew from
the report's own text (docs/adr/0146). A file's last line is the hash of what stands before it.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import get_language

from journal.models import FrozenReport
from twitchlog.filesystem.atomic_files import SHARED_ENDING, clear_drafts, shared_draft_of

logger = logging.getLogger(__name__)
# All files together; those that were set the longest ago make room for others.
MOST_BYTES = 500_000_000
_HASH = 65  # an end of line and SHA-256 in hex


def folder() -> Path:
    """Where the files lie; made when the first one comes."""
    return Path(settings.DATA_DIR) / "reports"


def kept_part(frozen: FrozenReport, part: str) -> bytes | None:
    """A part of the report ("a4.pdf", "1.page") as it was set before; None if it has to be set."""
    return _sound(_path(frozen, part))


def make_once(frozen: FrozenReport, part: str, make: Callable[[], bytes]) -> bytes:
    """The part as it was set before, else as ``make`` sets it now.

    Several who ask at once wait for one to do it.

    What cannot be written down, on a full disk for example, is answered all the same.
    """
    path = _path(frozen, part)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with shared_draft_of(path) as draft:
        before = _sound(path)
        if before is not None:
            return before
        content = make()
        try:
            _write(draft, content)
            _take_place(draft, path)
        except OSError as error:
            logger.error("%s cannot be kept: %s", path.name, error)
    if _is_gone(frozen):  # it was deleted meanwhile
        remove_files_of([frozen.pk])
    _make_room()
    return content


def remove_files_of(keys: Iterable[int]) -> None:
    """Remove whatever was set of the reports with these keys."""
    gone = {str(key) for key in keys}
    for path in folder().glob("*-*"):
        if path.name.partition("-")[0] in gone:
            path.unlink(missing_ok=True)


def remove_orphaned_files() -> None:
    """Remove files without a report, and what processes that were killed have left."""
    files = list(folder().glob("*-*"))
    keys = {int(key) for path in files if (key := path.name.partition("-")[0]).isdecimal()}
    existing = (
        set(FrozenReport.objects.filter(pk__in=keys).values_list("pk", flat=True))
        if keys
        else set()
    )
    remove_files_of(keys - existing)
    clear_drafts(folder(), SHARED_ENDING)


def _is_gone(frozen: FrozenReport) -> bool:
    return not FrozenReport.objects.filter(pk=frozen.pk).exists()


def _path(frozen: FrozenReport, part: str) -> Path:
    """Named after all that its content follows from: the report's text, the language, and the
    release that sets it.
    """
    name, _dot, kind = part.partition(".")
    depends_on = "\n".join((frozen.sha256, part, get_language() or "", _release()))
    return (
        folder()
        / f"{frozen.pk}-{name}-{hashlib.sha256(depends_on.encode()).hexdigest()[:32]}.{kind}"
    )


@cache
def _release() -> str:
    """A hash over whatever has a say in how a report is set."""
    root = Path(settings.FILES_DIR)
    code = (
        path
        for path in (Path(settings.BASE_DIR) / "journal").rglob("*.py")
        if "migrations" not in path.parts
    )
    layout = [
        *(root / "templates" / "report").glob("*"),
        *(root / "templates" / "journal").glob("_*.html"),
    ]
    digest = hashlib.sha256(version("typst").encode())
    for path in sorted([*code, *layout]):
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _sound(path: Path) -> bytes | None:
    """What the file holds; None without one. One that has come to harm is removed."""
    try:
        whole = path.read_bytes()
    except FileNotFoundError:
        return None
    content, hash_line = whole[:-_HASH], whole[-_HASH:]
    if hash_line != _hash_line(content):
        logger.error("%s is damaged and will be set anew", path.name)
        path.unlink(missing_ok=True)
        return None
    return content


def _hash_line(content: bytes) -> bytes:
    return b"\n" + hashlib.sha256(content).hexdigest().encode()


def _write(draft: BinaryIO, content: bytes) -> None:
    draft.truncate()
    draft.write(content + _hash_line(content))
    draft.flush()
    os.fsync(draft.fileno())


def _take_place(draft: BinaryIO, path: Path) -> None:
    """Into the place of the file, at once; the same part as another release set it goes."""
    stem = path.name.rpartition("-")[0]
    for other in folder().glob(f"{stem}-*{path.suffix}"):
        other.unlink(missing_ok=True)
    Path(draft.name).replace(path)


def _make_room() -> None:
    """Remove the oldest files until all together are no larger than ``MOST_BYTES``."""
    files = []
    for path in folder().glob("*-*"):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue  # another process has removed it
        files.append((status.st_mtime, status.st_size, path))
    room = MOST_BYTES
    for _time, size, path in sorted(files, reverse=True):
        room -= size
        if room < 0 and path.suffix != SHARED_ENDING:
            path.unlink(missing_ok=True)
