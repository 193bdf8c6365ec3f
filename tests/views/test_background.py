"""What a person brings along as rows: added, changed and taken off one at a time, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.background import KINDS_OF_BACKGROUND
from journal.models import Beginning, MedicalTest, Medicine, VisitStatement
from journal.retention import delete_expired
from tests.log_form import errors, sent_from
from tests.views.pressed_parts import page_form, part, press

NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
LIST = "/appointment/medicines/"
WHOLE = {
    "name": "Magnesium",
    "dose": "200 mg at night",
    "from_date": "March 2026",
    "ongoing": "on",
    "reason": "cramps",
    "afterwards": "no_change",
    "note": "from the chemist's",
}


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def add(client: Client, address: str = LIST, **fields: str) -> Any:
    """Send the form for a new row."""
    return client.post(address, sent_from(client, address, **fields))


def row_of(ada: User, **fields: Any) -> Medicine:
    values = {"row_id": "m", "name": "Magnesium", "recorded_at": NOW, **fields}
    return Medicine.objects.create(owner=ada, **values)


def text_of_page(client: Client, address: str = LIST) -> str:
    return unescape(client.get(address).content.decode())


def test_a_medicine_is_stored_and_shown_as_exact_as_it_is_known(as_ada: Client, ada: User) -> None:
    assert add(as_ada, **WHOLE).status_code == 302
    stored: Any = Medicine.objects.of(ada).get()
    assert (stored.from_date, stored.until_date, stored.ongoing) == ("2026-03", "", True)
    assert (stored.afterwards, stored.dose) == ("no_change", "200 mg at night")
    page = text_of_page(as_ada)
    for words in ("Magnesium", "since March 2026, still taken", "for: cramps", "no change"):
        assert words in page


def test_the_same_form_sent_twice_is_one_row(as_ada: Client, ada: User) -> None:
    sent = sent_from(as_ada, LIST, **WHOLE)
    for _time in range(2):
        assert as_ada.post(LIST, sent).status_code == 302
    assert Medicine.objects.of(ada).count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong", "words"),
    [
        ({"name": " "}, "name", "missing"),
        ({"name": "x" * 101}, "name", "room for 100"),
        ({"from_date": "spring"}, "from_date", "a year, a month or a day"),
        ({"from_date": "2027"}, "from_date", "still to come"),
        ({"from_date": "1899"}, "from_date", "before the year 1900"),
        ({"until_date": "2026-05"}, "until_date", "still taken"),
        ({"until_date": "2025", "ongoing": ""}, "until_date", "before the day"),
        ({"afterwards": "worse"}, "afterwards", "not one of the choices"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    as_ada: Client, ada: User, fields: dict[str, str], wrong: str, words: str
) -> None:
    answer = add(as_ada, **{**WHOLE, **fields})
    assert answer.status_code == 422
    assert words in errors(answer)[wrong]
    assert "from the chemist's" in unescape(answer.content.decode())
    assert not Medicine.objects.exists()


@pytest.mark.parametrize(
    ("kind", "model", "fields"),
    [
        ("tests", MedicalTest, {"kind": "blood", "what": "thyroid", "result": "TSH 2.1"}),
        ("beginnings", Beginning, {"kind": "infection", "on_date": "2026-02", "detail": "flu"}),
        ("statements", VisitStatement, {"words": "Come again in a year", "by_whom": "Dr. Wren"}),
    ],
)
def test_rows_of_each_other_kind(
    as_ada: Client, ada: User, kind: str, model: Any, fields: dict[str, str]
) -> None:
    address = f"/appointment/{kind}/"
    assert add(as_ada, address, **fields).status_code == 302
    stored = model.objects.of(ada).get()
    assert {name: getattr(stored, name) for name in fields} == fields
    change = sent_from(as_ada, f"{address}{stored.pk}/", on_date="2025")
    assert as_ada.post(f"{address}{stored.pk}/", change).status_code == 302
    stored.refresh_from_db()
    assert {name: getattr(stored, name) for name in fields} == {
        **fields,
        **({"on_date": "2025"} if "on_date" in fields else {}),
    }
    assert stored.on_date == "2025"


def test_that_something_came_before_is_not_called_a_cause(as_ada: Client) -> None:
    assert "does not make it a cause" in text_of_page(as_ada, "/appointment/beginnings/")


def test_nothing_known_stands_alone(as_ada: Client, ada: User) -> None:
    address = "/appointment/beginnings/"
    add(as_ada, address, kind="injury")
    assert "goes with nothing else" in errors(add(as_ada, address, kind="nothing_known"))["kind"]
    Beginning.objects.all().delete()
    add(as_ada, address, kind="nothing_known")
    assert "stands here already" in errors(add(as_ada, address, kind="injury"))["kind"]
    row = Beginning.objects.get()
    changed = sent_from(as_ada, f"{address}{row.pk}/", kind="stress")
    assert as_ada.post(f"{address}{row.pk}/", changed).status_code == 302
    assert Beginning.objects.get().kind == "stress"


def test_two_windows_that_change_the_same_field_choose(as_ada: Client, ada: User) -> None:
    address = f"{LIST}{row_of(ada).pk}/"
    first = sent_from(as_ada, address, from_date="2025")
    second = sent_from(as_ada, address, from_date="2026-02")
    assert as_ada.post(address, first).status_code == 302
    answer = as_ada.post(address, second)
    assert answer.status_code == 409
    page = unescape(answer.content.decode())
    assert "February 2026" in page
    assert Medicine.objects.get().from_date == "2025"


def test_what_is_removed_can_be_undone(as_ada: Client, ada: User) -> None:
    row = row_of(ada)
    sent = sent_from(as_ada, f"{LIST}{row.pk}/")
    page = as_ada.post(f"{LIST}{row.pk}/discard/", sent, follow=True).content.decode()
    assert f'action="{LIST}{row.pk}/bring-back/"' in page
    assert not Medicine.objects.of(ada).kept().exists()
    as_ada.post(f"{LIST}{row.pk}/bring-back/", sent)
    assert Medicine.objects.of(ada).kept().get() == row


def test_bringing_one_back_keeps_what_is_typed_for_another(as_ada: Client, ada: User) -> None:
    row = row_of(ada, discarded_at=NOW)
    typed = {name: WHOLE[name] for name in ("name", "dose", "from_date", "note")}
    form = page_form(as_ada, LIST)
    [button] = [one for one in form.buttons if "bring-back" in one.action]
    assert press(as_ada, form, button).status_code == 302  # nothing typed
    Medicine.objects.filter(pk=row.pk).update(discarded_at=NOW)
    html = press(as_ada, form, button, **typed).content.decode()
    assert Medicine.objects.of(ada).kept().get() == row
    assert "It is back." in html
    sent = part(html).sends()
    assert {name: sent[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert add(as_ada, **typed).status_code == 302
    assert Medicine.objects.of(ada).kept().count() == 2


def test_what_is_removed_goes_for_good_after_thirty_days(as_ada: Client, ada: User) -> None:
    row_of(ada, discarded_at=datetime(2026, 6, 7, 8, tzinfo=UTC))
    row_of(ada, row_id="later", discarded_at=datetime(2026, 6, 8, tzinfo=UTC))
    delete_expired(NOW)
    assert [row.row_id for row in Medicine.objects.all()] == ["later"]


def test_a_row_that_was_changed_meanwhile_is_not_removed(as_ada: Client, ada: User) -> None:
    row = row_of(ada)
    sent = sent_from(as_ada, f"{LIST}{row.pk}/")
    Medicine.objects.update(dose="400 mg")
    answer = as_ada.post(f"{LIST}{row.pk}/discard/", sent, follow=True)
    assert "changed meanwhile" in unescape(answer.content.decode())
    assert Medicine.objects.of(ada).kept().exists()


@pytest.mark.parametrize("gone", ["removed", "deleted"])
def test_what_was_typed_into_a_row_that_is_gone_stands_there_anew(
    as_ada: Client, ada: User, gone: str
) -> None:
    row = row_of(ada)
    sent = sent_from(as_ada, f"{LIST}{row.pk}/", note="typed for a while")
    if gone == "removed":
        Medicine.objects.update(discarded_at=NOW)
    else:
        Medicine.objects.all().delete()
    answer = as_ada.post(f"{LIST}{row.pk}/", sent)
    assert answer.status_code == 409
    assert "typed for a while" in answer.content.decode()
    assert not Medicine.objects.of(ada).kept().exists()


def test_a_list_is_bounded_and_says_so(as_ada: Client, ada: User) -> None:
    for number in range(50):
        Beginning.objects.create(owner=ada, row_id=str(number), kind="stress", recorded_at=NOW)
    answer = add(as_ada, "/appointment/beginnings/", kind="injury")
    assert "room for 50" in unescape(answer.content.decode())
    assert Beginning.objects.count() == 50


def test_nobody_reaches_a_row_of_somebody_else(as_ada: Client, ben: User) -> None:
    row = row_of(ben)
    assert as_ada.get(f"{LIST}{row.pk}/").status_code == 404
    for way in ("", "discard/", "bring-back/"):
        assert as_ada.post(f"{LIST}{row.pk}/{way}", {"name": "mine"}).status_code == 404
    row.refresh_from_db()
    assert (row.name, row.discarded_at) == ("Magnesium", None)


@pytest.mark.parametrize("kind", KINDS_OF_BACKGROUND)
def test_looking_costs_the_same_for_one_and_many(
    as_ada: Client, ada: User, kind: str, django_assert_num_queries: Any
) -> None:
    address = f"/appointment/{kind}/"
    for number in range(3):
        row_of(ada, row_id=str(number))
    with django_assert_num_queries(4 if kind in ("tests", "statements") else 5):
        as_ada.get(address)


def test_a_list_that_there_is_not_is_not_found(as_ada: Client) -> None:
    assert as_ada.get("/appointment/wishes/").status_code == 404
