"""A decision on one pattern."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.forms.answers import ReviewForm


class PatternForm(ReviewForm):
    """Which pattern, and what to do about it."""

    pattern = forms.CharField(max_length=80, error_messages={"required": _("Choose a pattern.")})
