"""What a form was opened about, signed in a hidden field, so that only changes are written.

A page may lie open for hours: midnight passes, another window or device changes the same entry,
somebody else signs in. The page therefore says itself which account it was made for, which night,
entry or file it is about, and what each of its fields showed (docs/adr/0100).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.field_digests import digest
from journal.identity.accounts import account_of

OPENED_FIELD = "opened"
# Pages that lie open in browsers are signed with it: it stays, wherever this module lies.
OPENED_SALT = "journal.forms.opened"


@dataclass(frozen=True, slots=True)
class Opened:
    """What one form was opened about.

    ``account`` is :func:`journal.identity.accounts.account_of`. ``about`` names what the form is
    about: an entry's number, the ISO date of a night, the zone's name, a file's digest, a period.
    ``values`` holds the digest of what each field showed, by the field's name.
    """

    account: str
    about: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(
        cls,
        person: User,
        about: Mapping[str, object] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> Opened:
        """For a form that ``person`` opens now; ``texts`` is what its fields show."""
        named = {name: str(value) for name, value in (about or {}).items()}
        return cls(
            account_of(person), named, {name: digest(text) for name, text in (texts or {}).items()}
        )

    @classmethod
    def read(cls, text: str) -> Opened | None:
        """What the hidden field says; None if it is absent, or not of our making."""
        try:
            account, about, values = signing.Signer(salt=OPENED_SALT).unsign_object(text)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls(account, about, values)

    def text(self) -> str:
        """For the hidden field: signed, and the same each time."""
        signed: str = signing.Signer(salt=OPENED_SALT).sign_object(
            [self.account, self.about, self.values], compress=True
        )
        return signed

    def shows(self, name: str, text: str) -> bool:
        """Whether that field showed this text when the form was opened."""
        return self.values.get(name) == digest(text)

    def with_about(self, **about: object) -> Opened:
        """The same, about more."""
        named = {name: str(value) for name, value in about.items()}
        return dataclasses.replace(self, about={**self.about, **named})

    def with_texts(self, texts: Mapping[str, str]) -> Opened:
        """The same form, where these fields show something else now."""
        return dataclasses.replace(
            self, values={**self.values, **{name: digest(text) for name, text in texts.items()}}
        )

    def with_values_of(self, other: Opened, names: Iterable[str]) -> Opened:
        """The same, where these fields were typed against what ``other`` showed."""
        older = {name: other.values[name] for name in names if name in other.values}
        return dataclasses.replace(self, values={**self.values, **older})

    def field(self) -> SafeString:
        """The hidden field."""
        return hidden_field(self.text(), night=self.about.get("night", ""))


def hidden_field(text: str, *, night: str = "") -> SafeString:
    """The hidden field with that text.

    Scripts read from it which night the form is about, "" for none.
    """
    if not night:
        return format_html('<input type="hidden" name="opened" value="{}">', text)
    field = '<input type="hidden" name="opened" value="{}" data-night="{}">'
    return format_html(field, text, night)


def opened_by_form(request: HttpRequest) -> Opened | None:
    """What the form that was sent was opened about; None for a page that does not say.

    That it is the account signed in now was settled before the view was asked
    (``journal.middleware.another_account``).
    """
    return Opened.read(request.POST.get(OPENED_FIELD, ""))


def opened_about(
    request: HttpRequest, about: Mapping[str, object], texts: Mapping[str, str]
) -> Opened:
    """What the form that was sent was opened about.

    For a page that is opened now: ``about`` and what it shows.

    A form without the field is one of a page from before: it is about the same, and nobody knows
    what it showed.
    """
    person = request.user
    if not isinstance(person, User):
        raise TypeError("nobody is signed in")
    if request.method != "POST":
        return Opened.by(person, about, texts)
    return opened_by_form(request) or Opened.by(person, about)
