"""What all forms of the dashboard's cards share.

A template node costs more than the button it draws, so rows of buttons are put together here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.anatomy import Side
from journal.pages.pattern_rows import NOTE_FIELD, PatternRow
from journal.pages.place_choices import PlaceGroup
from journal.pages.question_buttons import Ask
from journal.templatetags.csrf_token import opened_field
from journal.wording.choices import lay_word

register = template.Library()

SELECTED = {True: " selected", False: ""}
PRESSED = {True: ' aria-pressed="true"', False: ""}


@register.simple_tag(takes_context=True)
def hidden_fields(context: Context, weeks: str) -> SafeString:
    """What each form of the page carries hidden, once: the token against forged requests, what the
    page was opened about, and the period to return to.
    """
    field = '<input type="hidden" name="{}" value="{}">'
    token = format_html(field, "csrfmiddlewaretoken", context["csrf_token"])
    return token + opened_field(context) + format_html(field, "weeks", weeks)


@register.simple_tag(takes_context=True)
def note_now(context: Context, row: PatternRow) -> str:
    """The note that was typed about a pattern and is not stored; else the one that is."""
    field = f"{NOTE_FIELD}{row.key}"
    return _typed(context).get(field, row.texts[field])


@register.simple_tag
def answer_buttons(ask: Ask) -> SafeString:
    """A button an answer that one touch can give."""
    address = escape(ask.address)
    buttons = (
        f'<button class="chip" name="value" value="{escape(value)}" formaction="{address}">'
        f"{escape(word)}</button>"
        for value, word in ask.buttons
    )
    return SafeString("".join(buttons))


@register.simple_tag
def decision_buttons(row: PatternRow) -> SafeString:
    """A button a decision, the one that was taken pressed."""
    address, taken = escape(row.address), row.decision.decision if row.decision else ""
    buttons = (
        f'<button class="chip" name="decision" value="{value}" formaction="{address}" data-waits'
        f"{PRESSED[value == taken]}>{escape(word)}</button>"
        for value, word in row.choices
    )
    return SafeString("".join(buttons))


@register.simple_tag(takes_context=True)
def place_options(context: Context, places: Sequence[PlaceGroup], key: object) -> SafeString:
    """The options of "Where was it?", the one chosen for that entry and not stored yet selected."""
    chosen = _typed(context).get(f"place-{key}")
    return SafeString("".join(_group(name, inside, chosen) for name, inside in places))


@register.simple_tag(takes_context=True)
def side_options(context: Context, name: str, empty: str) -> SafeString:
    """The options of "Which side?", the one chosen in the box of that name and not stored yet
    selected; ``empty`` stands for no side.
    """
    chosen = _typed(context).get(name, "")
    sides = [("", empty), *((side.value, lay_word(side)) for side in Side)]
    options = (
        f'<option value="{value}"{SELECTED[value == chosen]}>{escape(word)}</option>'
        for value, word in sides
    )
    return SafeString("".join(options))


def _group(name: str, places: Sequence[tuple[str, str]], chosen: str | None) -> str:
    """A region's options; put together as text, since there are eighty of them a question."""
    options = (
        f'<option value="{escape(place)}"{SELECTED[place == chosen]}>{escape(word)}</option>'
        for place, word in places
    )
    return f'<optgroup label="{escape(name)}">{"".join(options)}</optgroup>'


def _typed(context: Context) -> Mapping[str, str]:
    """What was typed and is not stored, by field."""
    if "carried" not in context:
        return {}
    texts: Mapping[str, str] = context["carried"].texts
    return texts
