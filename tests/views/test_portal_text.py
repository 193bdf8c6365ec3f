"""The page with the text for a patient portal."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.observations import Movement
from tests import builders


def test_the_text_stands_in_a_box_that_can_be_selected_as_it_was_typed(
    as_ada: Client, ada: User
) -> None:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    answer = as_ada.get(reverse("portal_text"), {"period": "all"})
    body = answer.content.decode()
    box = body.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    assert unescape(box) == answer.context["page"].text
    assert "How often: on 1 of 1 recorded night" in box
    assert "readonly" in body
    assert "no-store" in answer["Cache-Control"]


def test_the_report_leads_to_it_with_its_period(as_ada: Client) -> None:
    body = as_ada.get(reverse("report"), {"period": "8"}).content.decode()
    assert f'href="{reverse("portal_text")}?period=8"' in body
    assert as_ada.get(reverse("portal_text"), {"period": "9"}).status_code == 404


def test_a_long_diary_costs_no_more_queries(
    as_ada: Client, ada: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        builders.episode(ada, movement=Movement.TWITCH, note=f"{number}")
    with django_assert_max_num_queries(20):
        as_ada.get(reverse("portal_text"))
