"""What somebody else saw, in words: for the screen, the owner's list, and the note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.anatomy import Side
from journal.i18n import gettext_noop
from journal.labels import SIDE_BESIDE
from journal.observations import Movement
from journal.sightings import Rhythm, SentSighting, SightedPlace, WatcherAnswer
from journal.wording.dates import instant_in

SIGHTED_PLACES: Mapping[SightedPlace, str] = {
    SightedPlace.FACE: gettext_noop("Face"),
    SightedPlace.ARM: gettext_noop("Arm"),
    SightedPlace.HAND: gettext_noop("Hand"),
    SightedPlace.BACK: gettext_noop("Back"),
    SightedPlace.BELLY: gettext_noop("Belly"),
    SightedPlace.LEG: gettext_noop("Leg"),
    SightedPlace.FOOT: gettext_noop("Foot"),
    SightedPlace.WHOLE_BODY: gettext_noop("Whole body"),
    SightedPlace.UNSEEN: gettext_noop("Could not see"),
}
SIGHTED_MOVEMENT_WORDS: Mapping[Movement, str] = {
    Movement.TWITCH: gettext_noop("A flicker"),
    Movement.JERK: gettext_noop("A jerk or kick"),
    Movement.UNSURE: gettext_noop("Not sure"),
}
# The same within a sentence.
MOVEMENT_IN_SENTENCE: Mapping[Movement, str] = {
    Movement.TWITCH: gettext_noop("a flicker"),
    Movement.JERK: gettext_noop("a jerk or kick"),
    Movement.UNSURE: gettext_noop("not sure how it moved"),
}
SIGHTED_SIDES: Mapping[Side, str] = {
    Side.LEFT: gettext_noop("Left"),
    Side.RIGHT: gettext_noop("Right"),
    Side.BOTH: gettext_noop("Both"),
}
WATCHER_ANSWERS: Mapping[WatcherAnswer, str] = {
    WatcherAnswer.YES: gettext_noop("Yes"),
    WatcherAnswer.NO: gettext_noop("No"),
    WatcherAnswer.UNSURE: gettext_noop("Not sure"),
}


def rhythm_word(rhythm: Rhythm) -> str:
    """As in "once" or "every 20 seconds"."""
    if rhythm.seconds is None:
        return _("once")
    text = ngettext("every %(number)d second", "every %(number)d seconds", rhythm.seconds)
    return text % {"number": rhythm.seconds}


def rhythm_chip(rhythm: Rhythm) -> str:
    """The same where there is little room, as in "Once" or "20 s"."""
    if rhythm.seconds is None:
        return _("Once")
    return _("%(number)d s") % {"number": rhythm.seconds}


def sighted_place(sighting: SentSighting) -> str:
    """What moved, with its side: "Leg, left"."""
    place = _(SIGHTED_PLACES[sighting.place])
    if sighting.side is None:
        return place
    return _(SIDE_BESIDE[sighting.side]) % {"place": place}


def watcher_words(sighting: SentSighting) -> list[str]:
    """What they said beside the place, each as theirs; nothing of what they left out."""
    words = []
    if sighting.movement:
        words.append(_(MOVEMENT_IN_SENTENCE[sighting.movement]))
    if sighting.rhythm:
        words.append(rhythm_word(sighting.rhythm))
    if sighting.snored is WatcherAnswer.YES:
        words.append(_("snoring"))
    if sighting.snored is WatcherAnswer.NO:
        words.append(_("no snoring"))
    if sighting.snored is WatcherAnswer.UNSURE:
        words.append(_("not sure about snoring"))
    return words


def said_of_waking(sighting: SentSighting) -> str:
    """Their word on "Did they wake?", said as theirs; "" where they said nothing."""
    answers = {
        WatcherAnswer.YES: _("They say that you woke."),
        WatcherAnswer.NO: _("They say that you did not wake."),
        WatcherAnswer.UNSURE: _("They are not sure whether you woke."),
    }
    return answers[sighting.woke_them] if sighting.woke_them else ""


def sighting_note(sighting: SentSighting) -> str:
    """The note of the entry that it becomes: the watcher's words, without their name."""
    woke = {
        WatcherAnswer.YES: _("thought that I woke"),
        WatcherAnswer.NO: _("thought that I did not wake"),
        WatcherAnswer.UNSURE: _("not sure whether I woke"),
    }
    words = [sighted_place(sighting), *watcher_words(sighting)]
    if sighting.woke_them:
        words.append(woke[sighting.woke_them])
    return _("Seen by somebody else: %(words)s.") % {"words": "; ".join(words)}


def waiting_text(number: int) -> str:
    """That so many wait, for one line of another page; "" for none."""
    if not number:
        return ""
    text = ngettext(
        "%(n)d note by somebody else waits for you",
        "%(n)d notes by somebody else wait for you",
        number,
    )
    return text % {"n": number}


def settled_text(added: int, discarded: int) -> str:
    """What was done with what still waited."""
    texts = []
    if added:
        text = ngettext("%(n)d is in your diary now.", "%(n)d are in your diary now.", added)
        texts.append(text % {"n": added})
    if discarded:
        text = ngettext(
            "%(n)d is discarded and counts nowhere.",
            "%(n)d are discarded and count nowhere.",
            discarded,
        )
        texts.append(text % {"n": discarded})
    return " ".join(texts) or _("Nothing was changed: none of these waits any more.")


def brought_back_text(number: int) -> str:
    """That so many wait again."""
    if not number:
        return _("Nothing was changed: none of these is discarded any more.")
    return ngettext("%(n)d waits again.", "%(n)d wait again.", number) % {"n": number}


def watcher_name(watcher: str) -> str:
    """Who saw it, as the owner calls them, else nobody by name."""
    return watcher or _("Somebody")


def partner_link_state(
    revoked_at: datetime | None, end: datetime, zone: ZoneInfo, as_of: datetime
) -> str:
    """As in "Works until 22 July 2026, 00:00", or that it is over."""
    if revoked_at is not None:
        return _("You ended it on %s") % instant_in(revoked_at, zone)
    if end <= as_of:
        return _("Ended on %s") % instant_in(end, zone)
    return _("Works until %s") % instant_in(end, zone)


def sightings_state(waiting: int) -> str:
    """For the appointment's page: what waits, else that nothing does."""
    return waiting_text(waiting) or _("Nothing waits")


def revoked_text(deleted: int, *, with_waiting: bool) -> str:
    """That a link no longer works, and what became of what waits."""
    text = _("The link no longer works.")
    if not with_waiting:
        return f"{text} {_('What waits is still here.')}"
    gone = ngettext(
        "%(n)d note that waited was deleted.", "%(n)d notes that waited were deleted.", deleted
    )
    return f"{text} {gone % {'n': deleted}}"
