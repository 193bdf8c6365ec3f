"""Bringing the export of a watch or an app."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.entries import zone_problem
from journal.time_zones import zone_called

ACCEPTED_EXPORTS = ".zip,.xml,.json,.csv,.txt,.db,application/zip,application/json,text/csv"


class DeviceSleepForm(forms.Form):
    """An export to look at; storing it is a step of its own."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED_EXPORTS}),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = gettext("The export as the app gives it out. Up to %(number)d MB.")
        self.fields["file"].help_text = help_text % {"number": settings.SLEEP_FILE_MEGABYTES}
        self.helper = FormHelper()
        self.helper.form_action = "device_sleep"
        self.helper.attrs = {"data-slow": "", "novalidate": ""}
        look = Submit("look", _("Look at it"))
        self.helper.layout = Layout("file", Div(look, css_class="actions"))

    def clean_file(self) -> UploadedFile[bytes]:
        """Raises ValidationError for a file larger than the server takes."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.LARGER_UPLOADS["device_sleep"]:
            text = gettext(
                "This file is larger than %(number)d MB. Whoever runs the server can bring it with"
                " the command import_sleep, or allow more (TWITCHLOG_SLEEP_FILE_MB)."
            )
            raise forms.ValidationError(text % {"number": settings.SLEEP_FILE_MEGABYTES})
        return file


def sleep_zone_sent(typed: str, own: str) -> str:
    """The zone in which an export is read, ``own`` (the person's) where none was chosen.

    Raises ValidationError for a zone that there is not.
    """
    name = zone_called(typed or own)
    if problem := zone_problem(name, own=own):
        raise ValidationError(gettext(problem.text) % dict(problem.values))
    return name
