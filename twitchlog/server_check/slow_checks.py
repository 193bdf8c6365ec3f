"""What is looked at when somebody asks: the whole database, the mail server, the way by HTTPS."""

from __future__ import annotations

import http.client
import smtplib
import ssl

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection

from twitchlog.database import backups, schema
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.filesystem import disk_space
from twitchlog.installation import command
from twitchlog.not_ready import NotReadyError
from twitchlog.server_check.check_line import CheckLine, CheckState
from twitchlog.server_check.quick_checks import names_outside

PATIENCE_SECONDS = 10.0
# The page that is asked for, below the path: everybody may see it, and it names the program.
SIGN_IN_PAGE = "account/login/"
# What proxies say where they reach nobody behind them.
NOBODY_BEHIND = {502, 503, 504}
_HTTPS_HELP = 'README, "At home, with HTTPS"'


def database_line() -> CheckLine:
    """Whether the database is there, up to date and sound: reads all of it."""
    if lies_on_a_server():
        return _database_on_a_server()
    file = backups.database()
    try:
        schema.check_diaries()
        backups.check(file)
    except (NotReadyError, backups.CopyError) as error:
        remedy = 'README, "Backup and restore"'
        return CheckLine("database", CheckState.FAULT, str(error), remedy)
    size = disk_space.megabytes(backups.size(file))
    return CheckLine("database", CheckState.GOOD, f"{file}, {size} MB, sound and up to date")


def _database_on_a_server() -> CheckLine:
    try:
        schema.check_diaries()
    except NotReadyError as error:
        return CheckLine("database", CheckState.FAULT, str(error), "docs/postgresql.md")
    name = connection.settings_dict["NAME"]
    return CheckLine("database", CheckState.GOOD, f"{name}, on PostgreSQL, up to date")


def mail_line() -> CheckLine:
    """Whether the mail server takes this one's name and password; no mail is sent."""
    if not settings.MAIL_IS_SET_UP:
        text = f"none is sent: {command('reset_password')} helps who has forgotten theirs"
        return CheckLine("mail", CheckState.NOTE, text)
    server = f"{settings.EMAIL_HOST}, port {settings.EMAIL_PORT}"
    try:
        connection = EmailBackend(timeout=int(PATIENCE_SECONDS))
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD"
        text = f"{server}, cannot be used ({error})."
        return CheckLine("mail", CheckState.FAULT, text, remedy)
    return CheckLine("mail", CheckState.GOOD, f"{server}, lets this server in")


def proxy_line() -> CheckLine:
    """Whether the address that people open leads here, over HTTPS."""
    if not settings.HTTPS:
        text = "No HTTPS: phones cannot keep the pad on their home screen."
        return CheckLine("proxy", CheckState.NOTE, text, _HTTPS_HELP)
    name = next(iter(names_outside()), "")
    if not name:
        text = "No name to ask under."
        return CheckLine("proxy", CheckState.FAULT, text, "Name it: TWITCHLOG_HOSTS=...")
    name = name.lstrip(".")
    address = f"https://{name}{settings.APP_PATH}"
    try:
        status, content = _answer(name)
    except ssl.SSLCertVerificationError as error:
        text = f"{address} has a certificate that this machine does not trust"
        remedy = "With a local authority, install its root here too, as on the phones"
        return CheckLine("proxy", CheckState.NOTE, f"{text} ({error}).", remedy)
    except (OSError, http.client.HTTPException) as error:
        text = f"{address} cannot be reached from here ({error})."
        return CheckLine("proxy", CheckState.FAULT, text, _HTTPS_HELP)
    return _line_of_answer(address, status, content)


def _answer(name: str) -> tuple[int, bytes]:
    connection = http.client.HTTPSConnection(name, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", settings.APP_PATH + SIGN_IN_PAGE)
        answer = connection.getresponse()
        return answer.status, answer.read(1 << 20)
    finally:
        connection.close()


def _line_of_answer(address: str, status: int, content: bytes) -> CheckLine:
    if status == http.client.OK and b"Twitchlog" in content:
        return CheckLine("proxy", CheckState.GOOD, f"{address} leads here")
    if status in NOBODY_BEHIND:
        text = f"{address} is answered, but nobody is behind it ({status})."
        remedy = f"Start the server; the proxy leads to {settings.HOST}, port {settings.PORT}?"
        return CheckLine("proxy", CheckState.FAULT, text, remedy)
    text = f"{address} is answered by something else ({status})."
    return CheckLine("proxy", CheckState.FAULT, text, _HTTPS_HELP)
