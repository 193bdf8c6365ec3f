"""The offer to go by this browser's clock, on pages that ask about "last night"."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from journal.templatetags.csrf_token import opened_field

register = template.Library()


@register.inclusion_tag("journal/_browsers_zone.html", takes_context=True)
def browsers_zone(context: Context, *, in_form: bool = False) -> dict[str, Any]:
    """The offer, as a form of its own or ``in_form`` of the page, which has the hidden fields."""
    offer = {"zone": context["preferences"].time_zone, "in_form": in_form}
    if in_form:
        return offer
    return {**offer, "request": context["request"], "opened_field": opened_field(context)}
