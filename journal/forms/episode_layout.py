"""How the full form lies on the page: what is needed at night first, the rest under "More"."""

from __future__ import annotations

from functools import partial
from typing import Any

from crispy_forms.layout import Div, Field, Layout
from django import forms

from journal.forms.chip_fields import ChipsField, SeveralChipsField
from journal.forms.layout_pieces import CHIPS_TEMPLATE
from journal.pages.markup_cache import field_markup

# Fields that lie side by side, by the first of them.
PAIRS = {"duration": ("duration", "duration_unit")}


class Chips(Field):  # type: ignore[misc]  # crispy-forms ships no types
    """A field of chips, drawn once for each chip that may be chosen; with a message always anew."""

    template = CHIPS_TEMPLATE

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> Any:
        """The field with the chosen chip checked."""
        bound = form[self.fields[0]]
        if bound.errors:
            return super().render(form, context, **kwargs)
        chips: ChipsField = bound.field  # type: ignore[assignment]
        texts = (bound.label, bound.help_text, chips.difference, bound.value() or "")
        looks = (bound.html_name, self.wrapper_class, *map(str, texts), *chips.chips)
        return field_markup(looks, partial(super().render, form, context, **kwargs))


class SeveralChips(Chips):
    """A field of chips of which any may be chosen."""

    template = "journal/_several_chips_field.html"


class More(Div):  # type: ignore[misc]  # crispy-forms ships no types
    """Closed at first; open if something in it is wrong, so that a message is never hidden."""

    template = "journal/_more.html"

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> Any:
        """As a Div, knowing whether it has to be open."""
        self.open = form.is_bound and any(
            pointer.name in form.errors for pointer in self.get_field_names()
        )
        return super().render(form, context, **kwargs)


def episode_layout(form: forms.Form) -> Layout:
    """When, what, where; then what the rules ask; then all other fields, in the form's order."""
    hidden = [name for name in ("client_id", "opened_at") if name in form.fields]
    quick = [Chips("ago", wrapper_class="ask-ago")] if "ago" in form.fields else []
    first = Layout(
        *hidden,
        Div("at", *quick, css_class="when"),
        Chips("movement", wrapper_class="ask-movement"),
        Field("muscle", template="journal/_where_field.html"),
        Chips("side", wrapper_class="ask-side"),
        Chips("called_back", wrapper_class="ask-called-back"),
        Chips("phase", wrapper_class="ask-phase"),
        Chips("woke", wrapper_class="ask-woke"),
    )
    placed = {pointer.name for pointer in first.get_field_names()}
    placed |= {second for _first, second in PAIRS.values()}
    rest = [name for name in form.fields if name not in placed]
    return Layout(*first.fields, More(*(_piece(form, name) for name in rest)))


def _piece(form: forms.Form, name: str) -> str | Div:
    """A field as its kind is laid out."""
    if name in PAIRS:
        return Div(*PAIRS[name], css_class="pair")
    if isinstance(form.fields[name], ChipsField):
        return Chips(name)
    if isinstance(form.fields[name], SeveralChipsField):
        return SeveralChips(name)
    return name
