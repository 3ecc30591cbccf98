"""What the rows of a list stand under, as rows of a tree in the plan: found there, or added with an id and a parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.columns import Column, ColumnMeaning
from followup.form.section import Section
from followup.form.written.plain_text import folded, plain
from followup.plan.importing.fields import Field
from followup.plan.importing.list_lines import Above, bare_name
from followup.plan.importing.names.new_ids import NewIds
from followup.plan.importing.names.twin_names import TwinNames
from followup.plan.importing.new_rows import NewRow, RowPlaces
from followup.plan.model import Plan


class GoalPaths:
    """The rows of a ``sheet`` whose rows have a parent among them; ``added`` are those that the plan lacks, parents first."""

    def __init__(self, plan: Plan, sheet: Section, places: RowPlaces, said: Mapping[str, str]) -> None:
        """``said`` are ids by names, folded, as somebody has said that they are meant."""
        self.sheet, self.places, self.plan, self.said = sheet, places, plan, said
        columns = sheet.expanded(plan)
        self.parent = next(column.key for column in columns if column.refers == sheet.key)
        self.noun = _meaning(columns, ColumnMeaning.NOUN)
        self.name = _meaning(columns, ColumnMeaning.NAME)
        self.added: list[NewRow] = []
        self._names: dict[str, list[str]] = {}
        self._parents: dict[str, str] = {}
        self._nouns: dict[int, str] = {}
        rows = plan.every_row(sheet.key)
        self.ids = NewIds(row.text("id") for row in rows)
        for row in rows:
            self._know(row.text("id"), row.text(self.name), row.text(self.parent))
        for row in rows:
            self._nouns.setdefault(self._depth(row.text("id")), row.text(self.noun))

    def _know(self, id_: str, name: str, parent: str) -> None:
        self._names.setdefault(folded(bare_name(name)), []).append(id_)
        self._parents[id_] = parent

    def _depth(self, id_: str) -> int:
        return len(self._above(id_))

    def _above(self, id_: str) -> list[str]:
        """The parents of a row, the nearest first; a ring of them ends where it began."""
        above: list[str] = []
        while (id_ := self._parents.get(id_, "")) and id_ not in above:
            above.append(id_)
        return above

    def find(
        self, levels: Sequence[Field], above: Mapping[str, Above], sheet_name: str, adds: bool = True
    ) -> tuple[str, bool]:
        """The id of the lowest row of a path, and whether the plan had it; an empty one of an empty path, or of one that the
        plan lacks where nothing is to be added for it.
        """
        parent, was_there = "", True
        for depth, field in enumerate(field for field in levels if field.key in above):
            step = above[field.key]
            known = self._known(step.text, parent)
            was_there = bool(known)
            if not (known or adds):
                return "", False
            parent = known or self._add(step, parent, depth, field, sheet_name)
        return parent, was_there

    def twin_of(self, levels: Sequence[Field], above: Mapping[str, Above]) -> tuple[Above, str] | None:
        """The first step of a path that the plan lacks, where it has one of nearly that name at the same height, with that
        name; None where it has not.
        """
        parent = ""
        for depth, field in enumerate(field for field in levels if field.key in above):
            step = above[field.key]
            known = self._known(step.text, parent)
            if not known:
                near = TwinNames(self._names_at(depth, parent)).of(step.text)
                return (step, near) if near and folded(plain(step.text)) not in self.said else None
            parent = known
        return None

    def _names_at(self, depth: int, parent: str) -> Mapping[str, str]:
        """The plan's own rows at a height, under a parent where there is one: ids by names."""
        return {
            bare_name(row.text(self.name)): row.text("id")
            for row in self.plan.every_row(self.sheet.key)
            if self._depth(row.text("id")) == depth and (not parent or parent in self._above(row.text("id")))
        }

    def _known(self, name: str, parent: str) -> str:
        """The row that somebody has said is meant, else that of the name under a parent, or below it; of several under no
        parent none is meant for sure.
        """
        if (said := self.said.get(folded(plain(name)), "")) in self._parents:
            return said
        ids = self._names.get(folded(name), [])
        under = [id_ for id_ in ids if not parent or parent in self._above(id_)]
        return under[0] if len(under) == 1 or (parent and under) else ""

    def _add(self, step: Above, parent: str, depth: int, field: Field, sheet_name: str) -> str:
        id_ = self.ids.of(step.text)
        noun = self._nouns.setdefault(depth, _noun(step.title) or self.plan.words(field.title))
        place = self.places.of(sheet_name, *step.cell, noun)
        cells = {"id": id_, self.noun: noun, self.name: step.text} | ({self.parent: parent} if parent else {})
        self.added.append(NewRow(self.sheet.key, cells, place, {self.name: place}))
        self._know(id_, step.text, parent)
        return id_


def _meaning(columns: Sequence[Column], meaning: ColumnMeaning) -> str:
    return next(column.key for column in columns if column.meaning is meaning)


def _noun(title: str) -> str:
    """What a list calls a level: the title of its column, as a word with a capital."""
    words = bare_name(title)
    return words[:1].upper() + words[1:].lower() if words.isupper() else words[:1].upper() + words[1:]
