"""allauth's forms for a code asked for after the password, in our words."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
from django.contrib import messages
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.forms.accounts import RewordedForm
from journal.identity.second_step import second_step
from journal.identity.sign_in_limits import try_code
from journal.wording.second_step import code_label


class LabelledCodeForm(RewordedForm):
    """Mixed in before a form for a code: its label names the codes that the account has."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = code_label(second_step(self.user)) or _("Code")

    def clean_code(self) -> str:
        """A right one counts as no try."""
        tries = try_code(context.request, self.user)
        code: str = super().clean_code()  # type: ignore[misc]
        tries.give_back()
        return code


class CodeForm(LabelledCodeForm, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def save(self) -> None:
        """Go on, and say how many recovery codes are left after one was used."""
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            left = second_step(self.user).codes
            text = ngettext(
                "You used a recovery code. %d is left; make new ones under More, Passkeys "
                "and codes.",
                "You used a recovery code. %d are left; make new ones under More, Passkeys "
                "and codes.",
                left,
            )
            messages.info(context.request, text % left)


class ReauthenticateByCodeForm(LabelledCodeForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    """Say once more who you are, by a code."""


class ActivateCodesForm(RewordedForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code shows that the app was set up."""

    labels = {"code": _("The six digits that your app shows now")}

    def clean_code(self) -> str:
        """The code, which counts as used.

        Whoever read it over a shoulder signs in with it no more than with any other.
        """
        code: str = super().clean_code()
        secret = Authenticator(
            user=self.user, type=Authenticator.Type.TOTP, data={"secret": encrypt(self.secret)}
        )
        if not TOTP(secret).validate_code(code):
            raise mfa_adapter().validation_error("incorrect_code")
        return code
