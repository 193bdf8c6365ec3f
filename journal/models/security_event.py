"""What happened to somebody's account, for its owner to look at; without words of the diary."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.models.owner_querysets import AccountQuerySet

EVENTS_KEPT_FOR = timedelta(days=365)
# Each kind has its own bound, so that much of one pushes nothing of another out. With all kinds at
# most twelve hundred.
MOST_OF_A_KIND = 33


class Happening(models.TextChoices):
    """What happened. Each is noted where it was done, whichever page or program did it."""

    ACCOUNT_MADE = "account_made", _("The account was made")
    SIGN_IN = "sign_in", _("Signed in")
    SIGN_IN_PASSWORD = "sign_in_password", _("Signed in with the password")
    SIGN_IN_CODE = "sign_in_code", _("Signed in with the password and a code from the app")
    SIGN_IN_RECOVERY_CODE = (
        "sign_in_recovery_code",
        _("Signed in with the password and a recovery code"),
    )
    SIGN_IN_PASSKEY = "sign_in_passkey", _("Signed in with a passkey")
    WRONG_PASSWORD = "wrong_password", _("A wrong password was given to sign in")
    WRONG_CODE = "wrong_code", _("A wrong code or passkey was given after the password")
    WRONG_ANSWER = "wrong_answer", _("A wrong password was given where it was asked once more")
    SIGN_OUT_ELSEWHERE = "sign_out_elsewhere", _("Signed out in another place")
    PASSWORD_CHANGED = "password_changed", _("The password was changed")
    PASSWORD_RESET = "password_reset", _("A new password was set by a mailed link")
    PASSWORD_BY_OPERATOR = (
        "password_by_operator",
        _("A new password was set by whoever runs this server"),
    )
    RENAMED = "renamed", _("The account was given another name by whoever runs this server")
    SECOND_STEP_REMOVED = (
        "second_step_removed",
        _("Passkeys and codes were removed by whoever runs this server"),
    )
    ADDRESS_ADDED = "address_added", _("An e-mail address was added")
    ADDRESS_REMOVED = "address_removed", _("An e-mail address was removed")
    ADDRESS_FIRST = "address_first", _("Another e-mail address became the first choice")
    ADDRESS_CONFIRMED = "address_confirmed", _("An e-mail address was confirmed")
    CODES_ON = "codes_on", _("Codes from an app were switched on")
    CODES_OFF = "codes_off", _("Codes from an app were switched off")
    PASSKEY_ADDED = "passkey_added", _("A passkey was added")
    PASSKEY_REMOVED = "passkey_removed", _("A passkey was removed")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("Recovery codes were made")
    TOKEN_MADE = "token_made", _("A token was made")
    TOKEN_REVOKED = "token_revoked", _("A token was revoked")
    EXPORTED = "exported", _("The diary was exported")
    IMPORTED = "imported", _("A file was brought into the diary")
    REPORT_FROZEN = "report_frozen", _("A report was frozen")
    REPORT_DELETED = "report_deleted", _("A frozen report was deleted, with its links")
    LINK_MADE = "link_made", _("A link was made")
    LINK_OPENED = "link_opened", _("A link was opened")
    LINK_WRONG = "link_wrong", _("A wrong passphrase was given for a link")
    LINK_ENDED = "link_ended", _("A link was ended")
    PARTNER_LINK_MADE = "partner_link_made", _("A link for a bed partner was made")
    PARTNER_LINK_ENDED = "partner_link_ended", _("A link for a bed partner was ended")


# What strangers can do as often as they like is one row a day.
BY_DAY = frozenset(
    {
        Happening.WRONG_PASSWORD,
        Happening.WRONG_CODE,
        Happening.WRONG_ANSWER,
        Happening.LINK_OPENED,
        Happening.LINK_WRONG,
        Happening.EXPORTED,
    }
)


class SecurityEventQuerySet(AccountQuerySet["SecurityEvent"]):
    """``SecurityEvent.objects.of(person).recent(as_of).latest_first()``."""

    def recent(self, as_of: datetime) -> Self:
        """Those of the last year."""
        return self.filter(at__gt=as_of - EVENTS_KEPT_FOR)

    def latest_first(self) -> Self:
        """By when it happened, or last happened."""
        return self.order_by("-at", "-pk")

    def outdated(self, as_of: datetime) -> Self:
        """Those that are kept no longer."""
        return self.filter(at__lte=as_of - EVENTS_KEPT_FOR)


class SecurityEvent(models.Model):
    """One thing that happened, or how often it happened on one day.

    ``day`` is in UTC, None for a single thing.

    ``browser`` and ``system`` are those of :class:`journal.devices.Device`, "" where it is nobody's
    business. ``about`` is the beginning of a token, as its list shows it.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="security_events")
    at = models.DateTimeField()
    kind = models.CharField(
        max_length=24
    )  # one of Happening, whose words may change without a migration
    day = models.DateField(null=True)
    number = models.PositiveIntegerField(default=1)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=12, blank=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "day"], name="one_row_a_kind_and_day")
        ]
        indexes = [models.Index(fields=["owner", "kind", "at"], name="events_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"
