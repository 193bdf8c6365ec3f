"""Keys for shortcuts and other programs that write or read one person's diary."""

from __future__ import annotations

import hashlib
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.models.owner_querysets import AccountQuerySet

# Enough to tell two tokens apart in a list, too little to be of use: 36 of 256 random bits.
PREFIX_LENGTH = len("tw_") + 6


class Scope(models.TextChoices):
    """What a token may do."""

    ADD = "add", _("Add entries, and nothing else")
    READ = "read", _("Read the diary, and change nothing")
    ALL = "all", _("Add entries, read the diary and say of a night that it was quiet")
    # What devices send is apart from the diary: no other token may, and these may nothing else.
    SLEEP = "sleep", _("Add sleep of a watch or an app, and nothing else")
    SLEEP_ADDRESS = (
        "address",
        _("An address for Sleep as Android, which adds sleep and nothing else"),
    )


def digest_of(token: str) -> str:
    """What is stored of a token: its SHA-256 as hexadecimal digits.

    A plain hash is enough where the secret is 256 random bits: there is no list of likely ones to
    try.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


# Valid tokens of an account, and revoked ones that are remembered.
MOST_TOKENS = 50


class ApiTokenQuerySet(AccountQuerySet["ApiToken"]):
    """``ApiToken.objects.of(person).valid()``."""

    def valid(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def presented(self, token: str) -> ApiToken | None:
        """The valid token of an active person that was presented; None if there is none.

        Its owner and their preferences are fetched along.

        Looked up by its hash: how long the index takes can only tell about the hash, from which a
        token cannot be worked out, so this needs no comparison in constant time.
        """
        tokens = self.valid().select_related("owner__preferences")
        try:
            return tokens.get(digest=digest_of(token), owner__is_active=True)
        except ApiToken.DoesNotExist:
            return None


class ApiToken(models.Model):
    """A token, kept as its hash; the token itself is shown once, when it is made."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=10, choices=Scope)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=PREFIX_LENGTH)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(revoked_at=None),
                name="one_valid_token_a_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
