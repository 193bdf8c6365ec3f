"""A night's sleep on its own page and on Today's card: each field saved as it is given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Morning
from journal.night_sleep import SLEEP_FIELDS, NightSleep
from tests.forbidden_words import forbidden
from tests.forms import post_forms
from tests.views.sleep_form import HTMX, WHOLE, _evening, at, form_of, send, stored, write

__all__ = ["_evening"]
WEDNESDAY = date(2026, 11, 25)


def test_a_whole_night_is_stored_and_its_figures_are_worked_out(as_ada: Client) -> None:
    page = write(as_ada, **WHOLE)
    assert "Saved." in page
    assert stored() == NightSleep(
        night_of=WEDNESDAY,
        bed_at=at(25, 22, 45),
        tried_at=at(25, 23, 15),
        minutes_until_sleep=25,
        jolts=7,
        wakings=2,
        minutes_awake=20,
        last_waking_at=at(26, 6, 30),
        woke_at=at(26, 7),
        quality=3,
        note="warm",
    )
    assert "<dt>Asleep, all together</dt><dd>6 h 30 min</dd>" in page
    assert "<dt>Asleep, as a share of the time in bed</dt><dd>79 %</dd>" in page
    assert "PMC3250369" in page
    assert "median 25 min, range 25 min to 25 min, over 1 night" in page


@pytest.mark.parametrize("name", SLEEP_FIELDS)
def test_each_field_is_saved_alone_and_said(as_ada: Client, name: str) -> None:
    answer = send(as_ada, form_of(as_ada), HTMX, **{name: WHOLE[name]})
    assert answer.status_code == 200
    assert answer["HX-Reswap"] == "none"
    part = answer.content.decode()
    assert f'id="div_id_{name}" data-hx-swap-oob="true"' in part
    assert f'name="fill" value="{name}=" id="undo_{name}"' in part
    assert part.count("Saved.") == 2
    filled = {field for field in SLEEP_FIELDS if getattr(stored(), field) not in (None, "")}
    assert filled == {name}


def test_one_field_after_another_by_htmx_is_all_stored(as_ada: Client) -> None:
    form = form_of(as_ada)
    for number in range(1, len(WHOLE) + 1):
        typed = dict(list(WHOLE.items())[:number])
        answer = send(as_ada, form, HTMX, **typed)
        assert answer.status_code == 200
        fresh = answer.content.decode().partition('name="opened" value="')[2].partition('"')[0]
        next(field for field in form.fields if field.name == "opened").value = unescape(fresh)
    assert stored().jolts == 7
    assert stored().note == "warm"
    assert stored().woke_at == at(26, 7)


def test_a_chip_says_the_number_and_undo_takes_it_back(as_ada: Client) -> None:
    send(as_ada, form_of(as_ada), HTMX, fill="jolts=0")
    assert stored().jolts == 0
    page = as_ada.get(reverse("sleep")).content.decode()
    assert 'value="jolts=0" id="id_jolts_0" formaction="/sleep/" aria-pressed="true"' in page
    send(as_ada, form_of(as_ada), HTMX, fill="jolts=")
    assert not Morning.objects.exists()


def test_a_chip_that_is_sent_once_more_leaves_its_saved_on_the_page(as_ada: Client) -> None:
    """As htmx sends it: with what waited before it, and then by itself."""
    form = form_of(as_ada)
    first = send(as_ada, form, HTMX, fill="jolts=0").content.decode()
    assert 'value="jolts=" id="undo_jolts"' in first
    fresh = first.partition('name="opened" value="')[2].partition('"')[0]
    next(field for field in form.fields if field.name == "opened").value = unescape(fresh)
    second = send(as_ada, form, HTMX, jolts="0", fill="jolts=0").content.decode()
    assert 'id="remarks_jolts"' not in second
    assert 'id="remarks_wakings"' in second


def test_without_scripts_undo_stands_in_the_notice(as_ada: Client) -> None:
    write(as_ada, jolts="3")
    page = write(as_ada, jolts="5", wakings="1")
    form = next(form for form in post_forms(page) if form.id == "page-form")
    undo = next(button for button in form.buttons if "fill=" in button.action)
    as_ada.post(undo.action, form.sends())
    assert (stored().jolts, stored().wakings) == (3, None)


def test_none_and_no_answer_differ(as_ada: Client) -> None:
    page = write(as_ada, jolts="0")
    assert "on 0 of 1 night with a number; median 0, range 0 to 0" in page
    page = write(as_ada, jolts="")
    assert "with a number" not in page


def test_a_contradiction_is_said_at_its_field_and_kept_as_typed(as_ada: Client) -> None:
    answer = send(as_ada, form_of(as_ada), HTMX, **{**WHOLE, "woke_at": "06:00"})
    assert answer.status_code == 200
    text = "This is before you woke for the last time."
    assert text in answer.content.decode()
    assert stored().woke_at == at(26, 6)
    page = as_ada.get(reverse("sleep")).content.decode()
    before, _id, after = page.partition('id="remarks_woke_at"')
    assert text in after.partition("</p>")[0]
    assert 'value="06:00"' in before
    assert "<dt>Asleep, all together</dt>" not in page.partition("<details>")[0]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("jolts", "-1", "This is a whole number from 0 to 999."),
        ("jolts", "many", "Write a whole number, like 3."),
        ("minutes_until_sleep", "1441", "This is a whole number from 0 to 1440."),
        ("bed_at", "25:00", "Write a time, like 23:10."),
        ("woke_at", "22:30", "Understood as Thu 26 Nov, 22:30, which is in the future."),
        ("quality", "6", "is not one of the choices"),
        ("note", "x" * 501, "There is room for 500 characters; these are 501."),
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX], ids=["page", "htmx"])
def test_what_cannot_be_stored_is_shown_with_the_reason(
    as_ada: Client, name: str, text: str, sentence: str, headers: dict[str, str] | None
) -> None:
    answer = send(as_ada, form_of(as_ada), headers, **{name: text})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in page
    assert name == "quality" or text in page
    assert not Morning.objects.exists()


def test_a_sleep_by_day_is_written_down_whole_and_said(as_ada: Client) -> None:
    page = write(as_ada, bed_at="09:00", woke_at="16:00")
    assert "The whole sleep is kept with Wed to Thu, 25–26 Nov." in page
    assert (stored().bed_at, stored().woke_at) == (at(26, 9), at(26, 16))


def test_an_older_night_is_reached_by_its_address(as_ada: Client) -> None:
    page = write(as_ada, "?night=2026-10-24", bed_at="23:00", woke_at="07:00")
    assert stored().night_of == date(2026, 10, 24)
    assert "Sat to Sun, 24–25 Oct" in page
    assert 'href="?night=2026-10-23"' in page
    # the night had 25 hours: nine of them in bed
    assert stored().woke_at == datetime(2026, 10, 25, 6, tzinfo=UTC)


@pytest.mark.parametrize("night", ["2026-11-27", "1899-12-31", "tomorrow", ""])
def test_another_night_is_not_asked_about(as_ada: Client, night: str) -> None:
    page = as_ada.get(reverse("sleep"), {"night": night}).content.decode()
    assert "Last night, Wed to Thu, 25–26 Nov" in page


def test_what_was_changed_elsewhere_is_asked_about(as_ada: Client) -> None:
    form = form_of(as_ada)
    write(as_ada, jolts="3")
    answer = send(as_ada, form, HTMX, jolts="5")
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#main"
    page = answer.content.decode()
    assert 'name="keep-jolts" value="mine"' in page
    assert stored().jolts == 3
    again = next(one for one in post_forms(page) if one.id == "page-form")
    send(as_ada, again, None, **{"keep-jolts": "mine"})
    assert stored().jolts == 5


def test_nobody_elses_sleep_is_shown(as_ada: Client, as_ben: Client) -> None:
    write(as_ada, jolts="17")
    assert 'value="17"' not in as_ben.get(reverse("sleep")).content.decode()


def test_reading_writes_nothing(as_ada: Client) -> None:
    as_ada.get(reverse("sleep"))
    assert not Morning.objects.exists()


def test_no_word_of_the_page_frightens(as_ada: Client) -> None:
    assert forbidden(write(as_ada, **{**WHOLE, "wakings": "0"})) == []
