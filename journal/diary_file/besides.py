"""What a diary holds beside episodes and nights, a list of each kind; only JSON has room for it.

The table ``KINDS`` is all that there is to say of them: the fields of each in the order of the file, what makes two of
them the same, and what must be true of its fields together. The names of the fields are those of the models' columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from journal.criteria import TooMany
from journal.diary_file.fields import Choice, Day, Field, Flag, Instant, Text, Value
from journal.diary_file.values import EASTERNMOST
from journal.entries import Problem
from journal.factors import FACTORS
from journal.marking import gettext_noop as _
from journal.nights import NOON, ONE_NIGHT
from journal.other_things import THINGS

Values = Mapping[str, Value]

# Where the calendar is furthest behind UTC.
WESTERNMOST = timedelta(hours=12)
# How far behind its night somebody may be up again, where it is not told when they went to bed: until midnight.
PAST_NOON = timedelta(hours=12)
# How far ahead an appointment may lie, as in the form.
FARTHEST = timedelta(days=3 * 366)
YES_OR_NO = ("yes", "no")
RECORDED_AT = "recorded_at"


def _nothing(values: Values) -> list[Problem]:
    """No field depends on another."""
    return []


def _morning(values: Values) -> list[Problem]:
    """Going to bed lies in its night, noon to noon on some clock of the world; waking comes after it, within a day.

    A sleep may go on past the noon that ends its night (``journal.sleep``).
    """
    night, bed, woke = values["night_of"], values["bed_at"], values["woke_at"]
    elsewhere = _("This time does not lie in the night that it is told of.")
    if not isinstance(night, date):
        return []
    found, latest = [], None
    if isinstance(bed, datetime):
        found = [] if _in_night(bed, night) else [Problem("bed_at", elsewhere)]
        latest = None if found else bed + ONE_NIGHT
    if not isinstance(woke, datetime):
        return found
    if isinstance(bed, datetime) and woke <= bed:
        return [*found, Problem("woke_at", _("This is before you went to bed."))]
    fits = woke <= latest if latest else _in_night(woke, night, PAST_NOON)
    return found if fits else [*found, Problem("woke_at", elsewhere)]


def _in_night(at: datetime, night: date, past: timedelta = timedelta()) -> bool:
    """Whether the instant can lie in the night, or ``past`` its end: a morning does not tell the place, so every zone
    is allowed for."""
    noon = datetime.combine(night, NOON, UTC)
    return noon - EASTERNMOST <= at < noon + ONE_NIGHT + past + WESTERNMOST


@dataclass(frozen=True, slots=True)
class Kind:
    """One list of the file.

    ``name`` is the list's, ``title`` says to a person what is in it. Two records that agree in the fields of ``same``
    are about the same; ``check`` finds what is wrong with sound fields together.
    """

    name: str
    title: str
    same: tuple[str, ...]
    fields: Mapping[str, Field]
    check: Callable[[Values], list[Problem]] = _nothing

    @property
    def flags(self) -> tuple[str, ...]:
        """The fields that are true or false, which no cell of a table is."""
        return tuple(name for name, field in self.fields.items() if isinstance(field, Flag))


@dataclass(frozen=True, slots=True)
class Beside:
    """One record of a kind, with a value for each of its fields."""

    kind: Kind
    values: Values

    @property
    def key(self) -> tuple[Value, ...]:
        """What tells it from all others of its kind."""
        return tuple(self.values[name] for name in self.kind.same)

    @property
    def said(self) -> tuple[Value, ...]:
        """All that was said, without when it was stored."""
        return tuple(value for name, value in self.values.items() if name != RECORDED_AT)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "mornings",
            _("Mornings (to bed, up again)"),
            ("night_of",),
            {
                "night_of": Day(needed=True),
                "does_not_know": Flag(),
                "bed_at": Instant(),
                "woke_at": Instant(),
                RECORDED_AT: Instant(or_now=True),
            },
            _morning,
        ),
        Kind(
            "days",
            _("Days (caffeine, exercise and the like)"),
            ("night_of",),
            {
                "night_of": Day(needed=True),
                **{factor.code: Choice(values=YES_OR_NO) for factor in FACTORS},
                "note": Text(most=500),
                RECORDED_AT: Instant(or_now=True),
            },
        ),
        Kind(
            "appointments",
            _("Appointments"),
            ("on_date", "created_at"),
            {
                "on_date": Day(needed=True, ahead=FARTHEST),
                "with_whom": Text(most=100),
                "worry": Text(most=400, lines=3),
                "questions": Text(most=1000, lines=5),
                "since_when": Text(most=100),
                "how_it_began": Text(most=500),
                "medicines": Text(most=1000),
                "changes": Text(most=1000),
                "said_afterwards": Text(most=2000),
                "next_step": Text(most=1000),
                "created_at": Instant(needed=True),
                "closed_at": Instant(),
            },
        ),
        Kind(
            "answers",
            _("Answers to “too many twitches?”"),
            ("answered_at",),
            {
                "answer": Choice(values=tuple(one.value for one in TooMany), needed=True),
                "answered_at": Instant(needed=True),
            },
        ),
        Kind(
            "other_things",
            _("Answers about other things doctors ask"),
            ("thing",),
            {
                "thing": Choice(
                    values=tuple(THINGS),
                    needed=True,
                    otherwise=_("“%(value)s” is none of the other things that are asked about."),
                ),
                "answer": Choice(values=("yes", "no", "not_sure"), needed=True),
                "since": Text(most=100),
                "answered_at": Instant(needed=True),
            },
        ),
    )
}


def read_beside(kind: Kind, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> Beside:
    """The record of a row; all that is wrong with it, at the instant ``as_of`` (aware), is added to ``found``."""
    for name, field in kind.fields.items():
        if field.needed and not cells.get(name, "").strip():
            found.append(Problem(name, _("This is needed, and it is missing.")))
    values = {name: field.read(name, cells, as_of, found) for name, field in kind.fields.items()}
    unread = dict.fromkeys(problem.field for problem in found)
    found.extend(kind.check({**values, **unread}))
    return Beside(kind, values)


def written(kind: Kind, values: Values) -> dict[str, object]:
    """The record as an object of JSON, its fields in the order of the table."""
    return {name: field.write(values[name]) for name, field in kind.fields.items()}
