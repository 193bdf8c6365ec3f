"""Words are found in notes however they are written, and however the note came in."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.record import change
from journal.files.import_diary import store
from tests import builders


def shown(client: Client, query: str) -> list[int]:
    """The keys of the entries on the page."""
    nights = client.get("/episodes/?" + urlencode({"q": query})).context["page"].nights
    return [row.pk for night in nights for row in night.rows]


@pytest.mark.parametrize(
    ("note", "query"),
    [
        ("naïve", "naive"),
        ("naive", "naïve"),
        ("nai\u0308ve", "naïve"),
        ("naïve", "nai\u0308ve"),
        ("In İstanbul", "istanbul"),
        ("in istanbul", "İSTANBUL"),
        ("Füße", "fusse"),
        ("Muscles of the\ncalf", "the calf"),
        ("don’t", "don't"),
        ("50 %", "50 %"),
        ("a_b", "a_b"),
    ],
)
def test_words_are_found_however_they_are_written(
    ada: User, as_ada: Client, note: str, query: str
) -> None:
    wanted = builders.episode(ada, note=note)
    builders.episode(ada, note="quite another")
    assert shown(as_ada, query) == [wanted.pk]


def test_an_accent_alone_finds_nothing(ada: User, as_ada: Client) -> None:
    builders.episode(ada, note="naïve")
    assert shown(as_ada, "\u0301") == []


def test_a_note_that_was_changed_or_imported_is_found(ada: User, as_ada: Client) -> None:
    entry = builders.episode(ada, note="before")
    change(entry, replace(entry.entry, note="Été"), as_of=datetime.now(UTC))
    assert shown(as_ada, "ete") == [entry.pk]
    file = io.BytesIO("happened_at,note\n2026-07-07T02:15Z,Élan\n".encode())
    store(ada, file, default_zone="UTC", as_of=datetime.now(UTC))
    assert len(shown(as_ada, "elan")) == 1
