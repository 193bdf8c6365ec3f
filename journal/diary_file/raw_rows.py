"""From bytes to rows of text: a table and JSON, told apart by the first sign.

What makes the whole file unreadable is a :class:`FileError`; what is wrong with one row is left to
``journal.diary_file.parsed_rows``.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import BinaryIO

from journal.diary_file.csv_rows import SEPARATORS, csv_rows, names_a_diary
from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import FileError, RawRows
from journal.diary_file.json_rows import json_rows
from journal.diary_file.unknown_names import UnknownNames
from journal.i18n import gettext_noop as _

_NOTHING = SEPARATORS + '" \r\n\ufeff\u00a0'


def open_rows(file: BinaryIO) -> RawRows:
    """The rows of a diary file. Raises :class:`FileError` here or while they are gone through."""
    lines = DecodedLines(file)
    while not (first := lines.take()).strip(_NOTHING):
        if not first:
            raise FileError(None, _("The file is empty."))
    if first.lstrip(" \t\r\n\ufeff").startswith("{"):  # perhaps all of it on one line, however long
        names = UnknownNames()
        return RawRows(
            json_rows(first.lstrip("\ufeff"), lines, lines.number, names), names, lines.remarks
        )
    return csv_rows(lines, lines.checked(first))


# Lines in which the header of a diary of ours stands: it may have a line "sep=;" before it.
_HEADER_LINES = 2


def is_own_diary(file: BinaryIO) -> bool:
    """Whether it is a diary as Twitchlog writes it: JSON, or a table with the header of one of
    ours. The file is at its beginning before and after.
    """
    try:
        lines = DecodedLines(file)
        while not (first := lines.take()).strip(_NOTHING):
            if not first:
                return False
        if first.lstrip(" \t\r\n\ufeff").startswith("{"):
            return True
        return any(map(names_a_diary, chain([first], islice(lines, _HEADER_LINES - 1))))
    except FileError:
        return False
    finally:
        file.seek(0)
