"""What the rows of a sheet go by: their ids, and what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from followup.form.written.plain_text import folded
from followup.locale.nearest import nearest


class Directory:
    """The rows that a cell may name, by id and by name; case and the way å is stored do not matter."""

    def __init__(self, rows: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Rows as (id, names)."""
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._spelled: dict[str, str] = {}
        for id_, names in rows:
            self._ids.setdefault(folded(id_), []).append(id_)
            names = [name for name in names if name]
            for text in (id_, *names):
                self._spelled.setdefault(folded(text), text)
            for name in names:
                self._names.setdefault(folded(name), []).append(id_)

    def ids_of(self, text: str) -> tuple[str, ...]:
        """The ids that a text may mean: one where it is clear, several of a name that rows share, none where unknown.

        An id comes before a name, and one that is written alike before those that differ in case.
        """
        same_but_for_case = self._ids.get(folded(text), [])
        if text in same_but_for_case:
            return (text,)
        return tuple(dict.fromkeys(same_but_for_case or self._names.get(folded(text), [])))

    @property
    def spelled(self) -> Mapping[str, str]:
        """Every id and name as it is written, by how it compares."""
        return self._spelled


def nearest_of(text: str, directories: Iterable[Directory]) -> tuple[str, ...]:
    """The ids or names that a text is most like; none where nothing is near."""
    spelled = {key: name for directory in directories for key, name in directory.spelled.items()}
    return nearest(text, spelled.values())
