"""What stands above and below every page: the same for everybody on the same page, so put together once a process."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.contrib.auth.models import User
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.accounts import account_of
from twitchlog.drafts import unstored

# Where kept markup takes what belongs to one answer.
ACCOUNT_GOES_HERE, DRAFT_GOES_HERE = "{account}", "{draft}"

register = template.Library()


@register.simple_tag(takes_context=True)
def top(context: Context) -> SafeString:
    """The places of the app, the one that is open marked; for a visitor the way in."""
    request, user = context.get("request"), context.get("user")
    match = getattr(request, "resolver_match", None)
    here = match.url_name or "" if match else ""
    return _drawn("_header.html", get_language(), get_script_prefix(), here, bool(user and user.is_authenticated))


@register.simple_tag(takes_context=True)
def scripts(context: Context) -> SafeString:
    """The script of every page; where somebody is signed in, with what keeps their drafts (docs/adr/0108)."""
    request, user = context.get("request"), context.get("user")
    drawn = _drawn("_scripts.html", get_language(), get_script_prefix(), signed_in=isinstance(user, User))
    if not isinstance(user, User) or request is None:
        return drawn
    named = drawn.replace(ACCOUNT_GOES_HERE, account_of(user))
    return SafeString(named.replace(DRAFT_GOES_HERE, unstored(request)))


@register.simple_tag
def foot() -> SafeString:
    """What this is, and the way to help."""
    return _drawn("_footer.html", get_language(), get_script_prefix())


@lru_cache(maxsize=512)
def _drawn(name: str, language: str | None, prefix: str, here: str = "", signed_in: bool = False) -> SafeString:
    return render_to_string(name, {"here": here, "signed_in": signed_in})
