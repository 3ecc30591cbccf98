"""Links from the regional workbook to the files that were handed in."""

from __future__ import annotations

from followup.files.book import Link
from followup.form.place import Place
from followup.stages.region import UnitState


def to_source(place: Place, file: str, text: str = "") -> Link:
    """A link to the cell that something came from; a Word form is opened, for it has no cells."""
    if place.called:
        return Link(text or place.where, file=file)
    return Link(text or place.where, place.sheet, place.cell, file)


def file_of(state: UnitState, inbox: str) -> str | Link | None:
    """The file that a unit's answers stand in, leading to it; several are named, and lead nowhere."""
    if not state.file or state.names_several:
        return state.file or None
    return Link(state.file, file=f"{inbox}/{state.file}")
