"""What a document is declared with, a row each, whether it stands in the plan or is one of our presets."""

from __future__ import annotations

from typing import Any, Literal

from followup.form.place import Place
from followup.frozen import frozen
from followup.locale import Message


@frozen
class PartRow:
    """A part: ``what`` is one of ``PART_WORDS`` by its key, or the sections that it shows.

    ``of`` says what it is about: sections, a kind of text, a scale. ``columns``, ``order``, ``group`` and ``where`` (a
    condition) choose what of a section, by keys or titles; ``form`` is how. A ``landscape`` of None follows from what it
    shows. ``place`` is a cell of its row in the plan.
    """

    what: tuple[str, ...]
    level: int = 1
    heading: Message | None = None
    of: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    order: str = ""
    group: str = ""
    where: str = ""
    form: str = ""
    landscape: bool | None = None
    place: Place | None = None


@frozen
class DocumentRow:
    """A document with its ``parts`` in order. Of one that is the plan's ``own``, and none of ours, the title is its own too."""

    key: str
    title: Message
    template: str
    parts: tuple[PartRow, ...]
    whose: Literal["region", "unit", "board"] = "region"
    final: bool = False
    masked: bool = False
    needs: tuple[str, ...] = ()
    own: bool = False
    place: Place | None = None


def part(
    what: str, heading: Message | None = None, level: int = 1, *, of: str = "", columns: str = "", **more: Any
) -> PartRow:
    """A row as our presets have it: several names have commas between; ``more`` are fields by their names."""
    return PartRow(_names(what), level, heading, _names(of), _names(columns), **more)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
