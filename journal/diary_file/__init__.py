"""The diary as a file: comma-separated (RFC 4180) or JSON. docs/formats.md describes both.

Both hold nights, and episodes with the same columns; only JSON has room for what stands in
``COLLECTIONS``. ``open_rows`` turns bytes into rows of text; ``read`` turns rows into what can be
stored,
``observe`` into what the rules see; ``as_csv`` and ``as_json`` write. Nothing here knows the
database, the clock or a page.
"""

from journal.diary_file.collection import Collection, Record
from journal.diary_file.file_format import COLUMNS, FileError, RawRow, RawRows
from journal.diary_file.observed_rows import ObservedRow, observe
from journal.diary_file.parsed_rows import ParsedRow, read
from journal.diary_file.raw_rows import is_own_diary, open_rows
from journal.diary_file.records import COLLECTIONS
from journal.diary_file.writers import ExportedEpisode, QuietNight, as_csv, as_json

__all__ = [
    "COLLECTIONS",
    "COLUMNS",
    "Collection",
    "ExportedEpisode",
    "FileError",
    "ObservedRow",
    "ParsedRow",
    "QuietNight",
    "RawRow",
    "RawRows",
    "Record",
    "as_csv",
    "as_json",
    "is_own_diary",
    "observe",
    "open_rows",
    "read",
]
