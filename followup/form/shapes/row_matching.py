"""Which row of a sheet is which row of the plan: by the hidden keys, and by labels and figures where the keys fail.

Rows are never known by where they stand, but for one case: rows with the same labels, when every row of the table is
there in the plan's order. What cannot be known is said to be unclear; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import starmap

from followup.files.received import Raw
from followup.form.cells.base import as_text
from followup.form.columns import Column, Role
from followup.form.rows import Row
from followup.form.shapes.prefilled import comparable, stands, texts
from followup.form.shapes.table_match import TableMatch
from followup.form.values import Value
from followup.frozen import growing


@growing
class RowMatch:
    """``line_by_key``: the sheet's row for each key. ``copies``: rows that stand for one already taken, with its key.

    ``unclear``: rows of which nobody can know which they are. ``mixed``: keys of rows whose labels and figures
    belong to different rows. ``by_label`` tells that keys were lost, ``moved`` that they were left behind by a sort.
    """

    line_by_key: dict[str, int] = field(default_factory=dict)
    copies: list[tuple[int, str]] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    mixed: set[str] = field(default_factory=set)
    by_label: bool = False
    moved: bool = False


def match_rows(match: TableMatch) -> RowMatch:
    """The rows of a grid. Where each key stands once beside its own labels and figures there is nothing to tell."""
    return _RowMatcher(match).find_rows()


class _RowMatcher:
    """One table's rows."""

    def __init__(self, match: TableMatch) -> None:
        self.match = match
        self.rows = {row.key: row for row in match.table.rows}
        columns = [(at, column) for at, key in match.columns.items() if (column := match.table.column(key)) is not None]
        # Of labels that are gone from every row nothing is known: the others tell, as if there were no such column.
        self.labels = [
            (at, column)
            for at, column in columns
            if column.role is Role.LABEL and any(at in match.lines[row] for row in match.rows())
        ]
        self.figures = [(at, column) for at, column in columns if self._has_figures_of_plan(column)]
        self.answers = [at for at, column in columns if column.role is Role.INPUT]
        places = {at for at, column in self.figures if column.role is Role.EARLIER}
        self.worked_out = {line for line, at in match.sheet.formulas if at in places}

    def _has_figures_of_plan(self, column: Column) -> bool:
        """Whether it shows figures from before: in every row, or in those that are not asked for them."""
        is_asked = column.role is Role.INPUT
        return column.role is Role.EARLIER or (
            is_asked and any(row.is_of_plan(column.key) for row in self.rows.values())
        )

    def _figures_of(self, row: Row) -> Sequence[tuple[int, Column]]:
        """The columns in which a row's figure from before is the plan's, and not an answer."""
        if all(column.role is Role.EARLIER for _place, column in self.figures):
            return self.figures
        return [one for one in self.figures if one[1].role is Role.EARLIER or row.is_of_plan(one[1].key)]

    def find_rows(self) -> RowMatch:
        keyed = {at: key for at, key in self.match.keys.items() if key in self.rows}
        line_by_key = {key: at for at, key in keyed.items()}
        loose = self._rows_without_key()
        if (
            not loose
            and len(line_by_key) == len(keyed)
            and (self._all_as_typed(line_by_key) or all(starmap(self._as_planned, line_by_key.items())))
        ):
            return RowMatch(line_by_key)
        rows = (
            self._by_labels(keyed, loose) if self._has_keys_left_behind(keyed, loose) else self._by_keys(keyed, loose)
        )
        rows.mixed = self._mixed_rows(rows)
        return rows

    def _rows_without_key(self) -> list[int]:
        """Rows of the table with something in its columns and no key."""
        match = self.match
        column_places = match.columns.keys()
        return [row for row in match.rows() if row not in match.keys and not column_places.isdisjoint(match.lines[row])]

    def _all_as_typed(self, line_by_key: Mapping[str, int]) -> bool:
        """Whether labels and figures are the very values of the plan, looked at column by column: the common case."""
        return self._are_as_typed(line_by_key, self.labels) and self._are_as_typed(
            {key: at for key, at in line_by_key.items() if not self.rows[key].sums}, self.figures
        )

    def _are_as_typed(self, line_by_key: Mapping[str, int], columns: Sequence[tuple[int, Column]]) -> bool:
        if any(column.role is Role.INPUT for _place, column in columns):
            return False  # some of them are answers: looked at row by row
        rows = [self.rows[key].cells for key in line_by_key]
        lines = [self.match.lines[at] for at in line_by_key.values()]
        return all(
            [line.get(place) for line in lines] == [cells.get(column.key) for cells in rows]
            for place, column in columns
        ) and (columns is not self.figures or self.worked_out.isdisjoint(line_by_key.values()))

    def _as_planned(self, key: str, at: int) -> bool:
        """Labels and figures just as the plan has them."""
        row, line = self.rows[key], self.match.lines[at]
        return (_are_equal(row, line, self.labels) or self._labels_stand(row, at)) and self._figures_stand(row, at)

    def _has_keys_left_behind(self, keyed: dict[int, str], loose: Sequence[int]) -> bool:
        """Whether some row has the labels of another than its key says: keys do not follow a sort without them."""
        if any(
            key not in rows_meant if (rows_meant := self._rows_with_labels(at)) else self._is_of_another_table(at)
            for at, key in keyed.items()
        ):
            return True
        # A sort may take a row out of the range that has keys: its labels then stand on a row without one.
        labelled = {key for at in loose for key in self._rows_with_labels(at) if self._labels_stand(self.rows[key], at)}
        return any(key in labelled and not self._rows_with_labels(at) for at, key in keyed.items())

    def _is_of_another_table(self, at: int) -> bool:
        """Whether its labels are those of a row of another table: a sort went over both."""
        line = self.match.lines[at]
        return any(
            place in line and comparable(as_text(line[place])) in self._labels_of_siblings
            for place, _column in self.labels[:1]
        )

    @cached_property
    def _labels_of_siblings(self) -> frozenset[str]:
        """The first labels of the other tables' rows."""
        labels = ((table.rows, table.labels[0]) for table in self.match.siblings if table.labels)
        label_texts = (
            text for rows, column in labels for row in rows for text in texts(row, column, self.match.languages)
        )
        return frozenset(label_texts) - {text for _column, text in self._keys_by_label}

    # ------------------------------------------------------------------------------------------ keys that can be trusted

    def _by_keys(self, keyed: dict[int, str], loose: Sequence[int]) -> RowMatch:
        """Each row by its key, of two the one whose labels agree; a row without a key by its labels."""
        rows = RowMatch()
        # Of two rows with one key, that with the key's own labels is the row: the other was copied and retyped.
        for at in sorted(keyed, key=lambda at: (not self._labels_stand(self.rows[keyed[at]], at), at)):
            _assign(rows, keyed[at], at)
        placed = self._rows_by_order(keyed, loose)
        count = len(rows.line_by_key)
        claims = {at: self._row_at(at) or placed.get(at) for at in loose}
        self._by_claims(
            rows, {at: key for at, key in claims.items() if key not in rows.line_by_key or self._holds_answers(at)}
        )
        rows.by_label = len(rows.line_by_key) > count
        if self.rows.keys() <= rows.line_by_key.keys():
            # The others are notes of somebody's own.
            rows.unclear = [at for at in rows.unclear if self._rows_with_labels(at)]
        return rows

    def _by_claims(self, rows: RowMatch, claims: dict[int, str | None]) -> None:
        """Rows by what their labels say. Of two that say the same none is right, unless they have the same answers."""
        for key in dict.fromkeys(claims.values()):
            ats = [at for at, claimed in sorted(claims.items()) if claimed == key]
            # Two rows that say the same were copied: whichever is taken, nothing is lost. One that says what a row
            # with its own key says is a copy of it, whatever its answers.
            if key is not None and (key in rows.line_by_key or len({self._answers_at(at) for at in ats}) == 1):
                for at in ats:
                    _assign(rows, key, at)
            else:
                rows.unclear += [at for at in ats if self._holds_answers(at)]

    def _answers_at(self, at: int) -> tuple[object, ...]:
        line = self.match.lines[at]
        return tuple(line.get(place) for place in self.answers)

    def _rows_by_order(self, keyed: dict[int, str], loose: Iterable[int]) -> dict[int, str]:
        """The rows by their order, where all of them are there and stand in the plan's order; else nothing."""
        lines = sorted([*keyed, *(at for at in loose if self._rows_with_labels(at))])
        # With a row gone, order would put every answer below it one row too high.
        if len(lines) != len(self.rows):
            return {}
        pairs = list(zip(lines, self.rows, strict=True))
        if all(key == keyed[at] if at in keyed else key in self._rows_with_labels(at) for at, key in pairs):
            return dict(pairs)
        return {}

    # ----------------------------------------------------------------------------------------- keys that were left behind

    def _by_labels(self, keyed: dict[int, str], loose: Sequence[int]) -> RowMatch:
        """Each row by its labels, and by its figures where labels are alike; the key counts no more."""
        rows = RowMatch(moved=True)
        # Once keys are known to be on the wrong rows none of them decides, not even between rows with the same labels:
        # then figures do, or nobody.
        claims = {at: self._row_at(at) for at in sorted([*keyed, *loose])}
        claims |= {
            at: key
            for at, key in keyed.items()
            if not self._rows_with_labels(at) and self._by_figures(at, self.rows) == key
        }
        doubtful = self._claimed_otherwise(keyed, claims)
        rows.unclear = [at for at, key in claims.items() if key in doubtful and self._holds_answers(at)]
        self._by_claims(rows, {at: key for at, key in claims.items() if key not in doubtful})
        return rows

    def _claimed_otherwise(self, keyed: dict[int, str], claims: dict[int, str | None]) -> set[str]:
        """Rows that another may be than has their labels: one with their key whose label is no row's, or one with
        their labels whose key is none's. So is one that stands alone, its key's labels and its labels' key both gone: a sort
        would have left one of them, and it may as well be that its label was typed over.
        """
        unknown = (at for at, key in self.match.keys.items() if key not in self.rows)
        by_label = {key for at in unknown for key in self._rows_with_labels(at)}
        nameless = {at: key for at, key in keyed.items() if claims[at] is None and not self._rows_with_labels(at)}
        claimed, keys = set(claims.values()), set(keyed.values())
        alone = {
            meant for at, key in keyed.items() if (meant := claims[at]) and key not in claimed and meant not in keys
        }
        return by_label | alone | {key for at, key in nameless.items() if self._holds_answers(at)}

    # -------------------------------------------------------------------------------------------------- what a row says

    def _rows_with_labels(self, at: int) -> frozenset[str]:
        """The rows that its labels may mean: all those with all of its labels, else the one that some label is of."""
        line = self.match.lines.get(at, {})
        labels = {column.key: comparable(as_text(line[place])) for place, column in self.labels if place in line}
        if not labels:
            return frozenset()
        # All labels first: a name that is common ("Övrigt") means one row together with its number.
        by_all_labels = self._keys_by_labels.get(tuple(labels.get(column.key, "") for _place, column in self.labels))
        if by_all_labels:
            return by_all_labels
        by_single_label = [self._keys_by_label.get((column, text), frozenset()) for column, text in labels.items()]
        unambiguous = frozenset[str]().union(*(candidates for candidates in by_single_label if len(candidates) == 1))
        agreed = all(unambiguous <= candidates for candidates in by_single_label if candidates)
        # Labels of two rows in one are a row of which parts were moved: it is neither.
        return unambiguous if len(unambiguous) == 1 and agreed else frozenset()

    @cached_property
    def _keys_by_labels(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The rows by all their labels, in each language."""
        keys_by_labels: dict[tuple[str, ...], set[str]] = {}
        for key, row in self.rows.items():
            for words in self.match.languages:
                labels = tuple(next(iter(texts(row, column, (words,))), "") for _at, column in self.labels)
                keys_by_labels.setdefault(labels, set()).add(key)
        return {labels: frozenset(keys) for labels, keys in keys_by_labels.items()}

    @cached_property
    def _keys_by_label(self) -> dict[tuple[str, str], frozenset[str]]:
        """The rows by a single label."""
        keys_by_label: dict[tuple[str, str], set[str]] = {}
        for key, row in self.rows.items():
            for _at, column in self.labels:
                for text in texts(row, column, self.match.languages):
                    keys_by_label.setdefault((column.key, text), set()).add(key)
        return {label: frozenset(keys) for label, keys in keys_by_label.items()}

    def _row_at(self, at: int) -> str | None:
        """The one row that it must be: by its labels, and by its figures where several have them."""
        rows_meant = self._rows_with_labels(at)
        return next(iter(rows_meant)) if len(rows_meant) == 1 else self._by_figures(at, rows_meant)

    def _by_figures(self, at: int, among: Iterable[str]) -> str | None:
        """The one whose figures from before all stand here; a row without figures says nothing."""
        # Empty cells stand as the plan has them where it has none either: they would fit every new row.
        if not any(place in self.match.lines[at] for place, _column in self.figures):
            return None
        candidates = [
            key for key in among if self._has_figures(self.rows[key]) and self._figures_stand(self.rows[key], at)
        ]
        return candidates[0] if len(candidates) == 1 else None

    def _labels_stand(self, row: Row, at: int) -> bool:
        return self._all_stand(row, at, self.labels)

    def _figures_stand(self, row: Row, at: int) -> bool:
        """Where the row is no sum a formula is no figure of the plan's: it came from one that is."""
        if row.sums or at in self.worked_out:
            return bool(row.sums)
        figures, formulas = self._figures_of(row), self.match.sheet.formulas
        if figures is not self.figures and any((at, place) in formulas for place, _column in figures):
            return False
        return _are_equal(row, self.match.lines.get(at, {}), figures) or self._all_stand(row, at, figures)

    def _all_stand(self, row: Row, at: int, columns: Sequence[tuple[int, Column]]) -> bool:
        line, languages = self.match.lines.get(at, {}), self.match.languages
        return all(stands(row, column, line.get(place), languages) for place, column in columns)

    def _has_figures(self, row: Row) -> bool:
        return not row.sums and any(row.cells.get(column.key) is not None for _place, column in self.figures)

    def _holds_answers(self, at: int) -> bool:
        line = self.match.lines[at]
        return any(place in line and (at, place) not in self.match.sheet.formulas for place in self.answers)

    # ------------------------------------------------------------------------------- rows of which parts were moved

    def _mixed_rows(self, rows: RowMatch) -> set[str]:
        """Rows to which answers may have come that are another's: all but those with labels and figures of their own.

        Only a figure that another row of the table lost counts: one that was corrected by hand is not moved.
        """
        moved = [(place, column) for place, column in self.figures if self._has_moved_figure(place, column, rows)]
        if not moved:
            return set()
        figure_counts = {
            column.key: Counter(row.cells.get(column.key) for row in self.rows.values()) for _place, column in moved
        }
        return {
            key
            for key, at in rows.line_by_key.items()
            if self._rows_with_labels(at) != {key}
            or not self._figures_stand(self.rows[key], at)
            or not all(_is_unique(self.rows[key], column, figure_counts[column.key]) for _place, column in moved)
        }

    def _has_moved_figure(self, place: int, column: Column, rows: RowMatch) -> bool:
        """Whether a row has in this column what another row should have had and has not."""
        raw_by_key = {key: self.match.lines[at].get(place) for key, at in rows.line_by_key.items()}
        changed_rows = [
            row
            for row in self.rows.values()
            if not row.sums and not (row.key in raw_by_key and self._stands(row, column, raw_by_key[row.key]))
        ]
        lost_texts = {text for row in changed_rows for text in texts(row, column, self.match.languages)}
        raws = [raw_by_key.get(row.key) for row in changed_rows]
        # A row with the labels of several may be any of them: it tells only by a figure that is none of theirs.
        raws += [
            self.match.lines[at].get(place)
            for at in rows.unclear
            if (candidates := self._rows_with_labels(at)) and not self._is_of_any(candidates, column, at, place)
        ]
        return any(raw is not None and comparable(as_text(raw)) in lost_texts for raw in raws)

    def _is_of_any(self, keys: Iterable[str], column: Column, at: int, place: int) -> bool:
        """Whether one of the rows has what stands there, or is a sum: what stands in that came from others."""
        raw = self.match.lines[at].get(place)
        return any(self.rows[key].sums or self._stands(self.rows[key], column, raw) for key in keys)

    def _stands(self, row: Row, column: Column, raw: Raw | None) -> bool:
        return stands(row, column, raw, self.match.languages)


def _are_equal(row: Row, line: Mapping[int, Raw], columns: Sequence[tuple[int, Column]]) -> bool:
    """Whether the cells of a row hold the very values of the plan: then there is no need to compare them as texts."""
    cells = row.cells
    return all(line.get(place) == cells.get(column.key) for place, column in columns)


def _is_unique(row: Row, column: Column, times: Counter[Value]) -> bool:
    """Whether the row has a figure there that no other row has."""
    value = row.cells.get(column.key)
    return value is not None and times[value] == 1


def _assign(rows: RowMatch, key: str, at: int) -> bool:
    """Whether the row was free; one that stands twice keeps its first."""
    if key in rows.line_by_key:
        rows.copies.append((at, key))
        return False
    rows.line_by_key[key] = at
    return True
