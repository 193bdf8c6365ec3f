"""How static files are kept: named after their content, compressed, and without what only their readers need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rcssmin
import rjsmin
from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage

MINIFY: dict[str, Callable[..., bytes]] = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}


def lean(name: str, content: File[Any]) -> ContentFile[bytes]:
    """A style sheet or script without comments and spaces. Licences (``/*!``) stay; other files are as they were."""
    whole = b"".join(content.chunks())  # from its beginning, wherever it was read to
    minify = MINIFY.get(name.rpartition(".")[2])
    if minify is None or ".min." in name:
        return ContentFile(whole)
    return ContentFile(minify(whole, keep_bang_comments=True))


class LeanStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise's storage, in which comments cost a phone nothing (docs/adr/0076)."""

    def file_hash(self, name: str | None, content: File[Any] | None = None) -> str | None:
        """A hash over what is served, so that the address changes with it. ``None`` names the manifest."""
        served = lean(name, content) if name and content else content
        hashed: str | None = super().file_hash(name, served)
        return hashed

    def _save(self, name: str, content: File[Any]) -> str:
        saved: str = super()._save(name, lean(name, content))
        return saved
