"""allauth's forms in our words.

Labels are in sentence case, no placeholder repeats a label, help is one sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from journal.forms.text_fields import NO_ROOM
from journal.identity.account_lookup import account_by_name
from journal.identity.password_reset import ask_for_links

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GOOD_PASSWORD = _("At least 8 characters. Not a common password, and not like your user name.")
# Characters. More would only keep the server busy, which looks at each of them.
MOST_OF_A_PASSWORD, MOST_OF_AN_ADDRESS = 4096, 320
# A phone would otherwise write the first letter large and "correct" the rest.
UNCORRECTED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class RewordedForm(forms.Form):
    """Mixed in before one of allauth's forms; ``labels`` and ``helps`` go by field name."""

    labels: ClassVar[dict[str, StrOrPromise]] = {}
    helps: ClassVar[dict[str, StrOrPromise]] = {}
    takes_keyboard: ClassVar[bool] = True  # when refused; False where the page's box of errors does

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop(
                "maxlength", None
            )  # a browser cuts what is pasted; the server says what is too long
            field.error_messages["max_length"] = NO_ROOM
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(MOST_OF_A_PASSWORD, NO_ROOM))
            if name in {"login", "username"}:
                field.widget.attrs.update(UNCORRECTED, autocomplete="username")
            if name in {"login", "username", "name"}:  # in the direction of what is typed
                field.widget.attrs["dir"] = "auto"

    def full_clean(self) -> None:
        """The first field that is wrong has the keyboard, also without scripts; the first of all
        where what is wrong is said of the whole.
        """
        super().full_clean()
        seen = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        wrong = [name for name in seen if name in self.errors]
        if self.errors and seen and self.takes_keyboard:
            self.fields[(wrong or seen)[0]].widget.attrs["autofocus"] = True


# Here and below: allauth ships no types.
class LoginForm(RewordedForm, account.LoginForm):  # type: ignore[misc]
    """Sign in."""

    labels = {"login": _("User name or e-mail")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].validators.append(MaxLengthValidator(MOST_OF_AN_ADDRESS, NO_ROOM))

    def clean_login(self) -> str:
        """The user name as accounts have it.

        In the form in which names are kept, however the keyboard sends it, and in the account's own
        case.
        """
        name: str = User.normalize_username(super().clean_login())
        if name.isascii():
            return name
        account = account_by_name(name)
        return account.get_username() if account else name


class SignupForm(RewordedForm, account.SignupForm):  # type: ignore[misc]
    """Make an account.

    ``time_zone`` is the browser's own, put in by a script; without one the server's is taken.
    """

    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)
    labels = {"username": _("User name"), "email": _("E-mail (optional)")}
    helps = {"username": "", "password1": _("At least 8 characters.")}


class AddEmailForm(RewordedForm, account.AddEmailForm):  # type: ignore[misc]
    """Add an address; those that are known to be the person's own hear of it."""

    labels = {"email": _("E-mail address")}

    def save(self, request: HttpRequest) -> EmailAddress:
        """Store it, and send it a link to confirm it by."""
        facts = {"added_email": self.cleaned_data["email"]}
        get_adapter(request).send_notification_mail("account/email/email_added", self.user, facts)
        added: EmailAddress = super().save(request)
        return added


class ChangePasswordForm(RewordedForm, account.ChangePasswordForm):  # type: ignore[misc]
    """Change the password."""

    labels = {
        "oldpassword": _("Password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    helps = {"password1": GOOD_PASSWORD}

    def clean_oldpassword(self) -> str:
        """The password as typed, if it is right. Raises ValidationError.

        Looked at only: a better hash that came with a form that is then refused would end every
        session.
        """
        typed: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


class SetPasswordForm(RewordedForm, account.SetPasswordForm):  # type: ignore[misc]
    """Set a password on an account that had none."""

    labels = {"password2": _("Password again")}
    helps = {"password1": GOOD_PASSWORD}


class ResetPasswordForm(RewordedForm, account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a mail with a link.

    Nobody is looked up meanwhile, so that the answer tells of nobody.
    """

    labels = {"email": _("E-mail address")}

    def clean_email(self) -> str:
        """As addresses are kept."""
        typed: str = self.cleaned_data["email"]
        return typed.lower()

    def save(self, request: HttpRequest, **named: Any) -> str:
        """Let the mail be sent, if one is due."""
        typed: str = self.cleaned_data["email"]
        ask_for_links(request, typed)
        return typed


class ResetPasswordKeyForm(RewordedForm, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choose a new password after following the link."""

    labels = {"password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": GOOD_PASSWORD}


class ReauthenticateForm(RewordedForm, account.ReauthenticateForm):  # type: ignore[misc]
    """Say once more who you are."""


class DeleteAccountForm(RewordedForm, account.ReauthenticateForm):  # type: ignore[misc]
    """Delete the account: the password is asked for again, if there is one."""

    helps = {"password": _("Your password, so that nobody else can do this.")}
    takes_keyboard = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_usable_password():
            del self.fields["password"]
        self.helper = FormHelper()
        self.helper.form_action = "delete_account"
        self.helper.layout = Layout(
            *self.fields, Div(Submit("delete", _("Delete everything")), css_class="actions")
        )
