"""Make a token for a shortcut or a program."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.forms.fields import TextField
from journal.models import ApiToken
from journal.models.token import Scope


class TokenForm(forms.Form):
    """What it is for, and what it may do; as little as will do comes first."""

    name = TextField(
        label=_("What is it for?"),
        help_text=_("So that you can tell it from others, for example: button on my watch."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"), choices=Scope.choices, initial=Scope.ADD, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.helper = FormHelper()
        self.helper.form_action = "tokens"
        self.helper.layout = Layout("name", "scope", Div(Submit("make", _("Make a token")), css_class="actions"))

    def clean_name(self) -> str:
        """One token a name: a page that is loaded again after making one does not make a second."""
        name = str(self.cleaned_data["name"])
        if ApiToken.objects.of(self.person).valid().filter(name=name).exists():
            raise ValidationError(_("You have a token of this name. Revoke it first, or choose another name."))
        return name

    def save(self, as_of: datetime) -> str:
        """Make it; the text of the token, which is not kept."""
        said = self.cleaned_data
        return ApiToken.make(self.person, name=said["name"], scope=said["scope"], as_of=as_of)[1]
