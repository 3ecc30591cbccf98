"""Which column of a sheet is which: by the hidden keys above them, and by their titles where the keys fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from followup.frozen import frozen


@frozen
class ColumnMatch:
    """Column keys by column number. ``copies`` repeat a column that is already there.

    ``by_title`` tells that keys were lost, ``moved`` that they were left behind when columns were moved.
    """

    places: dict[int, str] = field(default_factory=dict)
    copies: dict[int, str] = field(default_factory=dict)
    by_title: bool = False
    moved: bool = False


def match_columns(
    keys: Mapping[int, str], heads: Mapping[int, str], titles: Mapping[str, Sequence[str]], moved: bool = False
) -> ColumnMatch:
    """The columns of a table; ``keys`` and ``heads`` are what stands in its key row and its row of titles.

    A title retyped does no harm while the key stands. A title that is another column's means that the keys were left
    behind, as does ``moved``: then the titles decide, and a column whose title says nothing is not guessed.
    """
    columns_by_place = {at: titles.get(text, ()) for at, text in heads.items()}
    # One title that is another column's is enough: when columns are moved all keys stay behind, and some stand right
    # only by chance.
    moved = moved or any(columns_by_place.get(at) and key not in columns_by_place[at] for at, key in keys.items())
    matched = {} if moved else dict(keys)
    by_title = {at: key for at, key in _columns_by_title(columns_by_place, keys, moved).items() if at not in matched}
    # Then both are refused: the one was retyped or the other copied, and the answers of one would stand as the other's.
    disputed = {key for key in by_title.values() if _is_contradicted(key, keys, columns_by_place)}
    matched = {at: key for at, key in (matched | by_title).items() if key not in disputed}
    places: dict[int, str] = {}
    copies: dict[int, str] = {}
    # Of two columns that are the same one, that with the key counts: a title is more easily copied or typed.
    for at in sorted(matched, key=lambda at: (at in by_title, keys.get(at) != matched[at], at)):
        (copies if matched[at] in places.values() else places)[at] = matched[at]
    return ColumnMatch(places, copies, not moved and any(at in by_title for at in places), moved)


def _is_contradicted(key: str, keys: Mapping[int, str], columns_by_place: Mapping[int, Sequence[str]]) -> bool:
    """Whether the column that has the key has another's title or none, while the title stands elsewhere: no telling."""
    ats = [at for at in keys if keys[at] == key]
    return (
        bool(ats)
        and not any(key in columns_by_place.get(at, ()) for at in ats)
        and not any(columns_by_place.get(at) for at in ats)
    )


def _columns_by_title(
    columns_by_place: Mapping[int, Sequence[str]], keys: Mapping[int, str], moved: bool
) -> dict[int, str]:
    """A title of one column only; one that several have is identified by order where none of them is gone."""
    matched = {}
    for at in sorted(columns_by_place):
        if len(columns_by_place[at]) == 1:
            matched[at] = columns_by_place[at][0]
        elif len(columns_by_place[at]) > 1:
            # Order is only known to be the plan's where no key was left behind and no column of the name is gone.
            namesakes = [other for other in sorted(columns_by_place) if columns_by_place[other] == columns_by_place[at]]
            if (
                len(namesakes) == len(columns_by_place[at])
                and not moved
                and not any(other in keys for other in namesakes)
            ):
                matched[at] = columns_by_place[at][namesakes.index(at)]
    return matched
