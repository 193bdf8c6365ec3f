"""Frozen reports are found again, and can be deleted with the links that open them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, FrozenReport, ShareLink
from journal.observations import Movement
from tests import builders
from tests.forms import post_forms

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.API_COUNTS = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def frozen(ada: User, as_ada: Client) -> FrozenReport:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf", note="after running")
    as_ada.post(reverse("freeze"), {"period": "4"})
    return FrozenReport.objects.get()


def shared(client: Client) -> str:
    page = client.post(reverse("share"), {"period": "4", "ends_on": "2026-07-22"}).content.decode()
    found = re.search(r'value="http://testserver(/s/[^"]+)"', page)
    assert found
    return found.group(1)


def test_a_report_frozen_without_a_link_is_found_from_report_and_appointment(
    as_ada: Client, ada: User, frozen: FrozenReport
) -> None:
    for page in ("report", "appointment"):
        Appointment.objects.update_or_create(
            owner=ada, on_date=NOW.date(), defaults={"created_at": NOW}
        )
        assert f'href="{reverse("frozen_reports")}"' in as_ada.get(reverse(page)).content.decode()
    text = as_ada.get(reverse("frozen_reports")).content.decode()
    assert reverse("frozen", args=[frozen.pk]) in text
    assert "Frozen on 8 July 2026, 09:00" in text


def test_the_appointment_leads_to_its_own(as_ada: Client, ada: User, frozen: FrozenReport) -> None:
    visit = Appointment.objects.create(
        owner=ada, on_date=NOW.date(), created_at=NOW, frozen_report=frozen
    )
    assert (
        reverse("frozen", args=[frozen.pk]) in as_ada.get(reverse("appointment")).content.decode()
    )
    visit.closed_at = NOW
    visit.save()
    assert (
        reverse("frozen", args=[frozen.pk]) in as_ada.get(reverse("appointment")).content.decode()
    )


def test_nothing_frozen_says_so(as_ada: Client) -> None:
    assert (
        "You have frozen no report yet." in as_ada.get(reverse("frozen_reports")).content.decode()
    )


def test_the_list_says_what_each_is_for(as_ada: Client, ada: User, frozen: FrozenReport) -> None:
    Appointment.objects.create(
        owner=ada, on_date=NOW.date() + timedelta(days=9), created_at=NOW, frozen_report=frozen
    )
    shared(as_ada)
    text = as_ada.get(reverse("frozen_reports")).content.decode()
    assert "for the appointment on 17 July 2026" in text
    assert text.count("1 link opens it") == 1


def test_older_ones_stand_folded_up(as_ada: Client, frozen: FrozenReport) -> None:
    for number in range(6):
        FrozenReport.objects.create(
            owner=frozen.owner,
            made_at=NOW - timedelta(days=number + 1),
            first_night=frozen.first_night,
            last_night=frozen.last_night,
            rules_version="1",
            content="{}",
            sha256="0" * 64,
        )
    text = as_ada.get(reverse("frozen_reports")).content.decode()
    assert "2 older reports" in text
    assert text.count("Frozen on ") == 7


def test_deleting_takes_the_links_along_and_says_so(
    as_ada: Client, client: Client, frozen: FrozenReport
) -> None:
    path = shared(as_ada)
    own = ShareLink.objects.get().frozen_id
    page = as_ada.get(reverse("frozen", args=[own])).content.decode()
    assert "The link that opens it will open nothing any more." in page
    assert client.get(path).status_code == 200
    text = as_ada.post(reverse("delete_frozen", args=[own]), follow=True).content.decode()
    assert "is deleted. 1 link no longer works." in text
    assert client.get(path).status_code == 404
    assert list(FrozenReport.objects.all()) == [frozen]


def test_the_appointment_stays_when_its_report_goes(
    as_ada: Client, ada: User, frozen: FrozenReport
) -> None:
    visit = Appointment.objects.create(
        owner=ada, on_date=NOW.date(), created_at=NOW, frozen_report=frozen
    )
    text = as_ada.post(reverse("delete_frozen", args=[frozen.pk]), follow=True).content.decode()
    assert "open nothing" not in text
    visit.refresh_from_db()
    assert visit.frozen_report is None


def test_a_damaged_one_can_be_deleted_from_its_page(as_ada: Client, frozen: FrozenReport) -> None:
    FrozenReport.objects.update(content=frozen.content + " ")
    page = as_ada.get(reverse("frozen", args=[frozen.pk]))
    assert page.status_code == 422
    assert reverse("delete_frozen", args=[frozen.pk]) in page.content.decode()


def test_nobody_deletes_anothers(as_ben: Client, frozen: FrozenReport) -> None:
    assert as_ben.post(reverse("delete_frozen", args=[frozen.pk])).status_code == 404
    assert FrozenReport.objects.count() == 1
    assert "Frozen on" not in as_ben.get(reverse("frozen_reports")).content.decode()


def test_a_double_touch_of_freeze_freezes_once(as_ada: Client, frozen: FrozenReport) -> None:
    as_ada.post(reverse("freeze"), {"period": "4"})
    with time_machine.travel(NOW + timedelta(seconds=2), tick=False):
        answer = as_ada.post(reverse("freeze"), {"period": "4"})
    assert answer["Location"] == reverse("frozen", args=[frozen.pk])
    builders.episode(frozen.owner, movement=Movement.CRAMP)
    as_ada.post(reverse("freeze"), {"period": "4"})
    assert FrozenReport.objects.count() == 2


def test_one_night_is_named_once(as_ada: Client, ada: User, frozen: FrozenReport) -> None:
    FrozenReport.objects.update(first_night=NOW.date(), last_night=NOW.date())
    assert "Wed to Thu, 8–9 Jul 2026" in as_ada.get(reverse("frozen_reports")).content.decode()
    shared(as_ada)
    FrozenReport.objects.update(first_night=NOW.date(), last_night=NOW.date())
    assert "Wed to Thu, 8–9 Jul 2026" in as_ada.get(reverse("share")).content.decode()
    assert "8 July 2026 to 8 July 2026" not in as_ada.get(reverse("share")).content.decode()


def test_what_was_deleted_before_is_said_to_a_page_that_was_open(
    as_ada: Client, as_ben: Client, frozen: FrozenReport
) -> None:
    shared(as_ada)
    link = ShareLink.objects.get()
    [links] = post_forms(as_ada.get(reverse("share")).content.decode())
    page = as_ada.get(reverse("frozen", args=[link.frozen_id])).content.decode()
    [delete] = [one for one in post_forms(page) if one.action.endswith("/delete/")]
    assert "is deleted" in as_ada.post(delete.action, delete.sends(), follow=True).content.decode()
    for address, form in (
        (delete.action, delete),
        (reverse("share_revoke", args=[link.pk]), links),
    ):
        assert (
            "This report was deleted before"
            in as_ada.post(address, form.sends(), follow=True).content.decode()
        )
        assert as_ada.post(address).status_code == 404
        assert as_ben.post(address).status_code == 404
