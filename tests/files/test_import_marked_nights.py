"""A file with entries of nights marked “no twitches”, or such marks on nights with entries: said
before and after.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.actions.trash import discard
from journal.files.import_preview import preview
from journal.models import NightRecord
from tests import builders
from tests.forms import post_forms

NIGHT = date(2026, 7, 6)
HEAD = "id,happened_at,time_zone,movement\n"
ENTRY = "a,2026-07-07T02:15+02:00,Europe/Berlin,twitch\n"
QUIET = ",2026-07-06,,none\n"


def marked(person: User, rows: str) -> int:
    """On how many nights the look finds both."""
    result = preview(
        person, io.BytesIO((HEAD + rows).encode()), default_zone="UTC", as_of=timezone.now()
    )
    assert not result.wrong, result.wrong
    return result.marked_nights


@pytest.mark.parametrize(
    ("rows", "stored_nights", "nights"),
    [
        (ENTRY, "mark", 1),
        (QUIET, "entry", 1),
        (ENTRY + QUIET, "", 1),
        (QUIET + ENTRY, "", 1),
        (QUIET + ENTRY, "mark and entry", 1),
        (ENTRY, "entry", 0),
        (QUIET, "mark", 0),
        ("a,2026-07-06T02:15+02:00,Europe/Berlin,twitch\n", "mark", 0),
    ],
)
def test_the_look_counts_nights_with_both(
    ada: User, ben: User, rows: str, stored_nights: str, nights: int
) -> None:
    NightRecord.objects.create(owner=ben, night_of=date(2026, 7, 5), recorded_at=timezone.now())
    if "mark" in stored_nights:
        NightRecord.objects.create(owner=ada, night_of=NIGHT, recorded_at=timezone.now())
    if "entry" in stored_nights:
        builders.episode(ada)
    assert marked(ada, rows) == nights


def test_an_entry_in_the_trash_is_none(ada: User) -> None:
    discard(builders.episode(ada), timezone.now())
    assert marked(ada, QUIET) == 0


def test_the_page_says_it_before_and_after(as_ada: Client, ada: User) -> None:
    NightRecord.objects.create(owner=ada, night_of=NIGHT, recorded_at=timezone.now())
    file = SimpleUploadedFile("diary.csv", (HEAD + ENTRY).encode())
    page = as_ada.post(reverse("import_diary"), {"file": file}, follow=True).content.decode()
    assert (
        "One night is marked “no twitches” and has entries too, if you add this. The entries count."
        in page
    )
    [form] = [form for form in post_forms(page) if form.sends().get("step") == ["store"]]
    page = as_ada.post(reverse("import_diary"), form.sends(), follow=True).content.decode()
    assert "1 night is marked “no twitches” and has entries too; the entries count." in page


def test_the_command_says_it(ada: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    NightRecord.objects.create(owner=ada, night_of=NIGHT, recorded_at=timezone.now())
    (tmp_path / "diary.csv").write_text(HEAD + ENTRY, encoding="utf-8")
    call_command("import_diary", "ada", str(tmp_path / "diary.csv"))
    assert (
        "Nights marked “no twitches” that have entries too, which count: 1."
        in capsys.readouterr().out
    )
