"""The filters of a table in the running Excel: taken away while its rows are replaced, then given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def take_filters(table: Any) -> list[tuple[str, Any]]:
    """The criterion of each column that is filtered, by its title; every row is shown afterwards."""
    if not table.show_autofilter:
        return []
    titles = [str(title) for title in table.header_row_range.options(ndim=2).value[0]]
    filters = [
        (title, criterion)
        for title, criterion in zip(titles, table.autofilter.criteria, strict=False)
        if criterion.type != "none"
    ]
    if filters:
        table.autofilter.clear()
    return filters


def give_back_filters(table: Any, filters: Sequence[tuple[str, Any]]) -> list[str]:
    """Filter again; the titles of columns whose filter Excel does not tell in full (by colour, by a day's group)."""
    lost = []
    for title, criterion in filters:
        titles = [str(cell) for cell in table.header_row_range.options(ndim=2).value[0]]
        if title not in titles or not _apply(table.autofilter, titles.index(title) + 1, criterion):
            lost.append(title)
    return lost


def _apply(autofilter: Any, field: int, criterion: Any) -> bool:
    kind = criterion.type
    if kind == "values":
        autofilter.apply_values(field, list(criterion.values))
    elif kind == "comparison":
        autofilter.apply_comparison(field, criterion.operator, criterion.value1, criterion.value2)
    elif kind in ("top_items", "bottom_items"):
        getattr(autofilter, f"apply_{kind}")(field, criterion.count)
    elif kind in ("top_percent", "bottom_percent"):
        getattr(autofilter, f"apply_{kind}")(field, criterion.percent)
    else:
        return False
    return True
