"""Every form that was typed into and is stored says so to its draft: a draft that nobody ended
comes back into whatever its form shows next.
"""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from journal.models import StoredRecipe
from tests.forms import Control, PageForm, post_forms
from tests.forms.walked_forms import NOW, _diary, name_of, walk
from twitchlog.http.draft_cookie import STORED_COOKIE

__all__ = ["_diary"]
DRAFT = "0b54cf5a-8f10-4c30-8c4c-0b6a0ae3a1e2"
NOT_KEPT = ("password", "file")
# By then the first button of the same page has been answered, and the page is an old one; and a
# zone that is changed beside a form, which is shown again as it was typed.
NOT_STORED = {("import_sheet", "", "again"), ("log", "/settings/time-zone/", "")}
TABLE = b"Datum;Uhrzeit;Ort\n03/04/2026;02:15;calf\n05/06/2026;03:15;hmpf\n"


def is_kept(form: PageForm) -> bool:
    """As the browser's script decides (static/js/drafts/forms.js)."""
    return bool(form.typed) and not any(field.type in NOT_KEPT for field in form.typed)


def kept_forms(client: Client) -> list[tuple[str, PageForm]]:
    """Each form whose typing is kept as a draft, with its page; a table waits for answers."""
    client.post("/import/", {"file": SimpleUploadedFile("mine.csv", TABLE)})
    return [
        (page, form)
        for page, html in walk(client).items()
        for form in post_forms(html)
        if is_kept(form)
    ]


def answered(client: Client, page: str, form: PageForm, button: Control) -> tuple[int, bool]:
    """What comes back when the form is sent, and whether it says that the draft's text is stored;
    nothing stays of it.
    """
    client.cookies.pop(STORED_COOKIE + DRAFT, None)
    data = form.sends(button) | {"draft": [f"{DRAFT}.{DRAFT}"]}
    with transaction.atomic():
        answer = client.post(button.action or form.action or page, data)
        transaction.set_rollback(True)
    return answer.status_code, STORED_COOKIE + DRAFT in answer.cookies


def test_what_is_taken_ends_its_draft_and_what_is_refused_does_not(as_ada: Client) -> None:
    wrong, taken, refused = [], set[str](), set[str]()
    for page, form in kept_forms(as_ada):
        for button in form.buttons:
            status, says_stored = answered(as_ada, page, form, button)
            name = name_of(page, form)
            is_wrong = says_stored if status >= HTTPStatus.BAD_REQUEST else not says_stored
            if is_wrong and (name, button.action, button.name) not in NOT_STORED:
                wrong.append((name, button.action, button.name, status))
            (taken if says_stored else refused).add(name)
    assert not wrong, "\n".join(map(str, wrong))
    assert taken >= {"morning", "settings", "appointment", "import_sheet", "earlier_imports"}
    assert refused >= {"log", "constant", "tokens", "background"}


def test_a_sheet_that_was_typed_ends_its_draft(as_ada: Client) -> None:
    page = "/sheet/type/"
    form = next(form for form in post_forms(as_ada.get(page).content.decode()) if is_kept(form))
    line = next(field for field in form.fields if field.name.endswith("-jolts"))
    line.value = "3"
    assert answered(as_ada, page, form, form.buttons[0]) == (HTTPStatus.FOUND, True)


@pytest.mark.parametrize("other", ["", "a name of another"])
def test_a_recipe_that_is_deleted_takes_no_typed_name_along(
    as_ada: Client, ada: User, other: str
) -> None:
    one, two = (
        StoredRecipe.objects.create(
            owner=ada, name=name, header=name, content="{}", recorded_at=NOW
        )
        for name in ("mine", "ours")
    )
    page = as_ada.get(reverse("earlier_imports")).content.decode()
    form = next(form for form in post_forms(page) if is_kept(form))
    data = form.sends() | ({f"name-{two.pk}": other} if other else {})
    answer = as_ada.post(reverse("forget_recipe", args=[one.pk]), data)
    assert (answer.status_code == HTTPStatus.FOUND) == (not other)
    assert other in answer.content.decode()
