"""Time zones: those of places are offered and taken anew; what is stored already goes on working
and is shown.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from journal.actions.record import RefusedError
from journal.entries import is_taken_zone, zone_problem
from journal.models import Episode, Preferences
from journal.time_zones import offered_zones, stored_zone, zone_names
from tests import builders
from tests.forms import post_forms
from twitchlog.configuration import value_grammar

NO_PLACES = [
    "localtime",
    "Factory",
    "posixrules",
    "right/Europe/Berlin",
    "posix/Europe/Berlin",
    "SystemV/EST5",
]
# What browsers tell of places and servers, by old names and new ones.
TAKEN = [
    "Europe/Berlin",
    "Asia/Calcutta",
    "Asia/Kolkata",
    "US/Eastern",
    "GB",
    "Etc/UTC",
    "Etc/GMT+5",
    "UTC",
    "CET",
]


@pytest.mark.parametrize("name", [*NO_PLACES, "", "Mars/Olympus", "europe/berlin", "../UTC"])
def test_what_is_no_place_is_neither_offered_nor_taken(name: str) -> None:
    assert not is_taken_zone(name)
    assert name not in offered_zones()


@pytest.mark.parametrize("name", TAKEN)
def test_a_place_is_taken_by_any_of_its_names(name: str) -> None:
    assert is_taken_zone(name)


def test_only_places_and_utc_are_offered() -> None:
    assert set(offered_zones()) < set(zone_names())
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Calcutta"} <= set(
        offered_zones()
    )
    assert not {name for name in offered_zones() if "/" not in name} - {"UTC"}
    assert not [name for name in offered_zones() if name.startswith("Etc/")]


def test_the_reason_is_said_in_words() -> None:
    wrong = zone_problem("Factory")
    assert str(wrong) == "“Factory” is not the time zone of a place. Use one like Europe/Berlin."
    assert zone_problem("Factory", own="Factory") is None


@pytest.mark.parametrize("name", ["localtime", "Factory"])
class TestWays:
    """Each way in refuses it, and stores nothing."""

    def test_settings(self, as_ada: Client, ada: User, name: str) -> None:
        page = as_ada.post(
            reverse("settings"), {"time_zone": name, "theme": "auto"}
        ).content.decode()
        assert "is not the time zone of a place" in page
        assert Preferences.of(ada).time_zone == "UTC"

    def test_the_form_of_an_entry(self, as_ada: Client, name: str) -> None:
        data = {"movement": "twitch", "ago": "now", "time_zone": name}
        assert (
            "is not the time zone of a place" in as_ada.post(reverse("log"), data).content.decode()
        )
        assert not Episode.objects.exists()

    def test_a_program(self, as_ada: Client, name: str) -> None:
        data = {"id": "p", "happened_at": "2026-07-07T02:15:00+02:00", "time_zone": name}
        answer = as_ada.post("/api/episodes", data, content_type="application/json")
        assert "is not the time zone of a place" in answer.content.decode()
        assert not Episode.objects.exists()

    def test_a_browser_at_sign_up(self, client: Client, db: None, name: str) -> None:
        data = {
            "username": "dora",
            "password1": "a-quiet-night-4",
            "time_zone": name,
        }
        client.post(reverse("account_signup"), data)
        assert Preferences.of(User.objects.get(username="dora")).time_zone == "UTC"

    def test_a_file_and_the_command(self, ada: User, name: str, tmp_path: Path) -> None:
        file = tmp_path / "diary.csv"
        file.write_text(f"id,happened_at,time_zone\na,2026-07-07T02:15:00+02:00,{name}\n")
        errors = StringIO()
        with pytest.raises(SystemExit):
            call_command("import_diary", "ada", str(file), stdout=StringIO(), stderr=errors)
        with pytest.raises(CommandError, match="is not the time zone of a place"):
            call_command("import_diary", "ada", str(file), time_zone=name)
        assert not Episode.objects.exists()

    def test_the_setting_of_the_server(self, name: str) -> None:
        with pytest.raises(ValueError, match="would do"):
            value_grammar.zone(name)


@pytest.fixture
def old(ada: User) -> Episode:
    """From a release that offered them: the settings and an entry name no place, another a place
    that is gone.
    """
    Preferences.objects.create(owner=ada, time_zone="localtime")
    builders.episode(ada)
    Episode.objects.update(time_zone="Mars/Olympus")
    episode = builders.episode(ada, note="before")
    Episode.objects.filter(pk=episode.pk).update(time_zone="Factory")
    return Episode.objects.get(pk=episode.pk)


@pytest.mark.parametrize(
    "route", ["diary", "dashboard", "morning", "report", "report_fhir", "log", "settings", "nights"]
)
def test_what_is_stored_is_shown(as_ada: Client, old: Episode, route: str) -> None:
    answer = as_ada.get(reverse(route))
    assert answer.status_code == 200
    if route == "settings":
        assert '<option value="localtime" selected>' in answer.content.decode()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_stored_is_written_out(as_ada: Client, old: Episode, kind: str) -> None:
    answer: Any = as_ada.get(reverse("export_diary", args=[kind]))
    text = b"".join(answer.streaming_content).decode()
    assert "Factory" in text
    assert "Mars/Olympus" in text


def test_an_entry_of_an_old_zone_can_be_changed(as_ada: Client, old: Episode) -> None:
    for episode in Episode.objects.all():
        address = reverse("edit", args=[episode.pk])
        form = next(
            form
            for form in post_forms(as_ada.get(address).content.decode())
            if "note" in form.sends()
        )
        data = {**form.sends(), "movement": "jerk", "note": "after"}
        assert as_ada.post(address, data).status_code == 302
    assert set(Episode.objects.values_list("note", "time_zone")) == {
        ("after", "Factory"),
        ("after", "Mars/Olympus"),
    }


def test_settings_with_an_old_zone_are_saved_as_they_are(
    as_ada: Client, ada: User, old: Episode
) -> None:
    forms = post_forms(as_ada.get(reverse("settings")).content.decode())
    data = next(form.sends() for form in forms if "theme" in form.sends())
    assert data["time_zone"] == ["localtime"]
    assert (
        "Saved."
        in as_ada.post(reverse("settings"), {**data, "theme": "dark"}, follow=True).content.decode()
    )
    assert (Preferences.of(ada).time_zone, Preferences.of(ada).theme) == ("localtime", "dark")


def test_somebody_with_an_old_zone_still_logs(as_ada: Client, old: Episode) -> None:
    before = Episode.objects.count()
    as_ada.post(reverse("log"), {"movement": "twitch", "ago": "now"})
    as_ada.post("/api/episodes", {"movement": "jerk"}, content_type="application/json")
    assert Episode.objects.count() == before + 2


def test_a_browsers_old_name_is_stored_and_shown(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("settings"), {"time_zone": "US/Eastern", "theme": "auto"})
    assert Preferences.of(ada).time_zone == "US/Eastern"
    assert (
        '<option value="US/Eastern" selected>' in as_ada.get(reverse("settings")).content.decode()
    )


def test_what_is_typed_against_the_list_is_shown_escaped(as_ada: Client) -> None:
    page = as_ada.post(
        reverse("settings"), {"time_zone": '"><b>', "theme": "auto"}
    ).content.decode()
    assert "<b>" not in page
    assert 'There is no time zone “"><b>”.' in unescape(page)


def test_a_stored_zone_is_never_a_fault(old: Episode) -> None:
    assert stored_zone("Mars/Olympus").key == "UTC"
    assert (
        datetime(2026, 7, 7, tzinfo=UTC).astimezone(stored_zone("Factory")).utcoffset() is not None
    )
    with pytest.raises(RefusedError):
        builders.episode(User.objects.get(), time_zone="Mars/Olympus")
