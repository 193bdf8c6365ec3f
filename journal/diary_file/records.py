"""What a diary holds beside episodes and nights: a collection of each kind, in JSON alone.

The table ``COLLECTIONS`` is all that there is to say of them: the fields of each in the order of
the file, what makes two of them the same, and what must be true of its fields together. The names
of the fields are those of the models' columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial

from journal.background import KINDS_OF_BACKGROUND
from journal.checklist import THINGS
from journal.criteria import TooMany
from journal.day_factors import FACTORS
from journal.diary_file.background_fields import (
    BACKGROUND_TITLES,
    background_fields,
    fields_together,
)
from journal.diary_file.cell_values import EASTERNMOST
from journal.diary_file.collection import RECORDED_AT, Collection, Record, Values
from journal.diary_file.constant_rows import CONSTANT_LIST
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP_LIST
from journal.diary_file.recipe_field import RecordRecipe
from journal.diary_file.record_fields import (
    RecordChoice,
    RecordDay,
    RecordFlag,
    RecordInstant,
    RecordText,
    RecordWhole,
    RecordYear,
)
from journal.diary_file.sighting_fields import SIGHTING_FIELDS, SIGHTINGS_TITLE
from journal.diary_file.sleep_event_fields import SLEEP_EVENT_LIST
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.night_sleep import LONGEST_NIGHT_NOTE, out_of_bounds
from journal.nights import NOON, ONE_NIGHT
from journal.videos import videos_problem

# Where the calendar is furthest behind UTC.
WESTERNMOST = timedelta(hours=12)
# How far behind its night somebody may be up again, where it is not told when they went to bed:
# until midnight.
PAST_NOON = timedelta(hours=12)
# How far before its night somebody may have tried to sleep: a slip, written as it was typed.
BEFORE_NOON = timedelta(hours=6)
# How much longer a day is where the clocks are set back.
CLOCK_CHANGE = timedelta(hours=1)
# How far ahead an appointment may lie, as in the form.
FARTHEST = timedelta(days=2 * 366)
FACTOR_ANSWERS = ("yes", "no")
NOT_IN_NIGHT = _("This time does not lie in the night that it is told of.")
SLEEP_NUMBERS = ("minutes_until_sleep", "jolts", "wakings", "minutes_awake")


def _morning(values: Values) -> list[Problem]:
    """Going to bed lies in its night, noon to noon on some clock of the world; being up comes after
    it, within a day.

    A sleep may go on past the noon that ends its night (``journal.sleep_times``). What else
    contradicts itself stays as it was typed.
    """
    night, bed, woke = values["night_of"], values["bed_at"], values["woke_at"]
    if not isinstance(night, date):
        return []
    problems = [
        Problem(name, NOT_IN_NIGHT)
        for name in ("tried_at", "last_waking_at")
        if isinstance(at := values[name], datetime) and not _about_night(at, night)
    ]
    latest = None
    if isinstance(bed, datetime) and _in_night(bed, night):
        latest = bed + ONE_NIGHT + CLOCK_CHANGE
    elif isinstance(bed, datetime):
        problems.append(Problem("bed_at", NOT_IN_NIGHT))
    if not isinstance(woke, datetime):
        return problems
    if isinstance(bed, datetime) and woke <= bed:
        return [*problems, Problem("woke_at", _("This is before you went to bed."))]
    fits = _in_night(woke, night, PAST_NOON)
    if latest:
        fits = woke <= latest
    if not fits:
        problems.append(Problem("woke_at", NOT_IN_NIGHT))
    return problems


def _about_night(at: datetime, night: date) -> bool:
    """Whether the instant can be of a sleep that began in the night, from shortly before it to a
    day after its end.
    """
    return _in_night(at + BEFORE_NOON, night, ONE_NIGHT + BEFORE_NOON)


def _in_night(at: datetime, night: date, past: timedelta = timedelta()) -> bool:
    """Whether the instant can lie in the night, or ``past`` its end: a morning does not tell the
    place, so every zone is allowed for.
    """
    noon = datetime.combine(night, NOON, UTC)
    return noon - EASTERNMOST <= at < noon + ONE_NIGHT + past + WESTERNMOST


COLLECTIONS: dict[str, Collection] = {
    collection.name: collection
    for collection in (
        Collection(
            "mornings",
            _("Mornings (how you slept)"),
            ("night_of",),
            {
                "night_of": RecordDay(needed=True),
                "does_not_know": RecordFlag(),
                "bed_at": RecordInstant(),
                "woke_at": RecordInstant(),
                "tried_at": RecordInstant(),
                **{name: RecordWhole(problem=out_of_bounds) for name in SLEEP_NUMBERS},
                "last_waking_at": RecordInstant(),
                "quality": RecordWhole(problem=out_of_bounds),
                "note": RecordText(most=LONGEST_NIGHT_NOTE),
                RECORDED_AT: RecordInstant(or_now=True),
            },
            _morning,
        ),
        Collection(
            "days",
            _("Days (caffeine, exercise and the like)"),
            ("night_of",),
            {
                "night_of": RecordDay(needed=True),
                **{factor.code: RecordChoice(values=FACTOR_ANSWERS) for factor in FACTORS},
                "note": RecordText(most=500),
                RECORDED_AT: RecordInstant(or_now=True),
            },
        ),
        Collection(
            "appointments",
            _("Appointments"),
            ("on_date", "created_at"),
            {
                "on_date": RecordDay(needed=True, ahead=FARTHEST),
                "with_whom": RecordText(most=100),
                "person_name": RecordText(most=100),
                "birth_year": RecordYear(),
                "handedness": RecordChoice(values=("left", "right", "both")),
                "worry": RecordText(most=400, lines=3),
                "questions": RecordText(most=1000, lines=5),
                "since_when": RecordText(most=100),
                "how_it_began": RecordText(most=500),
                "medicines": RecordText(most=1000),
                "changes": RecordText(most=1000),
                "earlier_words": RecordChoice(values=("keep", "rows", "new")),
                "videos": RecordWhole(problem=videos_problem),
                "videos_of": RecordText(most=200),
                "said_afterwards": RecordText(most=2000),
                "next_step": RecordText(most=1000),
                "created_at": RecordInstant(needed=True),
                "closed_at": RecordInstant(),
            },
        ),
        Collection(
            "answers",
            _("Answers to “too many twitches?”"),
            ("answered_at",),
            {
                "answer": RecordChoice(
                    values=tuple(answer.value for answer in TooMany), needed=True
                ),
                "answered_at": RecordInstant(needed=True),
            },
        ),
        Collection(
            "other_things",
            _("Answers about other things doctors ask"),
            ("thing",),
            {
                "thing": RecordChoice(
                    values=tuple(THINGS),
                    needed=True,
                    otherwise=_("“%(value)s” is none of the other things that are asked about."),
                ),
                "answer": RecordChoice(values=("yes", "no", "not_sure"), needed=True),
                "since": RecordText(most=100),
                "answered_at": RecordInstant(needed=True),
            },
        ),
        *(
            Collection(
                name,
                BACKGROUND_TITLES[name],
                ("row_id",),
                background_fields(kind),
                partial(fields_together, kind),
            )
            for name, kind in KINDS_OF_BACKGROUND.items()
        ),
        Collection("sightings", SIGHTINGS_TITLE, ("client_id",), SIGHTING_FIELDS),
        Collection(
            "recipes",
            _("Recipes for tables of your own"),
            ("header",),
            {
                "name": RecordText(most=100, needed=True, lines=1),
                "header": RecordText(most=64, needed=True, lines=1),
                "content": RecordRecipe(needed=True),
                RECORDED_AT: RecordInstant(or_now=True),
            },
        ),
        Collection(*CONSTANT_LIST),
        Collection(*DEVICE_SLEEP_LIST),
        Collection(*SLEEP_EVENT_LIST),
    )
}


def read_record(
    collection: Collection, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
) -> Record:
    """The record of a row; all that is wrong with it, at the instant ``as_of`` (aware), is added to
    ``problems``.
    """
    for name, field in collection.fields.items():
        if field.needed and not cells.get(name, "").strip():
            problems.append(Problem(name, _("This is needed, and it is missing.")))
    values = {
        name: field.read(name, cells, as_of, problems) for name, field in collection.fields.items()
    }
    unread = dict.fromkeys(problem.field for problem in problems)
    problems.extend(collection.check({**values, **unread}))
    return Record(collection, values)


def written_record(collection: Collection, values: Values) -> dict[str, object]:
    """The record as an object of JSON, its fields in the order of the table."""
    return {name: field.write(values[name]) for name, field in collection.fields.items()}
