"""A rule's wrong and right example as something that is done, and the rules that are found then."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.house import Finding

Do = Callable[[str], Collection[str]]
"""Does what an example says and gives the rules that are found; it is given the text of the example."""


@dataclass(frozen=True)
class Case:
    """What Wrong says, and what Right says. Where ``literal``, examples are contents of cells, apart by semicolons."""

    wrong: Do
    right: Do
    literal: bool = False

    def texts(self, example: str) -> list[str]:
        """The examples to try, one by one."""
        return example.split("; ") if self.literal else [example]


def literal(do: Do) -> Case:
    """The same is done with the content of each example."""
    return Case(do, do, literal=True)


def same(do: Do) -> Case:
    """The same is done with what is quoted or counted in each example."""
    return Case(do, do)


def rules(findings: Collection[Finding]) -> set[str]:
    """The rules of some findings."""
    return {finding.rule for finding in findings}


def quoted(example: str) -> list[str]:
    """What an example quotes."""
    return re.findall(r'"([^"]+)"', example)


def number(example: str) -> Decimal:
    """The first number of an example: 500 000, -45, 3,2."""
    match = re.search(r"-?\d+(?: \d{3})*(?:,\d+)?", example)
    assert match is not None, example
    return Decimal(match[0].replace(" ", "").replace(",", "."))


def days(example: str) -> list[date]:
    """The days of an example."""
    return [date.fromisoformat(text) for text in re.findall(r"\d{4}-\d\d-\d\d", example)]
