"""The report as ten lines of plain text, to be pasted into a patient portal.

Its figures are those of the page, word for word; what has no room is cut and said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.report import Report
from journal.wording.report.report_text import Fact, MatchText, ReportText, RowsText, RowText
from journal.wording.report.text import report_text

TEXT_LINES = 10
# Characters of a text of the person's own, of a name among them, and rows of a part.
MOST_OF_A_TEXT = 160
MOST_OF_A_NAME = 40
MOST_OF_A_ROW = 120
ROWS_IN_TEXT = 4
CUT = "[…]"
NO_ENTRIES = slice(0)


def portal_text(report: Report) -> str:
    """At most ten lines of the report in the reader's language, without the full list."""
    sheet = report_text(report, NO_ENTRIES)
    lines = [
        _who(sheet),
        _facts(Fact(fact.label, _cut(fact.text)) for fact in sheet.last_visit),
        _facts(_since_and_where(sheet)),
        _facts(sheet.glance[1]),
        _facts(sheet.particulars),
        _wishes(sheet),
        _matches(sheet),
        _sentences([sheet.reassurance, sheet.matches_text]),
        _sentences([_rows(sheet.medicines), _rows(sheet.tests)]),
        _sentences([_rows(sheet.beginnings), *_device(sheet), sheet.foot[-1]]),
    ]
    text = "\n".join(line for line in lines if line)
    if CUT not in text:
        return text
    return _("%(text)s […]: cut here, in full in the PDF.") % {"text": text}


def _who(sheet: ReportText) -> str:
    """Whose diary, of which nights, made when and for which visit."""
    name = ", ".join(part for part in (_cut(sheet.name, MOST_OF_A_NAME), sheet.born) if part)
    visit = ""
    if sheet.visit:
        whom = _cut(sheet.visit.whom, MOST_OF_A_NAME)
        visit = f"{sheet.visit.before}{whom}{sheet.visit.after}"
    title = " · ".join(part for part in (sheet.title, name) if part)
    return _sentences([title, f"{sheet.period}, {sheet.made_on}", visit])


def _since_and_where(sheet: ReportText) -> list[Fact]:
    """Since when, in the person's words, where, how often, and how many nights are unknown."""
    since, *others = sheet.glance[0]
    unrecorded = sheet.figures[1]
    nights = Fact(unrecorded.label, f"{unrecorded.number} {unrecorded.of}".strip())
    return [Fact(since.label, _cut(since.text)), *others, nights]


def _wishes(sheet: ReportText) -> str:
    """What worries the person, and what they want to ask."""
    asked = " ".join(f"{number}. {line}" for number, line in enumerate(sheet.questions, 1))
    worry = _cut("; ".join(sheet.worry)) or sheet.labels["no_worry"]
    questions = _cut(asked, 2 * MOST_OF_A_TEXT) or sheet.labels["no_questions"]
    facts = [Fact(sheet.labels["worry"], worry), Fact(sheet.labels["questions"], questions)]
    if sheet.videos:
        facts.append(Fact(sheet.videos.label, _cut(sheet.videos.text)))
    return _facts(facts)


def _device(sheet: ReportText) -> list[str]:
    """On how many nights a device wrote of the sleep, and which; nothing for none."""
    return [_cut(text) for text in sheet.device.says] if sheet.device else []


def _matches(sheet: ReportText) -> str:
    """The article's sentence, and what of it the entries match; "" where nothing is to be said."""
    return _sentences([sheet.sentence, *map(_match, sheet.matches)])


def _match(match: MatchText) -> str:
    verdict = f"{match.verdict}. " if match.met else ""
    return f"“{match.sentence}”: {verdict}{_sentences([match.text, *match.open])}"


def _rows(part: RowsText) -> str:
    """The first rows of a part, and how many more there are."""
    items = [_row(row) for row in part.rows[:ROWS_IN_TEXT]]
    items += [_cut(_facts([fact]) if fact.label else fact.text) for fact in part.words]
    if more := len(part.rows) - ROWS_IN_TEXT:
        items += [ngettext("and %d more", "and %d more", more) % more] if more > 0 else []
    return f"{part.title}: {'; '.join(items)}" if items else part.empty


def _row(row: RowText) -> str:
    return _cut(
        ", ".join(text for text in (row.name, row.details, row.note) if text), MOST_OF_A_ROW
    )


def _facts(facts: Iterable[Fact]) -> str:
    return _sentences([f"{fact.label}: {fact.text}" for fact in facts])


def _sentences(texts: Sequence[str]) -> str:
    """Texts after one another, each ended."""
    return " ".join(text if text[-1] in ".?!]" else f"{text}." for text in texts if text)


def _cut(text: str, most: int = MOST_OF_A_TEXT) -> str:
    """The text on one line, with a mark where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()} {CUT}"
