"""Bringing a diary file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.forms.text_fields import TextBoxField

MEGABYTE = 1024 * 1024
# A diary of 100,000 entries is 15 MB as CSV and 40 MB as JSON.
LARGEST = 100 * MEGABYTE
ACCEPTED = ".csv,.tsv,.txt,.md,.xlsx,.json,.zip,text/csv,text/plain,application/json"


# Characters of a pasted text; a longer one comes as a file.
LONGEST_PASTED = 200_000


class ImportForm(forms.Form):
    """A file to look at, or a text in its place; storing it is a step of its own."""

    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("A spreadsheet, notes as text, another app's export. Up to 100 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "missing": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )
    text = TextBoxField(
        required=False,
        label=_("Or paste your notes"),
        help_text=_("One line for each: 2026-03-01 02:15 left calf"),
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "import_diary"
        self.helper.attrs = {"data-slow": "", "novalidate": ""}
        look = Submit("look", _("Look at it"))
        self.helper.layout = Layout("file", "text", Div(look, css_class="actions"))

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Raises ValidationError for a file that no diary fills."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 100 MB. Split it, or use the command import_diary.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["file"] and cleaned["text"]:
            self.add_error("file", _("Choose a file or paste a text, not both."))
        if not cleaned["file"] and not cleaned["text"]:
            self.add_error("file", _("Choose a file first."))
        return cleaned

    @property
    def pieces(self) -> Iterable[bytes]:
        """The bytes of the file, or of the text."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file:
            return file.chunks()
        return [self.cleaned_data["text"].encode("utf-8", "replace")]

    @property
    def name(self) -> str:
        """What the file is called; of a text, a name of ours."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return (file.name or "") if file else gettext("Pasted notes")
