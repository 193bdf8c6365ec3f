"""A stored fact never breaks a page: rows at the ends of what their columns hold, on every page,
paper and file.

Rows are written past the doors, as an older release, a restored backup or another machine's time
zones may have left them: what a form refuses today may lie there all the same.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journal.answer_kinds import joined
from journal.checklist import THINGS
from journal.criteria import CRITERIA
from journal.entries import DAY_SECONDS
from journal.models import (
    Appointment,
    Beginning,
    ConstantMark,
    DayContext,
    Episode,
    FrozenReport,
    MedicalTest,
    Medicine,
    Morning,
    NightRecord,
    OtherThingAnswer,
    PatternDecision,
    Preferences,
    TooManyAnswer,
    VisitStatement,
)
from journal.observations import EasedBy
from tests import builders

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
Diary = dict[type[models.Model], list[dict[str, Any]]]
# Some that no machine knows, or knows no longer.
ZONES = [
    "Europe/Berlin",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "UTC",
    "Europe/Nowhere",
    "",
    "../etc",
    "localtime",
]
NUMBER = 2**31 - 1
# The ends of the calendar and of what doors take, and whatever lies between.
DAYS = st.sampled_from(
    [date(1900, 1, 1), date(1899, 12, 31), NOW.date(), NOW.date() - timedelta(days=1)]
) | st.dates(date(1900, 1, 1), NOW.date())
INSTANTS = st.sampled_from(
    [
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(1900, 1, 1, 23, 59, 59, 999999, UTC),
        NOW,
        NOW + timedelta(minutes=1),
    ]
) | st.datetimes(datetime(1900, 1, 1), NOW.replace(tzinfo=None), timezones=st.just(UTC))  # noqa: DTZ001
# What devices said of their clocks was taken from anywhere in the calendar.
CLOCKS = (
    st.none()
    | st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
    | INSTANTS
)
PLAIN = [
    "",
    " ",
    "calf",
    "<b>&amp;",
    '"id":"x"',
    "#eval \\ $ @ref <l>",
    "W" * 1990,
    "a\u202eb\u0007",
    "\ufeff\u200b",
]
SCRIPTS = ["ד״ר מאיר", "ขา", "脚がぴくぴく", "👩‍👩‍👧", "प" * 300, "𓀀", "\ue000", "z̷̡̛"]
STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.sampled_from([*PLAIN, *SCRIPTS]) | st.text(STORABLE, max_size=60)


def value_of(field: models.Field[Any, Any]) -> st.SearchStrategy[Any]:
    """Whatever the column may hold."""
    if field.name in SPECIAL:
        found = SPECIAL[field.name]
    elif field.choices:
        found = st.sampled_from(
            [value for value, _label in field.flatchoices] + ([""] if field.blank else [])
        )
    elif isinstance(field, models.DateTimeField):
        found = INSTANTS
    elif isinstance(field, models.DateField):
        found = DAYS
    elif isinstance(field, models.BooleanField):
        found = st.booleans()
    elif isinstance(field, models.SmallIntegerField | models.PositiveSmallIntegerField):
        found = st.sampled_from([0, 1, 10, 2**15 - 1])
    elif isinstance(field, models.IntegerField):
        found = st.sampled_from([1, 2, NUMBER])
    else:
        longest = field.max_length or 2000
        found = TEXTS.map(lambda text: text[:longest])
    return st.none() | found if field.null else found


SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "time_zone": st.sampled_from(ZONES),
    "device_happened_at": CLOCKS,
    "device_recorded_at": CLOCKS,
    "duration_seconds": st.sampled_from([0, 1, DAY_SECONDS]),
    "thing": st.sampled_from([*THINGS, "no_such_thing"]),
    "pattern": st.sampled_from(
        [f"{one.code}/{place}" for one in CRITERIA for place in ("-/-", "calf/left", "gone/left")]
    ),
    "entries": st.sampled_from([[], [1], ["x"], {}]),
    "on_date": DAYS | st.just(NOW.date() + timedelta(days=730)),
    "from_date": st.sampled_from(["", "2026", "2026-02-30", "soon"]),
    "until_date": st.sampled_from(["", "1899", "2026-07", "in a while"]),
    "row_id": st.uuids().map(str),
    "deleted_at": st.none() | INSTANTS,
    "eased_by": st.sampled_from(["", *EasedBy, joined(EasedBy), "stretching moving moving"]),
    "client_id": st.uuids().map(str) | TEXTS.map(lambda text: (text or "x")[:64]),
}
MODELS: tuple[tuple[type[models.Model], int], ...] = (
    (Episode, 5),
    (NightRecord, 2),
    (ConstantMark, 2),
    (Morning, 2),
    (DayContext, 2),
    (Appointment, 2),
    (TooManyAnswer, 1),
    (OtherThingAnswer, 3),
    (PatternDecision, 3),
    (Preferences, 1),
    (Medicine, 2),
    (MedicalTest, 2),
    (Beginning, 2),
    (VisitStatement, 2),
)


def rows(model: type[models.Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for a row of the model."""
    fields = [
        one for one in model._meta.concrete_fields if not one.is_relation and not one.primary_key
    ]
    return st.fixed_dictionaries({one.name: value_of(one) for one in fields})


DIARIES = st.fixed_dictionaries(
    {model: st.lists(rows(model), max_size=most) for model, most in MODELS}
)
PAGES = """
/dashboard/?weeks=all /dashboard/ /patterns/?weeks=all /report/?period=all /report/?period=visit
/report/report.pdf?period=all
/report/report.fhir.json?period=all /episodes/ /episodes/?first=1900-01-01 /nights/ /morning/
/sleep/ /appointment/ /trash/
/appointment/medicines/ /appointment/tests/ /appointment/beginnings/ /appointment/statements/
/api/medicines /api/tests /api/beginnings /api/statements
/settings/
/export/ /export/diary.csv /export/diary.json /export/diary.nights.csv /export/diary.rows.csv
/share/ /report/frozen/ /article/ /checklist/ /log/
"""


def store(person: User, diary: Diary) -> None:
    """Past every check; a row that the table itself refuses is left out."""
    for model, told in diary.items():
        for values in told:
            try:
                with transaction.atomic():
                    model._default_manager.create(owner=person, **values)
            except IntegrityError:
                continue


def look(client: Client, path: str) -> bytes:
    """A page that is there, whole."""
    answer: Any = client.get(path)
    content = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200, (path, answer.status_code)
    return bytes(content)


@pytest.mark.no_cover  # every page has tests of its own, which are traced
@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(diary=DIARIES)
def test_no_stored_row_breaks_a_page(diary: Diary, settings: Any, tmp_path_factory: Any) -> None:
    settings.DATA_DIR = tmp_path_factory.mktemp("rows")
    settings.API_COUNTS = settings.DATA_DIR / "counts"
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        person = builders.person("rows")
        store(person, diary)
        client = Client()
        client.force_login(person)
        for path in PAGES.split():
            look(client, path)
        for episode in Episode.objects.of(person).kept():
            look(client, f"/episodes/{episode.pk}/")
        there = client.post("/report/freeze/", {"period": "all"})["Location"]
        look(client, there)
        assert look(client, f"{there}report.pdf").startswith(b"%PDF")
        assert FrozenReport.objects.count() == 1
        transaction.set_rollback(True)
