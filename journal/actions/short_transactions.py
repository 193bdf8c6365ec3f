"""Long work on the database in short pieces, so that nobody else's entry waits.

SQLite has one writer, and who waits for it asks again after pauses of up to a tenth of a second. So
a piece is over in some fortieth of a second, and the database is left alone after it for as long as
it was held.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

# Seconds for which a piece shall hold the database; one that took longer is followed by one of half
# as many rows.
LONGEST_PIECE = 0.025
# Rows in a piece at most.
MOST_IN_PIECE = 500
# Seconds that are left to others after a piece, at least; measured, it is as long as the piece was.
SHORTEST_PAUSE = 0.002


class Pace:
    """How many rows the next piece has, by how long the last one took."""

    def __init__(self, size: int = MOST_IN_PIECE // 2) -> None:
        self.size = size

    @contextmanager
    def piece(self) -> Iterator[None]:
        """One transaction, and after it a pause for others, unless it lies in another one."""
        with transaction.atomic():
            began = time.perf_counter()  # the lock is held from here on
            yield
        self._rest(time.perf_counter() - began)

    def _rest(self, held: float) -> None:
        if held > LONGEST_PIECE:
            self.size = max(1, self.size // 2)
        elif held < LONGEST_PIECE / 4:
            self.size = min(MOST_IN_PIECE, self.size * 2)
        if not connection.in_atomic_block:
            time.sleep(max(held, SHORTEST_PAUSE))


def delete_in_pieces(rows: models.QuerySet[Any], pace: Pace | None = None) -> int:
    """Delete ``rows`` with all that cascades from them; how many of their own kind there were.

    Not one mark: who sees the rows meanwhile sees fewer and fewer. Ended at any moment and called
    again, it goes on.
    """
    pace, number, every = pace or Pace(), 0, rows.model._base_manager
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[: pace.size]):
        with pace.piece():
            _all, by_model = every.filter(pk__in=keys).delete()
        number += by_model.get(rows.model._meta.label, 0)
    return number
