"""Muscles, regions and sides, each muscle with the name people use and the one in the textbooks.

``back`` says whether the muscle lies on the back of the trunk: yes, no, or *ask* where people
differ in what they call their back (the top of the shoulder, the back of the neck). ``uberon`` is
the identifier in the Uberon anatomy ontology, used when a diary is handed over as FHIR; empty where
no single term fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journal.i18n import gettext_noop as _


class Side(StrEnum):
    """The person's own side, not the onlooker's."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Back(StrEnum):
    """Whether a muscle lies on the back of the trunk."""

    YES = "yes"
    ASK = "ask"
    NO = "no"
    UNKNOWN = "unknown"


class Region(StrEnum):
    """A part of the body, from the head down; the order in which lists show them."""

    FACE = "face"
    NECK = "neck"
    SHOULDER = "shoulder"
    UPPER_ARM = "upper_arm"
    FOREARM = "forearm"
    HAND = "hand"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    BACK = "back"
    HIP = "hip"
    THIGH = "thigh"
    CALF = "calf"
    FOOT = "foot"
    WHOLE_BODY = "whole_body"


REGION_NAMES: dict[Region, str] = {
    Region.FACE: _("Face"),
    Region.NECK: _("Neck"),
    Region.SHOULDER: _("Shoulder"),
    Region.UPPER_ARM: _("Upper arm"),
    Region.FOREARM: _("Forearm"),
    Region.HAND: _("Hand"),
    Region.CHEST: _("Chest"),
    Region.ABDOMEN: _("Belly"),
    Region.BACK: _("Back"),
    Region.HIP: _("Hip and buttock"),
    Region.THIGH: _("Thigh"),
    Region.CALF: _("Lower leg"),
    Region.FOOT: _("Foot"),
    Region.WHOLE_BODY: _("Whole body"),
}


@dataclass(frozen=True, slots=True)
class Muscle:
    """One place of the body that an episode can name.

    ``midline`` muscles have no left and right.
    """

    id: str
    lay_name: str
    anatomical_name: str
    region: Region | None
    back: Back
    uberon: str = ""
    midline: bool = False

    @property
    def plain_name(self) -> str:
        """The name of an entry's place, without the doubt that only a list has."""
        return _PLAIN_NAMES.get(self.id, self.lay_name)


# The places of a list that stand for a whole region.
_PLAIN_NAMES = {
    "hand": _("Hand"),
    "abdomen": _("Belly"),
    "upper_back": _("Upper back"),
    "lower_back": _("Lower back"),
    "back_unspecified": _("Back"),
    "thigh": _("Thigh"),
    "foot": _("Foot"),
}


# fmt: off
MUSCLES: tuple[Muscle, ...] = (
    Muscle("eyelid", _("Eyelid"), "orbicularis oculi", Region.FACE, Back.NO,
           uberon="UBERON:0001578"),
    Muscle("forehead", _("Forehead, eyebrow"), "frontalis", Region.FACE, Back.NO,
           uberon="UBERON:0010952"),
    Muscle("temple", _("Temple"), "temporalis", Region.FACE, Back.NO, uberon="UBERON:0001598"),
    Muscle("jaw", _("Jaw, chewing muscle"), "masseter", Region.FACE, Back.NO,
           uberon="UBERON:0001597"),
    Muscle("cheek", _("Cheek"), "zygomaticus major", Region.FACE, Back.NO, uberon="UBERON:0008593"),
    Muscle("lips", _("Lips"), "orbicularis oris", Region.FACE, Back.NO,
           uberon="UBERON:0010933", midline=True),
    Muscle("chin", _("Chin"), "mentalis", Region.FACE, Back.NO,
           uberon="UBERON:0008596", midline=True),
    Muscle("tongue", _("Tongue"), "tongue muscle", Region.FACE, Back.NO,
           uberon="UBERON:0000378", midline=True),
    Muscle("neck_front", _("Front or side of neck"), "sternocleidomastoid", Region.NECK, Back.NO,
           uberon="UBERON:0001128"),
    Muscle("neck_skin", _("Skin of the neck"), "platysma", Region.NECK, Back.NO,
           uberon="UBERON:0005467"),
    Muscle("neck_side_deep", _("Side of neck, deep"), "scalenes", Region.NECK, Back.NO,
           uberon="UBERON:0008611"),
    Muscle("neck_back", _("Back of neck"), "splenius, semispinalis capitis", Region.NECK, Back.ASK,
           uberon="UBERON:0002252"),
    Muscle("levator_scapulae", _("Neck to shoulder blade"), "levator scapulae",
           Region.NECK, Back.ASK, uberon="UBERON:0005461"),
    Muscle("trapezius_upper", _("Top of shoulder"), "trapezius, upper part",
           Region.SHOULDER, Back.ASK, uberon="UBERON:0002380"),
    Muscle("deltoid", _("Shoulder cap"), "deltoid", Region.SHOULDER, Back.NO,
           uberon="UBERON:0001476"),
    Muscle("supraspinatus", _("Above the shoulder blade"), "supraspinatus",
           Region.SHOULDER, Back.ASK, uberon="UBERON:0002383"),
    Muscle("infraspinatus", _("On the shoulder blade"), "infraspinatus", Region.SHOULDER, Back.ASK,
           uberon="UBERON:0001477"),
    Muscle("teres", _("Back of the armpit"), "teres major and minor", Region.SHOULDER, Back.ASK,
           uberon="UBERON:0001478"),
    Muscle("biceps", _("Front of upper arm"), "biceps brachii", Region.UPPER_ARM, Back.NO,
           uberon="UBERON:0001507"),
    Muscle("brachialis", _("Front of upper arm, deep"), "brachialis", Region.UPPER_ARM, Back.NO,
           uberon="UBERON:0001506"),
    Muscle("triceps", _("Back of upper arm"), "triceps brachii", Region.UPPER_ARM, Back.NO,
           uberon="UBERON:0001509"),
    Muscle("brachioradialis", _("Forearm, thumb side"), "brachioradialis", Region.FOREARM, Back.NO,
           uberon="UBERON:0011011"),
    Muscle("forearm_inner", _("Forearm, palm side"), "wrist and finger flexors",
           Region.FOREARM, Back.NO),
    Muscle("forearm_outer", _("Forearm, back side"), "wrist and finger extensors",
           Region.FOREARM, Back.NO),
    Muscle("thumb_web", _("Between thumb and first finger"), "first dorsal interosseous",
           Region.HAND, Back.NO, uberon="UBERON:0002988"),
    Muscle("thumb_base", _("Ball of the thumb"), "thenar muscles", Region.HAND, Back.NO,
           uberon="UBERON:0014376"),
    Muscle("little_finger_base", _("Little-finger edge of palm"), "hypothenar muscles",
           Region.HAND, Back.NO, uberon="UBERON:0014377"),
    Muscle("hand_between", _("Between the hand bones"), "interossei", Region.HAND, Back.NO,
           uberon="UBERON:0001502"),
    Muscle("hand", _("Hand, not sure"), "muscle of hand", Region.HAND, Back.NO,
           uberon="UBERON:0001500"),
    Muscle("chest", _("Chest"), "pectoralis major", Region.CHEST, Back.NO, uberon="UBERON:0002381"),
    Muscle("serratus_anterior", _("Side of ribs"), "serratus anterior", Region.CHEST, Back.NO,
           uberon="UBERON:0001125"),
    Muscle("ribs", _("Between the ribs"), "intercostals", Region.CHEST, Back.NO,
           uberon="UBERON:0001111"),
    Muscle("diaphragm", _("Under the ribs, breathing muscle"), "diaphragm", Region.CHEST, Back.NO,
           uberon="UBERON:0001103", midline=True),
    Muscle("abs", _("Front of belly"), "rectus abdominis", Region.ABDOMEN, Back.NO,
           uberon="UBERON:0002382"),
    Muscle("obliques", _("Side of belly"), "external oblique", Region.ABDOMEN, Back.NO,
           uberon="UBERON:0005442"),
    Muscle("abdomen", _("Belly, not sure"), "muscle of abdomen", Region.ABDOMEN, Back.NO,
           uberon="UBERON:0002378"),
    Muscle("trapezius", _("Upper back, big flat muscle"),
           "trapezius (middle, lower, or unspecified)",
           Region.BACK, Back.YES, uberon="UBERON:0002380"),
    Muscle("rhomboids", _("Between spine and shoulder blade"), "rhomboid major and minor",
           Region.BACK, Back.YES, uberon="UBERON:0005621"),
    Muscle("latissimus", _("Side of the back"), "latissimus dorsi", Region.BACK, Back.YES,
           uberon="UBERON:0001112"),
    Muscle("serratus_posterior", _("Back of the ribs"), "serratus posterior sup. / inf.",
           Region.BACK, Back.YES, uberon="UBERON:0001126"),
    Muscle("erector_spinae", _("Along the spine"), "erector spinae", Region.BACK, Back.YES,
           uberon="UBERON:0002462"),
    Muscle("multifidus", _("Deep, right beside the spine"), "multifidus (transversospinales)",
           Region.BACK, Back.YES, uberon="UBERON:0010990"),
    Muscle("quadratus_lumborum", _("Low back, above the hip bone"), "quadratus lumborum",
           Region.BACK, Back.YES, uberon="UBERON:0001220"),
    Muscle("upper_back", _("Upper back, not sure"), "upper back muscle", Region.BACK, Back.YES,
           uberon="UBERON:0008243"),
    Muscle("lower_back", _("Lower back, not sure"), "lower back muscle", Region.BACK, Back.YES,
           uberon="UBERON:0008242"),
    Muscle("back_unspecified", _("Back, not sure"), "muscle of back", Region.BACK, Back.YES,
           uberon="UBERON:0002324"),
    Muscle("gluteus_maximus", _("Buttock"), "gluteus maximus", Region.HIP, Back.NO,
           uberon="UBERON:0001370"),
    Muscle("gluteus_medius", _("Side of hip"), "gluteus medius", Region.HIP, Back.NO,
           uberon="UBERON:0001371"),
    Muscle("hip_flexor", _("Front of hip, groin"), "psoas major, iliacus", Region.HIP, Back.NO,
           uberon="UBERON:0001298"),
    Muscle("pelvic_floor", _("Pelvic floor"), "levator ani", Region.HIP, Back.NO,
           uberon="UBERON:0001326", midline=True),
    Muscle("quadriceps", _("Front of thigh"), "quadriceps femoris", Region.THIGH, Back.NO,
           uberon="UBERON:0001377"),
    Muscle("vastus_medialis", _("Just above the inner knee"), "vastus medialis",
           Region.THIGH, Back.NO, uberon="UBERON:0001380"),
    Muscle("hamstrings", _("Back of thigh"), "hamstrings", Region.THIGH, Back.NO,
           uberon="UBERON:0002463"),
    Muscle("adductors", _("Inner thigh"), "adductor magnus (group)", Region.THIGH, Back.NO,
           uberon="UBERON:0000370"),
    Muscle("calf", _("Calf"), "gastrocnemius", Region.CALF, Back.NO, uberon="UBERON:0001388"),
    Muscle("soleus", _("Lower calf, deep"), "soleus", Region.CALF, Back.NO,
           uberon="UBERON:0001389"),
    Muscle("shin", _("Shin"), "tibialis anterior", Region.CALF, Back.NO, uberon="UBERON:0001385"),
    Muscle("outer_leg", _("Outer lower leg"), "fibularis longus", Region.CALF, Back.NO,
           uberon="UBERON:0001387"),
    Muscle("foot_arch", _("Arch of the foot"), "abductor hallucis", Region.FOOT, Back.NO,
           uberon="UBERON:0008464"),
    Muscle("thigh", _("Thigh, not sure"), "", Region.THIGH, Back.NO),
    Muscle("foot", _("Foot, not sure"), "muscle of foot", Region.FOOT, Back.NO,
           uberon="UBERON:0001498"),
    Muscle("whole_body", _("Whole body"), "", Region.WHOLE_BODY, Back.NO),
    Muscle("not_sure_where", _("Not sure where"), "", None, Back.UNKNOWN),
)
# fmt: on

MUSCLE_BY_ID: dict[str, Muscle] = {muscle.id: muscle for muscle in MUSCLES}

NOT_SURE_WHERE = "not_sure_where"


def muscle(muscle_id: str | None) -> Muscle | None:
    """The muscle of that id, or None for no id, free text or an id that is not in the list."""
    return MUSCLE_BY_ID.get(muscle_id or "")


def back_of(muscle_id: str | None) -> Back:
    """Whether the place lies on the back; UNKNOWN also for free text and ``not_sure_where``."""
    listed = muscle(muscle_id)
    return listed.back if listed else Back.UNKNOWN


def region_of(muscle_id: str | None) -> Region | None:
    """The region of that muscle, or None where the place is not known."""
    listed = muscle(muscle_id)
    return listed.region if listed else None
