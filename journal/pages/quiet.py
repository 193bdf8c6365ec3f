"""What is said where an entry and the mark "no twitches" meet on one night: the entry counts, the mark stays below it."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.models import Episode, NightRecord
from journal.pages.dates import night as night_name

SALT = "journal.pages.quiet"


def is_marked(person: User, night: date) -> bool:
    """Whether the person said "no twitches" of the night."""
    return NightRecord.objects.of(person).on_nights(night, night).exists()


def mark_outweighed(person: User, night: date) -> str:
    """That an entry now stands in a night marked as quiet; "" if it was not marked."""
    if not is_marked(person, night):
        return ""
    text = _("You had marked the night of %(night)s “no twitches”. Now it counts as a night with entries.")
    return text % {"night": night_name(night)}


def mark_holds_again(person: User, night: date) -> str:
    """That the last entry has left a night marked as quiet; "" if one is left, or it was not marked."""
    if Episode.objects.of(person).kept().on_nights(night, night).exists() or not is_marked(person, night):
        return ""
    return _("The night of %(night)s counts as “no twitches” again.") % {"night": night_name(night)}


def after_change(person: User, episode: Episode, night_before: date) -> str:
    """What a change of an entry's time meant for the nights that it left and entered; "" for nothing."""
    if episode.night_of == night_before:
        return ""
    return " ".join(filter(None, (mark_outweighed(person, episode.night_of), mark_holds_again(person, night_before))))


def undo_of_change(episode: Episode, happened_at: datetime, time_zone: str) -> str:
    """The address whose button puts a moved entry back to the time that it had."""
    told = [episode.pk, episode.happened_at.isoformat(), happened_at.isoformat(), time_zone]
    return reverse("put_back", args=[episode.pk, signing.dumps(told, salt=SALT)])


def time_before(episode: Episode, moved: str) -> tuple[datetime, str] | None:
    """The time and zone to put the entry back to; None if it was changed since. Raises signing.BadSignature."""
    pk, moved_to, happened_at, time_zone = signing.loads(moved, salt=SALT)
    if pk != episode.pk or moved_to != episode.happened_at.isoformat():
        return None
    return datetime.fromisoformat(happened_at), time_zone
