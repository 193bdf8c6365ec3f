"""What somebody else saw: accepted or discarded by the person, and the links by which it comes."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.partner_link import revoke_partner_link
from journal.actions.record import RefusedError
from journal.actions.sightings import discard_sightings, wait_again
from journal.forms.carried_texts import opened_with
from journal.forms.opened_about import opened_by_form
from journal.forms.partner_link import PartnerLinkForm, sighting_choices
from journal.forms.redirects import redirect_back
from journal.identity.reauthentication import asked_again_to_send
from journal.identity.security_log import note
from journal.models import PartnerLink
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.partner import MadePartnerLink, PartnerClock, PartnerPage, partner_page
from journal.reading.partner_links import MOST_PARTNER_LINKS, partner_links_of
from journal.reading.sightings import read_sightings
from journal.sharing.accept_sightings import accept_chosen
from journal.sharing.delete_reports import keys_in
from journal.sharing.make_partner_link import link_of_form, room_for_link
from journal.wording.sightings import brought_back_text, revoked_text, settled_text
from twitchlog.http.draft_cookie import end_draft


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again_to_send
def partner(request: HttpRequest) -> HttpResponse:
    """GET lists what waits and the links; POST makes a link and shows its address this one time."""
    as_of, sent = timezone.now(), request.POST if request.method == "POST" else None
    form = PartnerLinkForm(sent)
    made, gone = _make(request, form, as_of) if form.is_valid() else (None, False)
    context = {
        "form": form,
        "page": _page(request, as_of, made, gone=gone),
        "opened": opened_with(request, person_of(request), form),
    }
    status = 422 if sent is not None and not form.is_valid() else 200
    return render(request, "journal/partner.html", context, status=status)


def _make(
    request: HttpRequest, form: PartnerLinkForm, as_of: datetime
) -> tuple[MadePartnerLink | None, bool]:
    """The link that the form asks for, and whether it was made before and works no longer."""
    person, preferences = person_of(request), preferences_of(request)
    if not room_for_link(person, preferences, form.cleaned_data, as_of):
        form.add_error(None, _("There is no room for another link. End one that nobody needs."))
        return None, False
    made = link_of_form(request, person, preferences, form.cleaned_data, as_of=as_of)
    end_draft(request)
    return made, made is None


def _page(
    request: HttpRequest, as_of: datetime, made: MadePartnerLink | None, *, gone: bool
) -> PartnerPage:
    person, zone = person_of(request), preferences_of(request).zone
    return partner_page(
        read_sightings(person),
        partner_links_of(person, zone, as_of),
        PartnerClock(zone, as_of),
        host=request.get_host(),
        made=made,
        gone=gone,
        most_links=MOST_PARTNER_LINKS,
    )


@login_required
@require_POST
def settle_sightings(request: HttpRequest) -> HttpResponse:
    """Make entries of what is to be added, discard what is to be discarded; the rest waits on."""
    as_of, person, choices = timezone.now(), person_of(request), sighting_choices(request.POST)
    try:
        added = accept_chosen(person, choices.added, as_of)
    except RefusedError:
        say(request, _("One of these cannot be an entry. Nothing was changed; discard that one."))
        return redirect_back(request, "partner")
    discarded = discard_sightings(person, choices.discarded, as_of)
    undo = ""
    if discarded:
        undo = reverse("bring_back_sightings", args=["-".join(map(str, choices.discarded))])
    say(request, settled_text(added, discarded), undo=undo)
    return redirect_back(request, "partner")


@login_required
@require_POST
def bring_back_sightings(request: HttpRequest, keys: str) -> HttpResponse:
    """These wait again."""
    number = wait_again(person_of(request), keys_in(keys))
    if not number and opened_by_form(request) is None:
        raise Http404  # whoever had no page
    say(request, brought_back_text(number))
    return redirect_back(request, "partner")


@login_required
@require_POST
def revoke_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link; what waits of it is deleted only if the form says so."""
    person, with_waiting = person_of(request), f"delete-{pk}" in request.POST
    link = PartnerLink.objects.of(person).filter(pk=pk).first()
    if link is None and opened_by_form(request) is None:
        raise Http404
    if link is None:
        say(request, _("This link is no longer there."))
        return redirect_back(request, "partner")
    deleted = revoke_partner_link(link, timezone.now(), with_waiting=with_waiting)
    if link.revoked_at is None:
        note(request, person, Happening.PARTNER_LINK_ENDED)
    say(request, revoked_text(deleted, with_waiting=with_waiting))
    return redirect_back(request, "partner")
