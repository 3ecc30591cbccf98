"""A Word document being written: what every chapter needs at hand."""

from __future__ import annotations

from pathlib import Path

from followup.documents.declared import Document
from followup.files.docx_write import WordFile
from followup.form.frame import Frame
from followup.form.units import Unit
from followup.locale import Words
from followup.outputs.showing import WORKING, published_mark
from followup.stages.consolidating import Region
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
        result: Region,
        template: Path,
        unit: Unit | None = None,
        revision: Revision | None = None,
    ) -> None:
        self.declared = declared
        self.result = result
        self.unit = unit
        self.revision = revision
        self.frame: Frame = revision.new.frame if revision else result.frame
        self.words: Words = self.frame.words
        self.file = self.open(template)
        self.always_lying = self.lying = self.file.is_lying

    def open(self, template: Path) -> WordFile:
        """The file that is written, from its template."""
        return WordFile(template, self.fields(), LANGUAGES[self.words.language])

    def own_text(self, kind: str) -> str:
        """The plan's text of a kind for this document, by its key or its title; empty where there is none."""
        names = (self.declared.key, self.words(self.declared.title).casefold())
        return next((text for name in names if (text := self.frame.texts.get((kind, name), ""))), "")

    def fields(self) -> dict[str, str]:
        """What a Word template may name between double braces: those of ``documents/placeholders.py``."""
        whose = self.unit.name if self.unit else self.frame.sender.region
        closes = self.frame.period.last
        report, own = self.frame.sender.title or self.frame.round, self.own_text("heading")
        return {
            "title": own or report,
            "subtitle": f"{whose} · {report if own else self.words(self.declared.title)}",
            "status": self.words(published_mark(self.frame, self.result.tables) if self.result.published else WORKING),
            "region": self.frame.sender.region,
            "dnr": self.frame.sender.dnr,
            "unit": self.unit.name if self.unit else self.frame.sender.desk or self.frame.sender.region,
            "document": self.words(self.declared.title),
            "round": self.frame.round,
            "period_to": closes.isoformat() if closes else "",
            "date": str(self.frame.period.dated or ""),
            "contact": self.frame.sender.contact,
            "sender": self.frame.sender.desk,
        }

    def turn(self, lying: bool) -> None:
        """Go on on a page that lies or stands; where the template's own page lies, all of them do."""
        lying = lying or self.always_lying
        if lying != self.lying:
            self.file.turn(lying)
            self.lying = lying
