"""Tags for what stands above and below every page: header, scripts, footer."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import User
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.identity.accounts import account_of
from journal.pages.markup_cache import frame_markup
from twitchlog.http.draft_cookie import unstored

register = template.Library()

VISITORS_SCRIPT = '<script src="{}" defer {}></script>'
DIARY_SCRIPT = '<script src="{}" defer data-signed-in="{}" data-unstored="{}" {} {}></script>'


@register.simple_tag(takes_context=True)
def top(context: Context) -> SafeString:
    """The places of the app, the one that is open marked; for a visitor the way in."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name or "" if match else ""
    user = context.get("user")
    return frame_markup("_header.html", here=here, signed_in=bool(user and user.is_authenticated))


@register.simple_tag(takes_context=True)
def scripts(context: Context) -> SafeString:
    """The script of every page; where somebody is signed in, with what keeps their drafts
    (docs/adr/0108).
    """
    request, user = context.get("request"), context.get("user")
    addresses = frame_markup("_scripts_addresses.html")
    if not isinstance(user, User) or request is None:
        return format_html(VISITORS_SCRIPT, static("js/day.js"), addresses)
    words = frame_markup("_scripts_words.html")
    own = account_of(user), unstored(request)
    return format_html(DIARY_SCRIPT, static("js/diary.js"), *own, words, addresses)


@register.simple_tag
def foot() -> SafeString:
    """What this is, and the way to help."""
    return frame_markup("_footer.html")
