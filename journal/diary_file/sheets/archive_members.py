"""Which file of an archive is the diary: the only one that can be read, or the one of an app that a
preset names.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from itertools import chain
from pathlib import PurePosixPath

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.preset_files import ArchivePlan, all_presets
from journal.diary_file.sheets.recipes import Role
from journal.diary_file.sheets.word_guesses import read_phrase
from journal.diary_file.sheets.word_lists import ordered
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.observations import Movement

_READABLE = (".csv", ".tsv", ".tab", ".txt", ".md", ".text", ".xlsx", ".xlsm")
_NOT_THE_PERSONS = ("__MACOSX/", ".DS_Store")
# Files whose names are said, and characters of each.
_MOST_NAMES, _LONGEST_NAME = 6, 60

Member = tuple[zipfile.ZipInfo, tuple[Problem, ...]]


def member_to_read(archive: zipfile.ZipFile) -> Member:
    """The file that is to be read, and what is said of it if others are not.

    Raises FileError, with the names of the files, where nobody can tell.
    """
    members = {
        member.filename: member
        for member in archive.infolist()
        if member.filename.lower().endswith(_READABLE)
        and not any(part in member.filename for part in _NOT_THE_PERSONS)
    }
    if not members:
        raise FileError(None, _("There is no table and no text in this archive."))
    if len(members) == 1:
        return next(iter(members.values())), ()
    name = _of_an_app(list(members))
    text = _("Of the %(number)d files in this archive “%(name)s” is read.")
    remark = Problem("", text, {"number": len(members), "name": name[:_LONGEST_NAME]})
    return members[name], (remark,)


def _of_an_app(names: Sequence[str]) -> str:
    """The one that a preset names. Raises FileError."""
    plans = [preset.archive for preset in all_presets().values() if preset.archive]
    own = list(chain.from_iterable(_candidates(plan, names) for plan in plans))
    if not own:
        text = _(
            "This archive holds %(number)d files: %(names)s. Unpack it, and bring the one that is"
            " your diary."
        )
        raise FileError(None, text, {"number": len(names), "names": _listed(names)})
    twitches = [name for name in own if _is_of_twitches(name)]
    if len(own) > 1 and len(twitches) != 1:
        text = _(
            "This archive holds a file for each of %(number)d things: %(names)s. Unpack it, and"
            " bring the one about your twitches."
        )
        raise FileError(None, text, {"number": len(own), "names": _listed(own)})
    return (twitches or own)[0]


def _candidates(plan: ArchivePlan, names: Sequence[str]) -> list[str]:
    """The files that may be meant in an archive of that app; none in another one."""
    paths = set(map(PurePosixPath, names))
    tops = {path.parent for path in paths if path.name == plan.beside}
    in_folders = (path for path in paths if path.name == plan.member and path.parent.name)
    return sorted(str(path) for path in in_folders if path.parent.parent in tops)


def _is_of_twitches(name: str) -> bool:
    """Whether the folder is called after a twitch, whatever number stands before."""
    folder = PurePosixPath(name).parent.name.lstrip("0123456789 ")
    phrase = read_phrase(folder, Role.MOVEMENT, ordered(()))
    return phrase.meaning.movement is Movement.TWITCH


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name[:_LONGEST_NAME]}”" for name in names[:_MOST_NAMES])
    return shown + " …" * (len(names) > _MOST_NAMES)
