"""How static files are kept: put together from their parts, without what only their readers need, named after their
content, and compressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import rcssmin
import rjsmin
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from twitchlog.static import JOINED

MINIFY: dict[str, Callable[..., bytes]] = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}


def lean(name: str, content: File[Any]) -> ContentFile[bytes]:
    """A style sheet or script without comments and spaces. Licences (``/*!``) stay; other files are as they were."""
    whole = b"".join(content.chunks())  # from its beginning, wherever it was read to
    minify = MINIFY.get(name.rpartition(".")[2])
    if minify is None or ".min." in name:
        return ContentFile(whole)
    return ContentFile(minify(whole, keep_bang_comments=True))


class LeanStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise's storage, in which comments and files of few lines cost a phone nothing (docs/adr/0076, 0077)."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Put files together from their parts, which get no hashed name of their own; then as WhiteNoise does."""
        for name, parts in {} if dry_run else JOINED.items():
            texts = []
            for part in parts:
                storage, path = paths.pop(part)
                with storage.open(path) as file:
                    texts.append(file.read())
            self.delete(name)
            self._save(name, ContentFile(b"\n".join(texts)))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def file_hash(self, name: str | None, content: File[Any] | None = None) -> str | None:
        """A hash over what is served, so that the address changes with it. ``None`` names the manifest."""
        served = lean(name, content) if name and content else content
        hashed: str | None = super().file_hash(name, served)
        return hashed

    def _save(self, name: str, content: File[Any]) -> str:
        saved: str = super()._save(name, lean(name, content))
        return saved
