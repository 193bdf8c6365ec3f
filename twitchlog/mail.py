"""Mail is sent by a task, never while somebody waits for a page (docs/adr/0154)."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task
from django_tasks.signals import task_finished
from django_tasks_db.backend import TaskResult
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
# After each try that failed; together some eight hours, then it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240))
# While the mail server does not answer, mails that wait do not ask it one after another.
NOT_ASKED_SECONDS = 60
_SILENT = "the mail server does not answer"


class QueuedMail(BaseEmailBackend):
    """Django's way to send: here a row for a task, whatever the mail and the mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Let them be sent; how many that are."""
        for message in email_messages:
            send_later(message)
        return len(email_messages)


def send_later(message: EmailMessage) -> None:
    """Let a mail of plain text be sent.

    Raises TypeError for anything more, which would not be kept.
    """
    if message.attachments or message.cc or message.bcc or getattr(message, "alternatives", None):
        raise TypeError("only plain text to plain recipients is sent")
    headers = {"Message-ID": make_msgid(domain="twitchlog"), **message.extra_headers}
    text = [str(message.subject), str(message.body)]
    send_mail.enqueue(seal([*text, message.from_email, list(message.to), headers]), 0)


def deliver(sealed: str, tries: int, as_of: datetime) -> None:
    """Hand a mail to the mail server, or let it be tried again after a while; at last give up.

    ``tries``: how often it was tried before.
    """
    try:
        subject, body, sender, to, headers = unseal(sealed)
    except InvalidToken:
        logger.error(
            "A mail that waited cannot be read any more and is given up:"
            " the secret key is another one."
        )
        return
    if cache.get(_SILENT):
        _again(sealed, tries, as_of + timedelta(seconds=NOT_ASKED_SECONDS))
        return
    try:
        EmailBackend().send_messages([EmailMessage(subject, body, sender, to, headers=headers)])
    except (OSError, smtplib.SMTPException) as error:
        _failed(sealed, tries, error, as_of)


def _failed(sealed: str, tries: int, error: Exception, as_of: datetime) -> None:
    """The line in the log holds no address: what a mail server says often does."""
    if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
        cache.set(_SILENT, True, NOT_ASKED_SECONDS)
    codes = _codes(error)
    why = " ".join([type(error).__name__, *map(str, codes)])
    if tries >= len(PAUSES) or any(code in {550, 551, 553, 554} for code in codes):
        logger.error("A mail could not be sent and is given up (%s, try %d).", why, tries + 1)
        return
    logger.warning("A mail could not be sent (%s, try %d); it is tried again.", why, tries + 1)
    _again(sealed, tries + 1, as_of + PAUSES[tries])


def _codes(error: Exception) -> list[int]:
    """What a mail server's refusal is called in SMTP, once or for each recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException):
        return [error.smtp_code]
    return []


def _again(sealed: str, tries: int, after: datetime) -> None:
    send_mail.using(run_after=after).enqueue(sealed, tries)


def seal(content: Any) -> str:
    """The content for a task's arguments: read by nobody who lacks the secret key."""
    return _lock(settings.SECRET_KEY).encrypt(json.dumps(content).encode()).decode()


def unseal(sealed: str) -> Any:
    """What was sealed. Raises InvalidToken if that was under another key."""
    return json.loads(_lock(settings.SECRET_KEY).decrypt(sealed))


@lru_cache(maxsize=4)
def _lock(secret_key: str) -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(hashlib.sha256(b"twitchlog.mail " + secret_key.encode()).digest())
    )


# Tasks whose arguments are about a person: their rows go as soon as they are done, or have failed.
WITHOUT_A_TRACE: set[object] = set()


# Tasks that wait name it by this path, twitchlog.mail.send_mail: it stays.
@task()
def send_mail(sealed: str, tries: int) -> None:
    """Hand one mail to the mail server.

    Twice, at the worst, if the process ends at the wrong moment.
    """
    deliver(sealed, tries, timezone.now())


WITHOUT_A_TRACE.add(send_mail.func)


@receiver(task_finished)
def _forget(task_result: Any, **_signal: Any) -> None:
    if isinstance(task_result, TaskResult) and task_result.task.func in WITHOUT_A_TRACE:
        DBTaskResult.objects.filter(pk=task_result.id).delete()
