"""Mail waits in the database, sealed, and is handed to the mail server by nobody who answers a
page.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.identity.test_sign_in_limits import NOON
from twitchlog import mail
from twitchlog.server.task_worker import work_off

TEXT = "A link that opens an account"


class Letterbox:
    """A mail server of our own: ``answers`` is what it says to each command, None for nothing at
    all.
    """

    def __init__(self, answers: dict[str, bytes] | None) -> None:
        self.answers, self.asked = answers, 0
        self.letters: list[bytes] = []
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0)
        )
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        if self.answers is None:
            await reader.read()
        else:
            writer.write(b"220 here\r\n")
            while line := await reader.readline():
                command = line[:4].upper().decode()
                writer.write(self.answers.get(command, b"250 fine\r\n"))
                if command == "DATA":
                    self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                    writer.write(b"250 taken\r\n")
                if command == "QUIT":
                    break
        writer.close()

    def close(self) -> None:
        async def stop() -> None:
            self.server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()
            await asyncio.sleep(0)
            self.loop.stop()

        asyncio.run_coroutine_threadsafe(stop(), self.loop)
        self.thread.join()
        self.loop.close()


WORKS = {"DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Callable[[dict[str, bytes] | None], Letterbox]]:
    opened: list[Letterbox] = []

    def open_one(answers: dict[str, bytes] | None) -> Letterbox:
        opened.append(Letterbox(answers))
        settings.EMAIL_PORT = opened[-1].port
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(autouse=True)
def _queued(settings: Any, transactional_db: None) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "twitchlog.mail.QueuedMail"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
        "127.0.0.1",
        _closed_port(),
        0.2,
    )
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def send(address: str = "ada@example.org") -> None:
    EmailMessage("Twitchlog: New", TEXT, "diary@example.org", [address]).send()


def tried(times: int) -> None:
    """Work off, each time when the next try is due."""
    for _time in range(times):
        row = DBTaskResult.objects.get()
        due = max(row.run_after if row.run_after.year < 9000 else NOON, timezone.now())
        with time_machine.travel(due + timedelta(seconds=1), tick=False):
            work_off()


def test_a_mail_waits_sealed_and_leaves_no_trace_once_it_is_sent(letterbox: Any) -> None:
    box = letterbox(WORKS)
    send()
    assert box.letters == []
    held = str(DBTaskResult.objects.get().args_kwargs)
    assert TEXT not in held
    assert "example.org" not in held
    work_off()
    [letter] = box.letters
    assert TEXT.encode() in letter
    assert b"\r\nTo: ada@example.org" in letter
    assert letter.count(b"Message-ID: <") == 1
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        None,
        "closed",
        {"EHLO": b"421 not now\r\n", "HELO": b"421 not now\r\n"},
        {"MAIL": b"451 greylisted ada@example.org\r\n"},
    ],
)
def test_a_mail_server_that_does_not_take_it_is_asked_again_for_hours(
    letterbox: Any, answers: Any, caplog: pytest.LogCaptureFixture
) -> None:
    if answers != "closed":
        letterbox(answers)
    with time_machine.travel(NOON, tick=False), caplog.at_level(logging.WARNING, "twitchlog.mail"):
        send()
        begun = timezone.now()
        tried(len(mail.PAUSES))
        last = DBTaskResult.objects.get().run_after
        assert timedelta(hours=7) < last - begun < timedelta(hours=9)
        tried(1)
        assert not DBTaskResult.objects.exists()
    assert "is given up" in caplog.messages[-1]
    assert len(caplog.messages) == len(mail.PAUSES) + 1
    assert "example.org" not in caplog.text


def test_it_is_sent_once_the_mail_server_is_back(letterbox: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        send()
        tried(2)
        box = letterbox(WORKS)
        tried(1)
        assert len(box.letters) == 1
        assert not DBTaskResult.objects.exists()


def test_an_address_that_there_is_not_is_given_up_at_once(
    letterbox: Any, caplog: pytest.LogCaptureFixture
) -> None:
    letterbox({**WORKS, "RCPT": b"550 no ada@example.org here\r\n"})
    send()
    work_off()
    assert not DBTaskResult.objects.exists()
    assert caplog.messages == [
        "A mail could not be sent and is given up (SMTPRecipientsRefused 550, try 1)."
    ]


def test_a_silent_mail_server_is_not_asked_by_one_mail_after_another(letterbox: Any) -> None:
    box = letterbox(None)
    for _mail in range(5):
        send()
    work_off()
    assert box.asked == 1
    assert DBTaskResult.objects.count() == 5


def test_what_another_secret_key_has_sealed_is_given_up(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    send()
    settings.SECRET_KEY = "another"
    work_off()
    assert not DBTaskResult.objects.exists()
    assert "cannot be read any more" in caplog.text


def test_more_than_plain_text_is_refused_rather_than_cut() -> None:
    message = EmailMultiAlternatives("New", TEXT, "diary@example.org", ["ada@example.org"])
    message.attach_alternative("<p>", "text/html")
    with pytest.raises(TypeError):
        message.send()
