"""What was acknowledged to clients, held against what is stored."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from siege.besieged_server import Release
from siege.siege_table import say
from siege.writing_clients import ROWS_OF_IMPORT, Ledger

TRACE = "Traceback (most recent call last)"


def reckoned(release: Release, data: Path, log: Path, ledger: Ledger) -> list[str]:
    """What is wrong: everything acknowledged must be there once, imports whole or not at all."""
    stored = json.loads(release.run(["audit"], data).splitlines()[-1])
    lost = sum(len(set(ids) - set(stored[name])) for name, ids in ledger.entries.items())
    doubled = sum(
        count - 1 for ids in stored.values() for count in Counter(ids).values() if count > 1
    )
    rows = {
        begin: sum(client_id.startswith(begin) for client_id in stored[name])
        for begin, (name, _done) in ledger.imports.items()
    }
    faults = {
        "acknowledged entries lost": lost,
        "entries doubled": doubled,
        "imports in part": sum(count not in (0, ROWS_OF_IMPORT) for count in rows.values()),
        "acknowledged imports lost": sum(
            done and not rows[begin] for begin, (_name, done) in ledger.imports.items()
        ),
        "tracebacks in the log": log.read_text(encoding="utf-8", errors="replace").count(TRACE),
    }
    done = sum(done for _name, done in ledger.imports.values())
    imports = f"{done} of {len(ledger.imports)} imports of {ROWS_OF_IMPORT:,}"
    counts = ", ".join(f"{fault} {count}" for fault, count in faults.items())
    say(f"Acknowledged: {ledger.number:,} entries, {imports}; {counts}")
    return [f"{count} {fault}" for fault, count in faults.items() if count]
