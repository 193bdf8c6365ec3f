"""A program with the client that openapi-python-client made: adds an episode and reads it back.

``python client.py ADDRESS TOKEN``, with the made client on the path. It says only what it knows.
"""

from __future__ import annotations

import json
import sys

from twitchlog_client import AuthenticatedClient
from twitchlog_client.api.episodes import add_episodes, list_episodes
from twitchlog_client.models import OneEpisode, OneEpisodeMovement, OneEpisodeMuscle

address, token = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=token, raise_on_unexpected_status=True)
entry = OneEpisode(
    id="from-python", movement=OneEpisodeMovement.TWITCH, muscle=OneEpisodeMuscle.CALF
)
added = add_episodes.sync(client=client, body=entry)
read = list_episodes.sync(client=client, limit=10)
episode = next(candidate for candidate in read.episodes if candidate.id == "from-python")
sys.stdout.write(json.dumps([added.results[0].status.value, episode.movement.value, episode.woke]))
