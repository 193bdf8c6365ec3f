"""Which accounts there are, and which are deleted and about to go."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

# How the user names of accounts begin that were deleted and of which rows are left: nobody can
# choose such a name.
DELETED = "/deleted/"


def deleted_accounts() -> models.QuerySet[User]:
    """What is left of accounts that were deleted (``journal.actions.delete_account``)."""
    return User.objects.filter(username__startswith=DELETED)


def living_accounts() -> models.QuerySet[User]:
    """All accounts that were not deleted."""
    return User.objects.exclude(username__startswith=DELETED)
