"""The offer to go by this browser's clock, on pages that ask about "last night"."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.models import Preferences
from journal.templatetags.opened import opened_field

register = template.Library()

HIDDEN_FIELDS_GO_HERE = "<!-- hidden fields -->"


@register.simple_tag(takes_context=True)
def browsers_zone(context: Context, *, in_form: bool = False) -> SafeString:
    """The offer, drawn once for each zone, with this answer's own hidden fields, or ``in_form`` of the page, which has
    these."""
    preferences: Preferences = context["preferences"]
    drawn = _drawn(preferences.time_zone, get_language(), get_script_prefix(), in_form=in_form)
    if in_form:
        return SafeString(drawn.replace(HIDDEN_FIELDS_GO_HERE, "", 1))
    fields = '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">'
    own = format_html(fields, context["csrf_token"], context["request"].get_full_path()) + opened_field(context)
    return SafeString(drawn.replace(HIDDEN_FIELDS_GO_HERE, own, 1))


@lru_cache(maxsize=256)
def _drawn(zone: str, language: str | None, prefix: str, *, in_form: bool) -> SafeString:
    page = {"zone": zone, "hidden": SafeString(HIDDEN_FIELDS_GO_HERE), "in_form": in_form}
    return render_to_string("journal/_browsers_zone.html", page)
