"""From bytes to lines of text: UTF-8, UTF-16 with its mark, and Windows-1252 where its letters are
plain.

Which of them a file is in is told by its first bytes and by its first letter beyond ASCII, and
holds to its end.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from journal.diary_file.file_format import LONGEST_LINE, MOST_LINES, FileError
from journal.diary_file.windows_1252 import WesternLanguages, decoded
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# How workbooks (xlsx, ods, xls) and archives begin.
_BINARY_HEADS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_UNPAIRED = re.compile(
    "[\ud800-\udfff]"
)  # what "surrogateescape" makes of a byte that is not UTF-8
_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class _Whole(io.BufferedIOBase):
    """A file of which the first bytes were read already.

    Closing it leaves the file open, which is its opener's.
    """

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._file = head, file

    def readable(self) -> bool:
        """As a file that can be read from front to end."""
        return True

    def read1(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; empty at the end."""
        head, self._head = self._head, b""
        return head or self._file.read(size)


class DecodedLines:
    """A file's physical lines, each checked; ``number`` is that of the latest one, counted from 1.

    ``remarks`` says how its letters were read, if that was not plain. Raises :class:`FileError`
    here and on the way.
    """

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(4)
        if head.startswith(_BINARY_HEADS):
            text = _(
                "This is a workbook or an archive, not a text file. Open it in its spreadsheet,"
                " choose “Save as” and “CSV UTF-8”, and bring that file."
            )
            raise FileError(None, text)
        encoding, errors = "utf-8-sig", "surrogateescape"
        if head.startswith(_UTF_16):
            encoding, errors = "utf-16", "strict"
        # typeshed asks for more than a wrapper uses
        self._text = io.TextIOWrapper(  # type: ignore[type-var]
            _Whole(head, file),
            encoding=encoding,
            errors=errors,
            newline="",
        )
        self.number = 0
        self.remarks: list[Problem] = []
        self._utf_8 = head.startswith(b"\xef\xbb\xbf")
        self._western: WesternLanguages | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.take()
        if not line:
            raise StopIteration
        return self.checked(line)

    def take(self) -> str:
        """The next line as it is, or as much of it as a line may have; "" at the end.

        Raises :class:`FileError` for one more than a file may have.
        """
        try:
            line = self._text.readline(LONGEST_LINE + 1)
        except UnicodeDecodeError as error:
            raise self._broken_off() from error
        self.number += bool(line)
        if self.number > MOST_LINES:
            text = _(
                "A diary file has at most %(most)d lines. Split it, and bring its parts one after "
                "the other."
            )
            raise FileError(self.number, text, {"most": MOST_LINES})
        return line

    def read(self, size: int) -> str:
        """The next characters as they are, whatever lines they stand on."""
        try:
            return self._text.read(size)
        except UnicodeDecodeError as error:
            raise self._broken_off() from error

    def checked(self, line: str) -> str:
        """The line that was taken last, as it was meant.

        Raises :class:`FileError` if no table holds such a line.
        """
        if len(line) > LONGEST_LINE:
            raise FileError(self.number, _("This line is too long for a diary file."))
        if "\0" in line:
            text = _(
                "This line holds a NUL character, which no text has. Save the file as “CSV UTF-8” "
                "and try again."
            )
            raise FileError(self.number, text)
        if line.isascii():
            return line
        return self._lettered(line)

    def _lettered(self, line: str) -> str:
        sound = not _UNPAIRED.search(line)
        if sound and not self._western:
            self._utf_8 = True
            return line
        if sound or self._utf_8:
            other = _(
                "This line is UTF-8, and an earlier one is not. Save the file as “CSV UTF-8” and "
                "try again."
            )
            text = _("This line is not UTF-8. Save the file as “CSV UTF-8” and try again.")
            raise FileError(self.number, other if sound else text)
        return self._in_windows_1252(line)

    def _in_windows_1252(self, line: str) -> str:
        meant = decoded(line)
        self._western = self._western or WesternLanguages()
        if not self._western.takes(meant):
            text = _(
                "This line is not UTF-8, and its letters are not plain: “%(word)s”? Save the file"
                " as “CSV UTF-8” and try again."
            )
            raise FileError(self.number, text, {"word": _words(meant)})
        if not self.remarks:
            text = _(
                "The file is not UTF-8. Its letters are read as Windows-1252, as in “%(word)s”. If"
                " that is not what you wrote, save it as “CSV UTF-8” and choose it again."
            )
            self.remarks.append(Problem("", text, {"word": _words(meant)}))
        return meant

    def _broken_off(self) -> FileError:
        text = _(
            "After this line the file is no longer UTF-16. Save it as “CSV UTF-8” and try again."
        )
        return FileError(self.number or None, text)


def _words(line: str) -> str:
    """The first few words with a letter beyond ASCII, else with a sign beyond it."""
    words = re.sub('[,;\t|"]', " ", line).split()
    with_letter = list(islice(filter(_LETTER.search, words), 3))
    return excerpt(" ".join(with_letter or list(islice(filter(_BEYOND_ASCII.search, words), 3))))
