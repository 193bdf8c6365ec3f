"""Keys for shortcuts and other programs that write or read one person's diary."""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

# Enough to tell two tokens apart in a list, too little to be of use: 36 of 256 random bits.
SHOWN = len("tw_") + 6
USE_NOTED_EVERY = timedelta(hours=1)


class Scope(models.TextChoices):
    """What a token may do."""

    ADD = "add", _("Add entries, and nothing else")
    READ = "read", _("Read the diary, and change nothing")
    ALL = "all", _("Add entries, read the diary and say of a night that it was quiet")


def digest_of(token: str) -> str:
    """What is stored of a token: its SHA-256 as hexadecimal digits.

    A plain hash is enough where the secret is 256 random bits: there is no list of likely ones to try.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """``ApiToken.objects.of(person).valid()``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def valid(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def presented(self, token: str) -> ApiToken | None:
        """The valid token of an active person that was presented; None if there is none.

        Its owner and their preferences are fetched along.

        Looked up by its hash: how long the index takes can only tell about the hash, from which a token cannot be
        worked out, so this needs no comparison in constant time.
        """
        found = self.valid().select_related("owner__preferences")
        try:
            return found.get(digest=digest_of(token), owner__is_active=True)
        except ApiToken.DoesNotExist:
            return None


class ApiToken(models.Model):
    """A token, kept as its hash; the token itself is shown once, when it is made."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=4, choices=Scope)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=SHOWN)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(revoked_at=None), name="one_valid_token_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @staticmethod
    def text_for(owner: User, key: str, wanted: str) -> str:
        """The token that a form asks for, the same each time that it is sent; ``key`` was drawn for that form.

        Nobody can work it out without the server's secret key. "" without a key.
        """
        if not key:
            return ""
        mac = salted_hmac("journal.models.token", f"{owner.pk}\n{key}\n{wanted}", algorithm="sha256")
        return f"tw_{urlsafe_b64encode(mac.digest()).decode().rstrip('=')}"

    @classmethod
    def make(cls, owner: User, *, name: str, scope: str, as_of: datetime, text: str = "") -> tuple[ApiToken, str]:
        """A new token and its text, which nothing can bring back later; drawn by chance, or ``text`` of ``text_for``.

        Raises IntegrityError for a name in use, and for a text that was made before.
        """
        text = text or f"tw_{secrets.token_urlsafe(32)}"
        made = cls.objects.create(
            owner=owner, name=name, scope=scope, digest=digest_of(text), prefix=text[:SHOWN], created_at=as_of
        )
        return made, text

    def used(self, as_of: datetime) -> None:
        """Note that the token was used, at most once an hour: the list of tokens needs no more, and it is a write."""
        if self.last_used_at is None or as_of - self.last_used_at >= USE_NOTED_EVERY:
            ApiToken.objects.filter(pk=self.pk).update(last_used_at=as_of)

    def revoke(self, as_of: datetime) -> None:
        """Make it useless from now on. Revoking twice keeps the first time."""
        ApiToken.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=as_of)
