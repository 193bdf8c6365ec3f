"""From bytes to lines of text, whatever they were written in: UTF-8, UTF-16, or a code page.

A file is UTF-8 or UTF-16 if all of it is; only then is a code page guessed, and said.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from journal.diary_file.file_format import LONGEST_LINE, MOST_LINES, FileError
from journal.diary_file.windows_1252 import WesternLanguages
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

# UTF-32's mark begins with that of UTF-16, and so it stands first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets write where they do not write UTF-8, by country.
_CODE_PAGES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp932", "cp936", "cp949", "cp950"),
]
_BLOCK = 1 << 16
# Bytes of lines with letters beyond ASCII from which a code page is guessed.
_MOST_LETTERS = 1 << 16
_MOST_SHOWN = 3
# Share of plain lines from which a file is western: somebody may have typed "aääh" in one.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a file's letters are read: Python's name of it, and what has to be said of that."""

    encoding: str
    remarks: tuple[Problem, ...] = ()


def find_decoding(file: BinaryIO) -> Decoding:
    """How the letters of a file are to be read. Raises FileError for one that is no text."""
    file.seek(0)
    head = file.read(_BLOCK)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _checked(file, encoding)
    if b"\0" in head:
        return _checked(file, _utf_16_by_zeros(head))
    if _is_decodable(file, "utf-8"):
        return Decoding("utf-8")
    return _code_page(file)


def _checked(file: BinaryIO, encoding: str) -> Decoding:
    if _is_decodable(file, encoding):
        return Decoding(encoding)
    text = _("This file is broken: it says that it is %(encoding)s, and is not. Save it once more.")
    raise FileError(None, text, {"encoding": encoding.upper()})


def _utf_16_by_zeros(head: bytes) -> str:
    """Which of its two kinds UTF-16 without a mark is in: every other byte of ASCII is nought."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.3 * len(head[::2]) or min(even, odd) > 0.1 * len(head[::2]):
        text = _(
            "This is not a table and not text. Save it as CSV or as an Excel workbook (.xlsx)."
        )
        raise FileError(None, text)
    if even > odd:
        return "utf-16-be"
    return "utf-16-le"


def _is_decodable(file: BinaryIO, encoding: str) -> bool:
    """Whether all of the file is in that encoding."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(file: BinaryIO) -> Decoding:
    lines = _lettered_lines(file)
    encoding = _likeliest(b"\n".join(lines))
    if not _is_decodable(file, encoding):
        encoding = next((page for page in _CODE_PAGES if _is_decodable(file, page)), "latin-1")
    words = [excerpt(line.decode(encoding, "replace").strip()) for line in lines[:_MOST_SHOWN]]
    text = _(
        "The file is not UTF-8. Its letters are read as %(encoding)s, as in “%(lines)s”. If that "
        "is not what you wrote, save it as “CSV UTF-8” and choose it again."
    )
    values = {"encoding": encoding.replace("cp", "Windows-"), "lines": "” “".join(words)}
    return Decoding(encoding, (Problem("", text, values),))


def _lettered_lines(file: BinaryIO) -> list[bytes]:
    """The first lines with letters beyond ASCII, of a few kilobytes in all."""
    file.seek(0)
    lines, size = [], 0
    while size < _MOST_LETTERS and (block := file.readline(_BLOCK)):
        for line in re.split(b"[\r\n]+", block):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return lines


def _likeliest(letters: bytes) -> str:
    """The code page whose letters are plain: that of western Europe where they are its, else as
    charset-normalizer has it.
    """
    lines = letters.decode("cp1252", "replace").split("\n")
    plain = sum(WesternLanguages().takes(line) for line in lines)
    if plain >= _MOSTLY * len(lines):
        return "cp1252"
    # 4 MB, which only a process that reads such a file needs.
    import charset_normalizer  # noqa: PLC0415

    best = charset_normalizer.from_bytes(letters, cp_isolation=_CODE_PAGES).best()
    if best:
        return best.encoding
    return "cp1252"


def text_lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The physical lines of a file from its beginning, their ends left on.

    Raises FileError for a line or a number of lines that no diary has.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        number = 0
        while line := text.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise FileError(number, _("This line is far too long for a diary."))
            if number > MOST_LINES:
                sentence = _("A diary file has at most %(most)d lines. Bring it in parts.")
                raise FileError(number, sentence, {"most": MOST_LINES})
            yield line.lstrip("\ufeff") if number == 1 else line
    finally:
        # whoever opened the file may have closed it before the last line was asked for
        if not file.closed:
            text.detach()
