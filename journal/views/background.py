"""What a person brings along: lists to which one row is added, changed or taken off at a time."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.background import bring_back_row, discard_row
from journal.actions.record import RefusedError
from journal.background import KINDS_OF_BACKGROUND, BackgroundKind
from journal.forms.background import BackgroundForm
from journal.forms.carried_texts import carried_by, opened_with, typed_unstored
from journal.forms.opened_about import opened_about, opened_by_form
from journal.forms.redirects import page_again
from journal.forms.text_fields import with_remarks
from journal.models.background import StoredRow
from journal.pages.background import background_page, background_row_page
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.reading.appointments import current_appointment
from journal.reading.background import asks_about_words, own_row, read_list
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def background(request: HttpRequest, kind: str) -> HttpResponse:
    """A list, with a form for one more."""
    as_of, of_kind = timezone.now(), _kind(kind)
    sent = request.POST if request.method == "POST" else None
    form = BackgroundForm(sent, kind=of_kind, today=_today(request, as_of))
    if sent is not None and form.is_valid() and form.store_new(person_of(request), as_of):
        end_draft(request)
        say(request, with_remarks(_("Saved."), form))
        return redirect("background", kind)
    return _list(request, of_kind, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def background_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a row; of one that is gone what was typed stands in the form for a new one."""
    as_of, of_kind, is_sent = timezone.now(), _kind(kind), request.method == "POST"
    with transaction.atomic():
        stored = own_row(person_of(request), of_kind, pk, locked=is_sent)
        if stored is None or stored.discarded_at is not None:
            return _gone(request, of_kind, as_of, is_known=stored is not None)
        form = _row_form(request, stored, as_of)
        if is_sent and form.is_valid() and form.store(stored):
            end_draft(request)
            say(request, with_remarks(_("Saved."), form))
            return redirect("background", kind)
    return _row(request, stored, form)


@login_required
@require_POST
@transaction.atomic
def discard_background(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a row off its list with what was typed into it, if it is as the page showed it."""
    as_of, of_kind = timezone.now(), _kind(kind)
    stored = own_row(person_of(request), of_kind, pk, locked=True)
    if stored is None or stored.discarded_at is not None:
        return _removed_before(request, of_kind, as_of, is_known=stored is not None)
    form = _row_form(request, stored, as_of)
    is_as_shown = form.shows(stored)
    if not form.keeps_typed(stored):
        say(request, _("Nothing was removed: what you typed could not be saved first. Look at it."))
        return _row(request, stored, form, asks_again=True)
    if not is_as_shown:
        say(request, _("This was changed meanwhile. Nothing was removed: look at it first."))
        return redirect("background_row", kind, pk)
    discard_row(stored, as_of)
    end_draft(request)
    undo = reverse("bring_back_background", args=[kind, pk])
    say(request, _("Removed."), undo=undo)
    return redirect("background", kind)


@login_required
@require_POST
@transaction.atomic
def bring_back_background(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a row onto its list again, where there is a place for it."""
    stored = own_row(person_of(request), _kind(kind), pk, locked=True)
    if stored is None and opened_by_form(request) is None:
        raise Http404
    text = _("This was deleted for good meanwhile. Nothing was changed.")
    if stored is not None:
        try:
            bring_back_row(stored)
            text = _("It is back.")
        except RefusedError as error:
            text = " ".join(_(problem.text) % problem.values for problem in error.problems)
    say(request, text)
    carried = typed_unstored(request)
    if carried.texts:
        return page_again(request, reverse("background", args=[kind]), "appointment", carried)
    return redirect("background", kind)


def _kind(name: str) -> BackgroundKind:
    """The kind of that name. 404 for another."""
    if name not in KINDS_OF_BACKGROUND:
        raise Http404
    return KINDS_OF_BACKGROUND[name]


def _today(request: HttpRequest, as_of: datetime) -> date:
    return as_of.astimezone(preferences_of(request).zone).date()


def _row_form(request: HttpRequest, stored: StoredRow, as_of: datetime) -> BackgroundForm:
    kind, sent = stored.background_kind, request.POST if request.method == "POST" else None
    form = BackgroundForm(sent, kind=kind, today=_today(request, as_of), stored=stored)
    form.opened = opened_about(request, {"row": stored.pk}, form.texts(kind.values(stored.row)))
    form.unsaved = typed_unstored(request).texts.keys() & form.fields.keys()
    return form


def _row(
    request: HttpRequest, stored: StoredRow, form: BackgroundForm, *, asks_again: bool = False
) -> HttpResponse:
    """The page of one row; ``asks_again``: whether to remove it without what was typed."""
    page = background_row_page(stored.background_kind, stored.pk, asks_again=asks_again)
    context = {"page": page, "form": form, "opened": form.opened}
    return render(request, "journal/background_row.html", context, status=form.status)


def _removed_before(
    request: HttpRequest, kind: BackgroundKind, as_of: datetime, *, is_known: bool
) -> HttpResponse:
    """To the list, with what was typed in its form, if something was. 404 where no row was."""
    if typed_unstored(request).texts:
        return _gone(request, kind, as_of, is_known=is_known)
    if not is_known and opened_by_form(request) is None:
        raise Http404
    say(request, _("This was removed before. Nothing was changed."))
    return redirect("background", kind.name)


def _gone(
    request: HttpRequest, kind: BackgroundKind, as_of: datetime, *, is_known: bool
) -> HttpResponse:
    """To the list; with what was typed in its form, if something was. 404 where no row was."""
    if request.method != "POST" and is_known:
        return redirect("background", kind.name)
    if request.method != "POST" or opened_by_form(request) is None:
        raise Http404
    typed = {name: request.POST.get(name, "") for name in kind.fields}
    form = BackgroundForm(kind=kind, today=_today(request, as_of), initial=typed)
    return _list(request, kind, form, gone=True)


def _list(
    request: HttpRequest, kind: BackgroundKind, form: BackgroundForm, *, gone: bool = False
) -> HttpResponse:
    person = person_of(request)
    asks = asks_about_words(current_appointment(person))
    page = background_page(read_list(person, kind), asks=asks, gone=gone)
    opened, carried = opened_with(request, person, form), carried_by(request)
    context = {"page": page, "form": form, "opened": opened, "carried": carried}
    status = 409 if gone else form.status
    return render(request, "journal/background.html", context, status=status)
