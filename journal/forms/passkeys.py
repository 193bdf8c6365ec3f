"""allauth's forms for passkeys in our words; a passkey's answer is read or refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from journal.forms.accounts import RewordedForm
from journal.identity.security_log import note
from journal.models.security_event import Happening
from twitchlog.http.security_log import log_security

Result = TypeVar("Result")
# A new passkey's answer with its maker's certificates has some thousands of characters.
LONGEST_ANSWER = 64_000


def read_or_refused(look: Callable[[], Result]) -> Result:
    """What the library finds in a passkey's answer.

    Raises ValidationError for what is none.

    The answer is bytes of a device in base 64 within JSON; on other bytes each layer below raises
    what it likes.
    """
    try:
        return look()
    except (ValidationError, DatabaseError):
        raise
    except Exception as broken:
        raise get_adapter().validation_error("incorrect_code") from broken


class UnshownInput(forms.HiddenInput):
    """For a script to fill in.

    What was sent is of no use a second time, and may be signs that no page can hold.
    """

    def format_value(self, value: Any) -> None:
        """Nothing."""


class AnswerField(forms.JSONField):
    """What a browser says for a passkey.

    Strangers send this too: too long, too deep, numbers without end.
    """

    widget = UnshownInput

    def to_python(self, value: Any) -> Any:
        """The JSON, as Django reads it. Raises ValidationError."""
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": ""}
            )
        return read_or_refused(partial(super().to_python, value))

    def bound_data(self, data: Any, initial: Any) -> None:
        """What a form that is shown again holds of it: nothing.

        Django would read it once more to show it.
        """


class PasskeyAnswerForm(forms.Form):
    """Mixed in before a form that takes a passkey's answer. One that does not fit is noted."""

    user: User | None
    reauthenticated: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField()

    def clean_credential(self) -> Any:
        """The passkey that answered."""
        try:
            return read_or_refused(super().clean_credential)  # type: ignore[misc]
        except ValidationError:
            if self.user is None:
                log_security(
                    "wrong_passkey", request=context.request, account=None, result="refused"
                )
            else:
                note(context.request, self.user, self._refusal)
            raise

    @property
    def _refusal(self) -> Happening:
        if self.reauthenticated:
            return Happening.WRONG_ANSWER
        return Happening.WRONG_CODE


# Here and below: allauth ships no types.
class LoginByPasskeyForm(PasskeyAnswerForm, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """Sign in by a passkey alone."""


class AuthenticateByPasskeyForm(
    PasskeyAnswerForm,
    passkeys.AuthenticateWebAuthnForm,  # type: ignore[misc]
):
    """The second step of signing in."""


class ReauthenticateByPasskeyForm(
    PasskeyAnswerForm,
    passkeys.ReauthenticateWebAuthnForm,  # type: ignore[misc]
):
    """Say once more who you are, by a passkey."""


class AddPasskeyForm(RewordedForm, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """Name a new passkey."""

    labels = {"name": _("Name"), "passwordless": _("Sign in with this alone, without the password")}
    helps = {
        "name": _("So that you can tell it from others, for example: my phone."),
        "passwordless": _(
            "It then asks for a fingerprint, a face or a PIN. Otherwise it only serves after "
            "the password."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["credential"] = AnswerField()

    def clean(self) -> dict[str, Any]:
        """The new passkey's first answer shows that it works."""
        return read_or_refused(super().clean) or {}


class RenamePasskeyForm(RewordedForm, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """Name a passkey anew."""

    labels = {"name": _("Name")}
