"""What was typed into a form goes with what is removed from its page, and comes back with it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Episode, Medicine
from tests import builders
from tests.log_form import NOW, sent_from

LIST = "/appointment/medicines/"
NOTHING_REMOVED = "Nothing was removed: what you typed could not be saved first."
NOTHING_DELETED = "Nothing was deleted: what you typed could not be saved first."


@pytest.fixture(autouse=True)
def _night() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def row(ada: User) -> str:
    """The address of a row's page."""
    stored = Medicine.objects.create(owner=ada, row_id="m", name="Magnesium", recorded_at=NOW)
    return f"{LIST}{stored.pk}/"


@pytest.fixture
def entry(ada: User) -> str:
    """The address of an entry's page."""
    return f"/episodes/{builders.episode(ada).pk}/"


def test_a_row_takes_along_what_was_typed(as_ada: Client, row: str) -> None:
    sent = sent_from(as_ada, row, note="not saved yet")
    as_ada.post(f"{row}discard/", sent)
    assert Medicine.objects.get().discarded_at
    as_ada.post(f"{row}bring-back/", sent)
    assert (Medicine.objects.get().note, Medicine.objects.get().discarded_at) == (
        "not saved yet",
        None,
    )


def test_what_cannot_be_saved_keeps_the_row_until_it_is_said_twice(
    as_ada: Client, row: str
) -> None:
    sent = sent_from(as_ada, row, note="not saved yet", from_date="in spring")
    answer = as_ada.post(f"{row}discard/", sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert NOTHING_REMOVED in page
    assert "not saved yet" in page
    assert "in spring" in page
    assert f'<form method="post" action="{row}" novalidate>' in page
    assert Medicine.objects.get().discarded_at is None
    as_ada.post(f"{row}discard/", {**sent, "without_typed": "1"})
    assert Medicine.objects.get().discarded_at
    assert Medicine.objects.get().note == ""


def test_a_row_that_was_changed_elsewhere_too_keeps_both(as_ada: Client, row: str) -> None:
    sent = sent_from(as_ada, row, note="not saved yet")
    Medicine.objects.update(dose="400 mg")
    answer = as_ada.post(f"{row}discard/", sent)
    assert answer["Location"] == row
    stored = Medicine.objects.get()
    assert (stored.dose, stored.note, stored.discarded_at) == ("400 mg", "not saved yet", None)


def test_a_row_of_which_the_same_was_changed_elsewhere_asks(as_ada: Client, row: str) -> None:
    sent = sent_from(as_ada, row, note="mine")
    Medicine.objects.update(note="theirs")
    answer = as_ada.post(f"{row}discard/", sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "mine" in page
    assert "theirs" in page
    assert Medicine.objects.get().discarded_at is None


def test_what_was_typed_into_a_row_that_is_gone_comes_back_on_remove_too(
    as_ada: Client, row: str
) -> None:
    sent = sent_from(as_ada, row, note="not saved yet")
    Medicine.objects.update(discarded_at=NOW)
    answer = as_ada.post(f"{row}discard/", sent)
    assert answer.status_code == 409
    assert "not saved yet" in answer.content.decode()


def test_an_entry_takes_along_what_was_typed(as_ada: Client, entry: str) -> None:
    as_ada.post(f"{entry}delete/", sent_from(as_ada, entry, note="not saved yet"))
    assert Episode.objects.get().deleted_at
    as_ada.post(f"{entry}restore/")
    assert (Episode.objects.get().note, Episode.objects.get().deleted_at) == ("not saved yet", None)


def test_what_cannot_be_saved_keeps_the_entry_until_it_is_said_twice(
    as_ada: Client, entry: str
) -> None:
    sent = sent_from(as_ada, entry, note="not saved yet", count="many")
    answer = as_ada.post(f"{entry}delete/", sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert NOTHING_DELETED in page
    assert "not saved yet" in page
    assert f'method="post" action="{entry}"' in page
    assert Episode.objects.get().deleted_at is None
    as_ada.post(f"{entry}delete/", {**sent, "without_typed": "1"})
    assert Episode.objects.get().deleted_at
    assert Episode.objects.get().note == ""
