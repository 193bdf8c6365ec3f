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

from journal.actions.api_tokens import make_token, token_text
from journal.forms.layout_pieces import part_of_form
from journal.forms.text_fields import TextBoxField
from journal.models import ApiToken
from journal.models.api_token import MOST_TOKENS, Scope, digest_of


class TokenForm(forms.Form):
    """What it is for, and what it may do; as little as will do comes first.

    ``key`` is drawn for each form shown.
    """

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    name = TextBoxField(
        label=_("What is it for?"),
        help_text=_("So that you can tell it from others, for example: button on my watch."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        initial=Scope.ADD,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.text, self.is_new = person, "", False
        self.fields["key"].initial = secrets.token_urlsafe(16)
        self.helper = part_of_form()
        self.helper.layout = Layout(
            "key", "name", "scope", Div(Submit("make", _("Make a token")), css_class="actions")
        )

    @property
    def makes_address(self) -> bool:
        """Whether a token was asked for that stands in an address."""
        return self.is_bound and self.data.get("scope") == Scope.SLEEP_ADDRESS

    def clean_name(self) -> str:
        """In one Unicode form.

        What nobody can see, such as a mark of direction alone, tells no token from others.
        """
        name = unicodedata.normalize("NFC", self.cleaned_data["name"])
        if all(unicodedata.category(sign)[0] in "CZ" for sign in name):
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean(self) -> dict[str, Any]:
        """One token a name, and one a form.

        Sent twice, by a second touch or loaded again, it shows the same token.
        """
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        purpose = f"{cleaned['name']}\n{cleaned['scope']}"
        self.text = token_text(self.person, cleaned["key"], purpose)
        self._refuse_what_cannot_be()
        return cleaned

    def _refuse_what_cannot_be(self) -> None:
        """Say that the name is in use, that there are enough, or that the token was revoked."""
        mine = ApiToken.objects.of(self.person)
        token = mine.filter(digest=digest_of(self.text)).first() if self.text else None
        if token and token.revoked_at is not None:
            self.add_error(
                None,
                _(
                    "The token that this form made was revoked. Nothing was made now: open the "
                    "page anew."
                ),
            )
        if not token and mine.valid().filter(name=self.cleaned_data["name"]).exists():
            self.add_error(
                "name", _("You have a token of this name. Revoke it first, or choose another name.")
            )
        elif not token and mine.valid().count() >= MOST_TOKENS:
            text = _(
                "You have %(most)d tokens, and there is room for no more. Revoke one that no "
                "program uses."
            )
            self.add_error(None, text % {"most": MOST_TOKENS})

    def store(self, as_of: datetime) -> str:
        """Make it, unless this form has; the text of the token, which is not kept.

        "" if another form took the name at the same instant; the form then says so. ``is_new``: not
        made before.
        """
        cleaned = self.cleaned_data
        try:
            with transaction.atomic():
                wanted = {"name": cleaned["name"], "scope": cleaned["scope"], "text": self.text}
                text, self.is_new = make_token(self.person, as_of=as_of, **wanted)[1], True
        except IntegrityError:
            if (
                ApiToken.objects.of(self.person)
                .valid()
                .filter(digest=digest_of(self.text))
                .exists()
            ):
                return self.text
            self._refuse_what_cannot_be()
            return ""
        return text
