"""Addresses with odd queries, odd headers and odd paths."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from random import Random
from urllib.parse import parse_qsl, urlsplit

from tests.forms import forms_of
from tests.fuzz import odd
from tests.fuzz.people import Scene
from tests.fuzz.posts import encoded, headers

AGAIN = 300
# What pages read of their addresses, beside what their links and forms name.
NAMES = (
    "older",
    "newer",
    "first",
    "last",
    "movement",
    "region",
    "match",
    "asks",
    "q",
    "quiet",
    "weeks",
    "period",
    "paper",
    "page",
    "night",
    "zone",
    "next",
    "from",
    "to",
    "limit",
    "cursor",
    "draft",
    "moved",
    "undo",
    "at",
    "key",
    "token",
    "email",
    "process",
    "reauthenticate",
    "unsaved",
    "unsaved_key",
    "ids",
    "back",
)
PATHS = (
    "/episodes/{}/",
    "/episodes/{}/delete/",
    "/episodes/1/put-back/{}/",
    "/appointment/{}/close/",
    "/report/frozen/{}/",
    "/report/frozen/{}/report.pdf",
    "/share/{}/revoke/",
    "/s/{}/",
    "/s/{}/report.pdf",
    "/settings/tokens/{}/revoke/",
    "/export/diary.{}",
    "/api/nights/{}",
    "/api/sleep/{}",
    "/api/{}",
    "/{}",
    "/{}/",
    "/static/{}",
    "/account/confirm-email/{}/",
    "/account/password/reset/key/{}/",
    "/account/password/reset/key/1-{}/",
    "/account/2fa/webauthn/keys/{}/edit/",
    "/pad/{}",
    "/S/{}/",
    "/w/{}/",
    "/w/{}/sightings",
    "/partner/{}/revoke/",
    "/partner/bring-back/{}/",
    "/s//{}/",
)
METHODS = ("GET",) * 12 + (
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "get",
    "X" * 300,
)


def queries(scene: Scene, count: int) -> None:
    """Ask that many times; a GET writes nothing, and the pages are as they were."""
    dice = scene.dice
    sound: list[tuple[str, list[tuple[str, str]]]] = []
    for number in range(count):
        if number % AGAIN == 0:
            sound = _addresses(scene.walk("queries"))
        method, address = dice.choice(METHODS), _address(dice, sound)
        extra = headers(dice)
        what = f"{method[:9]} {address[:700]} {str(extra)[:200]}"
        scene.judge.look(
            "queries", what, partial(scene.visitor.ask, method, address, headers=extra)
        )
    scene.walk("queries")
    scene.bystander_is_untouched()


def _addresses(pages: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Paths with the queries that links and forms give them."""
    found = []
    for page, html in pages.items():
        found.append((page.partition("?")[0], [(name, "") for name in NAMES]))
        for link in re.findall(r'href="(/[^"]*\?[^"]*)"', html):
            parts = urlsplit(unescape(link))
            found.append((parts.path, parse_qsl(parts.query, keep_blank_values=True)))
        for form in forms_of(html):
            if form.method == "get":
                fields = [
                    (name, value) for name, values in form.sends().items() for value in values
                ]
                found.append((form.action or page.partition("?")[0], fields))
    return found


def _address(dice: Random, sound: list[tuple[str, list[tuple[str, str]]]]) -> str:
    if dice.random() < 0.2:
        return dice.choice(PATHS).format(encoded(odd.value(dice)[:2_000]))
    path, fields = dice.choice(sound)
    chosen = dice.sample(fields, min(len(fields), dice.choice((1, 1, 2, 3)))) if fields else []
    chosen += [(dice.choice(NAMES), odd.value(dice))] if dice.random() < 0.3 else []
    pairs = [f"{encoded(name)}={encoded(odd.any_value(dice, value))}" for name, value in chosen]
    if dice.random() < 0.1:
        pairs.append(
            dice.choice(
                (
                    "&&&",
                    "=",
                    "a",
                    "%",
                    "%ff%fe=%ff",
                    ";",
                    "a[]=1",
                    "+" * 500,
                    "x" * 6_000,
                    "&a=1" * 1_100,
                )
            )
        )
    return f"{path}?{'&'.join(pairs)}"
