"""The page of the sheet to fill in by hand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import pdf


def test_it_leads_to_the_pdf_and_to_where_it_is_typed_in(as_ada: Client) -> None:
    page = as_ada.get(reverse("blank_sheet")).content.decode()
    assert f'action="{reverse("blank_sheet_pdf")}"' in page
    assert f'formaction="{reverse("typed_sheet")}"' in page
    for other in ("more", "appointment"):
        assert f'href="{reverse("blank_sheet")}"' in as_ada.get(reverse(other)).content.decode()


def test_the_pdf_is_dated_from_the_night_that_was_named(as_ada: Client) -> None:
    answer = as_ada.get(reverse("blank_sheet_pdf"), {"first": "2026-07-06", "paper": "letter"})
    assert answer["Content-Type"] == "application/pdf"
    assert "6 July 2026 to 20 July 2026" in pdf.text(answer.content)
    assert as_ada.get(reverse("blank_sheet_pdf"), {"paper": "a3"}).status_code == 404


@pytest.mark.parametrize("first", ["soon", "1850-01-01", "9000-01-01", "2026-02-30"])
def test_a_day_that_is_none_is_shown_as_it_was_typed_with_the_reason(
    as_ada: Client, first: str
) -> None:
    answer = as_ada.get(reverse("blank_sheet_pdf"), {"first": first, "paper": "a4"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert f'value="{first}"' in body
    assert "invalid-feedback" in body
