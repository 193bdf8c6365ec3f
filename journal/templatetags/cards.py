"""What all forms of the dashboard's cards share."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.models import PatternDecision
from journal.models.pattern import Decision
from journal.pages.drawing import TOKEN_GOES_HERE
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


@register.simple_tag
def decisions(taken: PatternDecision | None) -> SafeString:
    """A button a decision, the one that was taken pressed."""
    return _decisions(taken.decision if taken else "", get_language())


@lru_cache(maxsize=32)
def _decisions(taken: str, language: str | None) -> SafeString:
    pressed = SafeString(' aria-pressed="true"')
    buttons = ((one.value, pressed if one.value == taken else "", one.label) for one in Decision)
    return format_html_join("", '<button class="chip" name="decision" value="{}"{}>{}</button>', buttons)
