"""Which of the columns that hold a day and a time says when it was, and which when it was sent."""

from __future__ import annotations

from collections.abc import Sequence

from journal.diary_file.sheets.recipes import Role
from journal.diary_file.sheets.tables import ColumnSummary
from journal.diary_file.sheets.written_moments import read_moment

_DAYS_ALONE = (Role.DAY, Role.NIGHT_OF)


def settle_moments(roles: list[Role], names: Sequence[Role | None]) -> None:
    """Leave one column of days with times; ``names`` are the roles that the headers name.

    A form's timestamp is when it was sent: where a day or a time is written beside it, that counts.
    """
    moments = [place for place, role in enumerate(roles) if role is Role.MOMENT]
    used = _used(roles, names, moments)
    # of a row in which the other column is empty it says the day, and nothing of the time
    is_day = not (used and Role.TIME in roles) and not any(role in roles for role in _DAYS_ALONE)
    for place in moments:
        if place in used:
            roles[place] = Role.DAY if Role.TIME in roles else Role.MOMENT
        else:
            roles[place] = Role.SENT if is_day and names[place] is Role.SENT else Role.KEEP


def _used(roles: list[Role], names: Sequence[Role | None], moments: list[int]) -> list[int]:
    """The column that tells the day, with its time where no other column has that."""
    named = [place for place in moments if names[place] is Role.MOMENT]
    own = [place for place in moments if names[place] is not Role.SENT]
    has_day = any(role in roles for role in _DAYS_ALONE)
    if Role.TIME in roles:
        return [] if has_day else own[-1:]
    if has_day:
        return named[:1]
    if named or own:
        return (named or own)[:1]
    is_asked = any(
        name in (Role.MOMENT, Role.TIME) for place, name in enumerate(names) if place not in moments
    )
    return [] if is_asked else moments[:1]


def are_days_alone(column: ColumnSummary) -> bool:
    """Whether every time in a column of days is midnight: then none was written there."""
    moments = [moment for value in column.values if (moment := read_moment(value))]
    return bool(moments) and not column.clocks
