"""The body map: a standing figure, front and back, cut into the zones that a finger can touch.

All lengths are user units of the 200 x 440 view box. Only the onlooker's right half is drawn: a contour is a
row of points "across down", across being the distance from the midline, so a row reads as half-widths at
depths. A smooth curve runs through the points, and the other half is the mirror image.

A zone names the stretches of contour around it. Neighbours name the same stretch, so zones tile; the gap
between them and the round corners are made afterwards, alike everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from journal.anatomy import MUSCLES
from journal.geometry.curves import Curve, draw, line, mirror, outline, part, reverse, smooth, tile
from journal.marking import gettext_noop as _

VIEW_BOX = "0 0 200 440"
_MIDLINE = 100
_INSET = 0.8  # a zone keeps this far from its boundary, so neighbours lie 1.6 apart
_ROUND = 4.5  # the rounding of a corner begins this far before it
_NEAR = 1.5  # stretches whose ends are nearer than this are joined end to end, without a line between
_WITHOUT_SIDE = frozenset(muscle.id for muscle in MUSCLES if muscle.midline)


class View(StrEnum):
    """The side of the body that faces the onlooker."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Zone:
    """One area to touch.

    ``side`` is the person's own: in the front view their left lies on the onlooker's right. ``muscles`` are
    ids of ``anatomy``: one touch records the first, the others are finer choices. A finer choice that has no
    left and right (the diaphragm, the pelvic floor) drops the side. ``path`` is the ``d`` of an SVG path.
    """

    id: str
    view: View
    side: str | None
    name: str
    muscles: tuple[str, ...]
    path: str


# fmt: off
# The silhouette, clockwise: down the outside of the arm, up its inside, down trunk and leg, up to the crotch.
_OUTLINE = {
    "head": "0 10, 11 12.8, 18 21, 19.9 32.5, 22.1 36.6, 21.5 43.2, 18.8 46.8, 15 58",
    "neck": "13.6 64, 13.8 71, 17 77.5",
    "slope": "26 82, 38 85.5, 48.5 89.8, 56.5 98.5",
    "arm_out": "62.4 114, 67.4 133, 71 149, 73.6 162, 77.8 176, 80.6 190, 82.2 204, 82.8 216",
    "hand": "85 225.5, 90 232, 94.4 240, 97.4 248.5, 97 254.6, 93.6 256.4, 91.2 252.6, 89 248.2, 88.6 255, "
            "88 265, 85 274.2, 79.6 277.8, 73.6 275.4, 69.6 266, 67.4 254, 66 242",
    "arm_in": "65.2 231, 64.2 219, 61 206, 56.4 193, 53 180, 51 167, 49 153, 46.8 140, 44.6 128",
    "trunk": "42 119.5, 40 127, 38.8 140, 36 154, 34.6 168, 36.6 184, 41 200, 44.2 216",
    "leg_out": "45.4 232, 44.6 250, 41.6 275, 37 297, 34 312, 34 326, 36 342, 36 358, 32.8 378, 29.2 396",
    "foot": "28.6 407, 31 415, 35.8 421.2, 38.8 426.8, 36.8 430.8, 30 433.4, 21.5 434, 14.8 431.8, 12.6 425, "
            "13.4 415",
    "leg_in": "14.8 406, 14 393, 10.8 375, 7.8 354, 7.2 338, 9.2 323, 9 310, 6.8 294, 4.4 275, 2.6 260, "
              "1.7 252, 0 248",
}
# Lines inside it. They end on the silhouette or on one another: where one moves, the other must.
_INNER = {
    "face": "0 22.5, 9 24.8, 15.6 32, 17.6 42, 16.6 51, 14.4 57.4, 11 62",
    "jaw": "0 67, 6 65.5, 11 62, 15 56",
    "collar": "0 92, 12 87, 26 82",
    "deltoid": "26 82, 32.6 89.4, 37.5 98, 40.6 107, 42 116.5",
    "pec": "0 133.5, 13 135, 27 133, 39.9 127.5",
    "arch": "7 134.6, 10.5 141.5, 18 151.5, 27 164.5, 35.6 181",
    "iliac": "0 209, 20 204, 38.6 190",
    "groin": "0 247, 20 239, 44.2 228",
    "knee": "4.6 278, 14.5 279.5, 22.8 290, 22.8 306, 17.5 317, 9 319",
    "hair": "0 57, 8 57.5, 15 58",
    "trap": "0 110, 20 105, 38 98, 52 91.5",
    "rear": "38 98, 41.6 104, 42.8 110, 42 116.5",
    "spine": "4.8 109.6, 5.2 122, 6.2 151, 8.2 184, 9.4 205, 9 213",
    "blade": "23.5 104.3, 23 114, 24.4 128, 28 143.5",
    "lat": "6.2 151, 15 148.5, 28 143.5, 39 137",
    "loin": "8.2 184, 20 180.5, 34.8 172",
    "hip": "0 216, 9 213, 20 208, 41 200",
    "seat": "2.2 257, 20 259, 43.7 251",
}
# fmt: on


def _points(row: str) -> list[complex]:
    return [complex(*map(float, point.split())) for point in row.split(",")]


def _contours() -> dict[str, Curve]:
    """Every contour by name; one of the silhouette reaches to where the next begins."""
    half = [point for row in _OUTLINE.values() for point in _points(row)]
    rest = smooth([-half[1].conjugate(), *half, -half[-2].conjugate()])
    curves = {}
    for name, row in _OUTLINE.items():
        count = len(_points(row))
        curves[name], rest = rest[:count], rest[count:]
    for name, row in _INNER.items():
        points = _points(row)
        first, last = (  # what meets the midline crosses it level
            end if end.real else -near.conjugate() for end, near in (points[:2], points[:-3:-1])
        )
        curves[name] = smooth([first, *points, last])
    return curves


_CONTOURS = _contours()


def _stretch(text: str) -> tuple[Curve, float]:
    """One stretch of a boundary and the bow of the line after it.

    ``-arm 40:12 bow 3`` is the contour ``arm`` taken backwards, from 40 to 12 (depths, or distances across;
    left out: its ends), then a line to the next stretch, bent outward by 3.
    """
    found = re.fullmatch(r"(-?)(\w+)(?: ([\d.]*):([\d.]*))?(?: bow (-?\d+))?", text)
    if not found:
        raise ValueError(text)
    back, name, start, end, bow = found.groups()
    curve = reverse(_CONTOURS[name]) if back else _CONTOURS[name]
    return part(curve, float(start) if start else None, float(end) if end else None), float(bow or 0)


def _around(boundary: str, *, half: bool) -> Curve:
    """The closed boundary, clockwise; a ``half`` one, from midline to midline, is mirrored into a whole."""
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
    """The zone and its mirror image, or the one zone on the midline when the key begins with a star."""
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
# View, key (starred on the midline), name, muscles, boundary; from the head down, as the tab key goes.
ZONES: tuple[Zone, ...] = tuple(zone for row in (
    (_F, "*face", _("Face"), "eyelid forehead temple cheek jaw lips chin tongue", "face, -jaw 11:"),
    (_F, "*neck", _("Neck, front"), "neck_front neck_skin neck_side_deep", "jaw, neck, -collar"),
    (_F, "shoulder", _("Shoulder"), "deltoid trapezius_upper",
     "slope, arm_out :124 bow 2, arm_in 130:123, -deltoid"),
    (_F, "upper-arm", _("Upper arm, front"), "biceps brachialis", _ARM),
    (_F, "forearm", _("Forearm, palm side"), "forearm_inner brachioradialis", _FOREARM),
    (_F, "hand", _("Palm"), "hand thumb_base little_finger_base thumb_web", _HAND),
    (_F, "chest", _("Chest"), "chest", "collar, deltoid, trunk 123:127.5, -pec"),
    (_F, "ribs", _("Side of ribs"), "ribs serratus_anterior diaphragm", "pec 7:, trunk 127.5:181, -arch"),
    (_F, "belly", _("Belly"), "abdomen abs obliques", "pec :7, arch, trunk 181:190, -iliac"),
    (_F, "hip", _("Front of hip, groin"), "hip_flexor pelvic_floor", "iliac, trunk 190:228, -groin"),
    (_F, "thigh", _("Thigh, front"), "quadriceps adductors thigh",
     "groin, trunk 228:, leg_out :306 bow 1, -knee 306:, leg_in 278:"),
    (_F, "inner-knee", _("Inner knee"), "vastus_medialis", "knee, leg_in 319:278"),
    (_F, "shin", _("Shin"), "shin outer_leg", "-knee :306 bow -1, leg_out 306:399 bow 1, leg_in 399:319"),
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
    (_B, "thigh", _("Thigh, back"), "hamstrings thigh", "seat, leg_out 252:312 bow 2, leg_in 312:256"),
    (_B, "calf", _("Calf"), "calf", "leg_out 312:362 bow 2, leg_in 366:312 bow -2"),
    (_B, "lower-calf", _("Lower calf"), "soleus", "leg_out 362:399 bow 1, leg_in 399:366 bow -2"),
    (_B, "foot", _("Heel and sole"), "foot_arch foot", _FOOT),
) for zone in _zones(*row))
# fmt: on
_half = [s for name in _OUTLINE for s in _CONTOURS[name]]
_whole = draw(outline(_half + mirror(_half)), _MIDLINE)
OUTLINES: dict[View, str] = dict.fromkeys(View, _whole)  # seen from behind a silhouette is the same


def zones(view: View) -> tuple[Zone, ...]:
    """The zones of one view, from the head down."""
    return tuple(zone for zone in ZONES if zone.view is view)


def zone_of(muscle: str, side: str | None) -> tuple[Zone, ...]:
    """Where an episode of that muscle and side is shown.

    Both sides' zones when the side is "both" or not recorded, or when the muscle has none; nothing for what
    has no place (``whole_body``, ``not_sure_where``, an unknown id). A muscle that the zones of both views
    offer is shown in both.
    """
    placed = tuple(zone for zone in ZONES if muscle in zone.muscles)
    if side not in ("left", "right") or muscle in _WITHOUT_SIDE:
        return placed
    return tuple(zone for zone in placed if zone.side in (side, None))
