"""Formats of what is written: the one that is asked for, and how the workspace wants it to look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from followup.flow.gathering.workspace import Workspace, look_of, template_file
from followup.flow.listener import SILENT
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.outputs.registry import Format, Registry

Content = TypeVar("Content")

WORD, PDF, REGIONAL = "docx", "pdf", "regional"
SUMMARY, MEMORANDUM = "summary", "revision"
"""The documents that a merge and a comparison of two plans always make."""
PUBLISHED = "published"
"""The folder of what is masked, within that of the results."""


OTHER_KINDS = frozenset(
    {REGIONAL, "facts", "own_sheets", "record", "template", "word_form", "workbook_template", "plan", "plan_understood"}
)
"""Kinds of outputs that are no documents, before the format that some have behind."""


def document_of_kind(kind: str) -> str:
    """The document that a kind of output is: its key, which the format stands behind where it is not Word; empty for others."""
    name, _mark, _format = kind.rpartition("_")
    if not kind or kind in OTHER_KINDS or name in OTHER_KINDS:
        return ""
    from followup.outputs.registry import REPORTS

    return name if _format in REPORTS.names and name else kind


def usable_format(registry: Registry[Content], name: str) -> Format[Content]:
    """The format of that name; CouldNotRun where there is none, or where it needs what is not installed."""
    if name not in registry.names:
        names = literal(", ".join(registry.names))
        raise CouldNotRun(_("There is no format {format}. Formats: {known}.", format=literal(name), known=names))
    format_ = registry[name]
    if missing := format_.missing():
        raise CouldNotRun(missing)
    return format_


@frozen
class OwnLooks:
    """The looks of a workspace: its own templates where it has them, else ours."""

    place: Workspace

    def template(self, name: str) -> Path:
        """A file of ``workbook_templates``."""
        return template_file(self.place, name)

    def of_workbooks(self) -> BaseLook:
        """The styles of the base workbook; those that it lacks are ours."""
        return look_of(self.place, SILENT)
