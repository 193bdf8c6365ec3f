"""What the column of a person's own table tells, in their words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.diary_file.sheets import CellKind, Recipe, Role, Survey
from journal.parsing import excerpt

ROLE_NAMES = {
    Role.MOMENT: gettext_lazy("Day and time"),
    Role.DAY: gettext_lazy("Day"),
    Role.TIME: gettext_lazy("Time"),
    Role.NIGHT_OF: gettext_lazy("Day of the night"),
    Role.SENT: gettext_lazy("When it was sent, not when it was"),
    Role.YEAR: gettext_lazy("Year"),
    Role.END: gettext_lazy("Until when"),
    Role.LENGTH: gettext_lazy("How long"),
    Role.ZONE: gettext_lazy("Time zone"),
    Role.OFFSET: gettext_lazy("Minutes from UTC"),
    Role.MUSCLE: gettext_lazy("Where"),
    Role.SIDE: gettext_lazy("Left or right"),
    Role.MOVEMENT: gettext_lazy("What it was"),
    Role.COUNT: gettext_lazy("How many"),
    Role.STRENGTH: gettext_lazy("How strong"),
    Role.PHASE: gettext_lazy("Awake or asleep"),
    Role.WOKE: gettext_lazy("Did it wake you?"),
    Role.NOTICED_BY: gettext_lazy("Who noticed it"),
    Role.WORDS: gettext_lazy("Text with places in it"),
    Role.NOTE: gettext_lazy("Note"),
    Role.KEEP: gettext_lazy("Keep in the note"),
    Role.LEAVE_OUT: gettext_lazy("Leave out"),
}


def role_name(role: Role) -> str:
    """What a column of that role tells."""
    return str(ROLE_NAMES[role])


def other_moments(recipe: Recipe, survey: Survey) -> Iterator[str]:
    """A sentence for each column of days and times that does not say when it was."""
    for column in survey.columns:
        is_other = recipe.role_of(column.header) in (Role.SENT, Role.KEEP)
        if is_other and column.kinds.get(CellKind.MOMENT, 0) * 2 > column.filled:
            text = _("“%(header)s” is not taken for when it was. It stays in the note.")
            yield text % {"header": excerpt(column.header)}


def column_title(header: str) -> str:
    """The header of a column, and what is said of one without."""
    return header.strip() or _("(a column without a name)")
