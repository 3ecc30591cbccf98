"""Facts of several rounds as one table: those that records keep, and those of the round as it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from followup.history.past_facts import PastFacts
from followup.region.facts.fact import COLUMNS, DAYS, INTEGERS, NUMBERS, Fact, Facts, Strip


def facts_of_past(past: PastFacts) -> Facts:
    """The facts that a record keeps of its own round, typed; a column that it lacks says what is usual."""
    own = [line for line in past.lines(*COLUMNS) if line[0] == past.index.round]
    columns = zip(*own, strict=True) if own else ([] for _column in COLUMNS)
    typed = {name: _typed(name, column) for name, column in zip(COLUMNS, columns, strict=True)}
    return Facts([[Strip(typed)]], range(len(own)))


def facts_of_rounds(facts: Facts, rounds: Collection[str]) -> Facts:
    """The lines of some rounds; ``rounds`` as the column has them."""
    lines = zip(facts.order, facts.columns["round"], strict=True)
    return replace(facts, order=[line for line, round_ in lines if round_ in rounds])


def join_facts(tables: Iterable[Facts]) -> Facts:
    """One table after the other."""
    blocks: list[Sequence[Strip]] = []
    order: list[int] = []
    for table in tables:
        start = sum(map(_length, blocks))
        blocks += table.blocks
        order += [start + line for line in table.order]
    return Facts(blocks, order)


def _length(block: Sequence[Strip]) -> int:
    first = block[0]
    return len(next(iter(first.columns.values()))) if first.numbers is None else len(first.numbers)


def _typed(name: str, column: Sequence[str]) -> Sequence[Any]:
    """A column as ``Fact`` has it; what many lines say alike is understood once."""
    understand: Callable[[str], Any] | None = None
    if name in NUMBERS:
        understand = Decimal
    elif name in DAYS:
        understand = date.fromisoformat
    elif name in INTEGERS:
        understand = int
    if understand is None:
        return column
    usual = Fact._field_defaults[name]
    values = {text: understand(text) if text else usual for text in set(column)}
    return list(map(values.__getitem__, column))
