"""A stack large enough for all calls below, given once and kept (docs/adr/0135)."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType

# Places of eight bytes; the piece is twice as large, and what is left of it holds all calls below.
ROOM = 16 * 1024


def _call(work: Callable[[], None]) -> None:
    work()


# The same function with a frame so large that its piece is large too, and stays for as long as
# ``work`` lasts.
with_room: Callable[[Callable[[], None]], None] = FunctionType(
    _call.__code__.replace(co_stacksize=ROOM), globals()
)
