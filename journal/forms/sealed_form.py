"""A form that came when nobody was signed in any more, sealed to travel through signing in.

Nothing of it is stored for nobody. The seal can be opened by this server alone and names the
account whose page the form was; only once that account has proven itself is it kept, in its own
session (docs/adr/0107).
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from journal.forms.opened_about import OPENED_FIELD, Opened, opened_by_form

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# Names in forms: the seal on the sign-in pages, and which kept form "Send it now" sends.
SEALED, KEY = "unsaved", "unsaved_key"
IN_SESSION = "unsaved"
SEAL_SECONDS = 24 * 60 * 60
MOST_BYTES_TAKEN = 100_000
MOST_FORMS = 10
NOT_TAKEN = frozenset({"csrfmiddlewaretoken", SEALED, KEY})
SECRETS = frozenset(
    {"password", "password1", "password2", "oldpassword", "passphrase", "credential", "code"}
)
# Where somebody stays signed in, what they say to a clinician by phone is theirs as the rest of the
# form is.
SECRETS_OF_ACCOUNTS = SECRETS - {"passphrase"}


@dataclass(frozen=True, slots=True)
class UnsavedForm:
    """A form that was sent and not taken.

    ``address`` is the path it was sent to, one of ours; ``fields`` all that it held, ``opened``
    included.

    ``incomplete``: files, passwords, or more than is taken along, were left out.
    """

    account: str
    address: str
    fields: tuple[tuple[str, str], ...]
    incomplete: bool

    @classmethod
    def of(cls, request: HttpRequest) -> UnsavedForm | None:
        """The form just sent; None unless a page made it that we gave to somebody signed in."""
        page = opened_by_form(request)
        if page is None or request.resolver_match is None:
            return None
        return cls.with_account(request, page.account)

    @classmethod
    def with_account(
        cls, request: HttpRequest, account: str, *, left_out: frozenset[str] = SECRETS
    ) -> UnsavedForm:
        """The form just sent, of somebody who is known; without the fields ``left_out``."""
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in NOT_TAKEN
        ]
        fields = tuple((name, value) for name, value in sent if name not in left_out)
        secrets = any(value for name, value in sent if name in left_out)
        size = sum(len(f"{name}{value}".encode(errors="replace")) for name, value in fields)
        too_long = size > MOST_BYTES_TAKEN
        if too_long:
            fields = ()
        incomplete = bool(request.FILES) or secrets or too_long
        return cls(account, request.get_full_path(), fields, incomplete)

    @classmethod
    def unsealed(cls, text: str, *, seconds: int | None = None) -> UnsavedForm | None:
        """What a seal of ours holds; None if it is another's, or older than ``seconds``."""
        try:
            account, address, fields, incomplete = json.loads(
                zlib.decompress(_lock().decrypt(text, ttl=seconds))
            )
        except (InvalidToken, ValueError):
            return None
        return cls(account, address, tuple((name, value) for name, value in fields), incomplete)

    def sealed(self) -> str:
        """For a hidden field: neither readable nor changeable by whoever holds the page."""
        whole = json.dumps([self.account, self.address, self.fields, self.incomplete])
        return _lock().encrypt(zlib.compress(whole.encode())).decode()

    @property
    def opened(self) -> Opened | None:
        """What its page was opened about."""
        return Opened.read(dict(self.fields).get(OPENED_FIELD, ""))


def _lock() -> Fernet:
    """Opened by this server's secret key alone; the text before it keeps other uses of it apart."""
    derived = hashlib.sha256(b"journal.unsaved " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))


def is_form(request: HttpRequest) -> bool:
    """Whether a page's form was sent, and nothing to the API, which reads its own bodies."""
    return (
        request.method == "POST"
        and request.content_type in FORM_TYPES
        and not request.path_info.startswith("/api/")
    )


def key_of(seal: str) -> str:
    """A short name of a sealed form, for addresses and buttons."""
    return hashlib.sha256(seal.encode()).hexdigest()[:16]


def waiting_forms(session: SessionBase, account: str) -> dict[str, UnsavedForm]:
    """What waits in the session, the newest last, by key; only what is that account's."""
    forms = {key_of(seal): UnsavedForm.unsealed(seal) for seal in session.get(IN_SESSION, ())}
    return {key: form for key, form in forms.items() if form and form.account == account}


def keep(session: SessionBase, seal: str) -> bool:
    """Let a form wait in the session of its account; False if too many wait there.

    The same one waits once.
    """
    seals = session.get(IN_SESSION, [])
    if seal not in seals and len(seals) >= MOST_FORMS:
        return False
    session[IN_SESSION] = [*(other for other in seals if other != seal), seal]
    return True


def forget(session: SessionBase, key: str) -> None:
    """Let a form wait no longer, by :func:`key_of` its seal: it was sent, or thrown away."""
    seals = session.get(IN_SESSION, [])
    others = [seal for seal in seals if key_of(seal) != key]
    if others != seals:
        session[IN_SESSION] = others


def forget_others(session: SessionBase, account: str) -> None:
    """Keep that account's forms alone: another has signed in where one had begun to."""
    waiting = {key_of(seal) for seal in session.get(IN_SESSION, ())}
    for key in waiting - waiting_forms(session, account).keys():
        forget(session, key)
