"""What the steps of a table of one's own send, read into its recipe.

The fields of a step follow from the file, so they are read by hand: chosen values of closed sets,
and three kinds that are typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.diary_file.sheets import (
    ColumnRole,
    DayOrder,
    Doubt,
    DoubtKind,
    Layout,
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
    WordGuess,
    WordMeaning,
)
from journal.entries import MOST_INTENSITY, zone_problem
from journal.observations import Movement, NoticedBy, Phase, Woke
from journal.pages.sheet_words import NO_TWITCH
from journal.parsing import UnreadableError, clock, whole
from journal.time_zones import zone_called

Typed = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)
# What a table has once at most; places, texts and what goes into the note it may have often.
ROLES_OFTEN = frozenset({Role.MUSCLE, Role.WORDS, Role.NOTE, Role.KEEP, Role.LEAVE_OUT})
ROLE_VALUES = frozenset(role.value for role in Role)
ROLES_OF_DAY = frozenset({Role.DAY, Role.NIGHT_OF, Role.MOMENT, Role.SENT})
# Between the muscles of a word that stands for more than one.
MUSCLES_BETWEEN = "+"


def columns_sent(recipe: Recipe, headers: tuple[str, ...], sent: Typed) -> Recipe:
    """The recipe with the roles that were chosen. Raises ValidationError where no column tells the
    day, or two tell the same.
    """
    sent_roles = {header: sent.get(f"role-{number}") for number, header in enumerate(headers)}
    chosen = [(header, Role(role)) for header, role in sent_roles.items() if role in ROLE_VALUES]
    before = {column.header: column for column in recipe.columns}
    columns = {
        **before,
        **{header: _column(before.get(header), header, role) for header, role in chosen},
    }
    _refuse_columns(recipe, list(columns.values()))
    return replace(recipe, columns=tuple(columns.values()))


def _column(before: ColumnRole | None, header: str, role: Role) -> ColumnRole:
    if before is not None and before.role is role:
        return before
    return ColumnRole(header, role)


def _refuse_columns(recipe: Recipe, columns: list[ColumnRole]) -> None:
    roles = [column.role for column in columns]
    if recipe.layout is Layout.TABLE and not ROLES_OF_DAY & set(roles):
        raise ValidationError(_("No column tells the day. Choose the one that does."))
    twice = [column for column in columns if _is_twice(column.role, roles)]
    if twice:
        names = "”, “".join(column.header for column in twice)
        text = _("Two columns tell the same: “%(names)s”. Keep all but one of them in the note.")
        raise ValidationError(text % {"names": names})


def _is_twice(role: Role, roles: list[Role]) -> bool:
    return role not in ROLES_OFTEN and roles.count(role) > 1


def answer_sent(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    """The recipe with the answer to one question; ``picked`` are the boxes that were ticked.

    Raises ValidationError where nothing was chosen, or what was typed cannot be read.
    """
    return _READERS_OF_ANSWERS[doubt.kind](doubt, recipe, sent, picked)


def _chosen(doubt: Doubt, sent: Typed) -> str:
    choice = sent.get("answer", "")
    if choice not in doubt.choices:
        raise ValidationError(_("Choose one of these."))
    return choice


def _field(name: str, kind: type[StrEnum]) -> Callable[..., Recipe]:
    def read(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
        changes: dict[str, Any] = {name: kind(_chosen(doubt, sent))}
        return replace(recipe, **changes)

    return read


def _turned_days(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    return replace(recipe, turned_days=_chosen(doubt, sent) == "true")


def _blank_days(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    return replace(recipe, fills_days=_chosen(doubt, sent) == "true")


def _zone(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    name = zone_called(sent.get("time_zone", ""))
    if problem := zone_problem(name):
        raise ValidationError(_(problem.text) % dict(problem.values))
    return replace(recipe, time_zone=name)


def zone_sent(recipe: Recipe, sent: Typed, own: str) -> Recipe:
    """The recipe with the zone of the whole file; the person's own, ``own``, is not written down.

    Raises ValidationError for a zone that there is not.
    """
    name = zone_called(sent.get("time_zone", "") or own)
    if name == own:
        return replace(recipe, time_zone="")
    if problem := zone_problem(name):
        raise ValidationError(_(problem.text) % dict(problem.values))
    return replace(recipe, time_zone=name)


def _no_time(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    choice = NoTime(_chosen(doubt, sent))
    if choice is not NoTime.GIVEN_TIME:
        return replace(recipe, no_time=choice, given_time=None)
    try:
        given = clock(sent.get("given_time", "")).value
    except UnreadableError as error:
        raise ValidationError(_("Type the time for all of them, like 02:15.")) from error
    note = _("The time is approximate.")
    return replace(recipe, no_time=choice, given_time=given, given_note=note)


def _pick(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    chosen = tuple(word.text for word in doubt.words if word.key in picked)
    if not chosen:
        raise ValidationError(_("Choose at least one of these."))
    rules = tuple(
        replace(rule, values=chosen) if _is_picked_from(rule, doubt) else rule
        for rule in recipe.rules
    )
    return replace(recipe, rules=rules)


def _is_picked_from(rule: RowRule, doubt: Doubt) -> bool:
    return rule.action is RowAction.PICK and rule.header == doubt.header


def _strengths(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    strengths = {
        cell: _strength(cell, sent.get(f"strength-{number}", ""))
        for number, cell in enumerate(doubt.strengths)
    }
    return replace(recipe, strengths={**recipe.strengths, **strengths})


def _strength(cell: str, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        number = whole(text)
    except UnreadableError:
        number = -1
    if not 0 <= number <= MOST_INTENSITY:
        text = _("“%(cell)s”: type a number from 0 to 10, or nothing.")
        raise ValidationError(text % {"cell": cell})
    return number


def _words(doubt: Doubt, recipe: Recipe, sent: Typed, picked: list[str]) -> Recipe:
    words = {role: dict(meanings) for role, meanings in recipe.words.items()}
    for number, word in enumerate(doubt.words):
        if f"word-{number}" in sent:
            meaning = word_sent(word, number, sent)
            words.setdefault(word.role, {})[word.key] = meaning
    return replace(recipe, words=words)


def word_sent(word: WordGuess, number: int, sent: Typed) -> WordMeaning:
    """What was chosen for a word; what the page did not ask of it stays as it was guessed."""
    meaning = word.meaning

    def value(name: str) -> str | None:
        return sent.get(f"{name}-{number}")

    muscles = value("muscle")
    if muscles is not None:
        ids = tuple(part for part in muscles.split(MUSCLES_BETWEEN) if part in MUSCLE_BY_ID)
        meaning = replace(meaning, muscles=ids)
    movement = value("movement")
    if movement is not None:
        meaning = replace(
            meaning, nothing=movement == NO_TWITCH, movement=_member(Movement, movement)
        )
    others: dict[str, type[StrEnum]] = {
        "side": Side,
        "phase": Phase,
        "woke": Woke,
        "noticed_by": NoticedBy,
    }
    for name, kind in others.items():
        text = value(name)
        if text is not None:
            change: dict[str, Any] = {name: _member(kind, text)}
            meaning = replace(meaning, **change)
    return meaning


def _member(kind: type[Choice], text: str) -> Choice | None:
    """The member of that value; None for "" and for what is none."""
    return next((member for member in kind if member.value == text), None)


_READERS_OF_ANSWERS: Mapping[DoubtKind, Callable[[Doubt, Recipe, Typed, list[str]], Recipe]] = {
    DoubtKind.DAY_ORDER: _field("day_order", DayOrder),
    DoubtKind.TURNED_DAYS: _turned_days,
    DoubtKind.ZONE: _zone,
    DoubtKind.BLANK_DAYS: _blank_days,
    DoubtKind.NIGHT_RULE: _field("night_rule", NightRule),
    DoubtKind.MIDNIGHT: _field("midnight", Midnight),
    DoubtKind.NO_TIME: _no_time,
    DoubtKind.WORDS: _words,
    DoubtKind.PICK: _pick,
    DoubtKind.STRENGTH: _strengths,
    DoubtKind.QUIET: _field("quiet", QuietRule),
    DoubtKind.TWO_PLACES: _field("two_places", TwoPlaces),
    DoubtKind.PLAIN_LINES: _field("plain_lines", PlainLines),
}
