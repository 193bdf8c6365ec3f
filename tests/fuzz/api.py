"""The published document before Schemathesis, with a token of each scope; only what breaks counts
here.
"""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core.result import Ok

from journal.actions.api_tokens import make_token
from journal.api.routes import api
from journal.models.api_token import Scope
from tests.fuzz.people import Scene
from tests.fuzz.visitor import Reply
from twitchlog.wsgi import application

QUIETLY = settings(
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def cases(scene: Scene, count: int) -> None:
    """About that many for each token, spread over all operations."""
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
    schema.app = application
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    for scope in Scope:
        token = make_token(scene.fuzzed, name=f"fuzz {scope}", scope=scope, as_of=timezone.now())[1]
        for number, operation in enumerate(operations):
            each = examples(scene, operation, scope, token)
            each = settings(QUIETLY, max_examples=max(1, count // len(operations)))(each)
            seed(scene.seed * 100 + number)(each)()
    scene.walk("api")
    scene.bystander_is_untouched()


def examples(scene: Scene, operation: Any, scope: str, token: str) -> Any:
    """Sound and unsound requests of one operation, for hypothesis to choose from."""
    both = st.one_of(
        *(operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode)
    )

    @given(case=both)
    def each(case: Case[Any]) -> None:
        what = f"{case.method} {case.path} {case.path_parameters} {case.query} {case.body!r}"[
            :1_500
        ]
        scene.judge.look(f"api, {scope}", what, lambda: _call(case, token))

    return each


def _call(case: Case[Any], token: str) -> Reply:
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept-Encoding": "identity",
        "X-Forwarded-For": "192.0.2.1",
    }
    answer = case.call(headers=headers, base_url="http://localhost")
    return Reply(answer.status_code, {}, b"")
