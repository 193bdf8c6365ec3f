"""Nights that the person marked "no twitches", and what an entry in one means: the entry counts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from journal.models import Episode, NightRecord


def is_marked(person: User, night: date) -> bool:
    """Whether the person said "no twitches" of the night."""
    return NightRecord.objects.of(person).on_nights(night, night).exists()


def entries_in_night(person: User, night: date) -> int:
    """How many entries stand in the night; those in the trash stand in none."""
    return Episode.objects.of(person).kept().on_nights(night, night).count()


def first_entry_outweighs_mark(person: User, night: date) -> bool:
    """Whether the only entry of the night stands in one that was marked."""
    return is_marked(person, night) and entries_in_night(person, night) <= 1


def mark_holds_again(person: User, night: date) -> bool:
    """Whether no entry is left in a night that was marked."""
    standing = Episode.objects.of(person).kept().on_nights(night, night)
    return not standing.exists() and is_marked(person, night)
