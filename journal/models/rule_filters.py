"""The criteria as database filters, worked out from the rules themselves.

A rule looks at a few fields with a closed set of values each, so it can be asked about every
combination once; those that it meets (or leaves open) become a filter. No rule is written a second
time in SQL, and nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from itertools import product
from operator import or_

from django.db.models import Q

from journal.anatomy import MUSCLES
from journal.classifier import answer
from journal.criteria import CRITERIA, CRITERION_BY_CODE, Answer, Criterion, Question, Verdict
from journal.models.entry_columns import STORED, observation_of

# Sets of stored texts, one a field: the rows that hold one of each.
Box = tuple[frozenset[str], ...]

# What each column that a rule reads can hold; "" is "not recorded".
POSSIBLE_TEXTS: dict[str, tuple[str, ...]] = {
    **{field: tuple(values) for field, values in STORED.items()},
    "muscle": ("", *(muscle.id for muscle in MUSCLES)),
}


@cache
def matching(code: str) -> Q:
    """Episodes that meet the criterion of that code.

    Raises ValueError for one that is about a period.
    """
    return _where(CRITERION_BY_CODE[code], lambda answered: answered is Verdict.MET)


@cache
def asking(question: Question) -> Q:
    """Episodes on which a criterion leaves that question open."""
    return _any(
        _where(criterion, lambda answered: answered is question)
        for criterion in CRITERIA
        if criterion.rule
    )


def _where(criterion: Criterion, wanted: Callable[[Answer], bool]) -> Q:
    if criterion.rule is None:
        raise ValueError(f"{criterion.code} is about a period, not about one episode")
    values = [POSSIBLE_TEXTS[field] for field in criterion.reads]
    boxes = [
        tuple(frozenset((text,)) for text in texts)
        for texts in product(*values)
        if wanted(answer(criterion, observation_of(dict(zip(criterion.reads, texts, strict=True)))))
    ]
    everything = [frozenset(texts) for texts in values]
    return _any(_condition(criterion.reads, box, everything) for box in _merged(boxes))


def _merged(boxes: list[Box]) -> list[Box]:
    """The same rows in fewer boxes: those that differ in one field alone are joined."""
    if not boxes:
        return []
    for at in reversed(range(len(boxes[0]))):
        joined: dict[Box, frozenset[str]] = {}
        for box in boxes:
            other_fields = box[:at] + box[at + 1 :]
            joined[other_fields] = joined.get(other_fields, frozenset()) | box[at]
        boxes = [(*others[:at], texts, *others[at:]) for others, texts in joined.items()]
    return boxes


def _condition(fields: tuple[str, ...], box: Box, everything: list[frozenset[str]]) -> Q:
    """One box as a filter; a field that may hold anything is left out."""
    return Q(
        **{
            f"{field}__in": sorted(texts)
            for field, texts, possible in zip(fields, box, everything, strict=True)
            if texts != possible
        }
    )


def _any(conditions: Iterable[Q]) -> Q:
    """Rows that fit one of the conditions; none at all fits nothing."""
    return reduce(or_, conditions, Q(pk__in=[]))
