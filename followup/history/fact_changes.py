"""What differs between two tables of facts of one round: figures, levels and answers, each with what it was and is."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import zip_longest
from operator import itemgetter
from typing import NamedTuple

from followup.form.terms.judgement import JudgementOrigin
from followup.history.past_facts import BESIDE_THE_ROUND, TableLines

ASIDE = frozenset(map(str, (JudgementOrigin.REPLACED, JudgementOrigin.BESIDE)))
"""Judgements that do not stand: what is said of them changes nothing that is read."""


class FactChange(NamedTuple):
    """A figure, a level or an answer that is another than it was; ``unit`` is empty for the region's own.

    Figures are written with a decimal point. ``text`` is what stands in words: an answer, a level's word, the reason for
    having no figure. All of one side is empty where there was, or is, nothing. The cell is that of what is there now.
    """

    unit: str
    unit_name: str
    section: str
    row: str
    label: str
    column: str
    part: str
    scale: str
    kind: str
    unit_of_measure: str
    value_before: str
    text_before: str
    level_before: str
    value_after: str
    text_after: str
    level_after: str
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def what(self) -> tuple[str, ...]:
        """What it is that has changed, whatever it was and is."""
        return (self.unit, self.section, self.row, self.column, self.part)


class FactLine(NamedTuple):
    """What is compared of a line of the facts; in the order of its columns there."""

    unit: str
    unit_name: str
    section: str
    row: str
    label: str
    column: str
    part: str
    kind: str
    value: str
    text: str
    missing_reason: str
    unit_of_measure: str
    level: str
    level_word: str
    origin: str
    reason: str
    note: str
    file: str
    sheet: str
    cell: str
    scale: str

    @property
    def statement(self) -> tuple[str, str, str]:
        """Figure, words and level; of a cell that could not be read that it could not."""
        words = self.text or self.level_word or self.missing_reason or ("" if self.value else self.note)
        return self.value, words, self.level


class FactKey(NamedTuple):
    """What a line tells of; ``number`` tells several judgements of one thing apart."""

    unit: str
    section: str
    row: str
    column: str
    part: str
    number: int


NOTHING_SAID = ("", "", "")
NOTHING_CHANGED = FactChange(*[""] * len(FactChange._fields))
"""Kept of a state since which nothing has changed yet: by it later changes are known to be all there are."""


class EditedDocument(NamedTuple):
    """A document that a person has edited, and what has changed since it was made; ``key`` is the declared document's."""

    file: str
    key: str
    changes: Sequence[FactChange]


def changes_between(before: TableLines, after: TableLines) -> list[FactChange]:
    """The changes from one table to another, both as ``export`` writes them, in the order of the table after; what is
    gone last. Lines that stand in both are not looked at: of a merge that changes little nearly all do.
    """
    old, new = lines_that_differ(before, after)
    changes = [_change(old.get(key), line) for key, line in new.items()]
    changes += [_change(line, None) for key, line in old.items() if key not in new]
    return [change for change in changes if change is not None]


def lines_that_differ(
    before: TableLines, after: TableLines
) -> tuple[Mapping[FactKey, FactLine], Mapping[FactKey, FactLine]]:
    """The lines of each table that do not stand in the other just so, by what they tell of."""
    gone, come = _not_in_both(before, after)
    return _by_key(_parsed(before, gone)), _by_key(_parsed(after, come))


def _not_in_both(before: TableLines, after: TableLines) -> tuple[Collection[bytes], Collection[bytes]]:
    """The lines of each table that the other has not.

    Both are gone through side by side, and what both have is forgotten: of two merges of a round few lines wait for each
    other, and of hundreds of units the tables would be much memory.
    """
    gone, come = set[bytes](), set[bytes]()
    for old, new in zip_longest(before, after):
        if old != new:
            for line, others, own in ((old, come, gone), (new, gone, come)):
                if line in others:
                    others.discard(line)
                elif line is not None:
                    own.add(line)
    if gone:  # but for those that stood there twice
        gone.difference_update(after)
    if come:
        come.difference_update(before)
    return gone, come


def join_changes(first: Iterable[FactChange], then: Iterable[FactChange]) -> list[FactChange]:
    """Two changes after each other as one; what came back to what it was has not changed."""
    joined = {change.what: change for change in first}
    for change in then:
        earlier = joined.pop(change.what, change)
        whole = change._replace(
            value_before=earlier.value_before, text_before=earlier.text_before, level_before=earlier.level_before
        )
        if (whole.value_before, whole.text_before, whole.level_before) != (
            whole.value_after,
            whole.text_after,
            whole.level_after,
        ):
            joined[change.what] = whole
    return list(joined.values())


def changes_in(content: bytes) -> dict[str, list[FactChange]]:
    """The changes in a file that a record keeps, by the state that they were since; of one without states by "".

    Lines of another form say nothing.
    """
    changes: dict[str, list[FactChange]] = {}
    width = len(FactChange._fields)
    for line in list(csv.reader(StringIO(content.decode("utf-8"), newline="")))[1:]:
        if len(line) in (width, width + 1):
            of_state = changes.setdefault(line[0] if len(line) > width else "", [])
            change = FactChange(*line[-width:])
            of_state += [change] if change != NOTHING_CHANGED else []
    return changes


def _parsed(table: TableLines, wanted: Collection[bytes]) -> Iterator[FactLine]:
    """Those lines of a table that are ``wanted``, tell something of this round, and stand."""
    if not wanted:
        return
    titles = next(iter(table))
    names = next(csv.reader([titles.decode("utf-8")]), [])
    if not set(FactLine._fields) <= set(names):
        return
    places = itemgetter(*map(names.index, FactLine._fields))
    text = b"\n".join(line for line in table if line in wanted and line != titles).decode("utf-8")
    for values in csv.reader(StringIO(text, newline="")):
        line = FactLine._make(places(values))
        if line.kind not in BESIDE_THE_ROUND and line.origin not in ASIDE:
            yield line


def _by_key(lines: Iterable[FactLine]) -> Mapping[FactKey, FactLine]:
    """Each by what it tells of; of several judgements of one thing, each by its number among them."""
    seen: Counter[tuple[str, ...]] = Counter()
    by_key: dict[FactKey, FactLine] = {}
    for line in lines:
        what = (line.unit, line.section, line.row, line.column, line.part)
        by_key[FactKey(*what, seen[what])] = line
        seen[what] += 1
    return by_key


def _change(before: FactLine | None, after: FactLine | None) -> FactChange | None:
    line = after or before
    statements = tuple(NOTHING_SAID if side is None else side.statement for side in (before, after))
    if line is None or statements[0] == statements[1]:
        return None
    place = (after.file, after.sheet, after.cell) if after is not None else ("", "", "")
    names = (line.unit, line.unit_name, line.section, line.row, line.label, line.column, line.part)
    return FactChange(*names, line.scale, line.kind, line.unit_of_measure, *statements[0], *statements[1], *place)
