"""How the workbook is read by whoever has it without us: what is on which sheet, what an empty cell means, who answers."""

from __future__ import annotations

from collections.abc import Iterator

from followup.locale import _, literal
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject


def about(subject: Subject) -> Iterator[Part]:
    """What the guidance on statistics in spreadsheets asks for on the first sheet, in a line each."""
    words, frame = subject.words, subject.frame
    said = [
        _("The sheets are listed below. Each sheet of data holds one table with its titles on row 1."),
        _(
            "In a sheet of data the unit of measurement, the level and what stands instead of a figure have columns of their "
            "own; an empty cell means that the column does not concern the row."
        ),
        _("In other tables an empty cell means that nothing has been stated. * means that a contributor is missing."),
        _("A level is told by sign and word; the colour says the same."),
    ]
    if frame.sender.contact:
        said.append(_("Questions are answered by {contact}.", contact=literal(frame.sender.contact.rstrip("."))))
    yield Heading(words(_("About the workbook")), 2)
    for line in said:
        yield ReportParagraph(words(line), "point")
