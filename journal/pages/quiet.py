"""What is said where an entry and the mark "no twitches" meet on one night: the entry counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.models import Episode, NightRecord
from journal.pages.dates import night as night_name
from journal.pages.dates import time_in_night

SALT = "journal.pages.quiet"


def is_marked(person: User, night: date) -> bool:
    """Whether the person said "no twitches" of the night."""
    return NightRecord.objects.of(person).on_nights(night, night).exists()


def mark_outweighed(person: User, night: date) -> str:
    """That the first entry now stands in a night marked as quiet; "" if it was not marked, or others stood there."""
    if not is_marked(person, night) or Episode.objects.of(person).kept().on_nights(night, night).count() > 1:
        return ""
    text = _("You had marked the night of %(night)s “no twitches”. Now it counts as a night with entries.")
    return text % {"night": night_name(night)}


def mark_holds_again(person: User, night: date) -> str:
    """That the last entry has left a night marked as quiet; "" if one is left, or it was not marked."""
    if Episode.objects.of(person).kept().on_nights(night, night).exists() or not is_marked(person, night):
        return ""
    return _("The night of %(night)s counts as “no twitches” again.") % {"night": night_name(night)}


@dataclass(frozen=True, slots=True)
class TimeBefore:
    """When an entry was before a change. ``night`` is None if it lay in the trash, where it stood in no night."""

    happened_at: datetime
    time_zone: str
    night: date | None

    @classmethod
    def of(cls, episode: Episode) -> TimeBefore:
        """As the entry is now."""
        return cls(episode.happened_at, episode.time_zone, None if episode.deleted_at else episode.night_of)


def after_change(person: User, episode: Episode, before: TimeBefore) -> tuple[str, str]:
    """What a change meant for the nights that the entry left and entered, and the address of its undo; "" for none."""
    if episode.night_of == before.night:
        return "", ""
    texts = [mark_outweighed(person, episode.night_of), mark_holds_again(person, before.night) if before.night else ""]
    note = " ".join(filter(None, texts))
    undo = undo_of_change(episode, before) if before.night else reverse("delete", args=[episode.pk])
    return note, undo if note else ""


def remembered(person: User, episode: Episode, zone: ZoneInfo) -> str:
    """What is said of an entry that was remembered in the morning, also of one whose form was sent before."""
    if episode.deleted_at:
        return _("This was saved before, and lies in the trash.")
    local = episode.happened_at.astimezone(zone)
    time = time_in_night(episode.night_of, local.date(), f"{local:%H:%M}")
    text = _("Saved, at %(time)s, in the night of %(night)s.") % {"time": time, "night": night_name(episode.night_of)}
    return f"{text} {mark_outweighed(person, episode.night_of)}".rstrip()


def unknown_night(person: User, night: date) -> str:
    """What "I do not know" leaves of a night: whatever was written down of it before stays."""
    entries = Episode.objects.of(person).kept().on_nights(night, night).count()
    if entries:
        text = ngettext("The night keeps its %d entry.", "The night keeps its %d entries.", entries) % entries
    elif is_marked(person, night):
        text = _("You had marked this night “no twitches”, and that stays until you take it back.")
    else:
        text = _("The night stays “not recorded”, and nobody asks again.")
    return f"{_('Saved: you do not know.')} {text}"


def undo_of_change(episode: Episode, before: TimeBefore) -> str:
    """The address whose button puts a moved entry back to the time that it had."""
    told = [episode.pk, episode.happened_at.isoformat(), before.happened_at.isoformat(), before.time_zone]
    return reverse("put_back", args=[episode.pk, signing.dumps(told, salt=SALT)])


def time_before(episode: Episode, moved: str) -> tuple[datetime, str] | None:
    """The time and zone to put the entry back to; None if it was changed since. Raises signing.BadSignature."""
    pk, moved_to, happened_at, time_zone = signing.loads(moved, salt=SALT)
    if pk != episode.pk or moved_to != episode.happened_at.isoformat():
        return None
    return datetime.fromisoformat(happened_at), time_zone
