"""One question about a table of one's own, with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journal.diary_file.sheets import Doubt, DoubtKind, Recipe, RowAction
from journal.files.sheet_state import SheetState
from journal.pages.sheet_words import MOST_WORDS_ASKED, WordRow, asked_word_rows, word_row
from journal.parsing import excerpt
from journal.wording.sheet_questions import (
    AnswerWords,
    answer_words,
    example_lines,
    question_about,
    question_title,
)


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question with its answers; ``chosen`` are the values that are chosen now."""

    title: str
    about: str
    kind: str
    answers: tuple[AnswerWords, ...]
    examples: tuple[str, ...]
    chosen: tuple[str, ...]
    strengths: tuple[tuple[str, str, str], ...] = ()
    words: tuple[WordRow, ...] = ()
    sure_words: tuple[WordRow, ...] = ()
    more_words: int = 0
    typed: str = ""


def question_part(
    state: SheetState, doubt: Doubt, sent: Mapping[str, str], *, every_word: bool
) -> QuestionPart:
    """The part on a doubt.

    ``sent`` is what a form that was refused held; ``every_word`` asks about words that are known,
    too.
    """
    words = list(enumerate(doubt.words))
    asked = [known for known in words if every_word or not known[1].is_sure]
    others = [known for known in words if known not in asked]
    return QuestionPart(
        title=question_title(doubt),
        about=question_about(doubt),
        kind=doubt.kind.value,
        answers=answer_words(doubt),
        examples=example_lines(doubt),
        chosen=_chosen(state, doubt, sent),
        strengths=tuple(_strengths(doubt, sent)),
        words=asked_word_rows(asked[:MOST_WORDS_ASKED]),
        sure_words=tuple(word_row(*known) for known in others),
        more_words=max(0, len(asked) - MOST_WORDS_ASKED),
        typed=sent.get("given_time", "") or _given_time(state.recipe),
    )


def _given_time(recipe: Recipe) -> str:
    return f"{recipe.given_time:%H:%M}" if recipe.given_time else ""


def _chosen(state: SheetState, doubt: Doubt, sent: Mapping[str, str]) -> tuple[str, ...]:
    """What is chosen as the page opens: what was sent, what was answered, else the guess."""
    if "answer" in sent:
        return (sent["answer"],)
    recipe = state.recipe
    if doubt.kind is DoubtKind.PICK:
        rules = [rule for rule in recipe.rules if rule.action is RowAction.PICK]
        return rules[0].values if rules else ()
    if doubt.kind.value in state.recipe.answered and doubt.kind in FIELDS_OF_ANSWERS:
        return (str(getattr(recipe, FIELDS_OF_ANSWERS[doubt.kind])).lower(),)
    return (doubt.guess,) if doubt.guess else ()


FIELDS_OF_ANSWERS: Mapping[DoubtKind, str] = {
    DoubtKind.DAY_ORDER: "day_order",
    DoubtKind.TURNED_DAYS: "turned_days",
    DoubtKind.NIGHT_RULE: "night_rule",
    DoubtKind.MIDNIGHT: "midnight",
    DoubtKind.NO_TIME: "no_time",
    DoubtKind.BLANK_DAYS: "fills_days",
    DoubtKind.QUIET: "quiet",
    DoubtKind.TWO_PLACES: "two_places",
    DoubtKind.PLAIN_LINES: "plain_lines",
}


def _strengths(doubt: Doubt, sent: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for number, (cell, guess) in enumerate(doubt.strengths.items()):
        field_name = f"strength-{number}"
        value = "" if guess is None else str(guess)
        yield field_name, excerpt(cell), sent.get(field_name, value)
