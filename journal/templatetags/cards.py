"""What all forms of the dashboard's cards share."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def hidden_fields(context: Context, weeks: str) -> SafeString:
    """The token against forged requests and the period to return to, put together once for all forms of the page."""
    fields = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    return format_html(fields + '<input type="hidden" name="weeks" value="{}">', context["csrf_token"], weeks)
