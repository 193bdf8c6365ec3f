"""Log an episode by day, with all its details."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from journal.forms.carried_texts import carried_by, opened_with
from journal.forms.episode import EpisodeForm
from journal.models import Episode
from journal.pages.context import person_of, preferences_of
from journal.pages.marked_nights import mark_outweighed_text
from journal.pages.notices import say
from journal.reading.own_episodes import recent_places
from twitchlog.http.draft_cookie import end_draft

# The page after saving shows no matches: they are for the day, when one opens them.
WITHOUT_MATCHES = "?quiet=1"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The full form of a new entry; "back" fetches a new one, as each carries its entry's id."""
    as_of, person = timezone.now(), person_of(request)
    form = EpisodeForm(request.POST or None, zone=preferences_of(request).time_zone, as_of=as_of)
    episode = form.store(person) if form.is_valid() else None
    if episode:
        return _stored(request, form, episode)
    form.offer(recent_places(person))
    context = {
        "form": form,
        "carried": carried_by(request),
        "opened": opened_with(request, person, form),
    }
    return render(request, "journal/log.html", context, status=form.status)


def _stored(request: HttpRequest, form: EpisodeForm, episode: Episode) -> HttpResponse:
    """On to the diary; an entry that was stored before may lie in the trash."""
    end_draft(request)
    note, undo = "", "restore"
    if episode.deleted_at is None:
        note, undo = mark_outweighed_text(person_of(request), episode.night_of), "delete"
    text = f"{form.outcome} {note}".rstrip()
    say(request, text, undo=reverse(undo, args=[episode.pk]))
    return redirect(reverse("diary") + WITHOUT_MATCHES)
