"""The page on which a diary file is chosen, or looked at before it is stored."""

from __future__ import annotations

from dataclasses import dataclass

from journal.diary_file import COLUMNS
from journal.pages.import_preview import ImportPreviewPage


@dataclass(frozen=True, slots=True)
class ImportDiaryPage:
    """What the waiting file would add, or the way to choose one.

    ``columns`` are the names that a file may have in its first line.
    """

    preview: ImportPreviewPage
    columns: tuple[str, ...] = tuple(COLUMNS)
