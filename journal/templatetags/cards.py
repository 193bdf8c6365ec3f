"""What all forms of the dashboard's cards share."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.models.pattern import Decision
from journal.pages.asks import ADDRESS_GOES_HERE
from journal.pages.drawing import TOKEN_GOES_HERE
from journal.pages.reviewing import NOTE, PatternRow
from journal.templatetags.opened import opened_field

register = template.Library()


@register.simple_tag(takes_context=True)
def hidden_fields(context: Context, weeks: str) -> SafeString:
    """What each form of the page carries hidden, put together once: the token against forged requests, what the page
    was opened about, and the period to return to. Markup that is kept gets these with every answer anew."""
    if context["csrf_token"] == TOKEN_GOES_HERE:
        return SafeString(TOKEN_GOES_HERE)
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context["csrf_token"])
    return token + opened_field(context) + format_html('<input type="hidden" name="weeks" value="{}">', weeks)


@register.simple_tag(takes_context=True)
def with_token(context: Context, kept: SafeString) -> SafeString:
    """Kept markup with this answer's own hidden fields in its forms: never those of another person."""
    return SafeString(kept.replace(TOKEN_GOES_HERE, hidden_fields(context, context["period"].weeks)))


@register.simple_tag(takes_context=True)
def note_now(context: Context, row: PatternRow) -> str:
    """The note that was typed about a pattern and is not stored; else the one that is."""
    texts = context["carried"].texts if "carried" in context else {}
    return str(texts.get(f"{NOTE}{row.key}", row.decision.note if row.decision else ""))


@register.simple_tag(takes_context=True)
def places_for(context: Context, key: object, options: SafeString) -> SafeString:
    """The options of "Where was it?", the one chosen for that entry and not stored yet selected."""
    chosen = context["carried"].texts.get(f"place-{key}") if "carried" in context else None
    option = format_html('<option value="{}"', chosen or "")
    return SafeString(options.replace(f"{option}>", f"{option} selected>")) if chosen else options


@register.simple_tag
def decisions(row: PatternRow) -> SafeString:
    """A button a decision, the one that was taken pressed."""
    address = f"{reverse('decide')}?{urlencode({'pattern': row.key})}#{row.anchor}"
    drawn = _decisions(row.decision.decision if row.decision else "", get_language())
    return SafeString(drawn.replace(ADDRESS_GOES_HERE, escape(address)))


@lru_cache(maxsize=32)
def _decisions(taken: str, language: str | None) -> SafeString:
    pressed = SafeString(' aria-pressed="true"')
    buttons = ((one.value, pressed if one.value == taken else "", one.label) for one in Decision)
    there = f'formaction="{ADDRESS_GOES_HERE}" data-waits'
    button = f'<button class="chip" name="decision" value="{{}}" {there}{{}}>{{}}</button>'
    return format_html_join("", button, buttons)
