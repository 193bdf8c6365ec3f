"""The body map: a standing figure, front and back, cut into the zones that a finger can touch.

All lengths are user units of the 200 x 440 view box. Only the onlooker's right half is drawn: a
contour is a row of points "across down", across being the distance from the midline, so a row reads
as half-widths at depths. A smooth curve runs through the points, and the other half is the mirror
image.

A zone names the stretches of contour around it. Neighbours name the same stretch, so zones tile;
the gap between them and the round corners are made afterwards, alike everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from journal.anatomy import MUSCLES
from journal.geometry.body_contours import INNER_ROWS, OUTLINE_ROWS
from journal.geometry.curves import Curve, draw, line, mirror, outline, part, reverse, smooth, tile
from journal.i18n import gettext_noop as _

VIEW_BOX = "0 0 200 440"
_MIDLINE = 100
_INSET = 0.8  # a zone keeps this far from its boundary, so neighbours lie 1.6 apart
_ROUND = 4.5  # the rounding of a corner begins this far before it
_NEAR = (
    1.5  # stretches whose ends are nearer than this are joined end to end, without a line between
)
_WITHOUT_SIDE = frozenset(muscle.id for muscle in MUSCLES if muscle.midline)


class View(StrEnum):
    """The side of the body that faces the onlooker."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Zone:
    """One area to touch.

    ``side`` is the person's own: in the front view their left lies on the onlooker's right.
    ``muscles`` are ids of ``anatomy``: one touch records the first, the others are finer choices. A
    finer choice that has no left and right (the diaphragm, the pelvic floor) drops the side.
    ``path`` is the ``d`` of an SVG path.
    """

    id: str
    view: View
    side: str | None
    name: str
    muscles: tuple[str, ...]
    path: str


def _points(row: str) -> list[complex]:
    return [complex(*map(float, point.split())) for point in row.split(",")]


def _contours() -> dict[str, Curve]:
    """Every contour by name; one of the silhouette reaches to where the next begins."""
    half = [point for row in OUTLINE_ROWS.values() for point in _points(row)]
    silhouette = smooth([-half[1].conjugate(), *half, -half[-2].conjugate()])
    curves = {}
    for name, row in OUTLINE_ROWS.items():
        count = len(_points(row))
        curves[name], silhouette = silhouette[:count], silhouette[count:]
    for name, row in INNER_ROWS.items():
        points = _points(row)
        first, last = (  # what meets the midline crosses it level
            end if end.real else -near.conjugate() for end, near in (points[:2], points[:-3:-1])
        )
        curves[name] = smooth([first, *points, last])
    return curves


_CONTOURS = _contours()


def _stretch(text: str) -> tuple[Curve, float]:
    """One stretch of a boundary and the bow of the line after it.

    ``-arm 40:12 bow 3`` is the contour ``arm`` taken backwards, from 40 to 12 (depths, or distances
    across; left out: its ends), then a line to the next stretch, bent outward by 3.
    """
    match = re.fullmatch(r"(-?)(\w+)(?: ([\d.]*):([\d.]*))?(?: bow (-?\d+))?", text)
    if not match:
        raise ValueError(text)
    back, name, start, end, bow = match.groups()
    curve = _CONTOURS[name]
    if back:
        curve = reverse(curve)
    return part(curve, _number(start), _number(end)), _number(bow) or 0.0


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _around(boundary: str, *, half: bool) -> Curve:
    """The closed boundary, clockwise; a ``half`` one, from midline to midline, is mirrored into a
    whole.
    """
    parts = [_stretch(text) for text in boundary.split(", ")]
    loop: Curve = []
    for i, (stretch, bow) in enumerate(parts, 1):
        end, to = stretch[-1][3], parts[i % len(parts)][0][0][0]
        loop += stretch
        if half and i == len(parts):
            loop += mirror(loop)
        elif abs(to - end) < _NEAR:
            loop[-1] = (*loop[-1][:3], to)
        else:
            loop.append(line(end, to, bow))
    return loop


def _zones(view: View, key: str, name: str, muscles: str, boundary: str) -> list[Zone]:
    """The zone and its mirror image, or the one zone on the midline when the key begins with a
    star.
    """
    single, ids = key.startswith("*"), tuple(muscles.split())
    shape = tile(_around(boundary, half=single), _INSET, _ROUND)
    if single:
        return [Zone(f"{view}-{key[1:]}", view, None, name, ids, draw(shape, _MIDLINE))]
    left = 1 if view is View.FRONT else -1
    return [
        Zone(f"{view}-{key}-{side}", view, side, name, ids, draw(shape, _MIDLINE, across))
        for side, across in (("left", left), ("right", -left))
    ]


# fmt: off
_ARM = "arm_out 124:158 bow 1, arm_in 163:130 bow -2"
_FOREARM = "arm_out 158:219 bow 1, arm_in 223:163 bow -1"
_HAND = "arm_out 219:, hand, arm_in :223 bow -1"
_FOOT = "leg_out 399:, foot, leg_in :399 bow -1"
_F, _B = View.FRONT, View.BACK
# View, key (starred on the midline), name, muscles, boundary; from the head down, as the tab key
# goes.
ZONES: tuple[Zone, ...] = tuple(zone for row in (
    (_F, "*face", _("Face"), "eyelid forehead temple cheek jaw lips chin tongue", "face, -jaw 11:"),
    (_F, "*neck", _("Neck, front"), "neck_front neck_skin neck_side_deep", "jaw, neck, -collar"),
    (_F, "shoulder", _("Shoulder"), "deltoid trapezius_upper",
     "slope, arm_out :124 bow 2, arm_in 130:123, -deltoid"),
    (_F, "upper-arm", _("Upper arm, front"), "biceps brachialis", _ARM),
    (_F, "forearm", _("Forearm, palm side"), "forearm_inner brachioradialis", _FOREARM),
    (_F, "hand", _("Palm"), "hand thumb_base little_finger_base thumb_web", _HAND),
    (_F, "chest", _("Chest"), "chest", "collar, deltoid, trunk 123:127.5, -pec"),
    (_F, "ribs", _("Side of ribs"), "ribs serratus_anterior diaphragm",
     "pec 7:, trunk 127.5:181, -arch"),
    (_F, "belly", _("Belly"), "abdomen abs obliques", "pec :7, arch, trunk 181:190, -iliac"),
    (_F, "hip", _("Front of hip, groin"), "hip_flexor pelvic_floor",
     "iliac, trunk 190:228, -groin"),
    (_F, "thigh", _("Thigh, front"), "quadriceps adductors thigh",
     "groin, trunk 228:, leg_out :306 bow 1, -knee 306:, leg_in 278:"),
    (_F, "inner-knee", _("Inner knee"), "vastus_medialis", "knee, leg_in 319:278"),
    (_F, "shin", _("Shin"), "shin outer_leg",
     "-knee :306 bow -1, leg_out 306:399 bow 1, leg_in 399:319"),
    (_F, "foot", _("Top of foot"), "foot", _FOOT),
    (_B, "*neck", _("Back of neck"), "neck_back", "hair, head 58:, neck, -collar"),
    (_B, "top-of-shoulder", _("Top of shoulder"), "trapezius_upper levator_scapulae",
     "collar, slope :52, -trap"),
    (_B, "shoulder", _("Back of shoulder"), "deltoid",
     "slope 52:, arm_out :124 bow 2, arm_in 130:123, -rear, trap 38:"),
    (_B, "shoulder-blade", _("Shoulder blade"), "infraspinatus supraspinatus teres",
     "trap 23.5:38, rear, trunk 123:137, -lat :28, -blade"),
    (_B, "upper-back", _("Between spine and shoulder blade"),
     "upper_back trapezius rhomboids serratus_posterior back_unspecified",
     "trap 4.8:23.5, blade, -lat 28:, -spine 151:"),
    (_B, "*spine", _("Along the spine"), "erector_spinae multifidus", "trap :4.8, spine, -hip 9:"),
    (_B, "side", _("Side of the back"), "latissimus", "lat, trunk 137:172, -loin, -spine 184:151"),
    (_B, "low-back", _("Low back"), "lower_back quadratus_lumborum back_unspecified",
     "loin, trunk 172:200, -hip :9, -spine :184"),
    (_B, "upper-arm", _("Upper arm, back"), "triceps", _ARM),
    (_B, "forearm", _("Forearm, back"), "forearm_outer", _FOREARM),
    (_B, "hand", _("Back of hand"), "hand thumb_web hand_between", _HAND),
    (_B, "buttock", _("Buttock"), "gluteus_maximus gluteus_medius",
     "hip, trunk 200:, leg_out :252, -seat, leg_in 256:"),
    (_B, "thigh", _("Thigh, back"), "hamstrings thigh",
     "seat, leg_out 252:312 bow 2, leg_in 312:256"),
    (_B, "calf", _("Calf"), "calf", "leg_out 312:362 bow 2, leg_in 366:312 bow -2"),
    (_B, "lower-calf", _("Lower calf"), "soleus", "leg_out 362:399 bow 1, leg_in 399:366 bow -2"),
    (_B, "foot", _("Heel and sole"), "foot_arch foot", _FOOT),
) for zone in _zones(*row))
# fmt: on
_half = [s for name in OUTLINE_ROWS for s in _CONTOURS[name]]
_whole = draw(outline(_half + mirror(_half)), _MIDLINE)
OUTLINES: dict[View, str] = dict.fromkeys(View, _whole)  # seen from behind a silhouette is the same


def zones(view: View) -> tuple[Zone, ...]:
    """The zones of one view, from the head down."""
    return tuple(zone for zone in ZONES if zone.view is view)


def zone_of(muscle: str, side: str | None) -> tuple[Zone, ...]:
    """Where an episode of that muscle and side is shown.

    Both sides' zones when the side is "both" or not recorded, or when the muscle has none; nothing
    for what has no place (``whole_body``, ``not_sure_where``, an unknown id). A muscle that the
    zones of both views offer is shown in both.
    """
    placed = tuple(zone for zone in ZONES if muscle in zone.muscles)
    if side not in ("left", "right") or muscle in _WITHOUT_SIDE:
        return placed
    return tuple(zone for zone in placed if zone.side in (side, None))
