"""How the full form lies on the page: what is needed at night first, the rest under "More"."""

from __future__ import annotations

from functools import partial
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.forms.chips import ChipsField
from journal.pages.keeping import Keeper

CHIPS = "journal/_chips_field.html"
MORE = ("count", "duration", "duration_unit", "intensity", "noticed_by", "note", "time_zone")


class Conflicts:
    """What was changed here and elsewhere, with its choices; nothing where there is no such thing."""

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> str:
        """Called by crispy."""
        return render_to_string("journal/_conflicts.html", {"form": form})


def part_of_form() -> FormHelper:
    """For a form that is drawn inside the one form of its page, which has the hidden fields (docs/adr/0102)."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


_kept: Keeper[str] = Keeper(128)


class Chips(Field):  # type: ignore[misc]
    """A field of chips, which is put into words once a language; with a message it is drawn anew."""

    template = CHIPS

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> Any:
        """The kept markup with the chosen chip marked."""
        bound = form[self.fields[0]]
        if bound.errors:
            return super().render(form, context, **kwargs)
        chips: ChipsField = bound.field  # type: ignore[assignment]
        words = (bound.html_name, self.wrapper_class, str(bound.label), str(bound.help_text), str(chips.difference))
        draw = partial(super().render, form, context, **kwargs)
        kept = _kept.get((get_language(), *words, tuple(chips.chips)), lambda: draw().replace('" checked>', '">'))
        chosen = format_html(' value="{}"', bound.value() or "")
        return SafeString(kept.replace(f"{chosen} ", f"{chosen} checked ", 1))


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
    quick = [Chips("ago", wrapper_class="ask-ago")] if "ago" in form.fields else []
    return Layout(
        *hidden,
        Div("at", *quick, css_class="when"),
        Chips("movement", wrapper_class="ask-movement"),
        Field("muscle", template="journal/_where_field.html"),
        Chips("side", wrapper_class="ask-side"),
        Chips("called_back", wrapper_class="ask-called-back"),
        Chips("phase", wrapper_class="ask-phase"),
        Chips("woke", wrapper_class="ask-woke"),
        More(
            "count",
            Div("duration", "duration_unit", css_class="pair"),
            "intensity",
            Chips("noticed_by"),
            "note",
            "time_zone",
        ),
    )
