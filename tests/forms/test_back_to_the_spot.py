"""Without scripts too, whoever saves comes back to where they were on the page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.actions.trash import discard
from tests import builders
from tests.forms import PageForm, post_forms


def leads_to(client: Client, address: str, button_name: str) -> tuple[str, str]:
    """The page to which that button leads, and the id at which a browser shows it."""
    form, button = next(
        (form, button)
        for form in post_forms(client.get(address).content.decode())
        for button in form.buttons
        if button.name == button_name and not _leaves(form, button.action)
    )
    action, _hash, fragment = (button.action or form.action or address).partition("#")
    data = {name: values[-1] for name, values in form.sends(button).items()}
    answer = client.post(action or address, data)
    assert answer.status_code == 302, (address, button_name)
    page, _hash, asked = answer["Location"].partition("#")
    return page, asked or fragment


def _leaves(form: PageForm, action: str) -> bool:
    return "time-zone" in (action or form.action)


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("/settings/", "save"),
        ("/morning/", "save"),
        ("/sleep/", ""),
        ("/sheet/type/", ""),
        ("/checklist/", "save"),
    ],
)
def test_a_whole_page_is_saved_and_seen_where_its_button_stands(
    as_ada: Client, address: str, button: str
) -> None:
    page, part = leads_to(as_ada, address, button)
    assert part
    assert f'id="{part}"' in as_ada.get(page).content.decode()


def test_a_row_of_the_trash_that_is_deleted_leads_back_to_the_list(
    as_ada: Client, ada: User
) -> None:
    for _number in range(2):
        discard(builders.episode(ada), timezone.now())
    page, part = leads_to(as_ada, "/trash/", "forget")
    assert (page, part) == ("/trash/", "entries")
    assert 'id="entries"' in as_ada.get(page).content.decode()
