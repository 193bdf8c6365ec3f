"""Other things doctors ask about.

They are not from the article, decide no match, and are never added up.

Sources, named on the page: NICE guidelines NG42 and NG127; NHS, "Twitching eyes and muscles";
Turner & Talbot,
Practical Neurology 2013; Filippakis 2018 (PMID 30028521); de Carvalho, Kiernan & Swash, J Neurol
Neurosurg Psychiatry
2017. Full references: docs/source.md. Age is context for the doctor and stands in no list here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from journal.i18n import gettext_noop as _


class Heed(StrEnum):
    """How soon a doctor wants to hear of a "yes": what can no longer be done, and what the page of
    help names too.

    By NICE NG127 (weakness, speech, swallowing, breathing and wasting are referred soon) and the
    NHS's pages: sudden changes of speech or breath, first seizures, new numbness or trouble of
    bladder or bowel are to be seen at once.
    """

    NONE = "none"
    SOON = "soon"
    NOW_IF_NEW = "now_if_new"


@dataclass(frozen=True, slots=True)
class Thing:
    """One question, to be answered with yes, no, not sure, and since when.

    ``note`` is a line of context; ``short`` names the thing in a list; ``heed``: how soon a doctor
    wants to hear of a "yes"; ``call``: what the checklist says at once after a "yes", "" for
    nothing of its own.
    """

    code: str
    question: str
    note: str = ""
    short: str = field(kw_only=True)
    heed: Heed = field(default=Heed.NONE, kw_only=True)
    call: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, under one heading."""

    title: str
    things: tuple[Thing, ...]


# What a person can no longer do comes first: it tells a doctor more than any twitch.
GROUPS: tuple[Group, ...] = (
    Group(
        _("What you can do"),
        (
            Thing(
                "lost_task",
                _("Is there a task you could do and now cannot?"),
                _("A grip, stairs, tripping."),
                short=_("a task no longer possible (grip, stairs, tripping)"),
                heed=Heed.SOON,
                call=_(
                    "A task that you could do and now cannot is worth a call to your doctor now. "
                    "You need not wait for the appointment."
                ),
            ),
            Thing(
                "thinner",
                _("Does a muscle look thinner than on the other side?"),
                short=_("a muscle thinner than on the other side"),
                heed=Heed.SOON,
            ),
            Thing(
                "speech_swallowing",
                _("Is your speech slurred, or do you have trouble swallowing?"),
                short=_("slurred speech or trouble swallowing"),
                heed=Heed.NOW_IF_NEW,
                call=_(
                    "Slurred speech or trouble swallowing is worth a call to your doctor now. "
                    "You need not wait for the appointment."
                ),
            ),
            Thing(
                "breathless_flat",
                _("Are you breathless when you lie flat?"),
                short=_("breathless lying flat"),
                heed=Heed.NOW_IF_NEW,
                call=_(
                    "Being breathless when you lie flat is worth a call to your doctor now. "
                    "You need not wait for the appointment."
                ),
            ),
            Thing(
                "steadily_more",
                _("Has any of the above been growing steadily for weeks?"),
                short=_("symptoms growing steadily over weeks"),
                heed=Heed.SOON,
            ),
        ),
    ),
    Group(
        _("What you feel"),
        (
            Thing(
                "same_twitch",
                _("Has the same twitch gone on for over two weeks, or is it in several places?"),
                _("This one is common."),
                short=_("the same twitch for over two weeks or in several places (common)"),
            ),
            Thing("stiffness", _("Are your muscles stiff?"), short=_("stiff muscles")),
            Thing(
                "cramps",
                _("Are painful cramps what troubles you most?"),
                short=_("painful cramps as the main thing"),
            ),
            Thing(
                "numbness", _("Is a part of you numb?"), short=_("numbness"), heed=Heed.NOW_IF_NEW
            ),
            Thing(
                "double_vision",
                _("Do you see double?"),
                short=_("double vision"),
                heed=Heed.NOW_IF_NEW,
            ),
            Thing(
                "bladder_bowel",
                _("Has going to the toilet changed, bladder or bowel?"),
                short=_("bladder or bowel change"),
                heed=Heed.NOW_IF_NEW,
            ),
            Thing(
                "weight",
                _("Have you lost weight without trying?"),
                short=_("weight loss without trying"),
                heed=Heed.SOON,
            ),
        ),
    ),
    Group(
        _("Nights and mornings"),
        (
            Thing(
                "no_sleep",
                _("Do jerks come so often that you cannot fall asleep?"),
                short=_("jerks that prevent falling asleep"),
            ),
            Thing(
                "morning_jerks",
                _("Do your arms jerk in the first hours after waking?"),
                short=_("arm jerks in the first hours after waking"),
            ),
            Thing("acting_dreams", _("Do you act out your dreams?"), short=_("acting out dreams")),
            Thing(
                "urge_legs",
                _("Do you feel an urge to move your legs in the evening?"),
                short=_("an urge to move the legs in the evening"),
            ),
            Thing(
                "kicking",
                _("Has somebody seen you kick again and again in bed?"),
                short=_("repeated kicking in bed, seen by somebody else"),
            ),
            Thing(
                "snoring",
                _("Do you snore loudly, or does somebody see pauses in your breathing?"),
                short=_("loud snoring or pauses in breathing"),
            ),
            Thing("sleepy", _("Are you sleepy by day?"), short=_("sleepiness by day")),
            Thing(
                "lost_awareness",
                _("Have you lost awareness, bitten your tongue or wet the bed?"),
                short=_("lost awareness, bitten tongue or wet bed"),
                heed=Heed.NOW_IF_NEW,
            ),
        ),
    ),
    Group(
        _("About you"),
        (
            Thing(
                "family",
                _("Does a nerve or muscle condition run in your family?"),
                short=_("a nerve or muscle condition in the family"),
            ),
            Thing(
                "medicine",
                _("Do you take a new medicine, or has one changed?"),
                short=_("a new or changed medicine"),
            ),
            Thing(
                "caffeine",
                _("Do you have much caffeine?"),
                _("Coffee, tea, cola, energy drinks."),
                short=_("much caffeine"),
            ),
            Thing("thyroid", _("Do you have a thyroid condition?"), short=_("a thyroid condition")),
        ),
    ),
)

THINGS: dict[str, Thing] = {thing.code: thing for group in GROUPS for thing in group.things}

SOURCES: tuple[str, ...] = (
    _("NICE guidelines NG42 and NG127"),
    _("NHS, “Twitching eyes and muscles”"),
    _("Turner and Talbot, Practical Neurology, 2013"),
    _("Filippakis, 2018 (PMID 30028521)"),
    _("de Carvalho, Kiernan and Swash, J Neurol Neurosurg Psychiatry, 2017"),
)
