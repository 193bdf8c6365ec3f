"""What the forms of rows ask: label and help of each field, by the kind of row."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AS_EXACT = _("As exactly as you know: 2026, March 2026 or 14 March 2026.")

Question = tuple[str | Promise, str | Promise]
QUESTIONS: Mapping[str, Mapping[str, Question]] = {
    "medicines": {
        "name": (_("Which medicine, or what else was tried?"), ""),
        "dose": (_("Dose"), _("As on the box, and how often.")),
        "from_date": (_("From"), AS_EXACT),
        "until_date": (_("Until"), ""),
        "ongoing": (_("I still take it"), ""),
        "reason": (_("What for?"), ""),
        "afterwards": (
            _("Twitches afterwards"),
            _("As you noticed it. Many other things change in the same weeks."),
        ),
        "note": (_("Note"), ""),
    },
    "tests": {
        "kind": (_("Which test?"), ""),
        "what": (_("What was tested?"), _("For example thyroid and magnesium, or the left leg.")),
        "on_date": (_("When?"), AS_EXACT),
        "result": (_("Result"), ""),
        "result_by": (_("Whose words is the result in?"), ""),
        "by_whom": (_("Who did the test?"), ""),
    },
    "beginnings": {
        "kind": (_("What happened in the weeks before it began?"), ""),
        "on_date": (_("When?"), AS_EXACT),
        "detail": (_("What exactly?"), ""),
    },
    "statements": {
        "on_date": (_("When?"), AS_EXACT),
        "by_whom": (_("Who said it?"), ""),
        "words": (_("What was said?"), ""),
    },
}
