"""Which row of a sheet is which row of the plan: by the hidden keys, and by labels and figures where the keys fail.

Rows are never told by where they stand, but for one case: rows with the same labels, when every row of the table is
there in the plan's order. What cannot be told is said to be unclear; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from followup.files.received import Raw
from followup.form.cells.base import as_text
from followup.form.columns import Column, Role
from followup.form.rows import Row
from followup.form.shapes.found_table import Found
from followup.form.shapes.prefilled import comparable, stands, texts
from followup.form.values import Value


@dataclass
class Rows:
    """``taken``: the sheet's row for each key. ``copies``: rows that stand for one already taken, with its key.

    ``unclear``: rows of which it cannot be told which they are. ``mixed``: keys of rows whose labels and figures
    belong to different rows. ``by_label`` tells that keys were lost, ``moved`` that they were left behind by a sort.
    """

    taken: dict[str, int] = field(default_factory=dict)
    copies: list[tuple[int, str]] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    mixed: set[str] = field(default_factory=set)
    by_label: bool = False
    moved: bool = False


def tell_rows(found: Found) -> Rows:
    """The rows of a grid. Where each key stands once beside its own labels and figures there is nothing to tell."""
    return _Teller(found).told()


class _Teller:
    """One table's rows."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.rows = {row.key: row for row in found.table.rows}
        columns = [(at, column) for at, key in found.columns.items() if (column := found.table.column(key)) is not None]
        self.labels = [(at, column) for at, column in columns if column.role is Role.LABEL]
        self.figures = [(at, column) for at, column in columns if column.role is Role.EARLIER]
        self.answers = [at for at, column in columns if column.role is Role.INPUT]
        places = {at for at, _column in self.figures}
        self.worked_out = {line for line, at in found.sheet.formulas if at in places}

    def told(self) -> Rows:
        keyed = {at: key for at, key in self.found.keys.items() if key in self.rows}
        taken = {key: at for at, key in keyed.items()}
        loose = self._loose()
        if not loose and len(taken) == len(keyed) and all(self._as_planned(key, at) for key, at in taken.items()):
            return Rows(taken)
        rows = self._by_labels(keyed, loose) if self._left_behind(keyed, loose) else self._by_keys(keyed, loose)
        rows.mixed = self._mixed(rows.taken)
        return rows

    def _loose(self) -> list[int]:
        """Rows of the table with something in its columns and no key."""
        found = self.found
        wanted = found.columns.keys()
        return [row for row in found.rows() if row not in found.keys and not wanted.isdisjoint(found.lines[row])]

    def _as_planned(self, key: str, at: int) -> bool:
        """Labels and figures just as the plan has them: the common case."""
        row, line = self.rows[key], self.found.lines[at]
        return (_are_alike(row, line, self.labels) or self._labels_stand(row, at)) and self._figures_stand(row, at)

    def _left_behind(self, keyed: dict[int, str], loose: Sequence[int]) -> bool:
        """Whether some row has the labels of another than its key says: keys do not follow a sort without them."""
        if any(
            key not in named if (named := self._named(at)) else self._is_of_another_table(at)
            for at, key in keyed.items()
        ):
            return True
        labelled = {key for at in loose for key in self._named(at) if self._labels_stand(self.rows[key], at)}
        return any(key in labelled and not self._named(at) for at, key in keyed.items())

    def _is_of_another_table(self, at: int) -> bool:
        """Whether its labels are those of a row of another table: a sort went over both."""
        line = self.found.lines[at]
        return any(
            place in line and comparable(as_text(line[place])) in self._elsewhere for place, _column in self.labels[:1]
        )

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """The first labels of the other tables' rows."""
        labels = ((table.rows, table.labels[0]) for table in self.found.siblings if table.labels)
        each = (text for rows, column in labels for row in rows for text in texts(row, column, self.found.known))
        return frozenset(each) - {text for _column, text in self._own}

    # ------------------------------------------------------------------------------------------ keys that can be trusted

    def _by_keys(self, keyed: dict[int, str], loose: Sequence[int]) -> Rows:
        """Each row by its key, of two the one whose labels agree; a row without a key by its labels."""
        rows = Rows()
        for at in sorted(keyed, key=lambda at: (not self._labels_stand(self.rows[keyed[at]], at), at)):
            _give(rows, keyed[at], at)
        placed = self._in_order(keyed, loose)
        known = len(rows.taken)
        claims = {at: self._only(at) or placed.get(at) for at in loose}
        self._by_claims(
            rows, {at: key for at, key in claims.items() if key not in rows.taken or self._holds_answers(at)}
        )
        rows.by_label = len(rows.taken) > known
        if self.rows.keys() <= rows.taken.keys():
            rows.unclear = [at for at in rows.unclear if self._named(at)]  # the others are notes of somebody's own
        return rows

    def _by_claims(self, rows: Rows, claims: dict[int, str | None]) -> None:
        """Rows by what their labels say. Of two that say the same none is right, unless they have the same answers."""
        for key in dict.fromkeys(claims.values()):
            ats = [at for at, claimed in sorted(claims.items()) if claimed == key]
            if key is not None and (key in rows.taken or len({self._answers_at(at) for at in ats}) == 1):
                for at in ats:
                    _give(rows, key, at)
            else:
                rows.unclear += [at for at in ats if self._holds_answers(at)]

    def _answers_at(self, at: int) -> tuple[object, ...]:
        line = self.found.lines[at]
        return tuple(line.get(place) for place in self.answers)

    def _in_order(self, keyed: dict[int, str], loose: Iterable[int]) -> dict[int, str]:
        """The rows by their order, where all of them are there and stand in the plan's order; else nothing."""
        seen = sorted([*keyed, *(at for at in loose if self._named(at))])
        if len(seen) != len(self.rows):
            return {}
        pairs = list(zip(seen, self.rows, strict=True))
        if all(key == keyed[at] if at in keyed else key in self._named(at) for at, key in pairs):
            return dict(pairs)
        return {}

    # ----------------------------------------------------------------------------------------- keys that were left behind

    def _by_labels(self, keyed: dict[int, str], loose: Sequence[int]) -> Rows:
        """Each row by its labels, and by its figures where labels are alike; the key counts no more."""
        rows = Rows(moved=True)
        claims = {at: self._only(at) for at in sorted([*keyed, *loose])}
        claims |= {
            at: key for at, key in keyed.items() if not self._named(at) and self._by_figures(at, self.rows) == key
        }
        doubtful = self._claimed_otherwise(keyed, claims)
        rows.unclear = [at for at, key in claims.items() if key in doubtful and self._holds_answers(at)]
        self._by_claims(rows, {at: key for at, key in claims.items() if key not in doubtful})
        return rows

    def _claimed_otherwise(self, keyed: dict[int, str], claims: dict[int, str | None]) -> set[str]:
        """Rows that another may be than has their labels: one with their key whose label is no row's, or one with
        their labels whose key is none's."""
        unknown = (at for at, key in self.found.keys.items() if key not in self.rows)
        by_label = {key for at in unknown for key in self._named(at)}
        nameless = {at: key for at, key in keyed.items() if claims[at] is None and not self._named(at)}
        return by_label | {key for at, key in nameless.items() if self._holds_answers(at)}

    # -------------------------------------------------------------------------------------------------- what a row says

    def _named(self, at: int) -> frozenset[str]:
        """The rows that its labels may mean: all those with all of its labels, else the one that some label is of."""
        line = self.found.lines.get(at, {})
        seen = {column.key: comparable(as_text(line[place])) for place, column in self.labels if place in line}
        if not seen:
            return frozenset()
        whole = self._whole.get(tuple(seen.get(column.key, "") for _place, column in self.labels))
        if whole:
            return whole
        alone = [self._own.get((column, text), frozenset()) for column, text in seen.items()]
        pointed = frozenset[str]().union(*(each for each in alone if len(each) == 1))
        return pointed if len(pointed) == 1 and all(pointed <= each for each in alone if each) else frozenset()

    @cached_property
    def _whole(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The rows by all their labels, in each language."""
        found: dict[tuple[str, ...], set[str]] = {}
        for key, row in self.rows.items():
            for words in self.found.known:
                labels = tuple(next(iter(texts(row, column, (words,))), "") for _at, column in self.labels)
                found.setdefault(labels, set()).add(key)
        return {labels: frozenset(keys) for labels, keys in found.items()}

    @cached_property
    def _own(self) -> dict[tuple[str, str], frozenset[str]]:
        """The rows by a single label."""
        found: dict[tuple[str, str], set[str]] = {}
        for key, row in self.rows.items():
            for _at, column in self.labels:
                for text in texts(row, column, self.found.known):
                    found.setdefault((column.key, text), set()).add(key)
        return {label: frozenset(keys) for label, keys in found.items()}

    def _only(self, at: int) -> str | None:
        """The one row that it must be: by its labels, and by its figures where several have them."""
        named = self._named(at)
        return next(iter(named)) if len(named) == 1 else self._by_figures(at, named)

    def _by_figures(self, at: int, among: Iterable[str]) -> str | None:
        """The one whose figures from before all stand here; a row without figures says nothing."""
        if not any(place in self.found.lines[at] for place, _column in self.figures):
            return None
        alike = [key for key in among if self._has_figures(self.rows[key]) and self._figures_stand(self.rows[key], at)]
        return alike[0] if len(alike) == 1 else None

    def _labels_stand(self, row: Row, at: int) -> bool:
        return self._all_stand(row, at, self.labels)

    def _figures_stand(self, row: Row, at: int) -> bool:
        """Where the row is no sum a formula is no figure of the plan's: it came from one that is."""
        if row.sums or at in self.worked_out:
            return bool(row.sums)
        return _are_alike(row, self.found.lines.get(at, {}), self.figures) or self._all_stand(row, at, self.figures)

    def _all_stand(self, row: Row, at: int, columns: Sequence[tuple[int, Column]]) -> bool:
        line, known = self.found.lines.get(at, {}), self.found.known
        return all(stands(row, column, line.get(place), known) for place, column in columns)

    def _has_figures(self, row: Row) -> bool:
        return not row.sums and any(row.cells.get(column.key) is not None for _place, column in self.figures)

    def _holds_answers(self, at: int) -> bool:
        line = self.found.lines[at]
        return any(place in line and (at, place) not in self.found.sheet.formulas for place in self.answers)

    # ------------------------------------------------------------------------------- rows of which parts were moved

    def _mixed(self, taken: dict[str, int]) -> set[str]:
        """Rows to which answers may have come that are another's: all but those with labels and figures of their own.

        Only a figure that another row of the table lost counts: one that was corrected by hand is not moved.
        """
        torn = [(place, column) for place, column in self.figures if self._torn(place, column, taken)]
        if not torn:
            return set()
        own = {column.key: Counter(row.cells.get(column.key) for row in self.rows.values()) for _place, column in torn}
        return {
            key
            for key, at in taken.items()
            if self._named(at) != {key}
            or not self._figures_stand(self.rows[key], at)
            or not all(_is_its_alone(self.rows[key], column, own[column.key]) for _place, column in torn)
        }

    def _torn(self, place: int, column: Column, taken: dict[str, int]) -> bool:
        """Whether a row has in this column what another row should have had and has not."""
        known = self.found.known
        here = {key: self.found.lines[at].get(place) for key, at in taken.items()}
        off = [
            row
            for row in self.rows.values()
            if not row.sums and not (row.key in here and stands(row, column, here[row.key], known))
        ]
        lost = {text for row in off for text in texts(row, column, known)}
        found = (raw for row in off if (raw := here.get(row.key)) is not None)
        return any(comparable(as_text(raw)) in lost for raw in found)


def _are_alike(row: Row, line: Mapping[int, Raw], columns: Sequence[tuple[int, Column]]) -> bool:
    """Whether the cells of a row hold the very values of the plan: then there is no need to compare them as texts."""
    cells = row.cells
    return all(line.get(place) == cells.get(column.key) for place, column in columns)


def _is_its_alone(row: Row, column: Column, times: Counter[Value]) -> bool:
    """Whether the row has a figure there that no other row has."""
    value = row.cells.get(column.key)
    return value is not None and times[value] == 1


def _give(rows: Rows, key: str, at: int) -> bool:
    """Whether the row was free; one that stands twice keeps its first."""
    if key in rows.taken:
        rows.copies.append((at, key))
        return False
    rows.taken[key] = at
    return True
