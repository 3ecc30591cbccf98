"""What stands at the head of tables: their marks, the hidden keys of their columns, and their titles in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from followup.files.received import Raw
from followup.form.form import FormTable
from followup.form.layout.formulas import LayoutFormulas
from followup.form.layout.layout import MARK
from followup.form.shapes.prefilled import comparable, key_titles, titles
from followup.form.shapes.table_match import Layout
from followup.form.texts.folded_keys import fold_key, keys_by_fold, restore_spelling
from followup.locale import Words

FEWEST_TITLES = 2
"""A row with fewer titles than this, or than half of a table's, is not taken for its header: one title alone is an
ordinary word that may stand anywhere."""

MARK_WITHIN = 3
"""Of so many characters a mark has its sign: programs may have left a space before it."""

Hits = Mapping[str, frozenset[str]]
"""Keys of columns that stand on a row, in words or as keys, by table; only of tables that have some there."""


class HeadTexts:
    """The heads of some tables, worked out once for all units whose tables have the same columns; ``formulas`` are what
    their computed cells say, by layouts that were met.
    """

    def __init__(self, tables: Sequence[FormTable], languages: tuple[Words, ...]) -> None:
        self.languages = languages
        self.titles = {table.section.key: titles(table, languages) for table in tables}
        self.keys = {table.section.key: frozenset(column.key for column in table.columns) for table in tables}
        self.corners = key_titles(languages)
        self.formulas: dict[Layout, LayoutFormulas] = {}
        self._folded = {table: keys_by_fold(keys) for table, keys in self.keys.items()}
        self._marks = keys_by_fold(MARK + table for table in self.keys)
        self._texts: frozenset[str] = frozenset().union(*self.titles.values(), *self.keys.values())
        self._titled: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for table, keys_by_title in self.titles.items():
            for title, keys in keys_by_title.items():
                self._titled.setdefault(title, []).append((table, keys))
        self._tables_with_key: dict[str, list[str]] = {}
        for table, keys_of_columns in self.keys.items():
            for key in keys_of_columns:
                self._tables_with_key.setdefault(fold_key(key), []).append(table)

    def mark(self, raw: Raw) -> str:
        """The table whose mark this is; empty for anything else."""
        if not (isinstance(raw, str) and MARK in raw[:MARK_WITHIN]):
            return ""
        key = restore_spelling(raw, self._marks)[len(MARK) :]
        return key if key in self.keys else ""

    def has_mark(self, line: Mapping[int, Raw]) -> bool:
        """Whether a mark stands on a row."""
        return any(self.mark(raw) for raw in line.values())

    def key(self, table: str, raw: Raw) -> str:
        """The key of a column that this is; empty for anything else."""
        if not isinstance(raw, str) or raw in self.keys[table]:
            return raw if isinstance(raw, str) else ""
        key = restore_spelling(raw, self._folded[table])
        return key if key in self.keys[table] else ""

    def columns_titled_in(self, table: str, line: Mapping[int, Raw]) -> frozenset[str]:
        """The columns of a table whose titles stand on a row."""
        keys_by_title = self.titles[table]
        texts = (comparable(raw) for raw in line.values() if isinstance(raw, str))
        return frozenset(key for text in texts for key in keys_by_title.get(text, ()))

    def table_keyed_in(self, line: Mapping[int, Raw]) -> str | None:
        """The table that the hidden keys on a row tell most of."""
        texts = [raw for raw in line.values() if isinstance(raw, str)]
        return self.best_table(
            _hits(
                (table, (key,))
                for text in texts
                for table in dict.fromkeys(self._tables_with_key.get(fold_key(text), ()))
                if (key := self.key(table, text))
            )
        )

    def table_titled_in(self, line: Mapping[int, Raw]) -> str | None:
        """The table that the titles on a row tell most of."""
        texts = (comparable(raw) for raw in line.values() if isinstance(raw, str))
        return self.best_table(_hits(hit for text in texts for hit in self._titled.get(text, ())))

    def may_be_head(self, line: Mapping[int, Raw]) -> bool:
        """Whether enough of a row's texts are keys or titles of some table: few rows are."""
        texts = [raw for raw in line.values() if isinstance(raw, str)]
        if len(texts) < FEWEST_TITLES:
            return False
        return sum(raw in self._texts or comparable(raw) in self._texts for raw in texts) >= FEWEST_TITLES

    def best_table(self, hits: Hits) -> str | None:
        """The table that a row tells most of, at least half; None when two are as likely."""
        score = {
            key: (len(hit), len(hit) / len(self.keys[key])) for key, hit in hits.items() if len(hit) >= FEWEST_TITLES
        }
        # Half of them: with fewer, a row of notes with two words of ours would be a header.
        score = {key: value for key, value in score.items() if value[1] * 2 >= 1}
        # Most titles, then the largest share: a small table whose titles are all among a large one's is the large one.
        best = sorted(score, key=lambda key: score[key], reverse=True)[:2]
        if not best or (len(best) > 1 and score[best[0]] == score[best[1]]):
            return None  # answers on the table of another would be worse than a table that is missing
        return best[0]


def _hits(keys_by_table: Iterable[tuple[str, Sequence[str]]]) -> Hits:
    hits: dict[str, set[str]] = {}
    for table, keys in keys_by_table:
        hits.setdefault(table, set()).update(keys)
    return {table: frozenset(keys) for table, keys in hits.items()}
