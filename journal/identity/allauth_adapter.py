"""Who may make an account: the first visitor, and later ones only if the operator opens sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import entries
from journal.actions.own_addresses import note_own_address
from journal.actions.preferences import change_preferences
from journal.identity.account_lookup import is_taken
from journal.identity.account_mails import tell_owner
from journal.identity.accounts import sign_up_is_open
from journal.identity.demo_account import is_demo
from journal.identity.known_device import counted_visitor, remember_device
from journal.identity.security_log import note
from journal.identity.sign_in_limits import try_again, try_password
from journal.identity.sign_in_records import signed_in_within
from journal.identity.user_names import name_fault
from journal.models.security_event import Happening
from twitchlog.http.visitor_address import visitor_address
from twitchlog.passwords import opens

WAYS_IN = {
    "account_login",
    "mfa_login_webauthn",
    "account_reset_password",
    "account_reset_password_from_key",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's hook for who may sign up, and for what it says."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_at_sign": _(
            "A user name has no @ in it. An e-mail address has a box of its own."
        ),
        "username_special_form": _(
            "Some of these signs are a special form of others, such as wide letters."
        ),
        "username_mixed": _(
            "These letters are of several scripts, of which some look alike. Use those of one, for"
            " example only Latin or only Cyrillic ones."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Called by allauth before it looks at a password."""
        self._tries = try_password(
            request, credentials.get("username") or credentials.get("email") or ""
        )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Whose name and password these are; a right one counts as no try."""
        person: User | None = super().authenticate(request, **credentials)
        if person:
            self._tries.give_back()
        return person

    def is_safe_url(self, url: str) -> bool:
        """Whether a page of ours may lead there; what is no address at all (``//[``) is none."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """What allauth's limits count by; never nothing, for which it would refuse the whole page.

        A stranger behind the same router does not close the ways in to a device that is known.
        """
        match = request.resolver_match
        if match is not None and match.url_name in WAYS_IN:
            return counted_visitor(request)
        return visitor_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Asked by allauth before it shows or takes the sign-up form."""
        return sign_up_is_open()

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A new user name in one Unicode form, as it is looked up later; like nobody else's."""
        if reason := name_fault(username):
            raise self.validation_error(f"username_{reason.name.lower()}")
        name: str = super().clean_username(User.normalize_username(username), shallow)
        if not shallow and is_taken(name):
            raise self.validation_error("username_taken")
        return name

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store a new account, asking once more whether sign-up is open and the name is free.

        Two visitors may both have been told that theirs will be the first. SQLite's transactions
        are IMMEDIATE here: the second waits at ``atomic`` until the first has stored theirs, and
        then sees it. The password is hashed before, while nobody waits.
        """
        account: User = super().save_user(request, user, form, commit=False)
        with transaction.atomic():
            if not sign_up_is_open():
                raise ImmediateHttpResponse(
                    render(request, "account/signup_closed.html", status=409)
                )
            if is_taken(account.get_username()):
                form.add_error("username", self.validation_error("username_taken"))
                raise ImmediateHttpResponse(
                    render(request, "account/signup.html", {"form": form}, status=409)
                )
            account.save()
            columns: dict[str, Any] = {"shows_pad_card": True}
            zone = form.cleaned_data.get("time_zone")
            if zone and entries.is_taken_zone(zone):
                columns["time_zone"] = zone
            change_preferences(account, **columns)
        return account

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether somebody who is signed in has said once more who they are."""
        tries = try_again(context.request)
        if right := opens(user, password):
            tries.give_back()
        else:
            note(context.request, user, Happening.WRONG_ANSWER)
        return right

    def post_login(self, request: HttpRequest, user: User, **named: Any) -> HttpResponse:
        """Somebody is signed in, in whatever way."""
        response: HttpResponse = super().post_login(request, user, **named)
        remember_device(request, response, user)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether somebody signed in is asked once more who they are.

        Not for a while after they signed in.

        Visitors of the demo never: one of them may have given their common account a password.
        """
        seconds = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if is_demo(self.request.user) or signed_in_within(
            self.request.session, seconds, timezone.now()
        ):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to show once more who one is, in our words."""
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [
            way | {"description": words[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To what else opens the diary: tokens and links outlive a password (docs/adr/0156)."""
        return reverse("sign_ins")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A link that was mailed there was followed."""
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            note_own_address(email_address.user, email_address.email)
        return confirmed

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Called wherever a password, an address or a second step changes."""
        tell_owner(self, template_prefix, user, context or {})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say what allauth says, but never that a mail was sent if this server sends none."""
        if (
            message_template == "account/messages/email_confirmation_sent.txt"
            and not settings.MAIL_IS_SET_UP
        ):
            return
        super().add_message(request, level, message_template, *args, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's hook for passkeys and codes."""

    # allauth's own name for the argument
    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """What a passkey is called until its owner says otherwise."""
        number: int = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}
