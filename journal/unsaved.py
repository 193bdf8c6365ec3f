"""A form that came when nobody was signed in any more: what it held, sealed, to travel through the sign-in pages.

Nothing of it is stored for nobody. The seal can be opened by this server alone and names the account whose page the
form was; only once that account has proven itself is it kept, in its own session (docs/adr/0107).
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from journal.another_account import FORM_TYPES
from journal.forms.opened import FIELD as OPENED
from journal.forms.opened import Opened

# Names in forms: the seal on the sign-in pages, and which kept form "Send it now" sends.
SEALED, KEY = "unsaved", "unsaved_key"
IN_SESSION = "unsaved"
SEAL_SECONDS = 24 * 60 * 60
MOST_BYTES = 100_000
MOST_FORMS = 10
NOT_TAKEN = frozenset({"csrfmiddlewaretoken", SEALED, KEY})
SECRETS = frozenset({"password", "password1", "password2", "oldpassword", "passphrase", "credential", "code"})


@dataclass(frozen=True, slots=True)
class UnsavedForm:
    """``address`` is the path it was sent to, one of ours; ``fields`` all that it held, ``opened`` included.

    ``incomplete``: files, passwords, or more than is taken along, were left out.
    """

    account: str
    address: str
    fields: tuple[tuple[str, str], ...]
    incomplete: bool

    @classmethod
    def of(cls, request: HttpRequest) -> UnsavedForm | None:
        """The form just sent; None unless a page made it that we gave to somebody signed in."""
        opened = Opened.read(request.POST.get(OPENED, ""))
        if opened is None or request.resolver_match is None:
            return None
        return cls.with_account(request, opened.account)

    @classmethod
    def with_account(cls, request: HttpRequest, account: str) -> UnsavedForm:
        """The form just sent, of somebody who is known."""
        sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TAKEN]
        fields = tuple((name, value) for name, value in sent if name not in SECRETS)
        secrets = any(value for name, value in sent if name in SECRETS)
        too_long = sum(len(f"{name}{value}".encode(errors="replace")) for name, value in fields) > MOST_BYTES
        incomplete = bool(request.FILES) or secrets or too_long
        return cls(account, request.get_full_path(), () if too_long else fields, incomplete)

    @classmethod
    def unsealed(cls, text: str, *, seconds: int | None = None) -> UnsavedForm | None:
        """What a seal of ours holds; None if it is another's, or older than ``seconds``."""
        try:
            account, address, fields, incomplete = json.loads(zlib.decompress(_lock().decrypt(text, ttl=seconds)))
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
        return Opened.read(dict(self.fields).get(OPENED, ""))


@lru_cache(maxsize=4)
def _lock_of(secret_key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"journal.unsaved " + secret_key.encode()).digest()))


def _lock() -> Fernet:
    return _lock_of(settings.SECRET_KEY)


def is_form(request: HttpRequest) -> bool:
    """Whether a page's form was sent, and nothing to the API, which reads its own bodies."""
    return request.method == "POST" and request.content_type in FORM_TYPES and not request.path.startswith("/api/")


def key_of(seal: str) -> str:
    """A short name of a kept form."""
    return hashlib.sha256(seal.encode()).hexdigest()[:16]


def kept_forms(session: SessionBase, account: str) -> dict[str, UnsavedForm]:
    """What waits in the session, the newest last, by key; only what is that account's."""
    found = {key_of(seal): UnsavedForm.unsealed(seal) for seal in session.get(IN_SESSION, ())}
    return {key: form for key, form in found.items() if form and form.account == account}


def keep(session: SessionBase, seal: str) -> bool:
    """Let a form wait in the session of its account; False if too many wait there. The same one waits once."""
    seals = session.get(IN_SESSION, [])
    if seal not in seals and len(seals) >= MOST_FORMS:
        return False
    session[IN_SESSION] = [*(one for one in seals if one != seal), seal]
    return True


def forget(session: SessionBase, key: str) -> None:
    """It was sent, or thrown away."""
    seals = session.get(IN_SESSION, [])
    rest = [seal for seal in seals if key_of(seal) != key]
    if rest != seals:
        session[IN_SESSION] = rest


def forget_others(session: SessionBase, account: str) -> None:
    """Another account has signed in where one had begun to: nothing of the first stays."""
    for key in {key_of(seal) for seal in session.get(IN_SESSION, ())} - kept_forms(session, account).keys():
        forget(session, key)
