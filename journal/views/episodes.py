"""Log an episode, change it, put it into the trash and take it out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.carrying import back, carried_by, opened_with
from journal.forms.episode import EpisodeForm
from journal.forms.episode_parts import entry_texts
from journal.forms.new_entry import renewed
from journal.forms.opened import opened_about, opened_by_form
from journal.models import Episode
from journal.models.recording import change
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.quiet import TimeBefore, after_change, mark_holds_again, mark_outweighed, time_before
from twitchlog.drafts import end_draft

# The page after saving shows no matches: they are for the day, when one opens them.
AFTERWARDS = "?quiet=1"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The full form of a new entry; "back" fetches a new one, because each carries its entry's id."""
    as_of, person = timezone.now(), person_of(request)
    form = EpisodeForm(request.POST or None, zone=preferences_of(request).time_zone, as_of=as_of)
    episode = form.store(person) if form.is_valid() else None
    if episode:
        end_draft(request)
        note = "" if episode.deleted_at else mark_outweighed(person, episode.night_of)
        undo = reverse("restore" if episode.deleted_at else "delete", args=[episode.pk])
        say(request, f"{form.outcome} {note}".rstrip(), undo=undo)
        return redirect(reverse("diary") + AFTERWARDS)
    form.offer(Episode.objects.of(person).kept().recent_places())
    page = {"form": form, "carried": carried_by(request), "opened": opened_with(request, person, form)}
    return render(request, "journal/log.html", page, status=form.status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The full form of an entry that is there; one that was deleted meanwhile takes what was typed back to life."""
    as_of, person = timezone.now(), person_of(request)
    mine = Episode.objects.of(person)
    episode = (mine if request.method == "POST" else mine.kept()).filter(pk=pk).first()
    if episode is None:
        return _gone(request, pk, as_of)
    before = TimeBefore.of(episode)
    opened = opened_about(request, {"entry": pk}, entry_texts(episode.entry))
    form = EpisodeForm(request.POST or None, zone=episode.time_zone, as_of=as_of, episode=episode, opened=opened)
    if form.is_valid() and (changed := form.store(person)):
        end_draft(request)
        note, undo = after_change(person, changed, before)
        say(request, f"{form.outcome} {note}".rstrip(), undo=undo)
        return back(request, "diary")
    form.offer(mine.kept().recent_places())
    page = {"form": form, "episode": episode, "opened": form.opened}
    return render(request, "journal/edit.html", page, status=form.status)


def _gone(request: HttpRequest, pk: int, as_of: datetime) -> HttpResponse:
    """What was typed into an entry that was deleted for good meanwhile, as a new entry that is not saved yet."""
    opened = opened_by_form(request)
    if opened is None or opened.about.get("entry") != str(pk):
        raise Http404
    form = EpisodeForm(renewed(request.POST, as_of), zone=preferences_of(request).time_zone, as_of=as_of)
    form.offer(Episode.objects.of(person_of(request)).kept().recent_places())
    return render(request, "journal/log.html", {"form": form, "gone": True}, status=409)


def _no_longer_there(request: HttpRequest) -> HttpResponse:
    """Say that the entry was deleted for good since the page was opened; 404 for whoever had no page."""
    if opened_by_form(request) is None:
        raise Http404
    say(request, _("This entry is no longer there: it was deleted for good meanwhile. Nothing was changed."))
    return back(request, "diary")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the trash, without a question; the next page can undo it. What lay there for too long is purged."""
    as_of, mine = timezone.now(), Episode.objects.of(person_of(request))
    episode = mine.filter(pk=pk).first()
    if episode is None:
        return _no_longer_there(request)
    episode.discard(as_of)
    mine.expired(as_of).delete()
    note = mark_holds_again(person_of(request), episode.night_of)
    say(request, f"{_('Moved to the trash.')} {note}".rstrip(), undo=reverse("restore", args=[pk]))
    return back(request, "diary")


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the trash, as it was."""
    as_of, mine = timezone.now(), Episode.objects.of(person_of(request))
    episode = (mine.kept() | mine.restorable(as_of)).filter(pk=pk).first()
    if episode is None:
        return _no_longer_there(request)
    episode.bring_back()
    note = mark_outweighed(person_of(request), episode.night_of)
    say(request, f"{_('Back in your diary.')} {note}".rstrip(), undo=reverse("delete", args=[pk]) if note else "")
    return back(request, "diary")


@login_required
@require_POST
@transaction.atomic
def put_back(request: HttpRequest, pk: int, moved: str) -> HttpResponse:
    """Undo a change that took an entry into another night, unless it was changed again since."""
    as_of, person = timezone.now(), person_of(request)
    episode = Episode.objects.of(person).kept().select_for_update().filter(pk=pk).first()
    if episode is None:
        return _no_longer_there(request)
    try:
        before = time_before(episode, moved)
    except BadSignature as error:
        raise Http404(_("There is nothing here.")) from error
    if before is None:
        say(request, _("The entry was changed again since. Nothing was undone."))
        return back(request, "diary")
    moved_from, (happened_at, time_zone) = TimeBefore.of(episode), before
    change(episode, replace(episode.entry, happened_at=happened_at, time_zone=time_zone), as_of=as_of)
    note, _undo = after_change(person, episode, moved_from)
    say(request, f"{_('The entry is back at the time that it had.')} {note}".rstrip())
    return back(request, "diary")
