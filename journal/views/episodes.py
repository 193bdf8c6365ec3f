"""Log an episode, change it, put it into the trash and take it out again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.episode import EpisodeForm
from journal.models import Episode
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import back, say

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
        say(request, form.outcome, undo=reverse("restore" if episode.deleted_at else "delete", args=[episode.pk]))
        return redirect(reverse("diary") + AFTERWARDS)
    form.offer(Episode.objects.of(person).kept().recent_places())
    return render(request, "journal/log.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The full form of an entry that is there."""
    as_of, person = timezone.now(), person_of(request)
    episode = get_object_or_404(Episode.objects.of(person).kept(), pk=pk)
    form = EpisodeForm(request.POST or None, zone=episode.time_zone, as_of=as_of, episode=episode)
    if form.is_valid() and form.store(person):
        say(request, form.outcome)
        return back(request, "diary")
    form.offer(Episode.objects.of(person).kept().recent_places())
    return render(request, "journal/edit.html", {"form": form, "episode": episode})


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the trash, without a question; the next page can undo it. What lay there for too long is purged."""
    as_of, mine = timezone.now(), Episode.objects.of(person_of(request))
    episode = get_object_or_404(mine, pk=pk)
    episode.discard(as_of)
    mine.expired(as_of).delete()
    say(request, _("Moved to the trash."), undo=reverse("restore", args=[pk]))
    return back(request, "diary")


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the trash, as it was."""
    as_of, mine = timezone.now(), Episode.objects.of(person_of(request))
    get_object_or_404(mine.kept() | mine.restorable(as_of), pk=pk).bring_back()
    say(request, _("Back in your diary."))
    return back(request, "diary")
