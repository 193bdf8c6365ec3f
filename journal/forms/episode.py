"""The full form of an episode: what was filled in becomes an entry and is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.record import change, record
from journal.daily_limits import account, is_full, note_stored
from journal.entries import Entry, problems
from journal.forms import episode_time
from journal.forms.episode_entry import entry_from
from journal.forms.episode_fields import EpisodeFormFields
from journal.forms.episode_parts import MergingEpisodeForm, entry_texts, merge_entry
from journal.forms.new_episode import new_id
from journal.forms.sent_data import replaced
from journal.forms.text_fields import with_remarks
from journal.models import Episode
from journal.models.episode import Source
from journal.observations import TimeTold
from journal.time_zones import stored_zone

# Where a problem of an entry is shown, if not at the field of the same name.
FIELD_OF = {"happened_at": "at", "duration_seconds": "duration", "id": None}


class EpisodeForm(MergingEpisodeForm, EpisodeFormFields):
    """Once it is valid ``entry`` is a sound one; ``store`` writes it, or what was changed of it."""

    def clean(self) -> dict[str, Any]:
        """Read the time, build the entry and put each problem beside its field."""
        cleaned = super().clean() or self.cleaned_data
        self.entry = entry_from(
            cleaned,
            client_id=self._client_id(cleaned),
            happened_at=self._happened_at(cleaned),
            zone=self.zone,
        )
        if cleaned.get("ago") == episode_time.Ago.LAST_NIGHT:
            self.entry = replace(self.entry, time_told=TimeTold.NIGHT)
        self._refuse(self.entry)
        return cleaned

    def _refuse(self, entry: Entry) -> bool:
        """Put each problem beside its field; False if there is none."""
        refusals = problems(entry, as_of=self.as_of, own_zone=self.zone)
        for problem in refusals:
            self.add_error(
                FIELD_OF.get(problem.field, problem.field), gettext(problem.text) % problem.values
            )
        return bool(refusals)

    def store(self, person: User) -> Episode | None:
        """Store the entry, and say in ``outcome`` what was done.

        None if the person has to look at it again.
        """
        if self.episode:
            return self._change(self.episode)
        if is_full(account(person.pk), self.as_of):
            self.add_error(
                None,
                _("You have reached the limit of entries for today. Save this again tomorrow."),
            )
            return None
        episode, new = record(person, self.entry, source=Source.FORM, as_of=self.as_of)
        if new:
            note_stored(account(person.pk), [self.entry], self.as_of)
            return self._done(episode, gettext("Saved."))
        if episode.entry == self.entry:
            return self._done(episode, f"{gettext('This was already saved.')} {_where(episode)}")
        self.data = replaced(self.data, {"client_id": new_id()})
        self.add_error(
            None,
            _("This form was saved before with other answers. Save again to add a second entry."),
        )
        return None

    def _change(self, episode: Episode) -> Episode | None:
        """Write what the form changed over what is stored now, read in the same transaction."""
        with transaction.atomic():
            stored = Episode.objects.select_for_update().get(pk=episode.pk)
            self.trashed = bool(stored.deleted_at) and "bring_back" not in self.data
            if self.trashed:
                return None
            self.stored = stored.entry
            changed = self.merge(entry_texts(self.stored))
            if changed is None:
                return None
            entry = merge_entry(self.stored, self.entry, changed)
            if self._refuse(entry):
                return None
            stored.deleted_at = None
            change(stored, entry, as_of=self.as_of)
        return self._done(stored, gettext("Changed."))

    def _done(self, episode: Episode, sentence: str) -> Episode:
        self.outcome = with_remarks(f"{sentence} {self.remark}".rstrip(), self)
        return episode

    def _client_id(self, cleaned: dict[str, Any]) -> str:
        if self.episode:
            return self.episode.client_id
        return cleaned.get("client_id") or new_id()

    def _happened_at(self, cleaned: dict[str, Any]) -> datetime:
        """When it was (UTC); ``as_of`` if it could not be read, which its own message says."""
        zone = stored_zone(cleaned.get("time_zone") or self.zone)
        if "at" in self.errors:
            return self.as_of
        try:
            resolved = self._resolved_time(cleaned, zone)
        except ValidationError as error:
            self.add_error("at", error)
            return self.as_of
        self.remark = resolved.remark
        return resolved.instant

    def _resolved_time(self, cleaned: dict[str, Any], zone: ZoneInfo) -> episode_time.ResolvedTime:
        if self.episode:
            return episode_time.changed_time(
                self.episode.happened_at,
                stored_zone(self.episode.time_zone),
                cleaned["at"],
                zone,
            )
        ago = episode_time.Ago(cleaned.get("ago") or episode_time.Ago.NOW)
        opened = episode_time.opened_at(cleaned.get("opened_at", ""), self.as_of)
        return episode_time.new_entry_time(ago, cleaned.get("at"), opened, zone, as_of=self.as_of)


def _where(episode: Episode) -> str:
    if episode.deleted_at:
        return gettext("It is in the trash.")
    return gettext("It is in your diary once.")
