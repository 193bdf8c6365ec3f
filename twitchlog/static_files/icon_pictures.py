"""The app's icons as PNG, for phones that take nothing else, drawn from our SVG files.

That happens when static files are collected. The drawing is done by typst, which the report's PDF
needs anyway, in a process that ends with it: it would keep some 60 MB in the one that becomes the
server.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Loaded by the child alone. Its page is as large as the drawing's view box, and 72 dots an inch
# would give 64 pixels.
SIDE = 64
DRAWING_PAGE = f"""
#set page(width: {SIDE}pt, height: {SIDE}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: {SIDE}pt)
"""
DRAWING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Icon:
    """A square picture: which drawing it shows, and the length of its sides in pixels."""

    drawing: str
    pixels: int


# An iPhone rounds the corners by itself and wants the whole square filled, as a mask does.
ICONS = {
    "icons/icon-180.png": Icon("icons/icon-maskable.svg", 180),
    "icons/icon-192.png": Icon("icons/icon.svg", 192),
    "icons/icon-512.png": Icon("icons/icon.svg", 512),
    "icons/icon-maskable-192.png": Icon("icons/icon-maskable.svg", 192),
    "icons/icon-maskable-512.png": Icon("icons/icon-maskable.svg", 512),
}


class DrawingError(Exception):
    """An icon could not be drawn; the text is for the operator."""


def pictures(drawings: Mapping[str, str]) -> dict[str, bytes]:
    """Every icon of ``ICONS`` as PNG by its name, from the SVG texts of the drawings that it names.

    Raises KeyError for a drawing that is not given and :class:`DrawingError` if the drawing process
    fails.
    """
    jobs = {
        name: {"svg": drawings[icon.drawing], "pixels": icon.pixels} for name, icon in ICONS.items()
    }
    command = [sys.executable, "-m", "twitchlog.static_files.icon_pictures"]
    try:
        drawn = subprocess.run(  # noqa: S603 - our own module and our own drawings
            command,
            input=json.dumps(jobs).encode(),
            capture_output=True,
            timeout=DRAWING_SECONDS,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        )
    except (subprocess.SubprocessError, OSError) as error:
        reason = getattr(error, "stderr", None) or str(error).encode()
        raise DrawingError(
            f"The icons could not be drawn. {reason.decode(errors='replace')}"
        ) from error
    return {name: base64.b64decode(text) for name, text in json.loads(drawn.stdout).items()}


def main() -> None:
    """The child: jobs as JSON in, pictures in base 64 out, under the same names."""
    import typst  # noqa: PLC0415 - here alone, see above

    texts = {}
    for name, job in json.load(sys.stdin).items():
        picture = typst.compile(
            DRAWING_PAGE.encode(),
            format="png",
            ppi=72 * job["pixels"] / SIDE,
            sys_inputs={"svg": job["svg"]},
            ignore_system_fonts=True,
        )
        texts[name] = base64.b64encode(picture).decode()
    json.dump(texts, sys.stdout)


if __name__ == "__main__":
    main()
