"""One of the article’s three points as an Observation that is derived from entries."""

from __future__ import annotations

from collections.abc import Sequence

from journal.criteria import Verdict
from journal.labels import word
from journal.report.fhir.codes import NOT_ASKED, SURVEY, concept, local
from journal.report.fhir.references import References, Resource, reference, resource_id
from journal.report.fhir.text import narrative
from journal.report.model_matches import CriterionMatch


def verdict_sentence(match: CriterionMatch) -> str:
    return f"“{match.words}”: {word(match.verdict).lay}"


def match_observation(
    match: CriterionMatch,
    references: References,
    entries: Sequence[Resource],
    constant: Sequence[Resource] = (),
) -> Resource:
    """What a criterion says of the period, derived from its entries, and from places where it
    went on and on, by the report's rules.
    """
    report = references.report
    method = f"Twitchlog rules, version {report.rules_version}"
    verdict = word(match.verdict).lay
    if match.verdict is Verdict.NOT_ASKED:
        value = {"dataAbsentReason": concept(NOT_ASKED, text=verdict)}
    else:
        code = f"verdict:{match.verdict.replace(' ', '-')}"
        value = {"valueCodeableConcept": concept(local(code, verdict))}
    resource = {
        "resourceType": "Observation",
        "id": resource_id(references.key, f"match/{match.code}"),
        "text": narrative([verdict_sentence(match), "Not a medical finding."]),
        "status": "final",
        "category": [concept(SURVEY)],
        "code": concept(local(f"match:{match.code}", match.title), text=match.words),
        "subject": references.by,
        "device": reference(references.device),
        "effectivePeriod": {
            "start": report.header.first.isoformat(),
            "end": report.header.last.isoformat(),
        },
        "method": concept(local(f"rules:{report.rules_version}", method), text=method),
        "note": [{"text": match.reading}],
    }
    derived = [reference(entries[number - 1]) for number in match.entries]
    derived += [reference(constant[-number - 1]) for number in match.constant]
    return resource | value | ({"derivedFrom": derived} if derived else {})
