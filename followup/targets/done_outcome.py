"""An outcome that is no figure: yes or no, done or not, or the day when it was done; and the cell it stands in."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed, as_text
from followup.form.values import Missing
from followup.form.written.plain_text import in_lines, plain, without_hidden_signs
from followup.frozen import frozen
from followup.locale import Message, Words, _
from followup.locale.numbers import show_date
from followup.rulebook.cells import OUTCOME_IS_YES_OR_NO
from followup.targets.model import Kind, Target

ANSWERED_BY_DONE = frozenset({Kind.BOOLEAN, Kind.DEADLINE})
NO = re.compile(r"(?:nej|no)\b[^0-9]*", re.IGNORECASE)


@frozen
class DoneAnswer:
    """Done or not, and when as ``times`` writes it; empty where it does not say."""

    done: bool
    when: str = ""


def is_answered_by_done(target: Target) -> bool:
    """Whether yes, no, done or a day answers a target, and no figure does."""
    return target.kind in ANSWERED_BY_DONE and not target.parts


def answer_in(text: str) -> DoneAnswer | None:
    """What an answer says: "Ja", "Ej klart", "Klart 2022-03-01", "15 april 2022"; None when it is no such answer."""
    from followup.targets.parse import parse_outcome, parse_target

    if NO.fullmatch(text.strip()):
        return DoneAnswer(False)
    if text.strip().casefold() == "yes":
        return DoneAnswer(True)
    meant = parse_target(text)
    if meant.parts or meant.kind not in ANSWERED_BY_DONE:
        return None
    if meant.kind is Kind.DEADLINE:
        return DoneAnswer(True, meant.deadline)
    says_so = parse_outcome(text).kind is Kind.BOOLEAN or meant.yes is False
    return DoneAnswer(bool(meant.yes), meant.deadline if meant.yes else "") if says_so else None


HELP = _(
    "Write Yes, No, Done, Not done or the day when it was done. If you cannot say, leave the cell empty and say why in "
    "the comment."
)


@frozen
class DoneCell(CellType):
    """Kept as text, as it was written. ``by_day`` says that the target names the last day."""

    by_day: bool = False
    number_format = "@"

    def help(self) -> Message:
        return HELP

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, bool):
            return Parsed("Ja" if raw else "Nej")
        if isinstance(raw, date):
            return Parsed(show_date(raw.date() if isinstance(raw, datetime) else raw))
        if isinstance(raw, Decimal):
            return Parsed(problem=OUTCOME_IS_YES_OR_NO.problem(help=HELP))
        text = plain(without_hidden_signs(in_lines(as_text(raw))))
        from followup.targets.parse import parse_outcome

        if answer_in(text) is not None:
            return Parsed(text)
        if parse_outcome(text).missing_reason:
            return Parsed(Missing(text))
        return Parsed(problem=OUTCOME_IS_YES_OR_NO.problem(help=HELP))

    def validation(self, words: Words) -> Validation | None:
        if self.by_day:
            return Validation("any", help=words(self.help()))
        choices = (words(_("yes")).capitalize(), words(_("no")).capitalize())
        return Validation("list", help=words(self.help()), choices=choices, strict=False)
