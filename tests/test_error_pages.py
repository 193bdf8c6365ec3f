"""When something goes wrong: plain words, our own look, and the way on."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from tests import builders


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def is_closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def is_too_large(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


urlpatterns = [
    path("breaks/", breaks),
    path("closed/", is_closed),
    path("large/", is_too_large),
    path("", include("twitchlog.urls")),
]


@pytest.fixture
def pages(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nothing/", 404, "There is nothing here"),
        ("/breaks/", 500, "It is not your doing"),
        ("/closed/", 403, "This page is not open to you"),
        ("/large/", 400, "it may have been too large"),
    ],
)
def test_each_says_what_happened_in_our_look(pages: Client, address: str, status: int, said: str) -> None:
    answer = pages.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert "css/base.css" in page
    assert "When to call for help" in page


def test_a_broken_page_needs_no_database(pages: Client, ada: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert pages.get("/breaks/").status_code == 500


def test_a_form_from_a_stale_page_loses_nothing_and_says_how_to_go_on(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nothing was lost, but nothing was saved either" in page
    assert "what you typed is still there" in page
    assert "css/base.css" in page


@pytest.mark.django_db
def test_a_host_that_was_not_named_is_refused_in_our_look() -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This could not be read" in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so(as_ada: Client) -> None:
    answer = as_ada.get("/too-many/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "It only takes what a form sends." in answer.content.decode()


def test_the_json_door_answers_a_wrong_method_in_json(as_ada: Client) -> None:
    answer = as_ada.delete("/api/muscles")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("application/json")
