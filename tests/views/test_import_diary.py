"""The page that brings in a diary: choose, look, then all or nothing; and the file that waits
meanwhile.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.files.waiting_files import folder
from journal.forms import import_diary as files_form
from journal.models import Episode, FinishedImport, NightRecord
from journal.models.episode import Source
from tests.forms import step
from tests.views.brought_diary import FILE, PAGE, _own_folder, bring, files, page

__all__ = ["_own_folder"]


def test_the_page_asks_for_a_file(as_ada: Client) -> None:
    text = page(as_ada)
    assert 'type="file"' in text
    assert "happened_at" in text
    assert not folder().exists()


def test_a_look_stores_nothing_and_shows_everything(as_ada: Client) -> None:
    text = bring(as_ada, FILE.replace("id,", "mood,id,").replace("\n", "\n,")[:-1]).content.decode()
    for words in (
        "What this file would add",
        "my diary.csv",
        "mood",
        "Twitch",
        "Calf",
        "7 Jul 2026, 02:15",
        "Jerk",
    ):
        assert words in text
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
    assert Episode.objects.count() == 0


def test_one_button_stores_all(as_ada: Client, ada: User) -> None:
    bring(as_ada)
    answer = as_ada.post(PAGE, step(as_ada, "store"))
    assert answer["Location"] == reverse("diary")
    assert [episode.source for episode in Episode.objects.of(ada)] == [Source.IMPORT] * 2
    assert NightRecord.objects.of(ada).count() == 1
    assert files() == []
    said = "Added: 2 episodes and 1 night without twitches. For 30 days you can take all of it back"
    assert said in as_ada.get(reverse("diary")).content.decode()


def test_a_diary_of_ours_is_taken_back_as_a_whole(as_ada: Client, ada: User) -> None:
    bring(as_ada)
    as_ada.post(PAGE, step(as_ada, "store"))
    finished = FinishedImport.objects.of(ada).get()
    assert (finished.episodes, finished.nights, finished.records) == (2, 1, {})
    answer = as_ada.post(reverse("undo_import", args=[finished.pk]), follow=True)
    assert "Taken back: 3 rows of the file are gone." in answer.content.decode()
    assert not Episode.objects.of(ada).exists()


def test_a_file_that_is_there_already_has_no_button(as_ada: Client) -> None:
    bring(as_ada)
    as_ada.post(PAGE, step(as_ada, "store"))
    text = bring(as_ada).content.decode()
    assert "Nothing new in this file" in text
    assert 'value="store"' not in text
    assert "stays as it is" in text


def test_the_button_twice_adds_once_and_says_so(as_ada: Client) -> None:
    bring(as_ada)
    as_ada.post(PAGE, step(as_ada, "store"))
    answer = as_ada.post(PAGE, step(as_ada, "store"), follow=True)
    assert "No file is waiting" in answer.content.decode()
    assert Episode.objects.count() == 2


def test_a_wrong_row_is_shown_by_line_and_stops_everything(as_ada: Client) -> None:
    text = bring(as_ada, FILE + "c,never,,hop,,\n").content.decode()
    for words in ("cannot be read", "Line 5", "<code>movement</code>", "“hop” is not a movement"):
        assert words in text
    assert 'value="store"' not in text
    answer = as_ada.post(PAGE, step(as_ada, "store"), follow=True)
    assert "cannot be read" in answer.content.decode()
    assert Episode.objects.count() == 0


def test_many_wrong_rows_are_counted(as_ada: Client) -> None:
    text = bring(as_ada, "happened_at\n" + "never\n" * 987).content.decode()
    assert "987 rows cannot be read" in text
    assert "the first of 987" in text
    assert text.count("is not a time") == 50


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"happened_at\n\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
        (b"happened_at,note,note\n1,2,3\n", "more than once"),
        (b'{"episodes": [', "breaks off"),
    ],
)
def test_what_is_no_diary_is_said(as_ada: Client, content: bytes, words: str) -> None:
    text = bring(as_ada, content).content.decode()
    assert words in text
    assert "cannot be read" in text
    assert "The file cannot be read any further" in text
    assert "New episodes" not in text


def test_what_was_read_before_a_file_broke_off_is_counted(as_ada: Client) -> None:
    text = bring(as_ada, FILE + 'c,"open\n').content.decode()
    assert "The file cannot be read any further" in text
    assert re.search(r"New episodes</dt><dd>2<", text)


def test_a_remark_is_shown_and_stops_nothing(as_ada: Client) -> None:
    text = bring(as_ada, "happened_at,time_zone\n2026-03-29T02:30,Europe/Berlin\n").content.decode()
    assert "One row was read with a remark" in text
    assert "it is read as 03:30" in text
    assert 'value="store"' in text


def test_no_file_chosen(as_ada: Client) -> None:
    answer = as_ada.post(PAGE, {})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()
    assert "This file is empty." in bring(as_ada, b"").content.decode()


def test_a_file_that_is_too_large(as_ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_form, "LARGEST", 10)
    assert "larger than 100 MB" in bring(as_ada).content.decode()
    assert not folder().exists()


def test_a_script_is_told_where_to_go_next(as_ada: Client) -> None:
    assert bring(as_ada, Accept="application/json").json() == {"next": PAGE}  # type: ignore[attr-defined]
    answer = as_ada.post(PAGE, step(as_ada, "store"), headers={"Accept": "application/json"})
    assert answer.json() == {"next": reverse("diary")}
    assert "Added: 2 episodes" in as_ada.get(reverse("diary")).content.decode()
    answer = as_ada.post(PAGE, {}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (422, {"errors": ["Choose a file first."]})


def test_queries_do_not_grow_with_the_file(as_ada: Client, django_assert_num_queries: Any) -> None:
    for number in (3, 60):
        rows = "".join(f"2026-07-07T02:15Z,{number} {row}\n" for row in range(number))
        bring(as_ada, "happened_at,note\n" + rows)
        with django_assert_num_queries(2):
            page(as_ada)
        sent = step(as_ada, "store")
        # Whether another import is under way, how much there is already, five so that it can be
        # taken back, and four for the security log.
        with django_assert_num_queries(16):
            as_ada.post(PAGE, sent)


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    for name in ("import_diary", "import_progress", "export_page"):
        assert client.get(reverse(name)).status_code == 302
    assert client.post(PAGE, {"step": "store"}).status_code == 302


def test_the_page_says_how_the_file_was_read(as_ada: Client, ada: User) -> None:
    content = (
        "happened_at;movement;note\r\n06.07.2026 02:15;twitch;Füße\r\n08.07.2026;none;\r\n".encode(
            "cp1252"
        )
    )
    text = bring(as_ada, content).content.decode()
    for words in (
        "How it was read",
        "read as Windows-1252, as in “Füße”.",
        "1 entry tells no time zone; its time was read in UTC, your own zone.",
        "2 rows were read with a remark",
        "“06.07.2026 02:15” was read as 2026-07-06 02:15",
    ):
        assert words in text
    as_ada.post(PAGE, step(as_ada, "store"))
    assert Episode.objects.of(ada).get().note == "Füße"
    assert NightRecord.objects.of(ada).get().night_of.isoformat() == "2026-07-08"
