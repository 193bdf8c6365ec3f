"""Files that come with a form are kept only where one takes a file, for whoever is signed in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from twitchlog.filesystem.disk_space import ROOM_TO_WRITE, need_room
from twitchlog.filesystem.upload_folder import under_way
from twitchlog.lanes import UPLOAD_ROUTES

# A file lies here while it comes, and beside it while it waits to be looked at.
_COPIES = 2


class Handler(TemporaryFileUploadHandler):
    """Django's, for files too large for the memory; they lie in the data folder while they come.

    A form is read before anything knows whether it is genuine: the token that says so stands in it.
    So whose it is and where it is going decide whether its files are worth a place on the disk.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Called by Django for each file, before its first byte.

        Raises SkipFile: it is read past and not kept. Raises DiskFullError: a file must not fill
        the disk on which everybody's entries are written.
        """
        if self.request is None or not _takes_files(self.request):
            raise SkipFile
        size = int(self.request.META.get("CONTENT_LENGTH") or 0)
        need_room(under_way(), _COPIES * size + ROOM_TO_WRITE)
        super().new_file(*args, **kwargs)


def _takes_files(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    try:
        return resolve(request.path_info).url_name in UPLOAD_ROUTES
    except Resolver404:
        return False
