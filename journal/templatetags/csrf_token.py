"""``{% csrf_token %}``, which here also writes what the page was opened about."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import User
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.safestring import SafeString

from journal.forms.opened_about import Opened, hidden_field

register = template.Library()


class OpenedNode(CsrfTokenNode):
    """Django's own tag, and behind it the field of :class:`journal.forms.opened_about.Opened`."""

    def render(self, context: Context) -> SafeString:
        """Both fields; for a visitor, who has no diary, the token alone."""
        return SafeString(super().render(context) + opened_field(context))


@register.tag(name="csrf_token")
def csrf_token(parser: Parser, token: Token) -> OpenedNode:
    """Named as Django's, since every form that changes something has it (TEMPLATES)."""
    return OpenedNode()


def opened_field(context: Context) -> SafeString:
    """What the page was opened about, as its view says in ``opened``, else only whose it is.

    "" for a visitor.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return SafeString("")
    opened: Opened | None = context.get("opened")
    if opened is not None:
        return opened.field()
    return hidden_field(Opened.by(user).text())
