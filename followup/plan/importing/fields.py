"""What a column of a list may mean: a column of the plan's sheet, or a level above its rows; and how its title tells."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, as_text
from followup.form.cells.text import Choice, Names, Text
from followup.form.columns import Column
from followup.form.section import Section
from followup.form.terms.units import EVERY_UNIT
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.locale import LANGUAGES, Message, Words, _
from followup.plan.directory import Directory
from followup.plan.lists.importable import Importable, ImportedColumn, ImportedLevel
from followup.plan.model import Plan

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EARLIER, EARLIER_TITLE = "earlier-figure", _("Earlier outcome")
"""What a column of figures of an earlier round means: several columns may, each of its own round."""
BESIDE = re.compile(r"[^\w/%#+-]+")
"""What parts the words of a title."""
NEAR = 0.84
"""How alike two titles are, 0–1, where one is a slip of the other: "Målvärd", "Indikatror"."""
WAYS_OF_PARTING = (re.compile(r"\s+(?:och|samt|and)\s+|&|\+"), re.compile(r"/"), re.compile(r"\s+"))
MOST_WORDS = 7
"""A text of more is a sentence, and no title."""
CERTAIN, LIKELY = 0.9, 0.6
"""From here on a meaning is certain, or likely; below it only what stands in the column speaks for it."""


@frozen
class Field:
    """One meaning. ``column`` is of the plan's sheet, None for a ``level`` above the rows; ``sheet`` is where names in it
    are rows of, empty where it holds none.
    """

    key: str
    title: Message
    declared: ImportedColumn
    column: Column | None
    level: ImportedLevel | None
    plan: Plan

    @cached_property
    def titles(self) -> frozenset[str]:
        """All that it is called, as titles compare."""
        own = {Words(language)(self.title) for language in LANGUAGES} | {self.plan.words(self.title), self.key}
        known = self.level.titles if self.level is not None else self.declared.titles
        return frozenset(plain_title(text) for text in (*own, *known))

    @property
    def directory(self) -> Directory | None:
        """The rows that a cell may name; None where it names none, or there are none yet."""
        directory = self.plan.directories.get(self.column.refers) if self.column is not None else None
        return directory if directory is not None and directory.spelled else None

    def knows(self, name: str) -> bool:
        """Whether a text names a row that a cell may name, one alone, or all of them."""
        directory = self.directory
        return (
            bool(self.word(name))
            or folded(name) in EVERY_UNIT
            or (directory is not None and len(directory.ids_of(name)) == 1)
        )

    @property
    def takes_several(self) -> bool:
        """Whether a cell may name several rows."""
        return self.column is not None and isinstance(self.column.type, Names) and bool(self.column.refers)

    def word(self, text: str) -> str:
        """What the plan writes for a word that lists use; empty where nothing is declared."""
        words = {plain_title(word): own for word, own in self.declared.words}
        return words.get(plain_title(text), "")

    def fits(self, raw: Raw, look: Look | None = None) -> bool | None:
        """Whether a value can stand here; None where anything can, so that a value says nothing."""
        if self.column is None:
            return None
        text = as_text(raw)
        if self.word(text):
            return True
        if self.declared.fits is not None:
            return self.declared.fits(text)
        if self.column.refers:
            directory = self.directory
            names = names_in(text, self.knows)
            return None if directory is None else any(map(self.knows, names))
        kind = self.column.type
        if (
            not isinstance(kind, CellType)
            or isinstance(kind, Text)
            or not (isinstance(kind, Choice) or _is_strict(kind))
        ):
            return None
        return kind.read(raw, look).value is not None


def _is_strict(kind: CellType) -> bool:
    """Whether a type refuses an ordinary word."""
    return kind.parse("ord").value is None


def fields_of(sheet: Section, plan: Plan) -> list[Field]:
    """What the columns of a list may mean, the levels first: of two that fit as well the first is taken."""
    trait = sheet.trait(Importable)
    assert trait is not None, "only what is declared so is imported"
    of_levels = trait.levels
    levels = () if of_levels is None else of_levels.levels
    key_of = "" if of_levels is None else of_levels.column
    fields = [Field(f"{level.key}-level", level.title, ImportedColumn(""), None, level, plan) for level in levels]
    if trait.figures is not None:
        of_figures = trait.figures
        fields.append(Field(EARLIER, EARLIER_TITLE, ImportedColumn("", of_figures.titles), None, None, plan))
    for column in sheet.expanded(plan):
        if column.key != key_of:  # the levels say what it holds
            fields.append(Field(column.key, column.title, trait.of_column(column.key), column, None, plan))
    return fields


def names_in(text: str, knows: Callable[[str], bool]) -> list[str]:
    """The names in a cell: with commas, semicolons or lines between, else in any way that gives names that are known.

    "Hälso- och sjukvård" is one name unless both halves are known; "HSF PSY" is two where both are.
    """
    whole = " ".join(text.split())
    if not whole or knows(whole):
        return [whole] if whole else []
    names: list[str] = []
    for part in (part for line in re.split(r"[,;\n]", text) if (part := " ".join(line.split()))):
        ways = (
            pieces
            for way in WAYS_OF_PARTING
            if len(pieces := [piece.strip() for piece in way.split(part) if piece.strip()]) > 1
        )
        names += [part] if knows(part) else next((pieces for pieces in ways if all(map(knows, pieces))), [part])
    return names


@lru_cache(4_096)
def plain_title(text: str) -> str:
    """A title as it compares: without years, brackets, hyphens at line ends and case."""
    text = re.sub(r"(\w)[-\u00ad]\s*\n\s*(\w)", r"\1\2", text)
    text = YEAR.sub(" ", folded(text.replace("\u00ad", "")))
    return " ".join(BESIDE.sub(" ", text).split()).strip(" -/") or folded(text)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a title names."""
    return tuple(int(year) for year in YEAR.findall(text))


def title_score(texts: Iterable[str], field: Field) -> float:
    """How surely a title is that of a field, 0–1, by the best of its ``texts``: of two rows, the one, the other, or both."""
    return max((_score(plain_title(text), field.titles) for text in texts), default=0.0)


def _score(text: str, titles: frozenset[str]) -> float:
    if not text:
        return 0.0
    if text in titles:
        return 1.0
    return _within(text, titles) or _near(text, titles)


def _within(text: str, titles: frozenset[str]) -> float:
    """A title of ours as whole words of a longer one: more of it, more surely."""
    words = text.split()
    if len(words) > MOST_WORDS:
        return 0.0
    best = 0.0
    for title in titles:
        own = title.split()
        if (
            len(own) < len(words)
            and len(title) > 2
            and any(words[at : at + len(own)] == own for at in _starts(words, own))
        ):
            # The first word of a title says what it is, the others which: "Målvärde helår".
            best = max(best, 0.62 + 0.2 * len(own) / len(words) + 0.08 * (words[: len(own)] == own))
    return best


def _starts(words: Sequence[str], own: Sequence[str]) -> range:
    return range(len(words) - len(own) + 1)


@lru_cache(8_192)
def _near(text: str, titles: frozenset[str]) -> float:
    if len(text) < 4:
        return 0.0
    ratios = (difflib.SequenceMatcher(None, text, title).ratio() for title in titles if abs(len(title) - len(text)) < 5)
    best = max(ratios, default=0.0)
    return best * 0.85 if best >= NEAR else 0.0


def content_share(field: Field, values: Iterable[tuple[Raw, Look | None]]) -> float | None:
    """How many of the values of a column can stand in a field, 0–1; None where that says nothing."""
    answers = list(_answers(field, values))
    return sum(answers) / len(answers) if answers else None


def _answers(field: Field, values: Iterable[tuple[Raw, Look | None]]) -> Iterator[bool]:
    for raw, look in values:
        answer = field.fits(raw, look)
        if answer is None:
            return
        yield answer
