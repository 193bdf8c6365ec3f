"""The form of an entry that is changed, for the views that save or delete what it is about."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from journal.forms.carried_texts import WITHOUT_TYPED, typed_unstored
from journal.forms.episode import EpisodeForm
from journal.forms.episode_parts import entry_texts
from journal.forms.opened_about import opened_about, opened_by_form
from journal.models import Episode
from journal.pages.context import person_of, preferences_of
from journal.pages.diary_row import DeviceBeside, device_beside
from journal.reading.device_nights import nights_beside
from journal.reading.own_episodes import recent_places
from journal.reading.stored_entry import stored_entry
from twitchlog.http.draft_cookie import end_draft


def edit_form(request: HttpRequest, episode: Episode, as_of: datetime) -> EpisodeForm:
    """The form, with what was sent if something was."""
    opened = opened_about(request, {"entry": episode.pk}, entry_texts(episode.entry))
    return EpisodeForm(
        request.POST or None,
        zone=episode.time_zone,
        as_of=as_of,
        episode=episode,
        opened=opened,
    )


def edit_page(
    request: HttpRequest, form: EpisodeForm, pk: int, *, asks_again: bool = False
) -> HttpResponse:
    """The page; ``asks_again``: whether to delete the entry without what was typed."""
    form.offer(recent_places(person_of(request)))
    context = {"form": form, "pk": pk, "opened": form.opened, "asks_again": asks_again}
    context["device"] = _device_beside(request, form)
    return render(request, "journal/edit.html", context, status=form.status)


def _device_beside(request: HttpRequest, form: EpisodeForm) -> DeviceBeside | None:
    """What a device had around the entry as it is stored; None for nothing."""
    if form.episode is None:
        return None
    preferences = preferences_of(request)
    nights = nights_beside(
        person_of(request),
        [form.episode],
        zone=preferences.zone,
        source=preferences.preferred_source,
    )
    return device_beside(stored_entry(form.episode), nights)


def unsaved_edit(request: HttpRequest, episode: Episode, as_of: datetime) -> EpisodeForm | None:
    """Write what was typed into an entry that is to be deleted, so that it comes back with it.

    The form where the person has to look at it first, else None.
    """
    opened = opened_by_form(request)
    is_sent = opened is not None and opened.about.get("entry") == str(episode.pk)
    if not is_sent or WITHOUT_TYPED in request.POST or episode.deleted_at:
        return None
    form = edit_form(request, episode, as_of)
    is_valid = form.is_valid()
    if is_valid and form.store(person_of(request)):
        end_draft(request)
        return None
    is_typed = typed_unstored(request).texts.keys() & form.fields.keys()
    return form if is_valid or is_typed else None
