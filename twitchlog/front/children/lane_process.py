"""A lane's process: does one job after another, and ends when the parent hangs up."""

from __future__ import annotations

import os
import sys
from base64 import b64decode, b64encode
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import IO, Any

from twitchlog.front import bounds
from twitchlog.front.answer_maker import BODY_IN_MESSAGE, AnswerMaker
from twitchlog.front.answers import HttpAnswer, nameless
from twitchlog.front.connections.request_head import CONSTANT
from twitchlog.front.messages import MessageLine
from twitchlog.lanes import IN_LANE


def run_lane(line: MessageLine, maker: AnswerMaker) -> None:
    """Do what comes, until nothing more will."""
    line.end.setblocking(True)
    while (received := line.receive()) is not None:
        message, files = received
        answer = _answered(maker, message["environ"], files)
        head = {"status": answer.status, "headers": answer.headers, "size": answer.size}
        if isinstance(answer.content, bytes) and answer.size <= bounds.IN_MESSAGE:
            line.send({**head, "content": b64encode(answer.content).decode()})
        else:
            line.send(head, [_file(answer, maker.folder)])
        answer.close()


def _answered(maker: AnswerMaker, sent: dict[str, Any], files: list[int]) -> HttpAnswer:
    content = sent.pop(BODY_IN_MESSAGE, "")
    body: IO[bytes] = BytesIO(b64decode(content))
    if files:
        body = os.fdopen(files[0], "rb")
    with body:
        body.seek(0)
        return maker.answer(
            {**sent, **CONSTANT, IN_LANE: True, "wsgi.errors": sys.stderr, "wsgi.input": body}
        )


def _file(answer: HttpAnswer, folder: Path) -> int:
    """An open file with the answer's body, to be given away."""
    file = answer.content
    if isinstance(file, bytes):
        with nameless(folder) as written:
            written.write(file)
            written.flush()
            return os.dup(written.fileno())
    assert isinstance(file, BufferedIOBase)  # noqa: S101 - collect() put it there
    file.flush()
    return os.dup(file.fileno())
