"""The diary as a file: comma-separated (RFC 4180) or JSON. docs/formats.md describes both.

Both hold nights, and episodes with the same 14 columns; only JSON has room for what stands in ``KINDS``. ``open_rows``
turns bytes into rows of text; ``read`` turns rows into what can be stored, ``observe`` into what the rules see;
``as_csv`` and ``as_json`` write. Nothing here knows the database, the clock or a page.
"""

from journal.diary_file.besides import KINDS, Beside, Kind
from journal.diary_file.observing import Seen, observe
from journal.diary_file.reading import Told, read
from journal.diary_file.rows import Rows, open_rows
from journal.diary_file.shapes import COLUMNS, FileError, Row
from journal.diary_file.writing import Kept, QuietNight, as_csv, as_json

__all__ = [
    "COLUMNS",
    "KINDS",
    "Beside",
    "FileError",
    "Kept",
    "Kind",
    "QuietNight",
    "Row",
    "Rows",
    "Seen",
    "Told",
    "as_csv",
    "as_json",
    "observe",
    "open_rows",
    "read",
]
