"""What a phone needs to put the pad on its home screen."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

# Sides, in pixels, of the pictures for browsers that take no drawing (twitchlog's icons).
PICTURE_SIDES = (192, 512)


def web_app_manifest() -> dict[str, Any]:
    """A web app manifest as JSON, in the reader's language."""
    shortcuts = {_("Night pad"): "pad", _("Log with details"): "log", _("Today"): "dashboard"}
    return {
        "id": reverse("pad"),
        "name": "Twitchlog",
        "short_name": "Twitchlog",
        "description": _("A diary of muscle twitches around sleep."),
        "start_url": reverse("pad"),
        "scope": reverse("welcome"),
        "display": "standalone",
        "background_color": "#000000",
        "theme_color": "#000000",
        "icons": [
            *_icons("icons/icon", purpose="any"),
            *_icons("icons/icon-maskable", purpose="maskable"),
        ],
        "shortcuts": [{"name": name, "url": reverse(view)} for name, view in shortcuts.items()],
    }


def _icons(name: str, *, purpose: str) -> list[dict[str, str]]:
    """The drawing in any size, for browsers that take it, and its pictures for the others."""
    drawing = _icon(f"{name}.svg", sizes="any", type_="image/svg+xml", purpose=purpose)
    pictures = [
        _icon(f"{name}-{side}.png", sizes=f"{side}x{side}", type_="image/png", purpose=purpose)
        for side in PICTURE_SIDES
    ]
    return [drawing, *pictures]


def _icon(file: str, *, sizes: str, type_: str, purpose: str) -> dict[str, str]:
    return {"src": static(file), "sizes": sizes, "type": type_, "purpose": purpose}
