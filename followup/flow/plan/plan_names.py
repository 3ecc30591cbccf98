"""What a plan has names for, each with what else it is called: for whoever is to choose one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from followup.locale import Words

if TYPE_CHECKING:
    from followup.plan.model import Plan

Named = Iterable[tuple[str, str]]
"""Names, each with what is shown beside it."""


def unit_names(plan: Path | None, words: Words) -> Named:
    """The ids of the units that answer: a name may have spaces in it."""
    return _names(plan, words, lambda plan: ((unit.id, unit.name) for unit in plan.units.answering))


def document_names(plan: Path | None, words: Words) -> Named:
    """The documents that the plan allows."""
    from followup.flow.door.documents import allowed_documents

    return _names(
        plan, words, lambda plan: ((document.key, words(document.title)) for document in allowed_documents(plan))
    )


def measure_names(plan: Path | None, words: Words) -> Named:
    """The ids of the plan's measures."""
    return _names(
        plan, words, lambda plan: ((row.text("id"), row.text("measure")) for row in plan.rows("measures_planned"))
    )


def _names(plan: Path | None, words: Words, of: Callable[[Plan], Named]) -> Named:
    """Of the plan named, else of the nearest. CouldNotRun where it cannot be read."""
    from followup.flow.gathering.plans import read_plan
    from followup.flow.gathering.workspace import find_workspace

    read, _findings = read_plan(find_workspace(plan).plan, words)
    return of(read)
