"""How documents come into a plan: by two sheets, which are looked through when it is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from followup.documents.sheets import DOCUMENTS_SHEET, PARTS_SHEET
from followup.form.section import Section, SectionsOfPlan
from followup.locale import _

if TYPE_CHECKING:
    from followup.form.rows import FilledRow
    from followup.plan.model import Plan
    from followup.rulebook.problem import Remark


def declared_documents(
    sections_of: Callable[[Plan], Sequence[Section]], tables_of: Callable[[Plan], Collection[str]]
) -> SectionsOfPlan:
    """The two sheets, as the declaration that brings them into a plan: ``sections_of`` are those that documents may name,
    and ``tables_of`` the names, folded, of the tables that it declares, some of which may be too faulty to be a section."""
    return SectionsOfPlan(
        "documents",
        (DOCUMENTS_SHEET, PARTS_SHEET),
        _no_sections,
        partial(_faults, sections_of, tables_of),
        _("Documents of your own"),
    )


def _no_sections(_plan: Plan) -> Sequence[Section]:
    return ()


def _faults(
    sections_of: Callable[[Plan], Sequence[Section]], tables_of: Callable[[Plan], Collection[str]], plan: Plan
) -> Iterator[tuple[FilledRow, Remark]]:
    """What compiles documents is loaded when a plan is looked through, not where one is read again that has no fault."""
    from followup.documents.faults import faults_of_documents

    return faults_of_documents(sections_of(plan), plan, tables_of(plan))
