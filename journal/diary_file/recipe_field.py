"""The field of a record that holds a recipe as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journal.diary_file.record_fields import RecordText
from journal.entries import Problem
from journal.i18n import gettext_noop as _

# Characters of a recipe; one of a thousand columns has some hundred thousand.
LONGEST_RECIPE = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecipe(RecordText):
    """A text that is a recipe."""

    most: int = LONGEST_RECIPE

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The text, "" for an empty cell."""
        # What reads tables is needed by nothing else here.
        from journal.diary_file.sheets import RecipeError, recipe_from  # noqa: PLC0415

        text = RecordText.read(self, name, cells, as_of, problems)
        try:
            if text:
                recipe_from(json.loads(text))
        except RecipeError as error:
            problems.append(Problem(name, error.text, error.values))
        except (ValueError, RecursionError):
            problems.append(Problem(name, _("This is no recipe.")))
        return text
