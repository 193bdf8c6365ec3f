"""The pad's shell: the same for everybody, without a query, and each part naming the others
rightly.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.anatomy import MUSCLE_BY_ID
from journal.geometry.body_map import ZONES
from journal.identity.accounts import account_of
from journal.pages import pad_shell
from journal.pages.pad_shell import FIRST_PLACES
from twitchlog.static_files.icon_pictures import ICONS

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


@pytest.mark.parametrize("name", ["pad", "pad_map", "sw"])
def test_the_shell_is_sent_as_brotli_to_whoever_takes_it(name: str) -> None:
    plain = Client().get(reverse(name))
    packed = Client().get(reverse(name), headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert packed["Content-Type"] == plain["Content-Type"]
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize("name", SHELL)
def test_the_shell_is_only_read(name: str) -> None:
    assert Client().post(reverse(name)).status_code == 405


def test_the_pad_has_five_to_seven_zones_and_one_way_out() -> None:
    page = Client().get(reverse("pad")).content.decode()
    assert 5 <= page.count('class="zone') <= 7
    assert re.findall(r"<a .*", page) == ['<a href="/dashboard/">By day</a>']
    assert "<form" not in page


def test_each_touch_says_what_is_known_and_no_more() -> None:
    page = Client().get(reverse("pad")).content.decode()
    tags = re.findall(r'<button class="zone[^>]*>', page)
    touches = [dict(re.findall(r'data-(movement|woke|muscle|side)="([^"]*)"', tag)) for tag in tags]
    assert touches == [
        {},
        {"movement": "jerk", "woke": "asleep"},
        {"muscle": "not_sure_where"},
        *(
            {"movement": "twitch", "muscle": place.muscle, "side": place.side}
            for place in FIRST_PLACES
        ),
    ]


def test_the_worker_keeps_the_page_it_belongs_to() -> None:
    page = Client().get(reverse("pad")).content.decode()
    worker = Client().get(reverse("sw")).content.decode()
    named = re.search(r'data-release="(\w+)"', page)
    assert named
    assert f'RELEASE = "{named[1]}"' in worker
    loaded = re.findall(r'(?:src|rel="stylesheet" href)="(/static/[^"]+)"', page)
    assert len(loaded) == 3
    assets = re.search(
        r'FILES = "(.*)"\.trim.*\nconst SHELL = \[PAD, "(.*)", \.\.\.FILES\];', worker
    )
    assert assets
    assert sorted([*assets[1].split(), assets[2]]) == sorted([*loaded, "/pad/map.svg"])
    assert 'PAD = "/pad/"' in worker


def test_the_body_map_offers_every_zone_once_by_name() -> None:
    drawing = ElementTree.fromstring(Client().get(reverse("pad_map")).content)  # noqa: S314 - our own
    areas = [
        path
        for path in drawing.iter("{http://www.w3.org/2000/svg}path")
        if path.get("role") == "button"
    ]
    assert [(area.get("data-muscle"), area.get("data-side") or None) for area in areas] == [
        (zone.muscles[0], zone.side) for zone in ZONES
    ]
    assert all(
        area.get("data-muscle") in MUSCLE_BY_ID and area.get("tabindex") == "0" for area in areas
    )
    names = [area.get("aria-label") for area in areas]
    assert len(names) == len(set(names))


def test_left_and_right_stand_beside_both_figures() -> None:
    """In the front view the person's left lies on the onlooker's right."""
    drawing = ElementTree.fromstring(Client().get(reverse("pad_map")).content)  # noqa: S314 - our own
    letters = [
        (float(text.get("x", "")), text.text)
        for text in drawing.iter("{http://www.w3.org/2000/svg}text")
    ]
    front, back = letters[:2], letters[2:]
    assert [letter for _across, letter in sorted(front)] == ["R", "L"]
    assert [letter for _across, letter in sorted(back)] == ["L", "R"]
    lefts = [
        path.get("d", "")
        for path in drawing.iter("{http://www.w3.org/2000/svg}path")
        if path.get("data-side") == "left"
    ]
    across = [float(re.findall(r"[\d.]+", path)[0]) > 100 for path in lefts]
    assert across == sorted(across, reverse=True)  # those of the front come first
    assert {True, False} == set(across)


def test_a_place_of_the_map_is_called_by_its_plain_name() -> None:
    drawing = Client().get(reverse("pad_map")).content.decode()
    assert 'data-name="Lower back, left"' in drawing
    assert "not sure" not in drawing


def test_the_manifest_opens_the_pad() -> None:
    answer = Client().get(reverse("manifest"))
    content = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (content["start_url"], content["scope"], content["display"]) == (
        "/pad/",
        "/",
        "standalone",
    )
    assert [shortcut["url"] for shortcut in content["shortcuts"]] == [
        "/pad/",
        "/log/",
        "/dashboard/",
    ]
    sizes = {(icon["purpose"], icon["sizes"], icon["type"]) for icon in content["icons"]}
    pictures = {
        (purpose, size, "image/png")
        for purpose in ("any", "maskable")
        for size in ("192x192", "512x512")
    }
    assert sizes == pictures | {
        (purpose, "any", "image/svg+xml") for purpose in ("any", "maskable")
    }


def test_every_icon_that_a_page_names_is_drawn() -> None:
    manifest = Client().get(reverse("manifest")).json()
    names = {icon["src"] for icon in manifest["icons"] if icon["type"] == "image/png"}
    pages = [Client().get(address).content.decode() for address in ("/pad/", "/help/")]
    names |= {
        name
        for page in pages
        for name in re.findall(r'rel="apple-touch-icon" href="([^"]+)"', page)
    }
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
    assert pad_shell.amounts() == {
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

    def polish(singular: str, _many: str, number: int) -> str:
        few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
        return names[singular][0 if number == 1 else 1 if few else 2]

    monkeypatch.setattr(pad_shell, "ngettext", polish)
    texts = pad_shell.amounts()
    assert {
        texts.get(f"twitches-{category}", texts["twitches"]) for category in ("many", "other")
    } == {"drgnień"}
    assert (texts["twitches-one"], texts["twitches-few"], texts["jerks-few"]) == (
        "drgnienie",
        "drgnienia",
        "szarpnięcia",
    )
