"""Looks through the XML of a workbook, a few bytes at a time, before a library builds anything.

openpyxl builds a tree of each row, and of every part that is no sheet: so rows, cells, depth and
lengths are counted first, and no part may declare entities.
"""

from __future__ import annotations

import re
import xml.sax
import xml.sax.handler
import xml.sax.xmlreader
import zipfile
import zlib

import defusedxml
import defusedxml.sax

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.archives import MOST_UNPACKED
from journal.diary_file.sheets.tables import MOST_SHEET_COLUMNS, MOST_SHEET_ROWS
from journal.i18n import gettext_noop as _

_SHEETS_FOLDER = "xl/worksheets/"
_STRINGS = "xl/sharedStrings.xml"
# Bytes of the parts that are read whole: styles, names, relations.
_LARGEST_PART = 4 * 1024 * 1024
_LARGEST_STRINGS = 48 * 1024 * 1024
_DEEPEST = 40
# Characters of one cell; a spreadsheet has at most 32,767.
_LONGEST_CELL = 40_000
_LAST_ROW = 1_048_576
# Rows of a sheet with and without something in them.
_MOST_ROW_TAGS = 3 * MOST_SHEET_ROWS
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")


Attributes = xml.sax.xmlreader.AttributesImpl


# What a cell's text is in; before any other tag another text begins.
_TEXT_TAGS = frozenset(["is", "r", "t", "v"])


class _Hostile(Exception):  # noqa: N818 - never leaves this module
    """What stands in the way, as a FileError."""

    def __init__(self, error: FileError) -> None:
        super().__init__(error)
        self.error = error


class SheetWatch(xml.sax.handler.ContentHandler):
    """Counts what a sheet holds; ``width`` and ``last_row`` are those of its filled cells."""

    def __init__(self) -> None:
        super().__init__()
        self.width = 0
        self.last_row = 0
        self._rows = self._depth = self._cells = self._length = self._row = 0
        self._is_empty = True

    def startElement(self, name: str, attrs: Attributes) -> None:  # noqa: N802
        """See the base class."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Hostile(_not_as_spreadsheets_write())
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._begin_row(attrs.get("r") or str(self._row + 1))
        elif tag == "c":
            self._begin_cell(attrs.get("r") or "")
        elif tag not in _TEXT_TAGS:
            self._length = 0

    def _begin_row(self, number: str) -> None:
        self._rows, self._cells = self._rows + 1, 0
        row = int(number) if number.isdecimal() and len(number) < 9 else 0
        if row <= self._row or row > _LAST_ROW or self._rows > _MOST_ROW_TAGS:
            raise _Hostile(_not_as_spreadsheets_write(row or None))
        self._row = row

    def _begin_cell(self, place: str) -> None:
        self._length, self._is_empty = 0, True
        self._cells = _column(place) if place else self._cells + 1
        if self._cells > _LAST_COLUMN:
            raise _Hostile(_not_as_spreadsheets_write(self._row))

    def characters(self, content: str) -> None:
        """See the base class."""
        self._length += len(content)
        if self._length > _LONGEST_CELL:
            raise _Hostile(FileError(self._row or None, _("A cell of this row is far too long.")))
        if self._is_empty and not content.isspace():
            self._is_empty = False
            self.width, self.last_row = max(self.width, self._cells), self._row
            if self.width > MOST_SHEET_COLUMNS:
                text = _("A table has at most %(most)d columns; this one has %(columns)d.")
                values = {"most": MOST_SHEET_COLUMNS, "columns": self.width}
                raise _Hostile(FileError(self._row, text, values))

    def endElement(self, name: str) -> None:  # noqa: N802
        """See the base class."""
        self._depth -= 1


_LAST_COLUMN = 16_384


def _column(place: str) -> int:
    match = _PLACE.fullmatch(place)
    if match is None:
        return _LAST_COLUMN + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number


def _not_as_spreadsheets_write(row: int | None = None) -> FileError:
    text = _("This workbook is not as spreadsheets write them. Save it once more, or as CSV.")
    return FileError(row, text)


def check_parts(archive: zipfile.ZipFile) -> dict[str, SheetWatch]:
    """Look through all parts; what was counted in each. Raises FileError.

    openpyxl looks into every sheet as it opens a workbook, so this comes before.
    """
    watches = {}
    for member in archive.infolist():
        name = member.filename
        if name.endswith((".xml", ".rels")):
            if member.file_size > _largest(name):
                raise _not_as_spreadsheets_write()
            watches[name] = watch_part(archive, name)
    return watches


def _largest(name: str) -> int:
    """How many bytes a part may have, by its name."""
    if name.startswith(_SHEETS_FOLDER):
        return MOST_UNPACKED
    return {_STRINGS: _LARGEST_STRINGS}.get(name, _LARGEST_PART)


def watch_part(archive: zipfile.ZipFile, name: str) -> SheetWatch:
    """What is counted in one part. Raises FileError for what no spreadsheet writes."""
    watch = SheetWatch()
    try:
        with archive.open(name) as part:
            defusedxml.sax.parse(part, watch, forbid_dtd=True)
    except _Hostile as hostile:
        raise hostile.error from None
    except (
        defusedxml.DefusedXmlException,
        xml.sax.SAXException,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        OSError,
        EOFError,
        UnicodeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise _not_as_spreadsheets_write() from error
    return watch
