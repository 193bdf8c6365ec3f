"""What a worker has made lately, found again by all that it depends on (docs/adr/0033)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Keeper(Generic[Made]):
    """The last ``most`` results. Unlike ``lru_cache`` it holds on to nothing that was only needed to make them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under ``key``, else what ``make`` makes now; it must follow from the key alone."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made
