"""What the person says themselves: worry, questions, and the other things that were asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from journal.pages.dates import day
from journal.paper.sheet.numbers import listed
from journal.paper.sheet.shape import Asked, Fact
from journal.report import Concern, Report
from journal.report.parts import Asked as Answer


def told(concern: Concern) -> list[Fact]:
    """What the person brings along beside worry and questions; only what was written."""
    facts = (
        Fact(_("Since"), concern.since_when),
        Fact(_("How it began"), concern.how_it_began),
        Fact(_("Medicines"), concern.medicines),
        Fact(_("Changes"), concern.changes),
    )
    return [fact for fact in facts if fact.text]


def function(report: Report) -> Asked:
    """What the person can do: first on the page."""
    return _asked(_("What I can do"), (one for one in report.asked if one.function))


def others(report: Report) -> Asked:
    """Everything else on the second list."""
    return _asked(_("Other things doctors ask about"), (one for one in report.asked if not one.function))


def _asked(title: str, answers: Iterable[Answer]) -> Asked:
    known = list(answers)
    none: dict[str, list[str]] = {}
    for one in known:
        if one.answer == "no" and one.answered_on:
            none.setdefault(_("None reported on %(day)s") % {"day": day(one.answered_on)}, []).append(_(one.label))
    return Asked(
        title=title,
        said=[_said(one) for one in known if one.answer in ("yes", "not_sure")],
        none=[Fact(label, listed(names)) for label, names in none.items()],
        open=[_(one.label) for one in known if not one.answer],
    )


def _said(one: Answer) -> Fact:
    answer = _("yes") if one.answer == "yes" else _("not sure")
    return Fact(
        _(one.label), _("%(answer)s, since %(since)s") % {"answer": answer, "since": one.since} if one.since else answer
    )
