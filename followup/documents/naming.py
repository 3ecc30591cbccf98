"""What the rows that declare documents name: sections, columns, scales and kinds of text, by their ids or as they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from followup.form.cells.text import Choice
from followup.form.columns import Column
from followup.form.section import Section
from followup.form.terms.period_names import short_names_of
from followup.form.terms.scales import Scales
from followup.form.traits import DeclaredInPlan
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.locale import LANGUAGES, Message, Words, _
from followup.plan.model import Plan
from followup.plan.sheets import SCALE_KIND, TEXT_KIND

BRACES = {"period": "period", "före": "before", "år": "year", "året före": "year_before"}
"""What headings and titles may have between braces, as people write it, and as it is filled in."""

FALLING, NO_GROUP = _("falling"), _("none")
"""What is written behind the column that rows are ordered by, the largest first; and where they are not to be grouped."""


class RowOrder(NamedTuple):
    """The column that rows are ordered by: empty where none is, ``descending`` with the largest first."""

    column: str
    descending: bool = False


@frozen
class KnownNames:
    """What there is to name: the sections of a plan, and the plan."""

    sections: Sequence[Section]
    plan: Plan

    def section(self, name: str) -> Section | None:
        """The section of an id or a title, in any language and in the region's own words."""
        return self._sections_by_name.get(folded(name))

    def sections_named(self, names: Iterable[str]) -> list[Section]:
        """Those that there are of several."""
        return [section for name in names if (section := self.section(name)) is not None]

    def column(self, section: Section, name: str) -> str:
        """The key of a column: of the form, else of the section's sheet in the plan; a base for the columns of its parts.
        Empty for one that there is not."""
        if id(section) not in self._columns_by_name:
            self._columns_by_name[id(section)] = section, self._named_columns(section)
        return self._columns_by_name[id(section)][1].get(folded(name), "")

    @cached_property
    def _sections_by_name(self) -> Mapping[str, Section]:
        by_id = {folded(section.key): section for section in reversed(self.sections)}
        by_title = {text: section for section in reversed(self.sections) for text in self._written(section.title)}
        return by_title | by_id

    @cached_property
    def _columns_by_name(self) -> dict[int, tuple[Section, Mapping[str, str]]]:
        """By the identity of a section, which stays as long as it is kept here."""
        return {}

    def _named_columns(self, section: Section) -> Mapping[str, str]:
        """The keys of a section's columns by what they may be called; of two that are called the same, the first."""
        columns, keys = list(self.columns(section)), dict[str, str]()
        for column in columns:
            keys.setdefault(folded(column.base), column.base)
            for name in (folded(column.key), *chain.from_iterable(map(self._written, column.written_titles))):
                keys.setdefault(name, column.key)
        for column in columns:
            # Of women, men and all together documents have one column, called as all their titles begin.
            if column.part and column.base != column.key:
                for name in self._written(column.title, words=1):
                    keys.setdefault(name, column.base)
        # A heading as the sheet of columns has it, with {period}: it is the same next round.
        declared = section.trait(DeclaredInPlan)
        for heading, key in declared.headings if declared is not None else ():
            keys.setdefault(folded(heading), key)
        return keys

    def order(self, section: Section, text: str) -> RowOrder:
        """The column that rows are ordered by, and whether the largest comes first; no column for one that there is not."""
        if key := self.column(section, text):
            return RowOrder(key)
        words = "|".join(map(re.escape, self._in_any_language(FALLING)))
        falling = re.fullmatch(rf"(.+?)[\s,(]+(?:{words})\)?", text.strip(), re.IGNORECASE)
        return RowOrder(self.column(section, falling[1]), True) if falling else RowOrder("")

    def group(self, section: Section, text: str) -> str | None:
        """The column whose values have a table each: empty where they are to have one together, None where there is no such
        column."""
        if key := self.column(section, text):
            return key
        return "" if folded(text) in self._in_any_language(NO_GROUP) else None

    def columns(self, section: Section) -> Iterator[Column]:
        """The columns of the section's form, then those of its sheets in the plan; of a table that the plan declares these
        say how it is made, and nothing of its rows."""
        yield from section.expanded(self.plan)
        if not section.has(DeclaredInPlan):
            yield from (column for sheet in section.plan for column in sheet.columns if isinstance(column, Column))

    def scale(self, name: str) -> str:
        """The kind of a scale by its kind or by what the plan calls it; empty for one that there is not."""
        scales: Scales = self.plan.scales
        kind = _key_of(SCALE_KIND, name)
        found = scales.of(name)
        return kind or (found.kind if found is not None else "")

    def kind_of_text(self, name: str) -> str:
        """The key of a kind of text."""
        return _key_of(TEXT_KIND, name)

    def _written(self, title: Message, words: int | None = None) -> set[str]:
        """A title as it may be written: in any language, as the plan has renamed it, and with braces where it has a date; of
        so many of its first ``words``, where not of all.
        """
        if "{" not in title.id:
            titles = [title]
        else:
            braces = {key: f"{{{written}}}" for written, key in BRACES.items()}
            period = self.plan.period
            titles = [title.filled(**names) for names in (short_names_of(period), period.labels, braces)]
        texts = (text for written in titles for text in self._in_any_language(written))
        return {" ".join(text.split(" ")[:words]) for text in texts}

    def _in_any_language(self, message: Message) -> set[str]:
        """A message as it compares, in any language and in the region's own words."""
        return {folded(language(message)) for language in (self.plan.words, *map(Words, LANGUAGES))}


def _key_of(choice: Choice, word: str) -> str:
    value = choice.parse(word).value
    return value if isinstance(value, str) else ""
