"""The collected static files: made anew when any source changed, or when one of them is not whole.

A power cut may leave files empty whose names are there, and collecting passes over files that are
newer than their source. So the stamp, written last, says of each file what it holds, and what does
not agree with it goes first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from twitchlog.filesystem import atomic_files
from twitchlog.not_ready import NotReadyError
from twitchlog.static_files import icon_pictures, minified
from twitchlog.static_files.collected_files import JOINED, Static

STAMP = ".collected"
MANIFEST = "staticfiles.json"
_COMPRESSED = (".gz", ".br")


def collect_static(root: Path) -> bool:
    """Copy, draw, hash and compress the static files into ``root``; whether there was need.

    They are on the disk when this returns. Raises NotReadyError if the icons cannot be drawn or
    ``root`` cannot be written. Nothing is deleted from ``root`` but files of ours that are made
    again: the operator may have chosen a folder that holds other things as well, and a page that is
    open still asks for the files of an earlier version.
    """
    now = fingerprint()
    if _is_whole(root, now):
        return False
    try:
        _clear(root)
        call_command("collectstatic", interactive=False, verbosity=0)
        _stamp(root, now)
    except icon_pictures.DrawingError as error:
        raise NotReadyError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise NotReadyError(
            f"Style sheets and scripts cannot be written into {root} ({reason})."
            " Choose another: STATIC_ROOT=..."
        ) from error
    return True


def fingerprint() -> str:
    """A hash over every static file, ours and of packages, and over what is made of them.

    Of a file count its name, its size and the time of its last change.
    """
    sources = [Path(module.__file__ or "").read_bytes() for module in (minified, icon_pictures)]
    versions = (rcssmin.__version__, rjsmin.__version__, version("typst"))
    makers = (JOINED, settings.FORCE_SCRIPT_NAME, *versions, sources)
    digest = hashlib.sha256(repr(makers).encode())
    for name, path in _sources():
        status = path.stat()
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, folder in finder.list(Static.ignore_patterns):
            yield name, Path(folder.path(name))


def _is_whole(root: Path, sources: str) -> bool:
    stamp = _json(root / STAMP)
    if stamp.get("sources") != sources or not isinstance(stamp.get("files"), dict):
        return False
    return all(_content(root / name) == content for name, content in stamp["files"].items())


def _stamp(root: Path, sources: str) -> None:
    """Say what each file holds, once all of them are on the disk."""
    paths = [root / name for name in sorted(_collected(root))]
    for path in paths:
        atomic_files.sync_file(path)
    for folder in sorted({path.parent for path in paths}):
        atomic_files.sync_folder(folder)
    files = {path.relative_to(root).as_posix(): _content(path) for path in paths}
    atomic_files.write(root / STAMP, json.dumps({"sources": sources, "files": files}).encode())


def _plain_names(root: Path) -> set[str]:
    """What our files are called before a hash is put into their names."""
    return {*(name for name, _path in _sources()), *JOINED, *icon_pictures.ICONS, *_manifest(root)}


def _manifest(root: Path) -> dict[str, str]:
    """The served name of each file; {} unless Django would read it as well."""
    manifest = _json(root / MANIFEST)
    paths = manifest.get("paths")
    if not isinstance(paths, dict) or manifest.get("version") not in {"1.0", "1.1"}:
        return {}
    return paths


def _collected(root: Path) -> set[str]:
    """The names of all files of ours in ``root``, whichever page of this version asks for them."""
    names = {*_plain_names(root), *_manifest(root).values(), MANIFEST}
    names |= {f"{name}{ending}" for name in names for ending in _COMPRESSED}
    return {name for name in names if (root / name).is_file()}


def _clear(root: Path) -> None:
    """Remove what would be believed though it may not be whole: the stamp first."""
    (root / STAMP).unlink(missing_ok=True)
    for name in _plain_names(root):
        for ending in ("", *_COMPRESSED):
            (root / f"{name}{ending}").unlink(missing_ok=True)
        path = root / name
        for hashed in path.parent.glob(f"{path.stem}.{'[0-9a-f]' * 12}{path.suffix}"):
            _drop_if_spoiled(hashed)
    if not _manifest(root):
        (root / MANIFEST).unlink(missing_ok=True)


def _drop_if_spoiled(hashed: Path) -> None:
    """Its name holds the beginning of the MD5 of what it holds."""
    if not _md5(hashed).startswith(hashed.name.removesuffix(hashed.suffix)[-12:]):
        for ending in ("", *_COMPRESSED):
            hashed.with_name(hashed.name + ending).unlink(missing_ok=True)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _content(path: Path) -> str:
    """What tells a file's content from any other; "" if there is none."""
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except FileNotFoundError:
        return ""


def _json(path: Path) -> dict[str, Any]:
    """The object in that file; {} if there is none, or the file is not whole."""
    try:
        loaded = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return loaded
