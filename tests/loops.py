"""Coroutines in tests.

The thread of the tests may have a loop already: the one that drives the browsers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Outcome = TypeVar("Outcome")


def outcome_of(work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """What ``work`` returns, run to its end in a loop and a thread of its own; raises what it
    raises.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
