"""Text boxes of which ``journal.parsing`` says what is meant, and what has to be said about it.

No box has the browser's own type for numbers, which sends nothing at all for what it cannot read,
nor a ``maxlength``, which cuts what is pasted without a word and counts an emoji as two: the server
says how much there is room for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import parsing
from journal.entries import zone_problem
from journal.parsing.readings import NOT_UNDERSTOOD, Reading, UnreadableError
from journal.time_zones import zone_called

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = TypeVar("Value")
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
NO_ROOM = _(
    "There is room for %(limit_value)d characters; these are %(show_value)d. Nothing is cut: "
    "shorten it."
)


class RemarkedField(forms.BoundField):
    """A field whose help also says how its text was understood, where that is not plain."""

    @property
    def help_text(self) -> StrOrPromise:
        """The field's own help and the remark."""
        remark, own = getattr(self.field, "remark", ""), self.field.help_text or ""
        if not remark:
            return own
        return format_html("{} {}", own, remark) if own else format_html("{}", remark)

    @help_text.setter
    def help_text(self, _text: StrOrPromise) -> None:
        """Django sets it when the field is bound, before the text is read."""


class ParsedField(forms.Field, Generic[Value]):
    """A text box; "" is None.

    ``remark`` says after cleaning how the text was understood, "" where it was plain.
    """

    remark = ""

    def parse(self, text: str) -> Reading[Value]:
        """What the text means. Raises UnreadableError."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Value | None:
        """What was meant. Where nothing was understood, the refusal is the field's own example."""
        self.remark = ""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            reading = self.parse(text)
        except UnreadableError as error:
            raise self._refusal(error) from error
        if reading.remark:
            self.remark = gettext(reading.remark.text) % reading.remark.values
        return reading.value

    def _refusal(self, error: UnreadableError) -> ValidationError:
        if error.code == NOT_UNDERSTOOD:
            return ValidationError(self.error_messages["invalid"], code="invalid")
        return ValidationError(gettext(error.text) % error.values, code=error.code)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Asked for by Django."""
        return RemarkedField(form, self, field_name)


class WholeNumberField(ParsedField[int]):
    """A whole number.

    Limits are the form's matter, or ``journal.entries``', for all ways in alike.
    """

    widget = forms.TextInput(attrs=NUMERIC)
    default_error_messages = {"invalid": _("Write a whole number, like 3.")}

    def parse(self, text: str) -> Reading[int]:
        """The number."""
        return Reading(parsing.whole(text))


class DurationField(ParsedField[int]):
    """How long something went on, in whole seconds.

    ``unit`` is how many of them a bare number counts.
    """

    widget = forms.TextInput(attrs=DECIMAL)
    default_error_messages = {"invalid": _("Write a number, like 30 or 1.5.")}
    unit = 1

    def parse(self, text: str) -> Reading[int]:
        """Seconds."""
        return parsing.duration(text, unit=self.unit)


class DayBoxField(ParsedField[date]):
    """A day. Shown and sent as a browser's date box does it; typed where a browser has none."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write the day as a date, like 2026-07-06.")}

    def to_python(self, value: Any) -> date | None:
        """As for all; a program that asks the form itself gives a day."""
        if isinstance(value, date):
            return value
        return super().to_python(value)

    def parse(self, text: str) -> Reading[date]:
        """The day."""
        return parsing.day(text)


class ClockField(ParsedField[Any]):
    """A time of day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write a time, like 23:10.")}

    def parse(self, text: str) -> Reading[Any]:
        """The time."""
        return parsing.clock(text)


class TextBoxField(forms.CharField):
    """Words, each end of a line one character.

    ``max_length`` is counted by the server alone, in characters.
    """

    default_error_messages = {"max_length": NO_ROOM}

    def to_python(self, value: Any) -> str:
        """The words as they are counted and stored."""
        if isinstance(value, str):
            value = parsing.line_feeds(value)
        return super().to_python(value) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without ``maxlength``, and running in the direction of what is typed."""
        attributes: Mapping[str, Any] = super().widget_attrs(widget)
        return {name: value for name, value in attributes.items() if name != "maxlength"} | {
            "dir": "auto"
        }


class ZoneField(forms.CharField):
    """The time zone of a place, by its IANA name.

    The one that is stored (``own``) is taken, whatever it names.
    """

    own = ""

    def to_python(self, value: Any) -> str:
        """The name; "" for none."""
        typed = super().to_python(value) or ""
        if typed in ("", self.own):
            return typed
        name = zone_called(typed)
        if wrong := zone_problem(name, own=self.own):
            raise ValidationError(gettext(wrong.text) % wrong.values, code="invalid")
        return name


def remarks(form: forms.BaseForm) -> list[str]:
    """How texts of the form were understood where that is not plain, in the order of its fields."""
    texts = (getattr(field, "remark", "") for field in form.fields.values())
    return [remark for remark in texts if remark]


def with_remarks(sentence: str, form: forms.BaseForm) -> str:
    """A sentence on what was done, and what has to be said about how the form was read."""
    return " ".join([sentence, *remarks(form)])
