"""What the article says, in its own short sentences, each to be shown as a quotation with its
speaker.

Source and reference: docs/source.md. Only what the pages quote is kept here, not the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from journal.criteria import AUTHOR, BACK_LIMIT, JOURNALIST, REASSURANCE, RED_FLAG_SENTENCE
from journal.i18n import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in the article's words and who says it."""

    text: str
    speaker: str = AUTHOR


ANY_MUSCLE = Quote(
    _("These can occur in any muscle but are most pronounced in the upper arms and calves.")
)
NOT_THE_BACK = Quote(BACK_LIMIT)
ANY_STAGE = Quote(
    _(
        "A different sensation can occur during any sleep stage, but is most pronounced in some"
        " people as they first hit the pillow and start to fall asleep"
    )
)
NOTHING_TO_DISTRACT = Quote(
    _(
        "We tend to notice twitches as we start to fall asleep because there is nothing in our"
        " environment to distract us."
    )
)
OVER_INTERPRET = Quote(_("This may cause us to over-interpret normal twitches of the muscles."))
LET_YOURSELF_SLUMBER = Quote(_("That’s it; ignore the twitching and let yourself slumber."))
NOTHING_UNIQUE = Quote(
    _(
        "There is nothing unique about slumber that would make typical twitching any more"
        " meaningful than fascics you experience while fully awake."
    ),
    speaker=JOURNALIST,
)
RED_FLAGS = Quote(RED_FLAG_SENTENCE)
CHECKS_OUT_FINE = Quote(REASSURANCE)

# The benign picture, in the order in which a reader wants it.
TYPICAL: tuple[Quote, ...] = (
    ANY_MUSCLE,
    ANY_STAGE,
    NOTHING_TO_DISTRACT,
    OVER_INTERPRET,
    NOTHING_UNIQUE,
)
QUOTES: tuple[Quote, ...] = (
    *TYPICAL,
    NOT_THE_BACK,
    LET_YOURSELF_SLUMBER,
    RED_FLAGS,
    CHECKS_OUT_FINE,
)
