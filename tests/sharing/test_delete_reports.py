"""A frozen report is never altered: what is deleted for good leads to those that show it, and they
can go too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions import report_limits
from journal.actions.trash import discard
from journal.models import Episode, FrozenReport, SecurityEvent, ShareLink, report_compression
from journal.models.episode_queryset import TRASH_KEPT
from journal.observations import Movement
from journal.paper import frozen_files
from journal.reading.frozen_reports import reports_that_show
from journal.sharing.delete_reports import keys_in
from tests import builders
from tests.forms import post_forms
from tests.views.sharing import make

NOW = builders.MORNING_OF_REPORTS

pytestmark = pytest.mark.usefixtures("standing_clock")
TRASH = "/trash/"
STILL = "These still show what you deleted"


@pytest.fixture
def entry(ada: User) -> Episode:
    return builders.episode(
        ada, movement=Movement.TWITCH, muscle="calf", note='after "id":"running"'
    )


def frozen(client: Client) -> FrozenReport:
    client.post(reverse("freeze"), {"period": "4"})
    return FrozenReport.objects.latest("pk")


def forget(client: Client, entry: Episode) -> Any:
    discard(entry, NOW)
    return client.post(TRASH, {"forget": entry.pk}, follow=True)


def test_those_that_show_it_are_named_and_go_whole(
    as_ada: Client, client: Client, entry: Episode
) -> None:
    path = make(as_ada)
    client.get(path)
    client.get(f"{path}report.pdf")
    assert len(list(frozen_files.folder().glob("*"))) == 2
    before = FrozenReport.objects.get().content
    page = forget(as_ada, entry)
    text = page.content.decode()
    assert "1 entry deleted for good." in text
    assert STILL in text
    assert FrozenReport.objects.get().content == before
    [form] = [one for one in post_forms(text) if one.action == reverse("frozen_reports")]
    said = as_ada.post(form.action, form.sends(), follow=True).content.decode()
    assert "1 frozen report is deleted. 1 link no longer works." in said
    assert not FrozenReport.objects.exists()
    assert SecurityEvent.objects.get(kind="report_deleted").number == 1
    assert client.get(path).status_code == 404
    assert list(frozen_files.folder().glob("*")) == []


def test_how_many_went_is_noted_and_nothing_where_none_did(as_ada: Client, entry: Episode) -> None:
    keys = []
    for hour in range(2):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            keys.append(frozen(as_ada).pk)
    for _touch in range(2):
        as_ada.post(reverse("frozen_reports"), {"report": keys})
    assert (
        "A frozen report was deleted, with its links, 2 times"
        in as_ada.get("/settings/security-log/").content.decode()
    )
    assert SecurityEvent.objects.filter(kind="report_deleted").count() == 1


def test_where_none_shows_it_nothing_is_asked(as_ada: Client, ada: User, entry: Episode) -> None:
    frozen(as_ada)
    other = builders.episode(ada, movement=Movement.JERK)
    page = forget(as_ada, other)
    assert page.redirect_chain == [(TRASH, 302)]
    assert STILL not in page.content.decode()


def test_they_may_be_kept(as_ada: Client, entry: Episode) -> None:
    kept = frozen(as_ada)
    page = forget(as_ada, entry).content.decode()
    assert f'href="{TRASH}"' in page
    assert (
        as_ada.post(reverse("frozen_reports"), follow=True)
        .content.decode()
        .count("Nothing more was there")
        == 1
    )
    assert FrozenReport.objects.get() == kept


def test_emptying_and_what_had_lain_there_too_long_count_too(
    as_ada: Client, ada: User, entry: Episode
) -> None:
    kept = frozen(as_ada)
    discard(entry, NOW - TRASH_KEPT - timedelta(days=1))
    other = builders.episode(ada)
    discard(other, NOW)
    assert as_ada.post(TRASH, {"empty": "1"})["Location"].endswith(f"?still={kept.pk}")


def test_an_entry_of_another_diary_under_the_same_id_is_none(
    as_ada: Client, ben: User, entry: Episode
) -> None:
    frozen(as_ada)
    assert reports_that_show(ben, [entry.client_id]) == []


def test_only_an_entrys_own_id_is_found_also_in_a_pressed_report(
    as_ada: Client, ada: User, entry: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_compression, "PLAIN", 10)
    odd = builders.episode(ada, id='odd "id" \\ 🙂')
    kept = frozen(as_ada)
    assert reports_that_show(ada, [odd.client_id]) == [kept.pk]
    assert reports_that_show(ada, [entry.client_id, "nobody"]) == [kept.pk]
    assert reports_that_show(ada, ["running", "calf", entry.client_id[:-1], "", '"']) == []
    FrozenReport.objects.update(content="deflate:%%")
    assert reports_that_show(ada, [entry.client_id]) == []


def test_nobody_names_or_deletes_anothers(as_ada: Client, as_ben: Client, entry: Episode) -> None:
    kept = frozen(as_ada)
    assert STILL not in as_ben.get(reverse("frozen_reports"), {"still": kept.pk}).content.decode()
    as_ben.post(reverse("frozen_reports"), {"report": kept.pk})
    assert FrozenReport.objects.count() == 1


@pytest.mark.parametrize("odd", ["", "x", "-", "9" * 40, "1-" * 500, "²", "1-x-2"])
def test_what_an_address_names_may_be_anything(as_ada: Client, odd: str) -> None:
    assert as_ada.get(reverse("frozen_reports"), {"still": odd}).status_code == 200
    assert as_ada.post(reverse("frozen_reports"), {"report": odd}).status_code == 302
    assert len(keys_in(odd)) <= report_limits.MOST_REPORTS


def test_a_link_made_meanwhile_goes_too(as_ada: Client, entry: Episode) -> None:
    make(as_ada)
    key = FrozenReport.objects.get().pk
    as_ada.post(reverse("frozen_reports"), {"report": key})
    assert not ShareLink.objects.exists()
