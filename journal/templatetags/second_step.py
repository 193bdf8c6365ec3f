"""What signing in asks for, for the pages about passkeys and codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import template
from django.contrib.auth.models import User

from journal.identity.second_step import second_step
from journal.second_step import SecondStep
from journal.wording.second_step import (
    code_label,
    sentence_after_change,
    sign_in_sentence,
    ways_listed,
    where_passkeys_work,
)

register = template.Library()
register.filter(code_label)
register.filter(sentence_after_change)
register.filter(sign_in_sentence)
register.filter(ways_listed)


@register.simple_tag(name="second_step")
def second_step_tag(user: User, without: Authenticator | None = None) -> SecondStep:
    """``{% second_step user as ways %}``: the ways that the account has beside its password.

    ``without`` is one that is about to be removed.
    """
    return second_step(user, without=without)


@register.simple_tag(name="where_passkeys_work", takes_context=True)
def where_passkeys_work_tag(context: dict[str, Any]) -> str:
    """What has to be said of this page's address before a passkey is made."""
    request = context["request"]
    return where_passkeys_work(request.get_host(), secure=request.is_secure())
