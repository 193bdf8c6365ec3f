"""Make a token for a shortcut or a program."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime
from typing import Any

from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from journal.forms.fields import TextField
from journal.forms.layouts import part_of_form
from journal.models import ApiToken
from journal.models.token import Scope, digest_of


class TokenForm(forms.Form):
    """What it is for, and what it may do; as little as will do comes first. ``key`` is drawn for each form shown."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
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
        self.person, self.text = person, ""
        self.fields["key"].initial = secrets.token_urlsafe(16)
        self.helper = part_of_form()
        self.helper.layout = Layout("key", "name", "scope", Div(Submit("make", _("Make a token")), css_class="actions"))

    def clean_name(self) -> str:
        """In one Unicode form. What nobody can see, such as a mark of direction alone, tells no token from others."""
        name = unicodedata.normalize("NFC", self.cleaned_data["name"])
        if all(unicodedata.category(sign)[0] in "CZ" for sign in name):
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean(self) -> dict[str, Any]:
        """One token a name, and one a form: sent twice, by a second touch or loaded again, it shows the same token."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        self.text = ApiToken.text_for(self.person, said["key"], f"{said['name']}\n{said['scope']}")
        made = ApiToken.objects.of(self.person).filter(digest=digest_of(self.text)).first() if self.text else None
        if made and made.revoked_at is not None:
            raise ValidationError(
                _("The token that this form made was revoked. Nothing was made now: open the page anew.")
            )
        if not made and ApiToken.objects.of(self.person).valid().filter(name=said["name"]).exists():
            self.add_error("name", _("You have a token of this name. Revoke it first, or choose another name."))
        return said

    def save(self, as_of: datetime) -> str:
        """Make it, unless this form has; the text of the token, which is not kept."""
        said = self.cleaned_data
        try:
            with transaction.atomic():
                made = {"name": said["name"], "scope": said["scope"], "text": self.text}
                return ApiToken.make(self.person, as_of=as_of, **made)[1]
        except IntegrityError:
            if not ApiToken.objects.of(self.person).valid().filter(digest=digest_of(self.text)).exists():
                raise
            return self.text
