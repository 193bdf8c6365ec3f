"""Files as people bring them, invented: a table, a form's answers, notes, two apps."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import openpyxl

GERMAN_ROWS = (
    ("01.03.2026", "02:15", "Wade", "rechts", "Zucken", "3", "müde"),
    ("02.03.2026", "23:40", "Oberschenkel", "links", "Zucken", "2", ""),
    ("03.03.2026", "04:05", "Wade", "links", "Krampf", "7", "schlimm"),
    ("14.03.2026", "02:30", "wade re", "", "Zucken", "2,5", "=1+1"),
    ("15.03.2026", "", "Augenlid", "links", "Zucken", "", "am Abend"),
    ("16.03.2026", "03:00", "", "", "nichts", "", ""),
    ("17.03.2026", "01:10", "Bein hinten unten", "links", "Zucken", "4", ""),
)


def german_excel() -> bytes:
    """What a German Excel saves as CSV: semicolons, points in days, Windows letters, a total."""
    header = "Datum;Uhrzeit;Muskel;Seite;Was;Stärke;Bemerkung"
    rows = [";".join(row) for row in GERMAN_ROWS]
    return "\r\n".join([header, *rows, "Summe;7;;;;;", ""]).encode("cp1252")


def google_forms() -> bytes:
    """A workbook of a form's answers: when it was sent, and when it happened."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Form Responses 1"
    sheet.append(["Timestamp", "Date", "Time", "Where was it?", "What was it?", "Did it wake you?"])
    first = datetime(2026, 3, 1, 2, 15)  # noqa: DTZ001 - a cell has no zone
    for number, (where, what) in enumerate(
        [("Left calf", "Twitch"), ("Right thigh", "Jerk"), ("Left calf, foot", "Twitch")] * 3
    ):
        at = first + timedelta(days=number, minutes=7 * number)
        woke = ("Yes", "No", "Not sure")[number % 3]
        sheet.append([at + timedelta(hours=6), at.date(), at.time(), where, what, woke])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


NOTES = """Sunday 1 March 2026
- 23:40 left calf
- 02:15 left calf again, right eyelid
- slept badly

2026-03-03 02:15 left calf
2026-03-04 3:05 jerk whole body
2026-03-05 23:50 right thigh twitch 3x
"""


def one_row_a_day() -> bytes:
    """A table with a day and no time in each row."""
    rows = [
        ("2026-03-01", "4", "left calf"),
        ("2026-03-02", "0", ""),
        ("2026-03-03", "2", "right thigh"),
        ("2026-03-04", "", "did not write"),
        ("2026-03-13", "12", "left calf"),
    ]
    lines = [",".join(row) for row in rows]
    return "\n".join(["Date,Twitches,Where", *lines, ""]).encode("utf-8-sig")


def daylio() -> bytes:
    """Daylio's export: moods with activities, some of which are twitches."""
    header = "full_date,date,weekday,time,mood,activities,note_title,note"
    rows = [
        '2026-03-03,"March 3","Tuesday","2:15 AM","meh","twitch | work","","left calf"',
        '2026-03-02,"March 2","Monday","9:40 PM","good","family | reading","","a quiet day"',
        '2026-03-01,"March 1","Sunday","11:05 PM","rad","eyelid twitch | coffee","tired",""',
    ]
    return ("\ufeff" + "\n".join([header, *rows, ""])).encode()


def bearable() -> bytes:
    """Bearable's export: one reading a row, days in English, parts of a day for times."""
    header = '"date","weekday","time of day","category","rating/amount","detail","notes"'
    rows = [
        '"1st Mar 2026","Sunday","am","Symptom","2","Muscle twitching (calf) (Moderate)",""',
        '"1st Mar 2026","Sunday","23:10","Symptom","1","Muscle twitching (eyelid) (Mild)",""',
        '"1st Mar 2026","Sunday","all day","Factors","","Coffee | Football",""',
        '"2nd Mar 2026","Monday","","Sleep","7:10","In bed 23:30 - 06:40",""',
        '"2nd Mar 2026","Monday","mid","Symptom","1","Headache (Mild)","after work"',
        '"3rd Mar 2026","Tuesday","2:30","Symptom","3","Cramp (Severe)",""',
    ]
    return "\n".join([header, *rows, ""]).encode()


SHAPES = {
    "german_excel": ("Tagebuch.csv", german_excel),
    "google_forms": ("Form responses.xlsx", google_forms),
    "notes": ("Notes.txt", NOTES.encode),
    "one_row_a_day": ("days.csv", one_row_a_day),
    "daylio": ("daylio_export.csv", daylio),
    "bearable": ("bearable.csv", bearable),
}
