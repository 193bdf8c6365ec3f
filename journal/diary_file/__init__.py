"""The diary as a file: comma-separated (RFC 4180) or JSON, the same 14 columns. docs/formats.md describes both.

``open_rows`` turns bytes into rows of text; ``read`` turns rows into entries and nights to store, ``observe`` into what
the rules see; ``as_csv`` and ``as_json`` write. Nothing here knows the database, the clock or a page.
"""

from journal.diary_file.observing import Seen, observe
from journal.diary_file.reading import Told, read
from journal.diary_file.rows import Rows, open_rows
from journal.diary_file.shapes import COLUMNS, FileError, Row
from journal.diary_file.writing import Kept, QuietNight, as_csv, as_json

__all__ = [
    "COLUMNS",
    "FileError",
    "Kept",
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
