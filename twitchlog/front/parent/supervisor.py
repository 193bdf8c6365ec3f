"""The parent: keeps the light workers alive, starts a lane's process when somebody asks for it, and
computes nothing.

It never ends by itself: a child that dies is replaced, at once, and after growing pauses while it
goes on dying.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from functools import partial

from twitchlog.front import bounds
from twitchlog.front.messages import Message, MessageLine
from twitchlog.front.parent.child_process import ChildProcess
from twitchlog.front.parent.child_registry import ChildRegistry
from twitchlog.front.parent.lane_desk import LaneDesk
from twitchlog.front.parent.task_starts import TASK_LANE, TaskStarts
from twitchlog.front.parent.worker_slots import FIRST_PAUSE, WorkerSlot
from twitchlog.front.worker_pulse import WorkerPulse

logger = logging.getLogger(__name__)
# Lower than the light workers; but not what writes often: held up while it holds the database, it
# holds up all.
LANE_NICENESS = {"heavy": 5, "long": 5}
ROUND_SECONDS = 1.0  # seconds between two looks at what takes too long


class Supervisor:
    """The server's parent process: forks the children, replaces those that die, carries messages.

    ``light(number, line, pulse=)`` and ``lane(name, line)`` are what the children do;
    ``listening`` is the one socket of all light workers.
    """

    def __init__(
        self,
        listening: socket.socket,
        light: Callable[..., None],
        lane: Callable[[str, MessageLine], None],
        *,
        workers: int,
        has_tasks: bool,
        is_told_to_end: bool = False,
    ) -> None:
        self.listening, self._light, self._lane = listening, light, lane
        self.pulse = WorkerPulse(workers)
        self.slots = [WorkerSlot(number) for number in range(workers)]
        self.desk = LaneDesk(self._start_lane, self._tell)
        self.task_starts = TaskStarts(self._start_tasks if has_tasks else None)
        self.is_ending, self._told_to_end = False, is_told_to_end
        self._children = ChildRegistry()
        self._looked = self._end_at = 0.0

    def run(self) -> None:
        """Serve until a signal ends it, and all children have ended."""
        self._children.hear_signals(self._note_end)
        self._looked = time.monotonic()
        while not self.is_ending or self._children:
            try:
                self._go_round()
            except Exception:
                # as where the system has no process left to give: the next round may have
                logger.exception("the server's parent goes on")
                time.sleep(FIRST_PAUSE)
        # a second one would make a clean end look like another
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)

    def _go_round(self) -> None:
        if self._told_to_end and not self.is_ending:
            self._begin_to_end()
        self._fill()
        for child in self._children.wait(self._until_next()):
            if child is None:  # a signal; perhaps of a child's end
                self._bury()
            else:
                self._hear(child)
        self._look()

    def _note_end(self, _number: int, _frame: object) -> None:
        self._told_to_end = True

    def _until_next(self) -> float:
        """Seconds until something is due."""
        due = [
            slot.at - time.monotonic()
            for slot in self.slots
            if slot.child is None and not self.is_ending
        ]
        return max(0.0, min([ROUND_SECONDS, *due]))

    # Children -------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Fork a light worker for each place that is empty and due."""
        for slot in self.slots:
            if self.is_ending or slot.child or slot.at > time.monotonic():
                continue
            self.pulse.beat(slot.number)
            work = partial(self._light, slot.number, pulse=self.pulse)
            slot.child = self._fork(f"light-{slot.number}", work)

    def _start_tasks(self) -> ChildProcess:
        return self._start_lane(TASK_LANE)

    def _start_lane(self, name: str) -> ChildProcess:
        return self._fork(
            name, lambda line: self._lane(name, line), leads=True, nice=LANE_NICENESS.get(name, 0)
        )

    def _fork(
        self, name: str, work: Callable[[MessageLine], None], *, leads: bool = False, nice: int = 0
    ) -> ChildProcess:
        close = list(self.desk.files())
        if leads:
            close.append(self.listening.fileno())
        return self._children.start(name, work, close=close, leads=leads, nice=nice)

    def _bury(self) -> None:
        """Take note of children that have ended."""
        for child, status in self._children.ended():
            self._ended(child, status)

    def _ended(self, child: ChildProcess, status: int) -> None:
        self._hear(child)  # what it said last
        self._children.forget(child)
        slot = self._slot_of(child)
        if slot:
            slot.plan(child)
            self.desk.worker_ended(slot.number)
            if not self.is_ending:
                code = os.waitstatus_to_exitcode(status)
                logger.warning("a worker has ended (%s) and is replaced", code)
        elif child is self.task_starts.child:
            self.task_starts.ended()
        elif self._is_lane_process(child):
            self.desk.process_ended(child.name)

    def _slot_of(self, child: ChildProcess) -> WorkerSlot | None:
        return next((slot for slot in self.slots if slot.child is child), None)

    # What they say --------------------------------------------------------------------------------

    def _hear(self, child: ChildProcess) -> None:
        """All that one child has said so far, and what it takes by now."""
        try:
            if child.line.is_waiting:
                child.line.flush()
            while (received := child.line.receive()) is not None:
                self._heed(child, *received)
        except BlockingIOError:
            pass
        except OSError:
            self._children.hang_up(child)
            return
        else:
            self._children.hang_up(child)
            return
        self._children.attend(child)

    def _heed(self, child: ChildProcess, message: Message, files: list[int]) -> None:
        slot = self._slot_of(child)
        if "ask" in message and slot:
            self.desk.ask(slot.number, message, files)
        elif "leave" in message and slot:
            self.desk.leave(slot.number, message)
        elif "status" in message and self._is_lane_process(child):
            self.desk.done(child.name, message, files)
        elif "knock" in message:
            self.task_starts.knock()
        elif "next" in message:
            self.task_starts.plan(message["next"])
        elif "begun" in message:
            self.task_starts.begun()
        else:
            for file in files:
                os.close(file)

    def _is_lane_process(self, child: ChildProcess) -> bool:
        return any(lane.process is child for lane in self.desk.lanes.values())

    def _tell(self, worker: int, message: Message, files: list[int]) -> None:
        child = self.slots[worker].child
        if child is None:
            for file in files:
                os.close(file)
            return
        child.send(message, files)
        self._children.attend(child)

    # Time and end ---------------------------------------------------------------------------------

    def _look(self) -> None:
        """Every round: end what hangs."""
        now = time.monotonic()
        if now - self._looked < ROUND_SECONDS:
            return
        was_held_up = now - self._looked > 2 * ROUND_SECONDS + bounds.HUNG_AFTER / 4
        self._looked = now
        self._bury()
        self.desk.tick(ending=self.is_ending)
        if not self.is_ending:
            self.task_starts.look()
        if self.is_ending and now > self._end_at:
            for child in self._children:
                child.kill()
        if was_held_up or self.is_ending:
            # as after the whole machine has slept: nobody could show that it lives
            for slot in self.slots:
                self.pulse.beat(slot.number)
            return
        for slot in self.slots:
            if slot.child and self.pulse.silent_for(slot.number) > bounds.HUNG_AFTER:
                logger.warning("a worker hangs and is ended")
                slot.child.kill()

    def _begin_to_end(self) -> None:
        """A signal says so: finish what is under way, for a while."""
        self.is_ending = True
        self._end_at = time.monotonic() + bounds.END_SECONDS
        self.listening.close()
        for child in self._children:
            if not child.leads:
                child.terminate()
        self.task_starts.end()
        self.desk.tick(ending=True)
