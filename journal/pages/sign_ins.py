"""The page on where somebody is signed in, and what else opens the diary: tokens and links."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.reading.api_tokens import TokenFacts
from journal.reading.sign_ins import DiaryAccess, SignInFacts, WorkingLink
from journal.wording.dates import day, instant_in
from journal.wording.devices import device_name

# So many browsers are listed; "everywhere else" ends those beyond as well.
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A browser in which somebody is signed in; ``here``: it is the one that shows this."""

    pk: int
    device: str
    since: str
    used: str
    here: bool


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A token or a link that works, with a line on what it is."""

    pk: int
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class SignInsPage:
    """All that opens one person's diary. ``more``: browsers beyond those listed."""

    sign_ins: tuple[SignInRow, ...]
    more: int
    tokens: tuple[OpeningRow, ...]
    links: tuple[OpeningRow, ...]

    @property
    def elsewhere(self) -> bool:
        """Whether there is another browser to be signed out."""
        return self.more > 0 or any(not row.here for row in self.sign_ins)


def sign_ins_page(access: DiaryAccess, *, zone: ZoneInfo) -> SignInsPage:
    """The page, with times in ``zone``, the person's."""
    return SignInsPage(
        sign_ins=tuple(_sign_in(facts, zone) for facts in access.sign_ins[:MOST_LISTED]),
        more=max(len(access.sign_ins) - MOST_LISTED, 0),
        tokens=tuple(_token(facts, zone) for facts in access.tokens),
        links=tuple(_link(facts, zone) for facts in access.links),
    )


def _sign_in(facts: SignInFacts, zone: ZoneInfo) -> SignInRow:
    since = _("Signed in before this list was kept.")
    if facts.begun_at:
        since = _("Signed in on %(when)s.") % {"when": instant_in(facts.begun_at, zone)}
    used_on = day(facts.used_at.astimezone(zone).date())
    return SignInRow(
        pk=facts.pk,
        device=device_name(facts.device),
        since=since,
        used=_("Last used on %(day)s.") % {"day": used_on},
        here=facts.here,
    )


def _token(facts: TokenFacts, zone: ZoneInfo) -> OpeningRow:
    made_on = _("Made on %(day)s.") % {"day": day(facts.made_at.astimezone(zone).date())}
    return OpeningRow(facts.pk, facts.name, f"{facts.scope.label}. {made_on}")


def _link(facts: WorkingLink, zone: ZoneInfo) -> OpeningRow:
    name = facts.for_whom or _("Link of %s") % instant_in(facts.made_at, zone)
    return OpeningRow(facts.pk, name, _("Works until %s.") % instant_in(facts.ends_at, zone))
