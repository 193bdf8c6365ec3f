"""Lists of what opens a diary or came into it, longer than a screen."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from journal.actions.api_tokens import make_token
from journal.models import FinishedImport, PartnerLink, Sighting, StoredRecipe
from journal.models.api_token import Scope
from journal.models.share_link import ShareLink
from tests.single_rows import NIGHT, frozen, partner_link

ROWS = 6


def fill_lists(person: User) -> None:
    """Six tokens, links, imports and recipes, and six entries of a bed partner that wait."""
    now = timezone.now()
    later = now + timedelta(days=14)
    for number in range(ROWS):
        name = f"Number {number}"
        own = {"owner": person}
        make_token(person, name=name, scope=Scope.choices[0][0], as_of=now)
        key = {"token_sha256": f"{person.pk}-{number}", "made_at": now, "ends_at": later}
        ShareLink.objects.create(**own, **key, for_whom=name, frozen=frozen(person))
        PartnerLink.objects.create(**own, **key, watcher=name)
        FinishedImport.objects.create(**own, name=name, finished_at=now, episodes=1, nights=0)
        recipe = {"name": name, "header": f"{number}", "content": "{}", "recorded_at": now}
        StoredRecipe.objects.create(**own, **recipe)
    link = partner_link(person)
    sighting = {"night_of": NIGHT, "time_zone": "Europe/Berlin", "place": "leg", "link": link}
    for number in range(ROWS):
        at = {"happened_at": now, "recorded_at": now, "client_id": f"seen-{number}"}
        Sighting.objects.create(owner=person, **sighting, **at)
