"""What somebody types into an address or a form's hidden field: a page or a refusal, never a page
that broke.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Episode
from tests import builders

KEYS = ["9" * 19, str(2**63), "9" * 30, "9" * 5000, "²", "-1", "1e3", ""]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:24])
def test_a_key_that_no_table_can_hold_is_nobodys(as_ada: Client, ada: User, key: str) -> None:
    stored = builders.episode(ada, movement="jerk")
    answer = {"question": "woke", "value": "no"}
    statuses = [
        as_ada.post("/trash/", {"forget": key}).status_code,
        as_ada.post(f"/episodes/{key}/answer/", answer).status_code,
        as_ada.post(f"/episodes/{stored.pk}/answer/", {**answer, "also": key}).status_code,
        as_ada.get("/episodes/", {"older": f"2026-07-06_0_{key}"}).status_code,
        as_ada.get("/report/", {"page": key}).status_code,
        *(
            as_ada.post(f"/{place}/{key}/{deed}/").status_code
            for place, deed in [("share", "revoke"), ("episodes", "delete")]
        ),
    ]
    assert max(statuses) < 500
    assert Episode.objects.filter(pk=stored.pk, deleted_at=None).exists()


@pytest.mark.parametrize(
    "there",
    [
        "abc",
        "trash",
        "9",
        "?a",
        "#a",
        ".",
        "..",
        "https:x",
        "//evil.test/",
        "/\\evil.test",
        "//[",
        "http://[::1",
        "/][",
    ],
)
def test_only_an_address_of_ours_is_gone_back_to(as_ada: Client, ada: User, there: str) -> None:
    stored = builders.episode(ada)
    for address, fields in (
        ("/nights/", {"none": "2026-07-06"}),
        (f"/episodes/{stored.pk}/delete/", {}),
        (f"/episodes/{stored.pk}/restore/", {}),
    ):
        answer = as_ada.post(address, {**fields, "next": there})
        assert answer.status_code in (200, 302, 422)
        assert answer.headers.get("Location", "/").startswith(
            ("/nights/", "/episodes/", "/dashboard/", "/trash/")
        )


@pytest.mark.parametrize("there", ["//[", "http://[::1", "//a℀b", "//evil.test/"])
@pytest.mark.parametrize(
    "page", ["login", "signup", "logout", "reauthenticate", "password/change", "email", "2fa"]
)
def test_pages_around_signing_in_lead_to_no_odd_address(
    as_ada: Client, page: str, there: str
) -> None:
    for client in (as_ada, Client()):
        for answer in (
            client.get(f"/account/{page}/", {"next": there}, follow=True),
            client.post(f"/account/{page}/", {"next": there}, follow=True),
        ):
            assert answer.status_code < 500
            assert there not in [place for place, _status in answer.redirect_chain]
