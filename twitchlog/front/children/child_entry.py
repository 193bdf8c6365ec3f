"""Where each kind of child process begins: a light worker, a process of a lane."""

from __future__ import annotations

import socket
from importlib import import_module
from pathlib import Path

from django.db import connection

from twitchlog.front import bounds
from twitchlog.front.answer_maker import AnswerMaker
from twitchlog.front.answers import Application
from twitchlog.front.children.lane_process import run_lane
from twitchlog.front.children.task_enqueued import knock_through
from twitchlog.front.light.worker import LightWorker
from twitchlog.front.messages import MessageLine
from twitchlog.front.worker_pulse import WorkerPulse


class ChildEntry:
    """The first call of a light worker (``light``) and of a lane's process (``lane``).

    ``application`` is ``module:name`` of a WSGI application; ``folder`` is for what is under way.
    """

    def __init__(self, listening: socket.socket, application: str, folder: Path) -> None:
        self.listening, self.application, self.folder = listening, application, folder

    def light(self, number: int, line: MessageLine, pulse: WorkerPulse) -> None:
        """Serve connections. Behind another program's lock nobody waits for long."""
        connection.settings_dict["OPTIONS"]["timeout"] = bounds.DIARY_LOCK_SECONDS
        maker = AnswerMaker(self._loaded(), self.folder)
        knock_through(line)
        LightWorker(number, self.listening, line, pulse, maker).run()

    def lane(self, name: str, line: MessageLine) -> None:
        """Do what that lane is asked for."""
        maker = AnswerMaker(self._loaded(), self.folder)
        knock_through(line)
        run_lane(line, maker)

    def _loaded(self) -> Application:
        module, _colon, name = self.application.partition(":")
        application: Application = getattr(import_module(module), name)
        return application
