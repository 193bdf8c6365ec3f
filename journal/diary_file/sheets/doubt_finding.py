"""What is still to ask of a file with a recipe: only what the file cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from journal.diary_file.sheets.day_orders import decided_order, is_turned
from journal.diary_file.sheets.doubt_kinds import Doubt, DoubtExample, DoubtKind
from journal.diary_file.sheets.midnights import (
    midnight_column,
    midnights_among_days,
    untimed_midnights,
)
from journal.diary_file.sheets.moment_roles import are_days_alone
from journal.diary_file.sheets.recipe_guesses import (
    DAY_ROLES,
    day_column,
    likeliest_night_rule,
)
from journal.diary_file.sheets.recipes import (
    DayOrder,
    Midnight,
    NightRule,
    NoTime,
    Recipe,
    Role,
)
from journal.diary_file.sheets.surveys import SHAPE_SIGNS, SHAPE_WIDTH
from journal.diary_file.sheets.tables import CellKind, Layout, Survey
from journal.diary_file.sheets.word_doubts import word_doubts
from journal.diary_file.sheets.written_days import read_day

_DAY_SIGNS = SHAPE_SIGNS[CellKind.DAY] + SHAPE_SIGNS[CellKind.MOMENT]
_TIME_SIGNS = "".join(
    SHAPE_SIGNS[kind] for kind in (CellKind.TIME, CellKind.MOMENT, CellKind.NUMBER, CellKind.DAY)
)
_NIGHTS = (NightRule.EVENING_DATE, NightRule.MORNING_DATE)
_YES_AND_NO = ("true", "false")


def doubts(survey: Survey, recipe: Recipe, *, as_of: datetime) -> tuple[Doubt, ...]:
    """What is still to ask with this recipe, in the order in which it is asked.

    What the recipe says was ``answered`` is not asked again, unless the file speaks against it.
    ``as_of`` is when the file is read.
    """
    found = (doubt for find in _FINDERS for doubt in find(survey, recipe, as_of))
    return tuple(
        doubt
        for doubt in [*found, *word_doubts(survey, recipe), _zone(recipe)]
        if doubt.kind is DoubtKind.DAY_ORDER or doubt.kind not in recipe.answered
    )


def _day_order(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    column = day_column(recipe, survey)
    if column is None or column.days is None:
        return
    decision = decided_order(column.days)
    is_mixed = bool(column.days.day_first.only and column.days.month_first.only)
    is_contradicted = not decision.is_open and decision.order not in (None, recipe.day_order)
    is_answered = recipe.day_order is not None and not is_mixed
    if is_contradicted or (decision.is_open and not is_answered):
        yield Doubt(
            kind=DoubtKind.DAY_ORDER,
            choices=tuple(DayOrder),
            guess=decision.order,
            rows=column.days.two_readings,
            header=column.header,
            examples=tuple(
                DoubtExample(line, text, {DayOrder.DAY_FIRST: first, DayOrder.MONTH_FIRST: second})
                for line, text, first, second in column.days.examples
            ),
        )


def _turned_days(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    column = day_column(recipe, survey)
    if column and column.days and is_turned(column.days):
        yield Doubt(
            kind=DoubtKind.TURNED_DAYS,
            choices=_YES_AND_NO,
            rows=column.days.typed,
            header=column.header,
            examples=tuple(
                DoubtExample(line, text, {"false": first, "true": second})
                for line, text, first, second in column.days.examples
            ),
        )


def _blank_days(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    places = _places(survey, recipe, *DAY_ROLES)
    if not places:
        return
    rows = sum(
        count
        for shape, count in survey.shapes.items()
        if all(shape[place] == "-" for place in places) and shape.strip("-")
    )
    if rows and not _is_blank_first(survey, places):
        yield Doubt(kind=DoubtKind.BLANK_DAYS, choices=_YES_AND_NO, guess="true", rows=rows)


def _is_blank_first(survey: Survey, places: list[int]) -> bool:
    """Whether the first row has no day: nothing stands above it then."""
    return bool(survey.samples) and not any(survey.samples[0].cells[place] for place in places)


def _night_rule(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    roles = [column.role for column in recipe.columns]
    tells_days = Role.DAY in roles or Role.NIGHT_OF in roles
    if Role.MOMENT in roles or not tells_days:
        return
    likeliest = likeliest_night_rule(recipe, survey)
    untimed = _untimed_rows(survey, recipe)
    if likeliest is NightRule.AFTER_EVENING:
        choices = (NightRule.AFTER_EVENING, NightRule.AS_WRITTEN)
        yield _night_doubt(survey, choices, likeliest, survey.turning_rows)
    elif Role.NIGHT_OF in roles or untimed * 2 > survey.rows:
        yield _night_doubt(survey, _NIGHTS, NightRule.EVENING_DATE, survey.early_rows)


def _night_doubt(
    survey: Survey,
    choices: tuple[NightRule, ...],
    guess: NightRule,
    rows: tuple[tuple[int, str, str], ...],
) -> Doubt:
    return Doubt(
        kind=DoubtKind.NIGHT_RULE,
        choices=choices,
        guess=guess,
        rows=len(rows) or survey.rows,
        examples=tuple(
            DoubtExample(line, f"{day} {clock}", _night_readings(day, clock, choices))
            for line, day, clock in rows[:3]
        ),
    )


def _night_readings(day_text: str, clock: str, choices: tuple[NightRule, ...]) -> dict[str, str]:
    """What an early time would mean: of the day itself, or of the next."""
    written = read_day(day_text)
    day = written.on(DayOrder.DAY_FIRST) if written and not written.has_two_readings else None
    if day is None:
        return {}
    later = {NightRule.EVENING_DATE, NightRule.AFTER_EVENING}
    return {
        choice: f"{_next(day) if choice in later else day.isoformat()}T{clock}"
        for choice in choices
    }


def _next(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _midnight(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    if column := midnight_column(survey, recipe):
        yield Doubt(
            kind=DoubtKind.MIDNIGHT,
            choices=tuple(Midnight),
            rows=column.midnights,
            header=column.header,
            examples=tuple(DoubtExample(line, text) for line, text in column.at_midnight),
        )


def _no_time(survey: Survey, recipe: Recipe, _as_of: datetime) -> Iterator[Doubt]:
    rows = _untimed_rows(survey, recipe)
    at_midnight = untimed_midnights(survey, recipe)
    if rows + at_midnight:
        yield Doubt(
            kind=DoubtKind.NO_TIME,
            choices=tuple(NoTime),
            guess=NoTime.NOTE,
            # lines without a time are notes already, and so is a midnight that is none
            is_open=survey.table.layout is Layout.TABLE and rows > 0,
            rows=rows + at_midnight,
        )


def _untimed_rows(survey: Survey, recipe: Recipe) -> int:
    """How many rows have a day and no time."""
    days = _places(survey, recipe, *DAY_ROLES)
    times = _places(survey, recipe, Role.TIME)
    moment = SHAPE_SIGNS[CellKind.MOMENT]
    headers = {column.header for column in survey.columns if not are_days_alone(column)}
    timed = [
        place
        for place in _places(survey, recipe, Role.MOMENT, Role.DAY, Role.NIGHT_OF)
        if recipe.role_of(survey.table.header[place]) is Role.MOMENT
        or survey.table.header[place] in headers
    ]
    rows = sum(
        count
        for shape, count in survey.shapes.items()
        if any(shape[place] in _DAY_SIGNS for place in days)
        and not any(shape[place] == moment for place in timed)
        and not any(shape[place] in _TIME_SIGNS for place in times)
    )
    return max(0, rows - midnights_among_days(survey, recipe))


def _places(survey: Survey, recipe: Recipe, *roles: Role) -> list[int]:
    """Where columns of these roles stand, as far as a row's shape tells of them."""
    headers = survey.table.header[:SHAPE_WIDTH]
    return [place for place, header in enumerate(headers) if recipe.role_of(header) in roles]


def _zone(recipe: Recipe) -> Doubt:
    return Doubt(kind=DoubtKind.ZONE, guess=recipe.time_zone, is_open=False)


_FINDERS: tuple[Callable[[Survey, Recipe, datetime], Iterator[Doubt]], ...] = (
    _day_order,
    _turned_days,
    _blank_days,
    _night_rule,
    _midnight,
    _no_time,
)
