"""When something goes wrong: plain words, our own look, and the way on."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from twitchlog.urls import handler400, handler404

__all__ = ["handler400", "handler404"]  # read by Django, in place of the project's


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
    ("address", "status", "sentence"),
    [
        ("/nothing/", 404, "There is nothing here"),
        ("/breaks/", 500, "It is not your fault"),
        ("/closed/", 403, "This page is not open to you"),
        ("/large/", 400, "A form may hold 2 MB"),
    ],
)
def test_each_says_what_happened_in_our_look(
    pages: Client, address: str, status: int, sentence: str
) -> None:
    answer = pages.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert "css/base.css" in page
    assert "When to call for help" in page


def test_a_broken_page_needs_no_database(
    pages: Client, ada: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert pages.get("/breaks/").status_code == 500


def test_the_json_door_answers_a_wrong_method_in_json(as_ada: Client) -> None:
    answer = as_ada.delete("/api/muscles")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("application/json")
