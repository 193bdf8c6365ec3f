"""allauth's forms in our words: labels in sentence case, no placeholder that repeats a label, help in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.accounts import account_by_name
from journal.forms.fields import NO_ROOM
from journal.second_step import second_step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GOOD_PASSWORD = _("At least 8 characters. Not a common password, and not like your user name.")
# A phone would otherwise write the first letter large and "correct" the rest.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class InOurWords(forms.Form):
    """Mixed in before one of allauth's forms; ``labels`` and ``helps`` go by field name."""

    labels: ClassVar[dict[str, StrOrPromise]] = {}
    helps: ClassVar[dict[str, StrOrPromise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("maxlength", None)  # a browser cuts what is pasted; the server says what is too long
            field.error_messages["max_length"] = NO_ROOM
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
            if name in {"login", "username"}:
                field.widget.attrs.update(AS_TYPED, autocomplete="username")
            if name in {"login", "username", "name"}:  # in the direction of what is typed
                field.widget.attrs["dir"] = "auto"


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]  # here and below: allauth ships no types
    """Sign in."""

    labels = {"login": _("User name or e-mail")}

    def clean_login(self) -> str:
        """In the form in which user names are kept, however the keyboard sends it, and in the account's own case."""
        name: str = User.normalize_username(super().clean_login())
        known = None if name.isascii() else account_by_name(name)
        return known.get_username() if known else name


class SignupForm(InOurWords, account.SignupForm):  # type: ignore[misc]
    """Make an account. ``time_zone`` is the browser's own, put in by a script; without one the server's is taken."""

    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)
    labels = {"username": _("User name"), "email": _("E-mail (optional)"), "password2": _("Password again")}
    helps = {"username": _("Letters, digits and @ . + - _"), "password1": GOOD_PASSWORD}


class AddEmailForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    """Add an address."""

    labels = {"email": _("E-mail address")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Change the password."""

    labels = {
        "oldpassword": _("Password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    helps = {"password1": GOOD_PASSWORD}


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """Set a password on an account that had none."""

    labels = {"password2": _("Password again")}
    helps = {"password1": GOOD_PASSWORD}


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a mail with a link."""

    labels = {"email": _("E-mail address")}


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choose a new password after following the link."""

    labels = {"password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": GOOD_PASSWORD}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """Say once more who you are."""


class DeleteAccountForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """Delete the account: the password is asked for again, if there is one."""

    helps = {"password": _("Your password, so that nobody else can do this.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_usable_password():
            del self.fields["password"]
        self.helper = FormHelper()
        self.helper.form_action = "delete_account"
        self.helper.layout = Layout(*self.fields, Div(Submit("delete", _("Delete everything")), css_class="actions"))


class NamesItsCode(InOurWords):
    """Mixed in before a form for a code: its label names the codes that the account has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = second_step(self.user).by_code or _("Code")  # type: ignore[attr-defined]


class CodeForm(NamesItsCode, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def save(self) -> None:
        """Go on, and say how many recovery codes are left after one was used."""
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            left = second_step(self.user).codes
            text = ngettext(
                "You used a recovery code. %d is left; make new ones under Settings, Passkeys and codes.",
                "You used a recovery code. %d are left; make new ones under Settings, Passkeys and codes.",
                left,
            )
            messages.info(context.request, text % left)


class ReauthenticateByCodeForm(NamesItsCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    """Say once more who you are, by a code."""


class ActivateCodesForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code shows that the app was set up."""

    labels = {"code": _("The six digits that your app shows now")}


class AddPasskeyForm(InOurWords, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """Name a new passkey."""

    labels = {"name": _("Name"), "passwordless": _("Sign in with this alone, without the password")}
    helps = {
        "name": _("So that you can tell it from others, for example: my phone."),
        "passwordless": _(
            "It then asks for a fingerprint, a face or a PIN. Otherwise it only serves after the password."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """Name a passkey anew."""

    labels = {"name": _("Name")}
