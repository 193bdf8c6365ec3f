"""A page that is only read takes no lock for writing: it is there while somebody else writes,
however long.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from tests import builders
from tests.addresses import OPEN, OWN

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = ("BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "DELETE", "REPLACE")
# What a visit to these notes, on purpose: a step of signing in, and what an owner is told of in
# their security log.
NOTING = {
    "account/logout/",
    "account/2fa/webauthn/login/",
    "account/2fa/webauthn/add/",
    "account/2fa/webauthn/reauthenticate/",
    "account/2fa/totp/activate/",
    "account/2fa/recovery-codes/download/",
    "account/login/code/confirm/",
    "account/2fa/authenticate/",
    "export/diary.<str:kind>",
    "report/report.fhir.json",
}


@pytest.mark.parametrize("route", [route for route in {**OPEN, **OWN} if route not in NOTING])
def test_a_read_begins_no_transaction(as_ada: Client, ada: User, route: str) -> None:
    for _number in range(3):
        builders.episode(ada)
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert as_ada.get({**OPEN, **OWN}[route]).status_code < 500
    assert [sql for sql in seen if sql.startswith(WRITES)] == []
