"""Change an entry, and put a moved one back."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.record import change
from journal.forms.episode import EpisodeForm
from journal.forms.missing_entry import missing_entry
from journal.forms.new_episode import values_sent_again
from journal.forms.opened_about import opened_by_form
from journal.forms.redirects import redirect_back
from journal.models import Episode
from journal.pages.context import person_of, preferences_of
from journal.pages.marked_nights import TimeBefore, after_change, entry_before
from journal.pages.notices import say
from journal.reading.own_episodes import locked_episode, own_episode, recent_places
from journal.views.edited_entry import edit_form, edit_page
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The full form of an entry; one deleted meanwhile takes what was typed back to life."""
    as_of, person = timezone.now(), person_of(request)
    episode = own_episode(person, pk)
    if episode is None or (episode.deleted_at and request.method != "POST"):
        return _gone(request, pk, as_of)
    before = TimeBefore.of(episode)
    form = edit_form(request, episode, as_of)
    if form.is_valid() and (changed := form.store(person)):
        end_draft(request)
        _say_moved(request, changed, before, form.outcome)
        return redirect_back(request, "diary")
    return edit_page(request, form, pk)


def _say_moved(request: HttpRequest, episode: Episode, before: TimeBefore, outcome: str) -> None:
    """What was done, and what it means for the nights that the entry left and entered."""
    note, undo = after_change(person_of(request), episode, before)
    say(request, f"{outcome} {note}".rstrip(), undo=undo)


def _gone(request: HttpRequest, pk: int, as_of: datetime) -> HttpResponse:
    """What was typed into an entry that is gone for good, as a new entry that is not saved yet."""
    opened = opened_by_form(request)
    if opened is None or opened.about.get("entry") != str(pk):
        raise Http404
    data = values_sent_again(request.POST, as_of)
    form = EpisodeForm(data, zone=preferences_of(request).time_zone, as_of=as_of)
    form.offer(recent_places(person_of(request)))
    return render(request, "journal/log.html", {"form": form, "gone": True}, status=409)


@login_required
@require_POST
@transaction.atomic
def put_back(request: HttpRequest, pk: int, moved: str) -> HttpResponse:
    """Undo a change that took an entry into another night, unless it was changed again since."""
    as_of, person = timezone.now(), person_of(request)
    episode = locked_episode(person, pk)
    if episode is None:
        return missing_entry(request)
    try:
        entry = entry_before(episode, moved)
    except BadSignature as error:
        raise Http404(_("There is nothing here.")) from error
    if entry is None:
        say(request, _("The entry was changed again since. Nothing was undone."))
        return redirect_back(request, "diary")
    moved_from = TimeBefore.of(episode)
    change(episode, entry, as_of=as_of)
    note, _undo = after_change(person, episode, moved_from)
    say(request, f"{_('The entry is back at the time that it had.')} {note}".rstrip())
    return redirect_back(request, "diary")
