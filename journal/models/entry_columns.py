"""An entry as columns of an episode's row and back, and as what the rules see.

Both follow from the fields of an entry; "not recorded" is "" in a column of text, else NULL.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from datetime import UTC, date
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from journal.answer_kinds import joined
from journal.entries import DEFAULTS, FIELDS, KINDS, SEVERAL, Entry
from journal.nights import night_of
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke
from journal.search_text import fold
from journal.time_zones import stored_zone

Value = TypeVar("Value", bound=StrEnum)


def _by_stored_text(kind: type[Value]) -> dict[str, Value | None]:
    return {"": None, **{member.value: member for member in kind}}


# Looked up once a row; a stored text outside its set raises KeyError rather than pass for "not
# recorded".
_MOVEMENTS = _by_stored_text(Movement)
_CALLED_BACK = _by_stored_text(CalledBack)
_PHASES = _by_stored_text(Phase)
_WOKE = _by_stored_text(Woke)
_NOTICED_BY = _by_stored_text(NoticedBy)
# Of each field with a closed set of values, its members by their stored texts.
STORED: dict[str, dict[str, Any]] = {
    name: _by_stored_text(kind) for name, kind in KINDS.items() if issubclass(kind, StrEnum)
}
# The columns that :func:`observe` takes, in its order.
OBSERVED = tuple(
    {"key": "pk"}.get(field.name, field.name) for field in dataclasses.fields(Observation)
)
# The columns that hold an entry, in the order of its fields.
ENTRY_COLUMNS = tuple({"id": "client_id"}.get(name, name) for name in FIELDS)
# What was answered: the fields beside whose entry it is, and when and where it was.
_TEXTS = tuple(name for name in DEFAULTS if issubclass(KINDS[name], str))
_OTHERS = tuple(name for name in DEFAULTS if name not in (*_TEXTS, *SEVERAL))
_COLUMNS = ("happened_at", "time_zone", "night_of", "note_folded", *_TEXTS, *_OTHERS, *SEVERAL)
_texts_of, _others_of = attrgetter(*_TEXTS), attrgetter(*_OTHERS)


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


def observation_of(texts_by_column: dict[str, str]) -> Observation:
    """An observation of which only some columns are known, by their stored texts."""
    fields: dict[str, Any] = {name: text or None for name, text in texts_by_column.items()}
    fields |= {name: STORED[name][texts_by_column[name]] for name in fields.keys() & STORED.keys()}
    return Observation(**fields)


def night_of_entry(entry: Entry) -> date:
    """The night in which an entry lies, on the clock of its own place."""
    return night_of(entry.happened_at, stored_zone(entry.time_zone))


def columns(entry: Entry) -> dict[str, object]:
    """The columns of an episode that hold what an entry says, all but its id."""
    values = (
        entry.happened_at.astimezone(UTC),
        entry.time_zone,
        night_of_entry(entry),
        fold(entry.note),
        *["" if value is None else str(value) for value in _texts_of(entry)],
        *_others_of(entry),
        *[joined(getattr(entry, name)) for name in SEVERAL],
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _reader(name: str) -> Callable[[Any], Any] | None:
    """What turns a stored value of that field into one of an entry; None if they are the same."""
    if name in SEVERAL:
        return partial(_several, _by_stored_text(SEVERAL[name]))
    may_be_none = DEFAULTS.get(name, "") is None
    if name in STORED:
        members = STORED[name] if may_be_none else {**STORED[name]}
        if not may_be_none:
            del members[""]
        return members.__getitem__
    return _text_or_none if may_be_none and KINDS[name] is str else None


def _several(members: dict[str, Any], stored: str) -> tuple[Any, ...]:
    return tuple(members[text] for text in stored.split())


def _text_or_none(stored: str) -> str | None:
    return stored or None


_VALUE_READERS = tuple((name, _reader(name)) for name in FIELDS)


def entry_values(stored: Iterable[Any]) -> dict[str, Any]:
    """The fields of an entry by their names, from the values of ``ENTRY_COLUMNS`` in their order.

    Raises KeyError for a stored text outside its set.
    """
    return {
        name: read(value) if read else value
        for (name, read), value in zip(_VALUE_READERS, stored, strict=True)
    }
