"""The page "More": the way to everything that is not asked for daily."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.reading.backups import BackupFacts
from journal.wording.backups import last_backup_text


@dataclass(frozen=True, slots=True)
class MoreRow:
    """A page and one line on what it is for; ``route`` is its URL name."""

    route: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class MoreSection:
    """Rows under a heading; ``code`` names the section in addresses."""

    code: str
    title: str
    rows: tuple[MoreRow, ...]


@dataclass(frozen=True, slots=True)
class MorePage:
    """All that ``journal/more.html`` shows; ``backup_text`` is "" where there is nothing to say."""

    sections: tuple[MoreSection, ...]
    backup_text: str


def more_page(backups: BackupFacts, zone: ZoneInfo, *, shows_pad: bool) -> MorePage:
    """The page, in the reader's language, with times in ``zone``, theirs.

    ``shows_pad``: whether it leads to the night pad.
    """
    return MorePage(
        (
            MoreSection("read", _("Look closer"), _read()),
            MoreSection("files", _("In and out"), _files()),
            MoreSection("phone", _("Phone"), _phone(shows_pad=shows_pad)),
            MoreSection("account", _("Your account"), _account()),
        ),
        last_backup_text(backups.made_at, zone, is_nightly=backups.is_nightly),
    )


def _read() -> tuple[MoreRow, ...]:
    return (
        MoreRow("help", _("When to call for help"), _("When not to write here but to call.")),
        MoreRow("article", _("The article"), _("What it says, and how we read it.")),
        MoreRow("nights", _("Last seven nights"), _("Say of each how it was.")),
        MoreRow("patterns", _("Patterns"), _("Entries that match the article, to raise or not.")),
        MoreRow("settings", _("Settings"), _("Time zone, light or dark, what is shown.")),
    )


def _files() -> tuple[MoreRow, ...]:
    return (
        MoreRow("blank_sheet", _("A sheet to fill in by hand"), _("Two weeks on one page.")),
        MoreRow("import_diary", _("Import"), _("Bring in a diary kept elsewhere, from a file.")),
        MoreRow("device_sleep", _("Sleep from a watch or an app"), _("Shown beside your words.")),
        MoreRow("export_page", _("Export"), _("Take your whole diary with you, in one file.")),
        MoreRow("tokens", _("Shortcuts and programs"), _("Let them add entries or read them.")),
        MoreRow("trash", _("Trash"), _("What you deleted stays here for 30 days.")),
    )


def _phone(*, shows_pad: bool) -> tuple[MoreRow, ...]:
    pad = MoreRow("pad", _("Night pad"), _("The dark page for the night. One touch logs a twitch."))
    others = (
        MoreRow("phone", _("On this phone"), _("What has not been sent yet.")),
        MoreRow("phone_setup", _("Put it on your phone"), _("A code to scan, and what is ready.")),
    )
    return (pad, *others) if shows_pad else others


def _account() -> tuple[MoreRow, ...]:
    return (
        MoreRow("account_change_password", _("Password"), _("Choose a new one.")),
        MoreRow("mfa_index", _("Passkeys and codes"), _("Sign in with a fingerprint or a code.")),
        MoreRow(
            "sign_ins",
            _("Where you are signed in"),
            _("Phones and browsers; sign any of them out."),
        ),
        MoreRow(
            "security_log",
            _("What happened to your account"),
            _("Sign-ins and changes of the last year."),
        ),
        MoreRow(
            "account_email", _("E-mail addresses"), _("For a new password by mail. You need none.")
        ),
        MoreRow("delete_account", _("Delete the account"), _("With everything in it.")),
    )
