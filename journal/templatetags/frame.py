"""What stands above and below every page: the same for everybody on the same page, so put together once a process."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def top(context: Context) -> SafeString:
    """The places of the app, the one that is open marked; for a visitor the way in."""
    request, user = context.get("request"), context.get("user")
    match = getattr(request, "resolver_match", None)
    here = match.url_name or "" if match else ""
    return _drawn("_header.html", get_language(), get_script_prefix(), here, bool(user and user.is_authenticated))


@register.simple_tag
def foot() -> SafeString:
    """What this is, and the way to help."""
    return _drawn("_footer.html", get_language(), get_script_prefix())


@lru_cache(maxsize=512)
def _drawn(name: str, language: str | None, prefix: str, here: str = "", signed_in: bool = False) -> SafeString:
    return render_to_string(name, {"here": here, "signed_in": signed_in})
