"""Appointments, the context of a day, frozen reports and their links: what their querysets and
properties say.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from journal.models import Appointment, DayContext, FrozenReport, ShareLink, ShareOpening

NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
NIGHT = date(2026, 7, 6)


def appointment(owner: User, day: date, **fields: object) -> Appointment:
    return Appointment.objects.create(owner=owner, on_date=day, created_at=NOW, **fields)


def frozen(owner: User) -> FrozenReport:
    return FrozenReport.objects.create(
        owner=owner,
        made_at=NOW,
        first_night=NIGHT,
        last_night=NIGHT,
        rules_version="1",
        content="{}",
        sha256="0" * 64,
    )


def test_the_soonest_open_appointment_of_a_person_comes_first(ada: User, ben: User) -> None:
    later, soon = appointment(ada, date(2026, 8, 1)), appointment(ada, date(2026, 7, 20))
    appointment(ada, date(2026, 7, 1), closed_at=NOW)
    appointment(ben, date(2026, 7, 10))
    assert list(Appointment.objects.of(ada).open().soonest_first()) == [soon, later]
    assert Appointment.objects.of(ada).before(date(2026, 7, 10)).count() == 1


def test_questions_and_worries_are_read_line_by_line(ada: User) -> None:
    visit = appointment(
        ada, NIGHT, worry="My calf\n\n  since spring ", questions="Is it usual?\nWhat helps?\n"
    )
    assert visit.worry_lines == ["My calf", "since spring"]
    assert visit.question_list == ["Is it usual?", "What helps?"]


def test_a_night_has_one_context_a_person(ada: User, ben: User) -> None:
    DayContext.objects.create(owner=ada, night_of=NIGHT, caffeine="yes", recorded_at=NOW)
    DayContext.objects.create(owner=ben, night_of=NIGHT, recorded_at=NOW)
    assert DayContext.objects.of(ada).on_nights(NIGHT, NIGHT).get().alcohol == ""
    with pytest.raises(IntegrityError):
        DayContext.objects.create(owner=ada, night_of=NIGHT, recorded_at=NOW)


def test_a_link_lives_until_it_ends_or_is_taken_back(ada: User) -> None:
    day = timedelta(days=1)
    common = {"owner": ada, "frozen": frozen(ada), "made_at": NOW}
    alive = ShareLink.objects.create(token_sha256="a" * 64, ends_at=NOW + day, **common)
    ShareLink.objects.create(token_sha256="b" * 64, ends_at=NOW, **common)
    ShareLink.objects.create(token_sha256="c" * 64, ends_at=NOW + day, revoked_at=NOW, **common)
    assert list(ShareLink.objects.of(ada).alive(NOW)) == [alive]


def test_deleting_the_account_takes_all_of_it_along(ada: User) -> None:
    link = ShareLink.objects.create(
        owner=ada, frozen=frozen(ada), token_sha256="a" * 64, made_at=NOW, ends_at=NOW
    )
    ShareOpening.objects.create(link=link, opened_at=NOW, what=ShareOpening.What.PAGE)
    appointment(ada, NIGHT, frozen_report=link.frozen)
    ada.delete()
    assert not any(
        kind.objects.exists() for kind in (Appointment, FrozenReport, ShareLink, ShareOpening)
    )
