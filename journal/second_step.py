"""What signing in asks of an account: the password alone, or something after it. One place for what the pages say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from journal.reach import host_name, host_number

RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The ways that an account has beside its password. ``alone``: a passkey that does without the password."""

    passkeys: int = 0
    alone: bool = False
    app: bool = False
    codes: int = 0

    @property
    def is_asked(self) -> bool:
        """Whether the password is not enough. Recovery codes alone ask for nothing."""
        return self.passkeys > 0 or self.app

    @property
    def ways(self) -> str:
        """What may be shown after the password, as in "a passkey, a code from your app or a recovery code"."""
        known = (
            (self.passkeys, _("a passkey")),
            (self.app, _("a code from your app")),
            (self.codes, _("a recovery code")),
        )
        *others, last = [text for there, text in known if there] or [""]
        return _("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last} if others else last

    @property
    def by_code(self) -> str:
        """The label of the box for a code; "" where no code can be given."""
        if self.app:
            return _("Code from your app, or a recovery code") if self.codes else _("Code from your app")
        return _("Recovery code") if self.codes else ""

    @property
    def says(self) -> str:
        """What signing in asks for."""
        if not self.is_asked:
            return _("Signing in asks for the password alone.")
        text = _("Signing in asks for the password, and then for %(ways)s.") % {"ways": self.ways}
        return f"{text} {self._more}".strip()

    @property
    def will_say(self) -> str:
        """The same of what is about to be changed."""
        if not self.is_asked:
            return _("From then on signing in asks for the password alone.")
        text = _("From then on signing in asks for the password, and then for %(ways)s.") % {"ways": self.ways}
        return f"{text} {self._more}".strip()

    @property
    def _more(self) -> str:
        texts = []
        if self.alone:
            texts.append(_("A passkey can also open the diary alone, without the password."))
        if not self.codes:
            texts.append(_("No recovery code is left: if the phone is lost, there is no way in. Make new ones."))
        return " ".join(texts)

    def with_passkey(self) -> SecondStep:
        """After adding a passkey: recovery codes come with the first way."""
        return replace(self, passkeys=self.passkeys + 1, codes=self.codes if self.is_asked else RECOVERY_CODES)

    def with_app(self) -> SecondStep:
        """After switching on the codes from an app."""
        return replace(self, app=True, codes=self.codes if self.is_asked else RECOVERY_CODES)


def second_step(user: User, *, without: Authenticator | None = None) -> SecondStep:
    """What the account has, in one query; ``without`` is left out, as if it were removed already."""
    found = SecondStep()
    for one in Authenticator.objects.filter(user_id=user.pk):
        if without is not None and one.pk == without.pk:
            continue
        if one.type == Authenticator.Type.WEBAUTHN:
            alone = found.alone or one.wrap().is_passwordless is True
            found = replace(found, passkeys=found.passkeys + 1, alone=alone)
        elif one.type == Authenticator.Type.TOTP:
            found = replace(found, app=True)
        else:
            found = replace(found, codes=len(one.wrap().get_unused_codes()))
    return found if found.is_asked else SecondStep()


def where_passkeys_work(host: str, *, secure: bool) -> str:
    """That a passkey belongs to the address of this page; or that none can be made here, and where one can."""
    name, number = host_name(host), host_number(host_name(host))
    if number is not None and number.is_loopback:
        here = "localhost" + host.rpartition("]" if "]" in host else name)[2]
        return _(
            "Browsers make no passkeys at an address of numbers such as %(host)s. Open the diary under a name:"
            " on this computer as http://%(here)s, from elsewhere at an address that begins with https://."
        ) % {"host": host, "here": here}
    if number is not None:
        return _(
            "Browsers make no passkeys at an address of numbers such as %(host)s. Open the diary under a name, at an"
            " address that begins with https://."
        ) % {"host": host}
    if not secure and name.rpartition(".")[2] != "localhost":
        return _("Browsers make passkeys only at an address that begins with https://, and this one does not.")
    return _("A passkey works only at the address where it was made: this one at %(host)s.") % {"host": name}
