"""The other things doctors ask about as a QuestionnaireResponse."""

from __future__ import annotations

from journal.report.fhir.codes import DISPLAY, OTHER_THINGS, local
from journal.report.fhir.references import References, Resource, resource_id
from journal.report.fhir.text import instant, narrative, plain
from journal.report.model import ChecklistItem

CHECKLIST_TITLE = "Other things doctors ask about"
CHECKLIST_ANSWERS = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
FURTHER_QUESTIONS = {"since": "Since when?", "answered-on": "Answered on"}


def questionnaire_response(references: References) -> Resource:
    """The second list; a question that was not asked has no answer."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": resource_id(references.key, "asked"),
        "text": narrative(map(answer_sentence, references.report.asked)),
        "questionnaire": OTHER_THINGS,
        "_questionnaire": {"extension": [{"url": DISPLAY, "valueString": CHECKLIST_TITLE}]},
        "status": "completed"
        if all(item.answer for item in references.report.asked)
        else "in-progress",
        "subject": references.by,
        "authored": instant(references.report.header.made_at),
        "item": [_item(item) for item in references.report.asked],
    }


def answer_sentence(item: ChecklistItem) -> str:
    since = f", since: {plain(item.since)}" if plain(item.since) else ""
    return f"{item.question} {CHECKLIST_ANSWERS.get(item.answer, 'not asked')}{since}"


def _item(answered: ChecklistItem) -> Resource:
    item: Resource = {"linkId": answered.code, "text": answered.question}
    if not answered.answer:
        return item
    answer = {"valueCoding": local(f"answer:{answered.answer}", CHECKLIST_ANSWERS[answered.answer])}
    texts = {
        "since": plain(answered.since),
        "answered-on": answered.answered_on.isoformat() if answered.answered_on else "",
    }
    further = [
        {
            "linkId": f"{answered.code}.{name}",
            "text": FURTHER_QUESTIONS[name],
            "answer": [{"valueString": text}],
        }
        for name, text in texts.items()
        if text
    ]
    item["answer"] = [answer | ({"item": further} if further else {})]
    return item
