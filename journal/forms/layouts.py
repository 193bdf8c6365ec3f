"""How the full form lies on the page: what is needed at night first, the rest under "More"."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Field, Layout
from django import forms

CHIPS = "journal/_chips_field.html"
MORE = ("count", "duration", "duration_unit", "intensity", "noticed_by", "note", "time_zone")


class More(Div):  # type: ignore[misc]  # crispy-forms ships no types
    """Closed at first; open if something in it is wrong, so that a message is never hidden."""

    template = "journal/_more.html"

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> Any:
        """As a Div, knowing whether it has to be open."""
        self.open = any(name in form.errors for name in MORE) if form.is_bound else False
        return super().render(form, context, **kwargs)


def episode_layout(form: forms.Form) -> Layout:
    """When, what, where; then what the rules ask; then the rest."""
    hidden = [name for name in ("client_id", "opened_at") if name in form.fields]
    quick = [Field("ago", template=CHIPS, wrapper_class="ask-ago")] if "ago" in form.fields else []
    return Layout(
        *hidden,
        Div("at", *quick, css_class="when"),
        Field("movement", template=CHIPS, wrapper_class="ask-movement"),
        Field("muscle", template="journal/_where_field.html"),
        Field("side", template=CHIPS, wrapper_class="ask-side"),
        Field("called_back", template=CHIPS, wrapper_class="ask-called-back"),
        Field("phase", template=CHIPS, wrapper_class="ask-phase"),
        Field("woke", template=CHIPS, wrapper_class="ask-woke"),
        More(
            "count",
            Div("duration", "duration_unit", css_class="pair"),
            "intensity",
            Field("noticed_by", template=CHIPS),
            "note",
            "time_zone",
        ),
    )
