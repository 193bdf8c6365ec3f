"""A spreadsheet of one's own, notes, or another app's export, as rows of the diary.

``open_sheets`` finds the tables of a file, ``survey`` goes through one of them once and keeps what
steps and questions need, ``guess_recipe`` and ``preset_for`` say what each column tells, ``doubts``
what only the person knows, and ``understand`` makes each row into entries, a quiet night or a note.
Nothing here knows the database, the clock or a page.
"""

from journal.diary_file.sheets.doubt_finding import doubts
from journal.diary_file.sheets.doubt_kinds import (
    FIELD_OF_ANSWER,
    Doubt,
    DoubtExample,
    DoubtKind,
    WordGuess,
)
from journal.diary_file.sheets.folding import word_key
from journal.diary_file.sheets.line_words import LineWords, line_words
from journal.diary_file.sheets.plain_data import PlainDataError
from journal.diary_file.sheets.preset_files import bound, fits, preset_for, presets
from journal.diary_file.sheets.recipe_data import RecipeError, recipe_data, recipe_from
from journal.diary_file.sheets.recipe_guesses import guess_recipe
from journal.diary_file.sheets.recipes import (
    CellPart,
    ColumnRole,
    DayOrder,
    Midnight,
    NightRule,
    NoTime,
    PlainLines,
    QuietRule,
    Recipe,
    Role,
    RowAction,
    RowRule,
    TwoPlaces,
    WordMeaning,
)
from journal.diary_file.sheets.sheets_file import Sheets, open_sheets
from journal.diary_file.sheets.strengths import strength_key
from journal.diary_file.sheets.survey_data import survey_data, survey_from
from journal.diary_file.sheets.surveys import survey
from journal.diary_file.sheets.tables import (
    CellKind,
    ColumnSummary,
    DayEvidence,
    Layout,
    SheetForm,
    SheetRow,
    SheetTable,
    Survey,
)
from journal.diary_file.sheets.understanding import understand
from journal.diary_file.sheets.understood import UnderstoodRow, UntimedNote

__all__ = [
    "FIELD_OF_ANSWER",
    "CellKind",
    "CellPart",
    "ColumnRole",
    "ColumnSummary",
    "DayEvidence",
    "DayOrder",
    "Doubt",
    "DoubtExample",
    "DoubtKind",
    "Layout",
    "LineWords",
    "Midnight",
    "NightRule",
    "NoTime",
    "PlainDataError",
    "PlainLines",
    "QuietRule",
    "Recipe",
    "RecipeError",
    "Role",
    "RowAction",
    "RowRule",
    "SheetForm",
    "SheetRow",
    "SheetTable",
    "Sheets",
    "Survey",
    "TwoPlaces",
    "UnderstoodRow",
    "UntimedNote",
    "WordGuess",
    "WordMeaning",
    "bound",
    "doubts",
    "fits",
    "guess_recipe",
    "line_words",
    "open_sheets",
    "preset_for",
    "presets",
    "recipe_data",
    "recipe_from",
    "strength_key",
    "survey",
    "survey_data",
    "survey_from",
    "understand",
    "word_key",
]
