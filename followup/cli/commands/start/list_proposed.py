"""What ``followup import`` proposes: what each column of a list means, how certain that is, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from followup.cli.console import (
    words,
)
from followup.flow.importing.proposal import (
    Proposal,
)
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.plan.importing.fields import Field
    from followup.plan.importing.mapping import MappedColumn
    from followup.plan.importing.reading_rows import MappedTable

LONGEST_TITLE, LONGEST_FIELD, LONGEST_SAMPLE, WIDEST_FIELD = 24, 21, 18, 34
"""Letters of each column of the proposal: a terminal has eighty. A field may take of the sample's, up to the widest."""


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """The columns of each table, what each means, how certain that is, and what stands there."""
    for alike in mapped_alike(proposal.tables):
        mapped = alike[0]
        sheets = literal(", ".join(other.table.sheet.name for other in alike))
        file, row = literal(proposal.book.file), mapped.table.first
        yield words()(_("{file}, {sheet}: titles on row {row}.", file=file, sheet=sheets, row=row))
        meanings = {at: _meaning(proposal, mapped, at, meant) for at, meant in mapped.mapping.items()}
        for at, meant in mapped.mapping.items():
            yield _column_line(mapped, at, meant, meanings[at], _field_width(mapped, meanings))
    for field_read, source in proposal.read_elsewhere:
        titles = {"column": title_in(proposal, field_read.title), "source": title_in(proposal, source.title)}
        yield words()(_("  (from {source})  →  {column}", **{key: literal(title) for key, title in titles.items()}))
    has = {
        meant.field.key for mapped in proposal.tables for meant in mapped.mapping.values() if meant.field is not None
    }
    for key, text in proposal.usual.items():
        field = proposal.field(key)
        if field is not None:
            named = {"column": literal(title_in(proposal, field.title)), "text": literal(text)}
            yield words()(
                _("  (where it is empty)  →  {column}: {text}", **named)
                if key in has
                else _("  (in every row)  →  {column}: {text}", **named)
            )


def mapped_alike(tables: Sequence[MappedTable]) -> list[list[MappedTable]]:
    """Tables of the same titles together: what their columns mean is said once."""
    by_titles: dict[tuple[object, ...], list[MappedTable]] = {}
    for mapped in tables:
        by_titles.setdefault(tuple(mapped.table.titles.items()), []).append(mapped)
    return list(by_titles.values())


def _column_line(mapped: MappedTable, at: int, meant: MappedColumn, field: str, width: int) -> str:
    """A column of the list, and ``field``, in so many letters: what it means. What stands there has the room that is left."""
    from followup.files.addresses import column_letters
    from followup.form.cells.base import shown

    sample = next((shown(raw) for raw, _look in mapped.table.values(at)), "")
    title = cut(mapped.table.title(at), LONGEST_TITLE)
    sure = words()(_how_sure(meant)) if meant.field is not None else ""
    names = f"{column_letters(at):<2} {title:<{LONGEST_TITLE}} → {cut(field, width):<{width}}"
    return f"  {names} {sure:<7} {cut(sample, LONGEST_SAMPLE + LONGEST_FIELD - width)}".rstrip()


def _meaning(proposal: Proposal, mapped: MappedTable, at: int, meant: MappedColumn) -> str:
    """What a column means, in the plan's words; a dash where it does not come along."""
    from followup.plan.importing.fields import EARLIER

    if meant.field is None:
        return "–"
    text = title_in(proposal, meant.field.title) + (f": {meant.names}" if meant.names else "")
    return (
        f"{text}: {_figures_of(proposal, mapped.table.title(at), meant.field)}" if meant.field.key == EARLIER else text
    )


def _field_width(mapped: MappedTable, meanings: Mapping[int, str]) -> int:
    """Letters for what columns mean: more where a round, and a part of it, has to be seen."""
    from followup.plan.importing.fields import EARLIER

    of_figures = [
        len(meanings[at])
        for at, meant in mapped.mapping.items()
        if meant.field is not None and meant.field.key == EARLIER
    ]
    return max(LONGEST_FIELD, min(max(of_figures, default=0), WIDEST_FIELD))


def _figures_of(proposal: Proposal, title: str, field: Field) -> str:
    """What a column of earlier figures is of: "T1 2025, kvinnor"."""
    from followup.form.terms.breakdown import WHOLE
    from followup.locale.inflection import in_a_sentence
    from followup.plan.importing.figure_titles import figure_title

    named = figure_title(title, field)
    part = words()(_("Total")) if named.part == WHOLE else proposal.plan.breakdown.name_of(named.part)
    return ", ".join(text for text in (named.round, in_a_sentence(part)) if text)


def _how_sure(meant: MappedColumn) -> Message:
    return _("certain") if meant.is_certain else _("likely") if meant.is_likely else _("uncertain")


def cut(text: str, most: int) -> str:
    """A text on one line of so many letters at most."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def title_in(proposal: Proposal, title: Message) -> str:
    """A title in the language of the plan."""
    return proposal.plan.words(title)
