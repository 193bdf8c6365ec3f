"""Where a row of a person's lies: the addresses that have an object in them."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.utils import timezone

from journal.actions.api_tokens import make_token
from journal.models import ApiToken, Appointment, Episode, Medicine, Sighting
from journal.pages.marked_nights import TimeBefore, undo_of_change
from tests import builders
from tests.single_rows import (
    NIGHT,
    finished_import,
    frozen,
    link,
    one,
    partner_link,
    sighting,
    sign_in,
    stored_recipe,
)


def at_episode(then: str, person: User) -> str:
    """An address of the person's latest kept entry."""
    episode = Episode.objects.of(person).kept().newest_first().first() or builders.episode(person)
    return f"/episodes/{episode.pk}/{then}"


def at_undo_of_change(person: User) -> str:
    """Where the person's latest kept entry is put back to the time that it had."""
    episode = Episode.objects.of(person).kept().newest_first().first() or builders.episode(person)
    return undo_of_change(episode, TimeBefore.of(episode))


def at_trashed_episode(then: str, person: User) -> str:
    """An address of an entry in the person's trash."""
    episode = Episode.objects.of(person).trashed().first()
    assert episode
    return f"/episodes/{episode.pk}/{then}"


def at_passkey(then: str, person: User) -> str:
    """An address of the person's passkey."""
    key = Authenticator.objects.get_or_create(
        user=person, type="webauthn", defaults={"data": {"name": "phone"}}
    )[0]
    return f"/account/2fa/webauthn/keys/{key.pk}/{then}"


def at_appointment(then: str, person: User) -> str:
    """An address of the person's appointment."""
    known = one(Appointment, person, on_date=NIGHT, created_at=timezone.now())
    return f"/appointment/{known.pk}/{then}"


def at_medicine(then: str, person: User) -> str:
    """An address of a medicine of the person's."""
    fields = {"row_id": "a", "name": "Μαγνήσιο", "recorded_at": timezone.now()}
    return f"/appointment/medicines/{one(Medicine, person, **fields).pk}/{then}"


def at_frozen(then: str, person: User) -> str:
    """An address of a report that the person froze."""
    return f"/report/frozen/{frozen(person).pk}/{then}"


def at_link(person: User) -> str:
    """Where the person takes a link back."""
    return f"/share/{link(person).pk}/revoke/"


def at_partner_link(person: User) -> str:
    """Where the person ends a bed partner's link."""
    return f"/partner/{partner_link(person).pk}/revoke/"


def at_discarded_sighting(person: User) -> str:
    """Where the person lets one wait again that they discarded."""
    known = sighting(person)
    Sighting.objects.filter(pk=known.pk).update(state="discarded", settled_at=timezone.now())
    return f"/partner/bring-back/{known.pk}/"


def at_recipe(person: User) -> str:
    """Where the person deletes a recipe of theirs."""
    return f"/import/recipes/{stored_recipe(person).pk}/delete/"


def at_finished_import(person: User) -> str:
    """Where the person takes a whole import back."""
    return f"/import/{finished_import(person).pk}/undo/"


def at_token(person: User) -> str:
    """Where the person revokes a token of theirs."""
    token = (
        ApiToken.objects.of(person).valid().first()
        or make_token(person, name="phone", scope="add", as_of=timezone.now())[0]
    )
    return f"/settings/tokens/{token.pk}/revoke/"


def at_sign_in(person: User) -> str:
    """Where the person signs out in one other browser."""
    return f"/settings/sign-ins/{sign_in(person).pk}/end/"
