"""The page of earlier imports and of recipes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from journal.diary_file.device_sleep_fields import DEVICE_SLEEP
from journal.parsing import printable
from journal.reading.finished_imports import FinishedFacts
from journal.reading.stored_recipes import RecipeFacts
from journal.wording.after_import import import_stored
from journal.wording.dates import day, instant_in


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """An import that can be taken back by posting to ``undo``."""

    name: str
    when: str
    added: str
    undo: str


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
    sleeps = {DEVICE_SLEEP: finished.sleeps} if finished.sleeps else {}
    return FinishedRow(
        name=printable(finished.name) or gettext("A file without a name"),
        when=instant_in(finished.finished_at, zone),
        added=import_stored(finished.episodes, finished.nights, sleeps, marked_nights=0),
        undo=reverse("undo_import", args=[finished.pk]),
    )
