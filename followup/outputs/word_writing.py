"""A Word document being written: what every chapter needs at hand."""

from __future__ import annotations

from pathlib import Path

from followup.documents.declared import Document
from followup.files.docx_write import WordFile
from followup.locale import Words
from followup.outputs.showing import WORKING, published_mark
from followup.plan.model import Plan, Unit
from followup.stages.consolidating import Consolidated
from followup.stages.revising import Revision

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


class Writing:
    """One document on its way; ``unit`` is set where it is about one unit only, and ``result`` then holds only that.

    One that ``skims`` wants headings and paragraphs, and no tables: those of a whole round take a while to make.
    With a ``revision`` it is about the new plan; ``result`` is then the round of the plan before.
    """

    skims = False

    def __init__(
        self,
        declared: Document,
        result: Consolidated,
        template: Path,
        unit: Unit | None = None,
        revision: Revision | None = None,
    ) -> None:
        self.declared = declared
        self.result = result
        self.unit = unit
        self.revision = revision
        self.plan: Plan = revision.new if revision else result.plan
        self.words: Words = self.plan.words
        self.file = self.open(template)
        self.always_lying = self.lying = self.file.is_lying

    def open(self, template: Path) -> WordFile:
        """The file that is written, from its template."""
        return WordFile(template, self.fields(), LANGUAGES[self.words.language])

    def own_text(self, kind: str) -> str:
        """The plan's text of a kind for this document, by its key or its title; empty where there is none."""
        names = (self.declared.key, self.words(self.declared.title).casefold())
        return next((text for name in names if (text := self.plan.texts.get((kind, name), ""))), "")

    def fields(self) -> dict[str, str]:
        """What a Word template may name between double braces: those of ``documents/placeholders.py``."""
        whose = self.unit.name if self.unit else self.plan.text("region")
        closes = self.plan.day("period_to")
        report, own = self.plan.text("title") or self.plan.round, self.own_text("heading")
        return {
            "title": own or report,
            "subtitle": f"{whose} · {report if own else self.words(self.declared.title)}",
            "status": self.words(published_mark(self.plan, self.result.tables) if self.result.published else WORKING),
            "region": self.plan.text("region"),
            "dnr": self.plan.text("dnr"),
            "unit": self.unit.name if self.unit else self.plan.text("sender") or self.plan.text("region"),
            "document": self.words(self.declared.title),
            "round": self.plan.round,
            "period_to": closes.isoformat() if closes else "",
            "date": str(self.plan.day("document_date") or ""),
            "contact": self.plan.text("contact"),
            "sender": self.plan.text("sender"),
        }

    def turn(self, lying: bool) -> None:
        """Go on on a page that lies or stands; where the template's own page lies, all of them do."""
        lying = lying or self.always_lying
        if lying != self.lying:
            self.file.turn(lying)
            self.lying = lying
