"""The styles of a Word document that we write into: their ids, and ours where it lacks one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from followup.files.bundled import bundled
from followup.files.docx_template import missing_styles

if TYPE_CHECKING:
    from docx.document import Document as Docx

OURS = "summary.docx"


def style_ids(document: Docx) -> Mapping[str, str]:
    """The id by which each style is named inside the file: a Swedish Word calls ``toc 1`` ``Innehll1``."""
    return {str(style.name): str(style.style_id) for style in document.styles}


def add_missing_styles(document: Docx) -> None:
    """Take the styles that the template lacks from our own."""
    import docx

    names = missing_styles(document)
    if not names:
        return
    ours = docx.Document(str(bundled("workbook_templates") / OURS))
    taken = {style.style_id for style in document.styles}
    for name in names:
        style = deepcopy(ours.styles[name].element)
        if style.styleId in taken:
            style.styleId = f"{style.styleId}Followup"
        document.styles.element.append(style)
