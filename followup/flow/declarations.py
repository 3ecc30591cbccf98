"""What a plan can be declared with: every kind of section, its own, and its documents."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.form.section import Section, SectionDeclaration
    from followup.plan.model import Plan


@functools.cache
def declarations() -> Sequence[SectionDeclaration]:
    """Every kind of section there is, those that a plan declares itself, and its documents."""
    from followup.documents.declaration import declared_documents
    from followup.sections import registry
    from followup.sections.declared.table_section import names_of_tables

    return (*registry.DECLARATIONS, declared_documents(registry.sections_of, names_of_tables))


def sections_of(plan: Plan) -> Sequence[Section]:
    """Every section that a plan has."""
    from followup.sections import registry

    return registry.sections_of(plan)


def documents_of(plan: Plan) -> Sequence[Document]:
    """Every document of a plan: those that it declares, else our presets."""
    return plan.once(_documents_of)


def _documents_of(plan: Plan) -> Sequence[Document]:
    from followup.documents import from_plan

    return from_plan.documents_of(plan, sections_of(plan))


def every_document(plan: Plan) -> Sequence[Document]:
    """Those of a plan, and our presets that it declares nothing in the place of: it may come to have them."""
    from followup.documents.compiling import document_of as compiled
    from followup.documents.naming import KnownNames
    from followup.documents.registry import PRESETS

    declared, known = documents_of(plan), KnownNames(sections_of(plan), plan)
    keys = {document.key for document in declared}
    return [*declared, *(compiled(row, known) for row in PRESETS if row.key not in keys)]


def document_of(plan: Plan, key: str) -> Document:
    """The document of a command that always makes one, as the plan declares it, else as our preset has it."""
    return next(document for document in every_document(plan) if document.key == key)
