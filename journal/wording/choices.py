"""The everyday word for a value of a closed set."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from journal.labels import word


def lay_word(value: StrEnum) -> str:
    """As the forms offer it, as in "Dropping off"; raises KeyError for a set without labels."""
    return _(word(value).lay)
