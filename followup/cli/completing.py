"""What the shell is told when a person presses Tab: names of the plan that we are in.

A fault is no answer: whoever presses Tab gets nothing, and the command itself says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.language import words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from followup.flow.plan.plan_names import Named
    from followup.locale import Words

Completion = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def unit_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the units that answer; a name is found by its id, for it may have spaces in it."""
    from followup.flow.plan import plan_names

    return _items(ctx, incomplete, plan_names.unit_names)


def document_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The documents that the plan allows."""
    from followup.flow.plan import plan_names

    return _items(ctx, incomplete, plan_names.document_names)


def measure_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the plan's measures."""
    from followup.flow.plan import plan_names

    return _items(ctx, incomplete, plan_names.measure_names)


def example_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The bundled examples."""
    from followup.flow.start.new import example_names as names

    return _beginning(((name, "") for name in names()), incomplete)


def guide_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The guides."""
    from followup.flow.guide import guides

    return _beginning(((guide.name, guide.title) for guide in guides()), incomplete)


def _items(ctx: click.Context, incomplete: str, names: Callable[[Path | None, Words], Named]) -> list[CompletionItem]:
    try:
        return _beginning(names(ctx.params.get("plan"), words()), incomplete)
    except Exception:  # see above
        return []


def _beginning(named: Named, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(name, help=shown or None)
        for name, shown in named
        if name.casefold().startswith(incomplete.casefold())
    ]
