"""The server's word that what was typed is stored: of every form that keeps drafts, never of one
that was refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.identity.accounts import account_of
from journal.models import Episode
from tests import builders
from tests.forms import Control, PageForm, post_forms
from tests.forms.test_opened_state import addresses
from twitchlog.http.draft_cookie import STORED_COOKIE

# Always the same: they are part of the names of tests, which several processes have to agree on.
NAME, REVISION = "98c33460-e9f0-4c78-8d9f-94d619264cbb", "529723f3-a75e-4a2a-a462-4ae948504cd7"
DRAFT = {"draft": f"{NAME}.{REVISION}"}
# Where forms of which drafts are kept are stored: not what is secret, a file, or the end of
# something.
STORING = re.compile(
    r"/(log|morning|morning/rest|appointment|appointment/afterwards|settings|settings/tokens|article/other-things"
    r"|share|decide|episodes/\d+|episodes/\d+/answer)/$"
)
# What has to be filled in before a form can be stored, by its action.
NEEDED: dict[str, dict[str, str]] = {
    r"/log/": {"movement": "twitch"},
    r"/morning/rest/": {"count": "3"},
    r"/settings/tokens/": {"name": "watch"},
}


def ways(address: str, client: Client) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Each way to store something from a page that has fields to type in, by path: where it goes,
    and what is sent.
    """
    page, actions = client.get(address, follow=True), {}
    html = page.content.decode() if page.get("Content-Type", "").startswith("text/html") else ""
    for form in post_forms(html):
        for button in form.buttons if form.typed else ():
            action = (button.action or form.action or address).split("#")[0]
            path = action.split("?")[0]
            if STORING.fullmatch(path):
                actions[path] = action, body_of(path, form, button)
    return actions


def body_of(path: str, form: PageForm, button: Control) -> dict[str, list[str]]:
    """What the form sends once it holds what it needs."""
    body = form.sends(button)
    for pattern, values in NEEDED.items():
        if re.fullmatch(pattern, path):
            body |= {name: [value] for name, value in values.items()}
    places = (
        [name for name in body if name.startswith("place-")] if path.endswith("/answer/") else []
    )
    return body | {name: ["calf"] for name in places}


def word(answer: Any) -> str:
    """The revision that the answer says is stored; "" for none."""
    cookie = answer.cookies.get(STORED_COOKIE + NAME)
    return cookie.value if cookie else ""


@pytest.mark.usefixtures("_made_up_keys")
def test_every_form_that_is_stored_says_so_of_its_draft(ada: User, as_ada: Client) -> None:
    at = timezone.now() - timedelta(hours=20)
    builders.episode(ada, id="where", happened_at=at, movement="twitch", muscle="not_sure_where")
    paths: set[str] = set()
    for address in addresses(ada):
        for path in ways(address, as_ada).keys() - paths:
            action, values = ways(address, as_ada)[path]  # the page as it is by now
            answer = as_ada.post(action, values | DRAFT)
            assert word(answer) == REVISION, (address, action, answer.status_code)
            paths.add(path)
    paths = {re.sub(r"\d+", "1", path) for path in paths}
    assert paths >= {
        "/log/",
        "/episodes/1/",
        "/morning/",
        "/appointment/",
        "/settings/",
        "/article/other-things/",
    }
    assert paths >= {"/share/", "/settings/tokens/", "/decide/", "/episodes/1/answer/"}


REFUSED: list[tuple[str, dict[str, str]]] = [
    ("/log/", {"movement": "tail"}),
    ("/morning/", {"bed": "half past"}),
    ("/morning/rest/", {"count": "many", "muscle": ""}),
    ("/appointment/", {"on_date": "soon"}),
    ("/appointment/afterwards/", {"said_afterwards": "there is no appointment"}),
    ("/settings/", {"time_zone": "Europe/Nowhere"}),
    ("/article/other-things/", {"stiffness": "perhaps"}),
    ("/share/", {"period": "all", "ends_on": "soon"}),
    ("/settings/tokens/", {"name": "", "scope": "add"}),
    (
        "/decide/",
        {"weeks": "4", "pattern": "back_muscles/none/left", "decision": "raise", "note": "typed"},
    ),
    (
        "/decide/",
        {
            "weeks": "4",
            "pattern": "nothing",
            "decision": "perhaps",
            "note": "typed",
            "next": "/patterns/",
        },
    ),
]


@pytest.mark.parametrize(
    ("action", "data"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_nothing_is_said_of_a_form_that_was_not_stored(
    as_ada: Client, action: str, data: dict[str, str]
) -> None:
    assert not word(as_ada.post(action, data | DRAFT))


@pytest.mark.parametrize(
    "named", ["", "x", f"{NAME}", f"{NAME}.{REVISION}; path=/", f"{NAME}.{REVISION}.1", "é" * 36]
)
def test_only_names_that_a_script_of_ours_makes_are_given_back(as_ada: Client, named: str) -> None:
    answer = as_ada.post("/log/", {"movement": "twitch", "draft": named})
    assert answer.status_code == 302
    assert not [name for name in answer.cookies if name.startswith(STORED_COOKIE)]


def test_a_form_without_a_draft_gets_no_cookie_of_drafts(as_ada: Client) -> None:
    answer = as_ada.post("/log/", {"movement": "twitch"})
    assert not [name for name in answer.cookies if name.startswith(STORED_COOKIE)]


def sent(client: Client, person: User, data: dict[str, str]) -> Any:
    """As the phone sends what waited for a network."""
    headers = {
        "X-Twitchlog-Draft": "send",
        "X-Twitchlog-Account": account_of(person),
        "Accept": "application/json",
    }
    return client.post("/log/", data | DRAFT, headers=headers)


def test_what_waited_is_stored_once_and_the_phone_hears_it(ada: User, as_ada: Client) -> None:
    data = {"movement": "cramp", "client_id": "waited-1", "opened_at": "2026-07-06T21:30:00Z"}
    for _again in range(2):
        answer = sent(as_ada, ada, data)
        assert (answer.status_code, answer.json()) == (200, {"stored": True, "unstored": []})
    assert Episode.objects.of(ada).count() == 1


def test_what_waited_and_is_refused_is_said_to_be(ada: User, as_ada: Client) -> None:
    assert sent(as_ada, ada, {"movement": "tail"}).json() == {"stored": False, "unstored": []}


def test_what_waited_is_stored_for_nobody_else(
    ada: User, as_ada: Client, as_ben: Client, client: Client
) -> None:
    assert sent(as_ben, ada, {"movement": "cramp"}).status_code == 409
    assert sent(client, ada, {"movement": "cramp"}).status_code == 401
    assert not Episode.objects.exists()


def test_an_old_token_says_nothing_of_the_form(ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert sent(strict, ada, {"movement": "cramp"}).status_code == 403


def test_a_phone_learns_at_little_cost_whether_the_server_is_there(
    db: None,
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    with django_assert_num_queries(0):
        answer = client.head("/reach/")
    assert (answer.status_code, answer["X-Twitchlog"]) == (204, "here")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
