"""Passphrases of links: what is refused when one is made."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import ShareLink
from journal.passphrase import drawn_passphrase, easily_guessed
from tests.sharing.standing_settings import _settings
from tests.views.sharing import make
from tests.views.test_share_passphrases import PHRASE

__all__ = ["_settings"]
GUESSED = """
password;12345678;aaaaaaaa;abababab;calfcalf;hush hush;a b c d e f g h;Passw0rd!;1q2w3e4r
P4$$w0rd2026;qwertzui;20260708
08.07.2026;0301 234567;twitches!;12345678901;Dr Meyer;drmeyer1;sunshine 2024
\u00a0password\u200b;password password
"""


@pytest.mark.parametrize("guessed", GUESSED.strip().replace("\n", ";").split(";"))
def test_what_is_guessed_easily_is_refused(as_ada: Client, guessed: str) -> None:
    said = {"period": "4", "ends_on": "2026-07-22", "for_whom": "Dr Meyer", "passphrase": guessed}
    page = as_ada.post(reverse("share"), said)
    assert page.status_code == 422
    assert "This is guessed easily." in page.content.decode()
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize("blank", [" " * 8, "\u200b" * 9])
def test_spaces_alone_are_no_passphrase(as_ada: Client, blank: str) -> None:
    said = {"period": "4", "ends_on": "2026-07-22", "passphrase": blank}
    assert as_ada.post(reverse("share"), said).status_code == 422


@pytest.mark.parametrize(
    "good",
    [
        PHRASE,
        "blue bicycle",
        "grüne katze",
        "тихие икры",
        "静かなふくらはぎです",
        "94-17-60-38-52-71",
    ],
)
def test_words_of_any_script_are_taken(good: str) -> None:
    assert not easily_guessed(good, common={"password"}, known=["ada", "Dr Meyer"])


def test_the_page_draws_one_that_is_taken(as_ada: Client) -> None:
    found = re.search(
        r"nobody guesses: ([a-z]{4}-[a-z]{4}-[a-z]{4})",
        as_ada.get(reverse("share")).content.decode(),
    )
    assert found
    assert make(as_ada, passphrase=found.group(1))
    drawn = {drawn_passphrase() for _turn in range(300)}
    assert len(drawn) == 300
    assert not any(easily_guessed(one, common=()) for one in drawn)
