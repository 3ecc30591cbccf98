"""What the plan itself decides, in the regional workbook: changes with their decisions, the chain, and texts of documents."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Block, Book, Cell, Link, TableColumn, Value
from followup.files.names import sheet_name
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.locale import Message, _
from followup.outputs.changes_told import decided_by
from followup.outputs.goals import name_in_plan
from followup.plan.model import Plan
from followup.plan.revision import CHANGES_SHEET, RESOLUTIONS_SHEET, declared_changes, resolutions
from followup.plan.sheets import TEXTS_SHEET

ELSEWHERE = frozenset({"introduction", "footnote"})
"""Kinds of text that stand where they belong; the others belong to a document."""

Columns = Sequence[tuple[Message, float]]
Cells = list[Value | Link | Cell]


def put_decided(book: Book, plan: Plan) -> None:
    """A sheet for each of the three that the plan has rows for."""
    if plan.rows(CHANGES_SHEET.key):
        _put(book, plan, CHANGES_SHEET, CHANGES, _changes(plan))
    if plan.rows(RESOLUTIONS_SHEET.key):
        rows: list[Cells] = [[each.body, each.date, each.paragraph, each.what] for each in resolutions(plan)]
        _put(book, plan, RESOLUTIONS_SHEET, RESOLUTIONS, rows)
    texts = [row for row in plan.rows(TEXTS_SHEET.key) if row["kind"] not in ELSEWHERE]
    if texts:
        _put(book, plan, TEXTS_SHEET, TEXTS, [_text(row, plan) for row in texts])


CHANGES: Columns = (
    *((_("Proposal"), 11), (_("Id"), 26), (_("Name"), 50), (_("What happens"), 18)),
    *((_("Reason for it"), 50), (_("Decision"), 44), (_("Valid from"), 12), (_("Order in the background"), 12)),
    (_("Addition"), 60),
)
RESOLUTIONS: Columns = ((_("Body"), 34), (_("Date"), 16), (_("Paragraph"), 12), (_("What was decided"), 70))
TEXTS: Columns = ((_("Id"), 14), (_("Kind"), 18), (_("Applies to"), 22), (_("Text"), 110))


def _changes(plan: Plan) -> list[Cells]:
    kinds = {row.place("what"): row for row in plan.rows(CHANGES_SHEET.key)}
    made: list[Cells] = []
    for each in declared_changes(plan):
        row = kinds[each.place]
        made.append(
            [
                *(each.proposal, each.what, name_in_plan(plan, each.what), _shown(row, "kind", plan)),
                *(each.reason, plan.words(decided_by(each.decision)) if each.decision else None),
                *(each.valid_from, each.order or None, each.addition or None),
            ]
        )
    return made


def _text(row: FilledRow, plan: Plan) -> Cells:
    return [row.text("id"), _shown(row, "kind", plan), row.text("about"), row.text("text")]


def _shown(row: FilledRow, column: str, plan: Plan) -> str:
    kind = row.row.types.get(column)
    return kind.show(row[column], plan.words) if kind else row.text(column)


def _put(book: Book, plan: Plan, section: Section, columns: Columns, rows: list[Cells]) -> None:
    words = plan.words
    name = sheet_name(words(section.title), {sheet.name for sheet in book.sheets})
    sheet = book.sheet(name)
    sheet.put(0, 0, words(section.title), "title")
    made = [TableColumn(words(title), "label", width=width) for title, width in columns]
    sheet.blocks.append(Block(f"r_{section.key}", 2, 0, made, rows))
    sheet.freeze = (3, 0)
    sheet.repeat_rows = (2, 2)
