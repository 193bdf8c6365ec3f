"""The pad's shell: the same for everybody, without a query, and each part naming the others rightly."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.accounts import account_of
from journal.anatomy import MUSCLE_BY_ID
from journal.geometry.bodymap import ZONES
from journal.pages import shell
from journal.pages.shell import FIRST_PLACES
from twitchlog.icons import ICONS

SHELL = ["pad", "pad_map", "sw", "manifest"]


@pytest.mark.parametrize("name", SHELL)
def test_the_shell_is_the_same_for_everybody_and_asks_nothing(
    as_ada: Client, name: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        for_ada = as_ada.get(reverse(name))
    for_a_visitor = Client().get(reverse(name))
    assert for_ada.content == for_a_visitor.content
    assert for_ada["Cache-Control"] == "no-cache"
    assert "Cookie" not in for_ada.get("Vary", "")
    assert not for_ada.cookies


@pytest.mark.parametrize("name", SHELL)
def test_the_shell_is_only_read(name: str) -> None:
    assert Client().post(reverse(name)).status_code == 405


def test_the_pad_has_five_to_seven_zones_and_no_way_out() -> None:
    page = Client().get(reverse("pad")).content.decode()
    assert 5 <= page.count('class="zone') <= 7
    assert "<a " not in page
    assert "<form" not in page


def test_each_touch_says_what_is_known_and_no_more() -> None:
    page = Client().get(reverse("pad")).content.decode()
    tags = re.findall(r'<button class="zone[^>]*>', page)
    told = [dict(re.findall(r'data-(movement|woke|muscle|side)="([^"]*)"', tag)) for tag in tags]
    assert told == [
        {},
        {"movement": "jerk", "woke": "asleep"},
        {"muscle": "not_sure_where"},
        *({"movement": "twitch", "muscle": one.muscle, "side": one.side} for one in FIRST_PLACES),
    ]


def test_the_worker_keeps_the_page_it_belongs_to() -> None:
    page = Client().get(reverse("pad")).content.decode()
    worker = Client().get(reverse("sw")).content.decode()
    named = re.search(r'data-release="(\w+)"', page)
    assert named
    assert f'RELEASE = "{named[1]}"' in worker
    loaded = re.findall(r'(?:src|rel="stylesheet" href)="(/static/[^"]+)"', page)
    assert len(loaded) == 3
    kept = re.search(r"SHELL = \[PAD, (.*)\]", worker)
    assert kept
    assert sorted(json.loads(f"[{kept[1]}]")) == sorted([*loaded, "/pad/map.svg"])
    assert 'PAD = "/pad/"' in worker


def test_the_body_map_offers_every_zone_once_by_name() -> None:
    drawing = ElementTree.fromstring(Client().get(reverse("pad_map")).content)  # noqa: S314 - our own
    areas = [one for one in drawing.iter("{http://www.w3.org/2000/svg}path") if one.get("role") == "button"]
    assert [(one.get("data-muscle"), one.get("data-side") or None) for one in areas] == [
        (zone.muscles[0], zone.side) for zone in ZONES
    ]
    assert all(one.get("data-muscle") in MUSCLE_BY_ID and one.get("tabindex") == "0" for one in areas)
    names = [one.get("aria-label") for one in areas]
    assert len(names) == len(set(names))


def test_the_manifest_opens_the_pad() -> None:
    answer = Client().get(reverse("manifest"))
    content = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (content["start_url"], content["scope"], content["display"]) == ("/pad/", "/", "standalone")
    assert [one["url"] for one in content["shortcuts"]] == ["/pad/", "/log/", "/dashboard/"]
    sizes = {(icon["purpose"], icon["sizes"], icon["type"]) for icon in content["icons"]}
    pictures = {(purpose, size, "image/png") for purpose in ("any", "maskable") for size in ("192x192", "512x512")}
    assert sizes == pictures | {(purpose, "any", "image/svg+xml") for purpose in ("any", "maskable")}


def test_every_icon_that_a_page_names_is_drawn() -> None:
    manifest = Client().get(reverse("manifest")).json()
    names = {icon["src"] for icon in manifest["icons"] if icon["type"] == "image/png"}
    pages = [Client().get(address).content.decode() for address in ("/pad/", "/help/")]
    names |= {name for page in pages for name in re.findall(r'rel="apple-touch-icon" href="([^"]+)"', page)}
    assert names == {f"/static/{name}" for name in ICONS}


@pytest.mark.django_db
def test_day_pages_ready_the_pad(as_ada: Client, ada: User) -> None:
    page = as_ada.get(reverse("help")).content.decode()
    assert 'rel="manifest"' in page
    assert 'data-scope="/pad/"' in page
    assert f'data-signed-in="{account_of(ada)}"' in page
    assert "data-signed-in" not in Client().get(reverse("help")).content.decode()


@pytest.mark.django_db
def test_on_this_phone_holds_nothing_of_anybody(as_ada: Client) -> None:
    page = as_ada.get(reverse("phone")).content.decode()
    assert "Could not be saved" in page
    assert page.count("<option") > len(MUSCLE_BY_ID)


def test_counts_and_lengths_are_said_in_english() -> None:
    assert shell.amounts() == {
        "seconds": "{n} s",
        "twitches": "{n} twitches",
        "twitches-one": "{n} twitch",
        "jerks": "{n} jerks",
        "jerks-one": "{n} jerk",
    }


def test_a_language_with_more_plurals_brings_all_its_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polish: one, 2 to 4, and the rest; the page names them as browsers do."""
    names = {
        "{n} twitch": ["drgnienie", "drgnienia", "drgnień"],
        "{n} jerk": ["szarpnięcie", "szarpnięcia", "szarpnięć"],
    }

    def polish(one: str, _many: str, number: int) -> str:
        few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
        return names[one][0 if number == 1 else 1 if few else 2]

    monkeypatch.setattr(shell, "ngettext", polish)
    said = shell.amounts()
    assert {said.get(f"twitches-{one}", said["twitches"]) for one in ("many", "other")} == {"drgnień"}
    assert (said["twitches-one"], said["twitches-few"], said["jerks-few"]) == ("drgnienie", "drgnienia", "szarpnięcia")
