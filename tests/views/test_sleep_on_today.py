"""A night's sleep on Today's card: each time saved as it is given, and what it leaves alone."""

from __future__ import annotations

from html import unescape

from django.test import Client
from django.urls import reverse

from journal.models import Morning, NightRecord
from tests.forms import post_forms
from tests.views.sleep_form import HTMX, WHOLE, _evening, at, form_of, send, stored, write

__all__ = ["_evening"]


class TestToday:
    """The two times on Today's card."""

    def test_each_is_saved_as_it_is_given_and_said(self, as_ada: Client) -> None:
        form = form_of(as_ada, "dashboard")
        answer = send(as_ada, form, HTMX, bed_at="23:10")
        part = answer.content.decode()
        assert 'id="div_id_bed_at" data-hx-swap-oob="true"' in part
        assert 'id="remarks_woke_at" data-hx-swap-oob="true"' in part
        assert "div_id_jolts" not in part
        assert 'id="figures"' not in part
        assert stored().bed_at == at(25, 23, 10)

    def test_without_scripts_one_button_saves_both(self, as_ada: Client) -> None:
        form = form_of(as_ada, "dashboard")
        page = unescape(send(as_ada, form, bed_at="23:10", woke_at="06:45").content.decode())
        assert "<h1>Today</h1>" in page
        assert "Saved." in page
        assert '<span class="soft">23:10 to 06:45</span>' in page
        assert (stored().bed_at, stored().woke_at) == (at(25, 23, 10), at(26, 6, 45))

    def test_undo_of_the_notice_takes_both_back(self, as_ada: Client) -> None:
        form = form_of(as_ada, "dashboard")
        page = send(as_ada, form, bed_at="23:10", woke_at="06:45").content.decode()
        again = next(one for one in post_forms(page) if one.id == "page-form")
        undo = next(button for button in again.buttons if "fill=" in button.action)
        as_ada.post(undo.action, again.sends())
        assert not Morning.objects.exists()

    def test_a_refused_time_is_shown_with_the_reason(self, as_ada: Client) -> None:
        answer = send(as_ada, form_of(as_ada, "dashboard"), bed_at="25:00")
        page = unescape(answer.content.decode())
        assert answer.status_code == 422
        assert "<h1>Today</h1>" in page
        assert "Write a time, like 23:10." in page
        assert 'value="25:00"' in page
        assert not Morning.objects.exists()

    def test_a_time_changed_elsewhere_is_said_and_not_written_over(self, as_ada: Client) -> None:
        form = form_of(as_ada, "dashboard")
        write(as_ada, bed_at="22:00")
        answer = send(as_ada, form, bed_at="23:00")
        page = unescape(answer.content.decode())
        assert answer.status_code == 409
        assert 'name="keep-bed_at" value="mine"' in page
        assert 'value="23:00"' in page
        assert stored().bed_at == at(25, 22)
        again = next(one for one in post_forms(page) if one.id == "page-form")
        send(as_ada, again, **{"keep-bed_at": "mine"})
        assert stored().bed_at == at(25, 23)

    def test_what_the_whole_page_holds_stays(self, as_ada: Client) -> None:
        write(as_ada, **WHOLE)
        send(as_ada, form_of(as_ada, "dashboard"), HTMX, woke_at="07:30")
        assert stored().jolts == 7
        assert stored().woke_at == at(26, 7, 30)

    def test_not_knowing_is_taken_back(self, as_ada: Client) -> None:
        form = form_of(as_ada, "dashboard")
        as_ada.post(reverse("morning"), {**form.sends(), "does_not_know": "1"})
        form = form_of(as_ada, "dashboard")
        undo = next(button for button in form.buttons if button.name == "does_not_know")
        assert undo.value == "0"
        answer = as_ada.post(
            undo.action, {**form.sends(), "does_not_know": undo.value}, follow=True
        )
        page = unescape(answer.content.decode())
        assert "Undone. Wed to Thu, 25–26 Nov is not recorded." in page
        assert not Morning.objects.exists()
        assert not NightRecord.objects.exists()

    def test_taking_it_back_keeps_the_sleep(self, as_ada: Client) -> None:
        write(as_ada, jolts="2")
        for value in "10":
            form = form_of(as_ada, "dashboard")
            as_ada.post(reverse("morning"), {**form.sends(), "does_not_know": value})
        assert stored().jolts == 2
        assert not Morning.objects.get().does_not_know
