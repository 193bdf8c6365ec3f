"""Excel workbooks, row by row, by openpyxl: values alone. No formula is worked out, no link
followed, no macro looked at.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.archives import checked_archive
from journal.diary_file.sheets.text_rows import NumberedCells
from journal.diary_file.sheets.workbook_checks import check_parts
from journal.entries import Problem
from journal.i18n import gettext_noop as _

_MOST_SHEETS = 30
_HALF_A_SECOND = timedelta(milliseconds=500)


class Workbook:
    """A workbook's sheets that are shown, by name. Raises FileError for what is broken."""

    def __init__(self, file: BinaryIO) -> None:
        archive = checked_archive(file)
        self._watches = check_parts(archive)
        self._book = _opened(file)
        self._sheets = [
            sheet
            for sheet in self._book.worksheets[:_MOST_SHEETS]
            if getattr(sheet, "sheet_state", "visible") == "visible"
        ]
        self.names = tuple(str(sheet.title) for sheet in self._sheets)
        self.remarks = _remarks(archive.namelist(), self._book.worksheets, self._sheets)

    def rows(self, part: int) -> Iterator[NumberedCells]:
        """Each row of a sheet that holds something, its line and its cells as text; an empty row
        stands for any number of them.
        """
        sheet = self._sheets[part]
        # openpyxl's own, for want of a public one: which part of the archive the sheet is
        watch = self._watches.get(sheet._worksheet_path.lstrip("/"))
        if watch is None or not watch.width:
            return
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=watch.last_row, max_col=watch.width)
        was_blank = False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for line, cells in enumerate(rows, start=1):
                    texts = [cell_text(cell) for cell in cells]
                    is_blank = not any(texts)
                    if not (is_blank and was_blank):
                        yield line, texts
                    was_blank = is_blank
        except _ERRORS as error:
            raise _broken() from error


# What openpyxl raises for a workbook that is not what it says: there is no error of its own.
_ERRORS = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    SyntaxError,
    OverflowError,
    AssertionError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)


def _broken() -> FileError:
    return FileError(None, _("This workbook is broken. Save it once more, or as CSV."))


def _opened(file: BinaryIO) -> Any:
    # 22 MB, which only a process that reads a workbook needs.
    import openpyxl  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                file, read_only=True, data_only=True, keep_links=False, keep_vba=False
            )
    except _ERRORS as error:
        raise _broken() from error


def _remarks(names: list[str], sheets: list[Any], shown: list[Any]) -> tuple[Problem, ...]:
    remarks = []
    if any("vbaProject" in name for name in names):
        remarks.append(Problem("", _("The workbook has macros. They are not run and not kept.")))
    if any(name.startswith("xl/externalLinks/") for name in names):
        remarks.append(Problem("", _("The workbook has links to other files. None is followed.")))
    if len(shown) < len(sheets):
        remarks.append(Problem("", _("Sheets that are hidden in the workbook are left out.")))
    return tuple(remarks)


def cell_text(cell: Any) -> str:
    """What a cell shows, days and times as ISO 8601 has them and to the second."""
    value = cell.value
    if isinstance(value, datetime):
        return _moment_text(value, str(cell.number_format or ""))
    for kind, text_of in _TEXT_OF.items():
        if isinstance(value, kind):
            return text_of(value)
    if value is None:
        return ""
    return str(value)


def _moment_text(value: datetime, number_format: str) -> str:
    """A day alone where the cell shows no time: never midnight. A midnight that it shows is
    one, and is not written to the second, as programs write a day in a text.
    """
    at = (value + _HALF_A_SECOND).replace(microsecond=0)
    has_time = any(sign in number_format.lower().replace("red", "") for sign in "hs")
    if at.time() != time():
        return at.isoformat(" ")
    if has_time:
        return at.isoformat(" ", "minutes")
    return at.date().isoformat()


def _time_text(value: time) -> str:
    at = datetime.combine(date(2000, 1, 1), value) + _HALF_A_SECOND
    if at.day > 1:
        return "24:00"
    return at.replace(microsecond=0).time().isoformat()


def _length_text(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' * (seconds < 0)}{hours}:{rest // 60:02}:{rest % 60:02}"


def _number_text(value: float) -> str:
    """A number as the sheet shows it: 7, not 7.0; 0.1 + 0.2 as 0.3."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.12g}"


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    time: _time_text,
    timedelta: _length_text,
    date: date.isoformat,
    float: _number_text,
}
