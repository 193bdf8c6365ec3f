"""The parts of a sleep file: the members of an archive, the files of a folder, or the file itself.

An archive is never unpacked to the disk, and its names are never trusted: a part is known by how
it begins. Bounds stand on all that an archive says of itself, and Python's ``zipfile`` unpacks no
more of a member than the archive has said.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from journal.device_sleep.sleep_data import SleepFileError
from journal.i18n import gettext_noop as _

GIGABYTE = 1024 * 1024 * 1024
LARGEST_UNPACKED = 8 * GIGABYTE
# Files of an export; ten years of a Takeout have some ten thousand.
MOST_PARTS = 50_000
# An export of ten years is packed some forty times; a bomb, a thousand times.
_LARGEST_RATIO = 250
_RATIO_MATTERS_FROM = 16 * 1024 * 1024
# Bytes of an archive's list of members, and of the record that says where it is.
_LONGEST_DIRECTORY = 32 * 1024 * 1024
_DIRECTORY_END = b"PK\x05\x06"
_MEMBER_BEGINS = b"PK\x01\x02"
# Bytes of the longer record and of what leads to it, between the list and its end.
_LONG_RECORDS = 76
_LONGEST_TAIL = 65_557
_ZIP_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
PART_HEAD_BYTES = 64 * 1024
_LENT_AT_ONCE = 64 * 1024
_NOT_OF_THE_EXPORT = ("__MACOSX/", ".DS_Store")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of an export.

    ``name`` is for messages alone; ``open`` gives its bytes from the beginning.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Its bytes. Raises SleepFileError where they cannot be unpacked."""
        try:
            with self.open() as file:
                yield file
        except _UNREADABLE as error:
            raise broken_archive() from error

    def head(self) -> bytes:
        """How it begins. Raises SleepFileError."""
        with self.opened() as file:
            return file.read(PART_HEAD_BYTES)


def not_utf8(name: str) -> SleepFileError:
    """That a part is not text as these exports have it."""
    return SleepFileError(_("“%(name)s” is not written in UTF-8."), {"name": name})


def far_too_many(name: str, line: int) -> SleepFileError:
    """That a part has more rows or objects than any export, by the line where that was seen."""
    text = _("“%(name)s” has far more in it than an export of sleep, as was seen in line %(line)d.")
    return SleepFileError(text, {"name": name, "line": line})


def broken_archive() -> SleepFileError:
    """That an archive is not whole."""
    return SleepFileError(_("This file is broken: it cannot be unpacked. Export it once more."))


def parts_of(file: BinaryIO, name: str) -> list[FilePart]:
    """The parts of a file that can be gone through again and again. Raises SleepFileError."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    if begins not in _ZIP_BEGINS:
        return [FilePart(name, size, lambda: _from_beginning(file))]
    return _members(file, size)


def parts_in(folder: Path) -> list[FilePart]:
    """The files of a folder and of those in it; links are not followed. Raises SleepFileError."""
    paths = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            paths.append(path)
        if len(paths) > MOST_PARTS:
            raise SleepFileError(_("This folder holds far more files than an export."))
    return [
        FilePart(path.relative_to(folder).as_posix(), path.stat().st_size, _opener(path))
        for path in paths
    ]


def unpacked_size(file: BinaryIO) -> int:
    """Bytes of all parts together, as the archive says it; of what cannot be read, of the file."""
    try:
        return sum(part.size for part in parts_of(file, ""))
    except SleepFileError:
        return file.seek(0, io.SEEK_END)
    finally:
        file.seek(0)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


class _LentFile(io.RawIOBase):
    """A file from its beginning, which stays open when this is closed."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        file.seek(0)

    def readable(self) -> bool:
        """See the base class."""
        return True

    def readinto(self, buffer: Any) -> int:
        """See the base class."""
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def _from_beginning(file: BinaryIO) -> IO[bytes]:
    return io.BufferedReader(_LentFile(file), _LENT_AT_ONCE)


def _members(file: BinaryIO, size: int) -> list[FilePart]:
    _check_directory(file, size)
    try:
        archive = zipfile.ZipFile(file)
    except (*_UNREADABLE, struct.error) as error:
        raise broken_archive() from error
    members = [member for member in archive.infolist() if _is_readable(member)]
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _bomb()
    return [
        FilePart(member.filename, member.file_size, _member_opener(archive, member))
        for member in members
    ]


def _member_opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _check_directory(file: BinaryIO, size: int) -> None:
    """The list of members is read into memory whole: its length is looked at before."""
    file.seek(max(0, size - _LONGEST_TAIL))
    tail = file.read(_LONGEST_TAIL)
    place = tail.rfind(_DIRECTORY_END)
    if place < 0 or len(tail) < place + 22:
        raise broken_archive()
    # 0xFFFF and 0xFFFFFFFF send to the longer record of archives over 4 GB, bounded by zipfile's
    # own reading of it below.
    length = struct.unpack("<I", tail[place + 12 : place + 16])[0]
    is_long = length == 0xFFFFFFFF
    if is_long:
        length = _long_length(tail, place)
    if length > min(_LONGEST_DIRECTORY, size):
        raise _bomb()
    # what the end says of their number is not what is read
    file.seek(max(0, size - len(tail) + place - length - _LONG_RECORDS * is_long))
    if file.read(length + _LONG_RECORDS).count(_MEMBER_BEGINS) > MOST_PARTS:
        raise SleepFileError(_("This archive holds far more files than an export."))


def _long_length(tail: bytes, place: int) -> int:
    """Bytes of the list of members as an archive of more than 4 GB says it."""
    begin = tail.rfind(b"PK\x06\x06", 0, place)
    if begin < 0 or len(tail) < begin + 56:
        raise broken_archive()
    return int(struct.unpack("<Q", tail[begin + 40 : begin + 48])[0])


def _is_readable(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file of the export. Raises SleepFileError for what no export has."""
    if member.is_dir() or any(name in member.filename for name in _NOT_OF_THE_EXPORT):
        return False
    if member.flag_bits & 1:
        raise SleepFileError(_("This archive has a password. Export it without one."))
    if member.file_size > max(_RATIO_MATTERS_FROM, member.compress_size * _LARGEST_RATIO):
        raise _bomb()
    return member.file_size > 0


def _bomb() -> SleepFileError:
    return SleepFileError(_("Unpacked, this file is far larger than an export of a device."))
