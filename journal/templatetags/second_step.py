"""What signing in asks for, for the pages about passkeys and codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import template
from django.contrib.auth.models import User

from journal import second_step as step

register = template.Library()


@register.simple_tag
def second_step(user: User, without: Authenticator | None = None) -> step.SecondStep:
    """``{% second_step user as asked %}``: what the account has; ``without`` one that is about to be removed."""
    return step.second_step(user, without=without)


@register.simple_tag(takes_context=True)
def where_passkeys_work(context: dict[str, Any]) -> str:
    """What has to be said of this page's address before a passkey is made."""
    request = context["request"]
    return step.where_passkeys_work(request.get_host(), secure=request.is_secure())
