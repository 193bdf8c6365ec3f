"""Links for a clinician: made, listed and taken back by their owner."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.report_limits import NoRoomError
from journal.actions.share_link import revoke_link
from journal.forms.carried_texts import opened_with
from journal.forms.redirects import redirect_back
from journal.forms.share import ShareForm
from journal.forms.text_fields import remarks
from journal.identity.reauthentication import asked_again_to_send
from journal.identity.security_log import note
from journal.models import ShareLink
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.share import MadeLink, ShareClock, SharePage, share_page
from journal.reading.appointments import next_appointment
from journal.reading.share_links import links_of
from journal.sharing.freeze_and_link import freeze_and_link
from journal.sharing.quota_text import quota_text
from journal.views.frozen_reports import report_no_longer_there
from twitchlog.http.draft_cookie import end_draft


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again_to_send
def share(request: HttpRequest) -> HttpResponse:
    """GET lists the links; POST freezes the report, makes a link to it and shows its address, this
    one time.
    """
    clock = _clock(request)
    form = _form(request, clock)
    made, gone = _make(request, form, clock.as_of) if form.is_valid() else (None, False)
    context = {
        "form": form,
        "page": _page(request, clock, made, gone=gone),
        "opened": opened_with(request, person_of(request), form),
    }
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render(request, "journal/share.html", context, status=status)


def _clock(request: HttpRequest) -> ShareClock:
    as_of, zone = timezone.now(), preferences_of(request).zone
    visit = next_appointment(person_of(request), as_of.astimezone(zone).date())
    return ShareClock(zone, as_of, visit.on_date if visit else None)


def _form(request: HttpRequest, clock: ShareClock) -> ShareForm:
    person, sent = person_of(request), request.POST if request.method == "POST" else None
    today = clock.as_of.astimezone(clock.zone).date()
    own_names = [person.get_username(), person.email]
    return ShareForm(sent, today=today, visit_on=clock.visit_on, own_names=own_names)


def _page(
    request: HttpRequest, clock: ShareClock, made: MadeLink | None, *, gone: bool
) -> SharePage:
    links, host = links_of(person_of(request)), request.get_host()
    return share_page(links, clock, host=host, is_secure=request.is_secure(), made=made, gone=gone)


def _make(request: HttpRequest, form: ShareForm, as_of: datetime) -> tuple[MadeLink | None, bool]:
    """The link that the form asks for, and whether it was made before and works no longer.

    Where there is no room for one, the form says so and keeps what was typed.
    """
    person, preferences = person_of(request), preferences_of(request)
    try:
        made = freeze_and_link(request, person, preferences, form.cleaned_data, as_of=as_of)
    except NoRoomError as full:
        form.add_error(None, quota_text(full))
        return None, False
    end_draft(request)
    return (made.with_remarks(remarks(form)), False) if made else (None, True)


@login_required
@require_POST
def share_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back; it stays in the list with its openings."""
    link = ShareLink.objects.of(person_of(request)).filter(pk=pk).first()
    if link is None:
        return report_no_longer_there(request, "share")
    if link.revoked_at is None:
        revoke_link(link, timezone.now())
        note(request, person_of(request), Happening.LINK_ENDED)
    say(request, _("The link no longer works."))
    return redirect_back(request, "share")
