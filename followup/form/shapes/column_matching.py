"""Which column of a sheet is which: by the hidden keys above them, and by their titles where the keys fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Columns:
    """Column keys by column number. ``copies`` repeat a column that is already there.

    ``by_title`` tells that keys were lost, ``moved`` that they were left behind when columns were moved.
    """

    places: dict[int, str] = field(default_factory=dict)
    copies: dict[int, str] = field(default_factory=dict)
    by_title: bool = False
    moved: bool = False


def tell_columns(
    keys: Mapping[int, str], heads: Mapping[int, str], titles: Mapping[str, Sequence[str]], moved: bool = False
) -> Columns:
    """The columns of a table; ``keys`` and ``heads`` are what stands in its key row and its row of titles.

    A title retyped does no harm while the key stands. A title that is another column's means that the keys were left
    behind, as does ``moved``: then the titles decide, and a column whose title says nothing is not guessed.
    """
    named = {at: titles.get(text, ()) for at, text in heads.items()}
    moved = moved or any(named.get(at) and key not in named[at] for at, key in keys.items())
    told = {} if moved else dict(keys)
    by_title = {at: key for at, key in _by_title(named, keys, moved).items() if at not in told}
    disputed = {key for key in by_title.values() if _said_otherwise(key, keys, named)}
    told = {at: key for at, key in (told | by_title).items() if key not in disputed}
    places: dict[int, str] = {}
    copies: dict[int, str] = {}
    for at in sorted(told, key=lambda at: (at in by_title, keys.get(at) != told[at], at)):
        (copies if told[at] in places.values() else places)[at] = told[at]
    return Columns(places, copies, not moved and any(at in by_title for at in places), moved)


def _said_otherwise(key: str, keys: Mapping[int, str], named: Mapping[int, Sequence[str]]) -> bool:
    """Whether the column that has the key has another's title or none, while the title stands elsewhere: no telling."""
    ats = [at for at in keys if keys[at] == key]
    return bool(ats) and not any(key in named.get(at, ()) for at in ats) and not any(named.get(at) for at in ats)


def _by_title(named: Mapping[int, Sequence[str]], keys: Mapping[int, str], moved: bool) -> dict[int, str]:
    """A title of one column only; one that several have is told apart by order where none of them is gone."""
    told = {}
    for at in sorted(named):
        if len(named[at]) == 1:
            told[at] = named[at][0]
        elif len(named[at]) > 1:
            alike = [other for other in sorted(named) if named[other] == named[at]]
            if len(alike) == len(named[at]) and not moved and not any(each in keys for each in alike):
                told[at] = named[at][alike.index(at)]
    return told
