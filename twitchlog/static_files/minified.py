"""How static files are kept: joined, drawn, minified, named after their content, compressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import rcssmin
import rjsmin
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from twitchlog.static_files.collected_files import ALONE, JOINED
from twitchlog.static_files.icon_pictures import ICONS, pictures

MINIFY: dict[str, Callable[..., bytes]] = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}


# How a script names the path below which the app lives (docs/adr/0227).
PATH_IN_SCRIPTS = b"${APP_PATH}"


def minified(name: str, content: File[Any]) -> ContentFile[bytes]:
    """A style sheet or script without comments and spaces, with the path of the app in place.

    Licences (``/*!``) stay; other files are as they were.
    """
    whole = b"".join(content.chunks())  # from its beginning, wherever it was read to
    minify = MINIFY.get(name.rpartition(".")[2])
    if minify is None or ".min." in name:
        return ContentFile(whole)
    here = (settings.FORCE_SCRIPT_NAME or "").encode()
    return ContentFile(minify(whole, keep_bang_comments=True).replace(PATH_IN_SCRIPTS, here))


# WhiteNoise has no types.
class MinifiedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, where comments and small files cost nothing (docs/adr/0076, 0077)."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Put files together from their parts and draw the icons; then as WhiteNoise does.

        Parts get no hashed name of their own. Raises
        :class:`twitchlog.static_files.icon_pictures.DrawingError` if an icon cannot be drawn.
        """
        if not dry_run:
            joined = {
                name: [_read(*paths[part]) for part in parts] for name, parts in JOINED.items()
            }
            for part in {part for parts in JOINED.values() for part in parts} - ALONE:
                del paths[part]
            for name, contents in joined.items():
                self._add(paths, name, b"\n".join(contents))
            drawings = {icon.drawing for icon in ICONS.values()}
            texts = {name: _read(*paths[name]).decode() for name in drawings}
            for name, picture in pictures(texts).items():
                self._add(paths, name, picture)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _add(self, paths: dict[str, tuple[Storage, str]], name: str, content: bytes) -> None:
        """Store a file that is made here, to be named and compressed with those of ``paths``."""
        self.delete(name)
        self._save(name, ContentFile(content))
        paths[name] = (self, name)

    def file_hash(self, name: str | None, content: File[Any] | None = None) -> str | None:
        """A hash over what is served, so that the address changes with it.

        ``None`` names the manifest.
        """
        if name and content:
            content = minified(name, content)
        hashed: str | None = super().file_hash(name, content)
        return hashed

    def _save(self, name: str, content: File[Any]) -> str:
        saved: str = super()._save(name, minified(name, content))
        return saved


def _read(storage: Storage, path: str) -> bytes:
    with storage.open(path) as file:
        content: bytes = file.read()
    return content
