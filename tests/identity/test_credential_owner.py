"""Who holds a key: those that let somebody in, and no others."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from journal.actions.api_tokens import make_token, revoke
from journal.identity.credential_owner import holder_of
from journal.models import ShareLink
from journal.models.api_token import Scope
from journal.urls import urlpatterns
from tests import builders, single_rows
from twitchlog import lanes
from twitchlog.front.requester import EVERYBODY, SIGN_IN, KeyKind, Requester, Requesters
from twitchlog.http.cookie_names import OLD_SESSION


def environ(path: str = "/report/report.pdf", **headers: str) -> dict[str, Any]:
    return {**RequestFactory(REMOTE_ADDR="203.0.113.7").get(path).META, **headers}


def session_of(client: Client) -> str:
    return client.cookies[configured.SESSION_COOKIE_NAME].value


def cookie(client: Client, name: str = configured.SESSION_COOKIE_NAME) -> str:
    return f"other=1; {name}={session_of(client)}"


def test_a_session_is_its_persons_until_it_ends(as_ada: Client, ada: User) -> None:
    request = environ(HTTP_COOKIE=cookie(as_ada))
    mine = Requester(f"account {ada.pk}", f"account {ada.pk}", is_known=True)
    assert Requesters().whose(request, "heavy") == mine
    assert Requesters().whose(environ(HTTP_COOKIE=cookie(as_ada, OLD_SESSION)), "heavy") == mine
    assert Requesters().whose({**request, "HTTP_AUTHORIZATION": "Bearer x"}, "heavy") == mine
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    stranger = Requester("203.0.113.7", "203.0.113.0/24", is_known=False)
    assert Requesters().whose(request, "heavy") == stranger


def test_a_session_from_before_the_password_changed_or_of_who_has_gone_is_nobodys(
    as_ada: Client, ada: User
) -> None:
    key = session_of(as_ada)
    User.objects.update(is_active=False)
    assert holder_of(KeyKind.SESSION, key) == ""
    User.objects.update(is_active=True)
    assert holder_of(KeyKind.SESSION, key)
    ada.set_password("another-and-9-quiet-nights")
    ada.save()
    assert holder_of(KeyKind.SESSION, key) == ""


@pytest.mark.parametrize("made_up", ["", "x", "x" * 32, "ü\x00" * 20, "a" * 5_000])
@pytest.mark.parametrize("kind", KeyKind)
@pytest.mark.django_db
def test_what_is_made_up_is_nobodys(kind: KeyKind, made_up: str) -> None:
    assert holder_of(kind, made_up) == ""
    assert holder_of(kind, f"Bearer {made_up}") == ""


def test_a_session_in_which_nobody_is_signed_in_is_nobodys(db: None) -> None:
    client = Client()
    session = client.session
    session["something"] = 1
    session.save()
    assert holder_of(KeyKind.SESSION, session.session_key or "") == ""


def test_a_token_is_its_owners_under_the_api_alone(ada: User) -> None:
    row, text = make_token(ada, name="watch", scope=Scope.READ, as_of=timezone.now())
    sent = {"HTTP_AUTHORIZATION": f"Bearer {text}"}
    assert Requesters().person(environ("/api/episodes", **sent)) == f"account {ada.pk}"
    assert Requesters().person(environ("/report/", **sent)) == ""
    revoke(row, timezone.now())
    assert Requesters().person(environ("/api/episodes", **sent)) == ""


def test_a_link_is_one_person_whoever_opens_it_and_none_at_its_passphrase(ada: User) -> None:
    token = "t" * 32
    link = single_rows.link(ada)
    ShareLink.objects.update(token_sha256=hashlib.sha256(token.encode()).hexdigest())
    made_up = f"{configured.SESSION_COOKIE_NAME}=made-up"
    assert Requesters().person(environ(f"/s/{token}/", HTTP_COOKIE=made_up)) == f"link {link.pk}"
    assert Requesters().person(environ(f"/s/{token}/"), SIGN_IN) == ""
    ShareLink.objects.update(revoked_at=timezone.now())
    assert Requesters().person(environ(f"/s/{token}/")) == ""


def test_a_known_device_stands_for_its_account_at_sign_in_alone(ada: User) -> None:
    client = Client()
    client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    device_cookie = (
        f"{configured.DEVICE_COOKIE_NAME}={client.cookies[configured.DEVICE_COOKIE_NAME].value}"
    )
    request = environ("/account/login/", HTTP_COOKIE=device_cookie)
    assert Requesters().person(request, SIGN_IN) == f"account {ada.pk}"
    assert Requesters().person(request, "heavy") == ""
    assert Requesters().person(environ(HTTP_COOKIE=f"{device_cookie}x"), SIGN_IN) == ""


def test_visitors_of_the_demo_count_by_address(as_ada: Client, ada: User, settings: Any) -> None:
    settings.DEMO = True
    User.objects.update(username="demo")
    whose = Requesters().whose(environ(HTTP_COOKIE=cookie(as_ada)), "heavy")
    assert whose == Requester(f"{EVERYBODY} 203.0.113.7", EVERYBODY, is_known=True)


@pytest.mark.parametrize(
    "name", sorted({name for lane in lanes.FOR_PEOPLE for name in lanes.LANES[lane]})
)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.django_db
def test_what_stands_in_a_lane_for_people_asks_strangers_to_sign_in(name: str, method: str) -> None:
    """A light worker answers them there, where nothing may take long."""
    route = next(pattern for pattern in urlpatterns if getattr(pattern, "name", "") == name)
    given = {"pk": 1, "kind": "csv"}
    address = reverse(name, kwargs={key: given[key] for key in route.pattern.converters})
    answer = Client().generic(
        method, address, b"", content_type="application/x-www-form-urlencoded"
    )
    assert answer.headers["Location"].startswith("/account/login/")
