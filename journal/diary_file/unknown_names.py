"""Names in a file that no diary has: the first of them are shown, the others are counted."""

from __future__ import annotations

from collections.abc import Iterable

from journal.parsing import excerpt

# Names that are kept to be shown, and different names that are told apart to be counted.
MOST_SHOWN = 100
MOST_COUNTED = 10_000


class UnknownNames:
    """Each name once, in the order of the file; ``shown`` are the first ``MOST_SHOWN``, cut short
    to be shown.

    What is kept is bounded whatever the file holds, and a name costs the same however many came
    before it.
    """

    def __init__(self) -> None:
        self.shown: list[str] = []
        self._names: set[int] = set()

    def add(self, names: Iterable[str], columns: Iterable[str] = ()) -> None:
        """Note those of ``names`` that are not ``columns``."""
        for name in names:
            if (
                name not in columns
                and len(self._names) < MOST_COUNTED
                and (key := hash(name)) not in self._names
            ):
                self._names.add(key)
                if len(self.shown) < MOST_SHOWN:
                    self.shown.append(excerpt(name))

    @property
    def more(self) -> int:
        """How many different names there are beside those shown; counted up to ``MOST_COUNTED`` in
        all.
        """
        return len(self._names) - len(self.shown)
