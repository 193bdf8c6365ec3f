"""Archives: what is in one, before anything of it is unpacked.

A workbook is an archive too. Bounds stand on all that an archive says of itself, and Python's
``zipfile`` unpacks no more of a member than the archive has said.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
import zipfile
import zlib
from enum import Enum, auto
from typing import BinaryIO, cast

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.archive_members import member_to_read
from journal.entries import Problem
from journal.i18n import gettext_noop as _

MOST_MEMBERS = 1_000
# Bytes of an archive's list of members: a thousand of them with long names.
_LONGEST_LIST = 256 * 1024
MOST_UNPACKED = 192 * 1024 * 1024
# A diary of 100,000 rows of the same text is packed 150 times; a bomb, 1,000 times.
_MOST_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024
_END = b"PK\x05\x06"
_LONGEST_END = 65_557


class ArchiveKind(Enum):
    """What an archive is."""

    NONE = auto()
    WORKBOOK = auto()
    ONE_FILE = auto()


def checked_archive(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, every bound held. Raises FileError for one that is broken or hostile."""
    _check_list(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise _broken() from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _too_large()
    for member in members:
        _check_member(member)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large()
    return archive


def _check_list(file: BinaryIO) -> None:
    """The list of members is read into memory whole: its length is looked at before."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read(_LONGEST_END)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise _broken()
    members, length = struct.unpack("<HI", tail[place + 10 : place + 16])
    if members > MOST_MEMBERS or length > _LONGEST_LIST:
        raise _too_large()


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise FileError(None, _("This file has a password. Save it without one."))
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileError(None, _("This archive is packed in a way that is not read here."))
    if member.file_size > max(_RATIO_FROM, member.compress_size * _MOST_RATIO):
        raise _too_large()


def _broken() -> FileError:
    return FileError(None, _("This file is broken: it cannot be unpacked. Save it once more."))


def _too_large() -> FileError:
    text = _("Unpacked, this file is far larger than a diary. Save its table alone, as CSV.")
    return FileError(None, text)


def archive_kind(file: BinaryIO) -> ArchiveKind:
    """Whether an archive is a workbook, or holds one file that is to be read. Raises FileError."""
    with checked_archive(file) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
            return ArchiveKind.WORKBOOK
        _refuse_other_archives(names)
        member_to_read(archive)
    return ArchiveKind.ONE_FILE


def _refuse_other_archives(names: set[str]) -> None:
    if "content.xml" in names and "mimetype" in names:
        text = _("This is an OpenDocument file (.ods). Save it as CSV or as an Excel workbook.")
        raise FileError(None, text)
    if any(name.endswith(".iwa") for name in names):
        text = _("This is a Numbers file. Export it from Numbers as CSV or as an Excel workbook.")
        raise FileError(None, text)
    if "word/document.xml" in names:
        text = _("This is a Word document. Save it as plain text, or its table as CSV.")
        raise FileError(None, text)


def unpacked(file: BinaryIO) -> tuple[BinaryIO, tuple[Problem, ...]]:
    """The one file in an archive that is to be read, unpacked into a file that nobody else sees;
    and what is said of that, if the archive holds others.
    """
    with checked_archive(file) as archive:
        member, remarks = member_to_read(archive)
        content = tempfile.SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115 - the caller's
        try:
            with archive.open(member) as source:
                shutil.copyfileobj(source, content)
            content.seek(0)
            nested = content.read(4) == b"PK\x03\x04" and not member.filename.lower().endswith(
                (".xlsx", ".xlsm")
            )
        except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
            content.close()
            raise _broken() from error
        if nested:
            content.close()
            raise FileError(None, _("This archive holds another one. Unpack it first."))
    content.seek(0)
    return cast("BinaryIO", content), remarks
