"""What opens one person's diary: browsers in which they are signed in, tokens and links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare

from journal.devices import Device
from journal.models import ShareLink, SignIn
from journal.models.sign_in import SignInQuerySet
from journal.reading.api_tokens import TokenFacts, read_tokens


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """A browser in which somebody is signed in; ``here``: it is the one that asks.

    ``begun_at`` is None for one from before these were noted; ``used_at`` is noted once a day.
    """

    pk: int
    device: Device
    begun_at: datetime | None
    used_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class WorkingLink:
    """A link to a frozen report, which works; ``for_whom`` is "" where nobody is named."""

    pk: int
    for_whom: str
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DiaryAccess:
    """All that opens the diary; of the browsers the asking one first, then by their last use."""

    sign_ins: tuple[SignInFacts, ...]
    tokens: tuple[TokenFacts, ...]
    links: tuple[WorkingLink, ...]


def read_diary_access(
    person: User, sign_ins: SignInQuerySet, *, session_key: str | None, as_of: datetime
) -> DiaryAccess:
    """All that opens the person's diary at ``as_of``, in three queries.

    ``sign_ins`` are those of the person to look through, ``session_key`` is that of the session
    that asks.
    """
    links = ShareLink.objects.of(person).alive(as_of).latest_first()
    return DiaryAccess(
        sign_ins=tuple(_working(person, sign_ins, session_key, as_of)),
        tokens=read_tokens(person),
        links=tuple(
            WorkingLink(link.pk, link.for_whom, link.made_at, link.ends_at) for link in links
        ),
    )


def _working(
    person: User, sign_ins: SignInQuerySet, session_key: str | None, as_of: datetime
) -> list[SignInFacts]:
    lasting = sign_ins.lasting(as_of).select_related("session").latest_first()
    facts = [
        SignInFacts(
            pk=sign_in.pk,
            device=Device(sign_in.browser, sign_in.system),
            begun_at=sign_in.made_at,
            used_at=sign_in.used_at,
            here=sign_in.session_id == session_key,
        )
        for sign_in in lasting
        if sign_in.session_id == session_key or _opens_still(sign_in, person)
    ]
    return sorted(facts, key=lambda sign_in: not sign_in.here)


def _opens_still(sign_in: SignIn, person: User) -> bool:
    """Whether its session lets in: one from before the password was changed does not."""
    password_hash: str = sign_in.session.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(password_hash, person.get_session_auth_hash())
