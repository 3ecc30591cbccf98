"""Which changes a document would tell of, and under which of its headings: as its declaration has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.documents.declared import Document, OtherChapters
from followup.form.presenting import WordTable
from followup.form.terms.period_names import names_of
from followup.history.fact_changes import FactChange
from followup.locale import Message
from followup.region.consolidating import Region
from followup.region.model import RegionTable


def changes_by_chapter(
    document: Document, region: Region, changes: Sequence[FactChange]
) -> Iterator[tuple[str, Sequence[FactChange]]]:
    """The headings of a document, in order, with the changes under each; those that it does not show are left out."""
    headings = _headings(document, region)
    tables = {table.section.key: table for table in region.tables}
    shown = [change for change in changes if change.section in tables and _is_shown(tables[change.section], change)]
    for heading in dict.fromkeys(headings.values()):
        under = [change for change in shown if headings.get(change.section) == heading]
        if under:
            yield heading, under


def _headings(document: Document, region: Region) -> Mapping[str, str]:
    """The first heading that each section stands under, by the section's key."""
    frame, tables = region.frame, {table.section.key: table for table in region.tables}
    named = {key for block in document.blocks for key in block.names}
    headings: dict[str, str] = {}
    last = frame.words(document.title)
    for block in document.blocks:
        if isinstance(block, OtherChapters):
            others = [table.section for key, table in tables.items() if key not in named and table.section.word]
            headings.update({section.key: frame.words(section.title) for section in others})
            continue
        title = getattr(block, "title", None)
        if isinstance(title, Message):  # of texts that units hand in it is the column of their titles
            last = frame.words(title.filled(**names_of(frame.period)))
        for key in block.names:
            headings.setdefault(key, last)
    return headings


def _is_shown(table: RegionTable, change: FactChange) -> bool:
    """Whether a text or a table of the section shows it; a section that declares neither is shown whole."""
    shown = [part for part in table.section.word if isinstance(part, WordTable)]
    if not shown:
        return True
    if change.scale:
        return any(change.scale in part.scales for part in shown)
    keys = {change.column, f"{change.column}.{change.part or 'total'}"}
    return any(keys & {*part.columns, *part.tail} for part in shown)
