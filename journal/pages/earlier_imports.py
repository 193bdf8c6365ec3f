"""The page of earlier imports and of recipes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from journal.parsing import printable
from journal.reading.finished_imports import FinishedFacts, UndoState
from journal.reading.stored_recipes import RecipeFacts
from journal.wording.after_import import import_stored, import_undone, undo_interrupted
from journal.wording.dates import day, instant_in


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """An import that can be taken back, or that goes on being, by posting to ``undo``; "" if not.

    ``outcome`` says how that went, ``percent`` how far it is while it is under way.
    """

    pk: int
    name: str
    when: str
    added: str
    undo: str
    outcome: str = ""
    percent: int | None = None
    is_interrupted: bool = False


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A recipe; ``field`` is the box of its name, ``readable`` is false where it cannot be used
    any more.
    """

    pk: int
    field: str
    name: str
    used: str
    readable: bool


@dataclass(frozen=True, slots=True)
class EarlierImportsPage:
    """Both lists."""

    imports: tuple[FinishedRow, ...]
    recipes: tuple[RecipeRow, ...]

    @property
    def asks_again(self) -> bool:
        """Whether something is under way of which the page says how far it is."""
        return any(row.percent is not None for row in self.imports)


def earlier_imports_page(
    imports: Iterable[FinishedFacts],
    recipes: Iterable[RecipeFacts],
    *,
    zone: ZoneInfo,
) -> EarlierImportsPage:
    """The page, with times in ``zone``, the person's."""
    return EarlierImportsPage(
        tuple(_finished_row(finished, zone) for finished in imports),
        tuple(
            RecipeRow(
                recipe.pk,
                f"name-{recipe.pk}",
                recipe.name,
                day(recipe.used_at.astimezone(zone).date()),
                recipe.recipe is not None,
            )
            for recipe in recipes
        ),
    )


def _finished_row(finished: FinishedFacts, zone: ZoneInfo) -> FinishedRow:
    row = FinishedRow(
        pk=finished.pk,
        name=printable(finished.name) or gettext("A file without a name"),
        when=instant_in(finished.finished_at, zone),
        added=import_stored(finished.episodes, finished.nights, finished.records, marked_nights=0),
        undo=reverse("undo_import", args=[finished.pk]),
    )
    match finished.undo:
        case UndoState.OVER:
            outcome = import_undone(finished.removed, finished.changed)
            return replace(row, undo="", outcome=outcome)
        case UndoState.UNDER_WAY:
            return replace(row, undo="", percent=finished.percent)
        case UndoState.INTERRUPTED:
            return replace(row, outcome=undo_interrupted(), is_interrupted=True)
        case UndoState.POSSIBLE:
            return row
