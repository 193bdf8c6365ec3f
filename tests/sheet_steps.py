"""The steps of a table of one's own as somebody takes them who believes each guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.forms import PageForm, post_forms

SHEET = "/import/sheet/"
Sent = dict[str, Any]


@dataclass
class Steps:
    """A file that is brought; ``asked`` are the steps that were answered, ``html`` the last page.

    ``own`` are answers by the step that are not the guess.
    """

    client: Client
    own: dict[str, Callable[[Sent], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    html: str = ""

    def bring(self, name: str, content: bytes) -> Steps:
        """Send the file."""
        file = SimpleUploadedFile(name, content)
        answer = self.client.post("/import/", {"file": file}, follow=True)
        self.html = answer.content.decode()
        return self

    @property
    def form(self) -> PageForm:
        """The step's own form on the page."""
        return next(form for form in post_forms(self.html) if form.action == SHEET)

    @property
    def step(self) -> str:
        """Which step the page is, by its first form; "" on a page without one."""
        forms = [form for form in post_forms(self.html) if form.action == SHEET]
        return forms[0].sends().get("step", [""])[0] if forms else ""

    def sends(self) -> Sent:
        """What the form of the step sends, with one's own answer where there is one."""
        button = next((button for button in self.form.buttons if button.name != "again"), None)
        sent: Sent = self.form.sends(button)
        if own := self.own.get(self.step):
            own(sent)
        return sent

    def answer(self) -> Steps:
        """Take one step."""
        self.asked.append(self.step)
        answer = self.client.post(SHEET, self.sends(), follow=True)
        assert answer.status_code == 200, answer.content.decode()
        self.html = answer.content.decode()
        return self

    def to_preview(self) -> Steps:
        """Take all steps up to the preview, where the file can be stored or not."""
        while self.step not in ("store", "leave_wrong", "drop", ""):
            assert len(self.asked) < 12, self.asked
            self.answer()
        return self

    def store(self) -> Steps:
        """And the last one."""
        return self.to_preview().answer()


def picks(*wanted: str) -> Callable[[Sent], None]:
    """Tick the things of which one of these words is a part."""

    def tick(sent: Sent) -> None:
        sent["picked"] = list(wanted)

    return tick
