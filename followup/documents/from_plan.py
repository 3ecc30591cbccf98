"""The documents of a plan: those that its sheets declare, else our presets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from followup.documents.compiling import document_of
from followup.documents.declared import Document
from followup.documents.naming import BRACES, KnownNames
from followup.documents.registry import PRESETS
from followup.documents.rows import DocumentRow, PartRow
from followup.documents.sheets import DOCUMENTS_SHEET, PART_KINDS, PARTS_SHEET
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.values import Value
from followup.locale import Message, literal
from followup.plan.model import Plan

USUAL_TEMPLATE = "summary.docx"
_BRACE = re.compile(r"\{([^{}]*)\}")


def documents_of(plan: Plan, sections: Sequence[Section]) -> tuple[Document, ...]:
    """Every document of a plan, in order."""
    known = KnownNames(sections, plan)
    return tuple(document_of(row, known) for row in document_rows(plan))


def document_rows(plan: Plan) -> Sequence[DocumentRow]:
    """The rows that declare them: the plan's own, else our presets."""
    own = [_document(row, plan) for row in plan.rows(DOCUMENTS_SHEET.key) if row["id"] is not None]
    return own or PRESETS


def _document(row: FilledRow, plan: Plan) -> DocumentRow:
    key = row.text("id")
    parts = [_part(part) for part in plan.rows_by(PARTS_SHEET.key, "document", key) if part["what"] is not None]
    whose = row.text("whose")
    return DocumentRow(
        key,
        (heading_of(row.text("title")) or literal(key)).filled(**plan.period.labels),
        row.text("template") or USUAL_TEMPLATE,
        tuple(parts),
        "unit" if whose == "unit" else "board" if whose == "board" else "region",
        row["stage"] == "final",
        row["masked"] == "always",
        _names(row["needs"]),
        key not in {preset.key for preset in PRESETS},
        row.place("template"),
    )


def _part(row: FilledRow) -> PartRow:
    level, landscape = row["level"], row["landscape"]
    return PartRow(
        what_of(row),
        int(level) if isinstance(level, Decimal) else 1,
        heading_of(row.text("heading")),
        _names(row["of"]),
        _names(row["columns"]),
        row.text("order"),
        row.text("group"),
        row.text("filter"),
        row.text("form"),
        None if landscape is None else landscape == "yes",
        row.place("what"),
    )


def what_of(row: FilledRow) -> tuple[str, ...]:
    """The key of a kind of part, or the names of sections as they are written."""
    names = _names(row["what"])
    kind = PART_KINDS.parse(", ".join(names)).value
    return (kind,) if isinstance(kind, str) else names


def _names(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def heading_of(text: str) -> Message | None:
    """A heading as it is written; what stands between braces is filled in when it is composed.

    It is looked up as any other message is: a word of the program that the plan has renamed is so here too.
    """
    if not text:
        return None
    if unknown_braces(text):
        return literal(text)
    return Message(_BRACE.sub(lambda brace: f"{{{BRACES[brace[1].casefold()]}}}", text))


def unknown_braces(text: str) -> list[str]:
    """What stands between braces and cannot be filled in; a brace that is alone too."""
    alone = [brace for brace in "{}" if brace in _BRACE.sub("", text)]
    return alone + [brace[0] for brace in _BRACE.finditer(text) if brace[1].casefold() not in BRACES]
