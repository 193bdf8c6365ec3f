"""Bringing a diary file."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
# A diary of 100,000 entries is 15 MB as CSV and 40 MB as JSON.
LARGEST = 100 * MEGABYTE


class ImportForm(forms.Form):
    """A file to look at; storing it is a step of its own."""

    file = forms.FileField(
        label=_("Diary file"),
        help_text=_("CSV or JSON, up to 100 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "import_diary"
        self.helper.attrs = {"data-slow": "", "novalidate": ""}
        look = Submit("look", _("Look at the file"))
        self.helper.layout = Layout("file", Div(look, css_class="actions"))

    def clean_file(self) -> UploadedFile[bytes]:
        """Raises ValidationError for a file that no diary fills."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 100 MB. Split it, or use the command import_diary.")
            )
        return file
