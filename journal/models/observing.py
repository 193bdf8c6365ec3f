"""From the columns of a stored episode to what the rules see."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from journal.anatomy import Side
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke

Value = TypeVar("Value", bound=StrEnum)


def _by_stored_text(kind: type[Value]) -> dict[str, Value | None]:
    return {"": None, **{member.value: member for member in kind}}


# Looked up once a row; a stored text outside its set raises KeyError rather than pass for "not recorded".
_MOVEMENTS = _by_stored_text(Movement)
_CALLED_BACK = _by_stored_text(CalledBack)
_PHASES = _by_stored_text(Phase)
_WOKE = _by_stored_text(Woke)
_NOTICED_BY = _by_stored_text(NoticedBy)
SIDES = _by_stored_text(Side)
STORED: dict[str, dict[str, Any]] = {
    "movement": _MOVEMENTS,
    "called_back": _CALLED_BACK,
    "phase": _PHASES,
    "woke": _WOKE,
    "noticed_by": _NOTICED_BY,
}


def observe(  # noqa: PLR0917 - one parameter a column, in the query's order
    movement: str,
    muscle: str,
    called_back: str,
    phase: str,
    woke: str,
    noticed_by: str,
    count: int,
    night: date,
    key: int,
) -> Observation:
    """An observation from one row's columns; "" becomes None."""
    return Observation(
        movement=_MOVEMENTS[movement],
        muscle=muscle or None,
        called_back=_CALLED_BACK[called_back],
        phase=_PHASES[phase],
        woke=_WOKE[woke],
        noticed_by=_NOTICED_BY[noticed_by],
        count=count,
        night_of=night,
        key=key,
    )


def observation_of(columns: dict[str, str]) -> Observation:
    """An observation of which only some columns are known, by their stored texts."""
    known: dict[str, Any] = {
        name: STORED[name][text] if name in STORED else text or None for name, text in columns.items()
    }
    return Observation(**known)
