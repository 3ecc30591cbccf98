"""Texts that go into a published document, and say a figure that is masked in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.values import Missing, ProseAnswer
from followup.frozen import frozen
from followup.locale import Message, _
from followup.rulebook.privacy import MASKED_NUMBER_IN_TEXT
from followup.rules.figures.figures_in_text import TextFigure, figures_in

if TYPE_CHECKING:
    from followup.region.consolidating import Region

MOST_NAMED = 3
"""Of the masked figures that a number may be: who reads the text needs to know that there are some, not each."""


@frozen
class MaskedFigure:
    """A figure that is not shown: whose (empty for the region), of what, and whether it is a share of 0–1."""

    unit: str
    figure: Decimal
    called: str
    share: bool = False


@frozen
class PublishedText:
    """A text as it goes into a document; ``units`` are those that it is about, None where it may be about any."""

    place: Place
    text: str
    units: frozenset[str] | None = None


def texts_that_tell(result: Region, masked: Sequence[MaskedFigure], reported: Collection[Place]) -> Iterator[Finding]:
    """A finding for each figure of a text that is also masked; texts ``reported`` already are passed by."""
    for text in published_texts(result) if masked else ():
        # A comment beside the masked cell is already named, and once is enough to have it read.
        if text.place in reported:
            continue
        # Only those of the units that the text is about: a 3 of another unit's is no leak of this one's.
        figures = [figure for figure in masked if text.units is None or figure.unit in text.units]
        for figure in dict.fromkeys(figures_in(text.text)):
            named = [judgement.called for judgement in figures if figure.tells(judgement.figure, judgement.share)]
            if named:
                yield text_says_a_masked_figure(text.place, figure, named)


def text_says_a_masked_figure(place: Place, figure: TextFigure, masked: Sequence[str]) -> Finding:
    """``masked`` are the names of the masked figures that the figure may be."""
    names = tuple(dict.fromkeys(masked))
    listed: tuple[str | Message, ...] = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        listed = (*listed, _("{n} more", n=len(names) - MOST_NAMED))
    return Finding.of(place, MASKED_NUMBER_IN_TEXT.problem(figures=listed), figure.written)


def published_texts(result: Region) -> Iterator[PublishedText]:
    """Every text that somebody has written and that a document may print."""
    yield from _answers(result)
    for question in result.questions.values():
        if question.edited is not None:
            whose = {row.unit.id for row in question.rows if row.unit is not None} | {""}
            yield PublishedText(question.edited.place, str(question.edited.text), frozenset(whose))
    for override in result.decisions.overrides:
        yield PublishedText(override.place, override.why, frozenset({override.unit}) if override.unit else None)
    yield from (PublishedText(passage.place, passage.text) for passage in result.frame.passages)
    yield from (PublishedText(goal.place, goal.intro) for goal in result.frame.goals.now if goal.place is not None)


def _answers(result: Region) -> Iterator[PublishedText]:
    """What units have answered in words: comments, answers of any length, why there is no figure."""
    for table in result.tables:
        columns = [column for column in table.columns if column.role is Role.INPUT]
        for row in table.rows if columns else ():
            whose = frozenset({row.unit.id if row.unit else ""})
            for column in columns:
                value = row.filled[column.key]
                in_words = isinstance(row.filled.row.type_of(column), Text | Prose)
                if isinstance(value, Missing) or (isinstance(value, ProseAnswer | str) and in_words):
                    yield PublishedText(row.filled.place(column.key), str(value), whose)
