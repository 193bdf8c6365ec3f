"""A step that is sent from a page that is out of date, or by somebody else, changes nothing."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from journal.files.pending_import import PendingImport
from journal.models import (
    Episode,
    FinishedImport,
    StoredRecipe,
    UnfinishedImport,
)
from journal.models.unfinished_import import UNDO_KEY
from tests.sheet_steps import SHEET
from tests.views.brought_sheet import BROUGHT_AT, _own_folder, brought

__all__ = ["_own_folder"]


def test_a_step_that_was_answered_in_another_window_is_said(as_ada: Client) -> None:
    steps = brought(as_ada)
    stale = steps.sends()
    steps.answer()
    answer = as_ada.post(SHEET, stale, follow=True)
    assert "answered in another window" in answer.content.decode()
    assert Episode.objects.count() == 0


def test_a_step_of_a_file_that_was_put_away_is_said(as_ada: Client) -> None:
    steps = brought(as_ada)
    stale = steps.sends()
    drop = {**stale, "step": ["drop"]}
    assert "Nothing was stored" in as_ada.post(SHEET, drop, follow=True).content.decode()
    assert "No file is waiting" in as_ada.post(SHEET, stale, follow=True).content.decode()
    assert as_ada.get(SHEET)["Location"] == "/import/"


def test_a_step_of_another_file_is_said(as_ada: Client) -> None:
    stale = brought(as_ada).sends()
    brought(as_ada, "daylio")
    html = as_ada.post(SHEET, stale, follow=True).content.decode()
    assert "another file is waiting" in html
    assert "daylio_export.csv" in html


def test_the_button_twice_stores_once(as_ada: Client, ada: User) -> None:
    steps = brought(as_ada).to_preview()
    last = steps.sends()
    for _turn in range(2):
        as_ada.post(SHEET, last, follow=True)
    assert Episode.objects.of(ada).count() == 5


def test_what_another_release_noted_of_a_table_leads_to_choosing_it_again(
    as_ada: Client, ada: User
) -> None:
    brought(as_ada)
    pending = PendingImport(ada)
    noted = pending.sheet(BROUGHT_AT)
    assert noted
    pending.note_sheet({**noted, "survey": {"columns_of_later": 1}}, BROUGHT_AT)
    assert as_ada.get(SHEET)["Location"] == "/import/"
    assert as_ada.get("/import/").status_code == 200
    assert brought(as_ada).step


def test_a_table_belongs_to_who_brought_it(as_ada: Client, as_ben: Client, ben: User) -> None:
    sent = brought(as_ada).to_preview().sends()
    assert as_ben.get(SHEET)["Location"] == "/import/"
    assert as_ben.post(SHEET, sent).status_code == 409
    brought(as_ada).store()
    finished = FinishedImport.objects.get()
    as_ben.post(f"/import/{finished.pk}/undo/")
    recipe = StoredRecipe.objects.get()
    as_ben.post(f"/import/recipes/{recipe.pk}/delete/")
    assert StoredRecipe.objects.count() == FinishedImport.objects.count() == 1
    assert not Episode.objects.of(ben).exists()


def test_while_another_import_is_under_way_nothing_is_stored_and_that_is_said(
    as_ada: Client, ada: User
) -> None:
    under_way = "Another import into your diary is still under way. Nothing was stored"
    steps = brought(as_ada).to_preview()
    key = 10**9
    other = UnfinishedImport.objects.create(
        owner=ada, table="journal_episode", first=key, last=key, beat_at=BROUGHT_AT
    )
    assert under_way in steps.answer().html
    assert steps.step == "store"
    assert Episode.objects.count() == 0
    UnfinishedImport.objects.update(key=f"{UNDO_KEY}1")
    html = steps.answer().html
    assert "An earlier import of yours is being taken back. Nothing was stored" in html
    assert under_way not in html
    other.delete()
    steps.answer()
    assert under_way not in steps.html
    assert Episode.objects.of(ada).count() == 5
