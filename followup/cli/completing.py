"""What the shell is told when a person presses Tab: names of the plan that we are in.

A fault is no answer: whoever presses Tab gets nothing, and the command itself says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from followup.cli.language import words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from followup.plan.model import Plan

Named = Iterable[tuple[str, str]]
"""Names, each with what is shown beside it where the shell shows that."""
Completion = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def unit_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the units that answer; a name is found by its id, for it may have spaces in it."""
    return _items(ctx, incomplete, lambda plan: ((unit.id, unit.name) for unit in plan.units.answering))


def document_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The documents that the plan allows."""
    from followup.flow.door.documents import allowed_documents

    def of(plan: Plan) -> Named:
        return ((document.key, words()(document.title)) for document in allowed_documents(plan))

    return _items(ctx, incomplete, of)


def measure_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the plan's measures."""

    def of(plan: Plan) -> Named:
        return ((row.text("id"), row.text("measure")) for row in plan.rows("measures_planned"))

    return _items(ctx, incomplete, of)


def example_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The bundled examples."""
    from followup.flow.start.new import example_names as names

    return _beginning(((name, "") for name in names()), incomplete)


def guide_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The guides."""
    from followup.flow.guide import guides

    return _beginning(((guide.name, guide.title) for guide in guides()), incomplete)


def _items(ctx: click.Context, incomplete: str, named_in: Callable[[Plan], Named]) -> list[CompletionItem]:
    from followup.flow.gathering.plans import read_plan
    from followup.flow.gathering.workspace import find_workspace

    try:
        plan, _findings = read_plan(find_workspace(ctx.params.get("plan")).plan, words())
        return _beginning(named_in(plan), incomplete)
    except Exception:  # see above
        return []


def _beginning(named: Named, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(name, help=shown or None)
        for name, shown in named
        if name.casefold().startswith(incomplete.casefold())
    ]
