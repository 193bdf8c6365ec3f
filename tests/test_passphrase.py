"""A passphrase that is told by telephone: neither spaces at its ends nor the keyboard's Unicode
form matter.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from journal.forms.share import PassphraseForm, ShareForm
from journal.models import FrozenReport, ShareLink
from journal.passphrase import normal_passphrase, passphrases_to_try
from journal.reading.share_links import is_right_passphrase


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        ("quiet calves ", "quiet calves"),
        ("  quiet calves", "quiet calves\u00a0"),
        ("quiet calves", "quiet  calves\t"),
        ("ruhige Träume", nfd("ruhige Träume")),
        (nfd("Ångström naïve"), "Ångström naïve"),
        ("Å" * 8, "\u212b" * 8),
        ("ｑｕｉｅｔ　１２３", "quiet 123"),
        ("don’t wake me", "don't wake me"),
        ("“eight” – words…", '"eight" - words...'),
        ("quiet\u200b calves\ufeff", "quiet calves"),
        ("\u202aשקט בלילה\u202c", "שקט בלילה"),
        ("한국어 비밀번호", nfd("한국어 비밀번호")),
    ],
)
def test_the_same_words_open(made: str, typed: str) -> None:
    assert normal_passphrase(made) == normal_passphrase(typed) != ""


@pytest.mark.parametrize(
    ("made", "typed"), [("Quiet calves", "quiet calves"), ("quietcalves", "quiet calves")]
)
def test_other_words_do_not(made: str, typed: str) -> None:
    assert normal_passphrase(made) != normal_passphrase(typed)


@given(st.text())
def test_it_is_normal_once_and_for_all(text: str) -> None:
    once = normal_passphrase(text)
    assert normal_passphrase(once) == once
    assert normal_passphrase(nfd(text)) == once


def test_plain_words_cost_one_hash() -> None:
    assert passphrases_to_try("quiet calves") == ["quiet calves"]


@pytest.mark.parametrize(
    "kept", ["quiet calves ", nfd("ruhige Träume"), "ruhige Träume", "don’t wake me", " " * 8]
)
def test_a_link_made_before_this_release_opens_as_it_was_typed(ada: User, kept: str) -> None:
    assert is_right_passphrase(ShareLink(passphrase=make_password(kept)), kept)
    assert is_right_passphrase(ShareLink(passphrase=make_password(kept)), nfd(kept))
    assert not is_right_passphrase(ShareLink(passphrase=make_password(kept)), "quiet")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("short", "it has 5"),
        ("short   ", "it has 5"),
        (" " * 12, "it has 0"),
        ("a" * 101, "at most 100 characters"),
        (nfd(("grüne käfer " * 9)[:99] + "ß") + "  ", ""),
        ("", ""),
    ],
)
def test_what_counts_is_what_is_compared(typed: str, says: str) -> None:
    data = {"period": "4", "ends_on": "2026-07-22", "passphrase": typed}
    form = ShareForm(data, today=datetime(2026, 7, 8, tzinfo=UTC).date())
    assert says in str(form.errors.get("passphrase", ""))
    assert form.is_valid() is (says == "")


def test_a_decomposed_passphrase_is_not_too_long_to_be_asked_for() -> None:
    assert PassphraseForm({"passphrase": nfd("ä" * 100)}).is_valid()


def test_from_page_to_page(
    as_ada: Client, client: Client, ada: User, settings: Any, tmp_path: Path
) -> None:
    settings.API_COUNTS = tmp_path
    ends_on = timezone.now().date() + timedelta(days=3)
    said = {"period": "4", "ends_on": f"{ends_on}", "passphrase": nfd("ruhige Träume ")}
    address = as_ada.post(reverse("share"), said).context["page"].made.address
    assert client.post(address, {"passphrase": " ruhige Träume"}).status_code == 302
    assert FrozenReport.objects.of(ada).count() == 1
