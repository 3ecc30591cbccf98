"""The styles of a Word document that we write into: their ids, and ours where it lacks one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from followup.files.disk.bundled import bundled
from followup.files.word.docx_template import STYLES, missing_styles

if TYPE_CHECKING:
    from docx.document import Document as Docx

OURS = "summary.docx"


def style_ids(document: Docx) -> Mapping[str, str]:
    """The id by which each style is named inside the file: a Swedish Word calls ``toc 1`` ``Innehll1``."""
    return {str(style.name): str(style.style_id) for style in document.styles}


def add_missing_styles(document: Docx, wanted: Collection[str] = STYLES) -> None:
    """Take the styles that the template lacks from our own; a style that ours builds on is meant by its name."""
    import docx

    names = missing_styles(document, wanted)
    if not names:
        return
    ours = docx.Document(str(bundled("workbook_templates") / OURS))
    names_by_id = {style.style_id: str(style.name) for style in ours.styles}
    ids = {style.style_id for style in document.styles}
    for name in names:
        style = deepcopy(ours.styles[name].element)
        if style.styleId in ids:
            style.styleId = f"{style.styleId}Followup"
        document.styles.element.append(style)
        _refer_by_name(style, names_by_id, style_ids(document))


def _refer_by_name(style: Any, names_by_id: Mapping[str, str], ids: Mapping[str, str]) -> None:
    """The ids of other styles as this document has them; one that it has not is left out."""
    for tag in ("w:basedOn", "w:next", "w:link"):
        other = style.find(qn(tag))
        if other is None:
            continue
        name = names_by_id.get(other.get(qn("w:val")), "")
        if name in ids:
            other.set(qn("w:val"), ids[name])
        else:
            style.remove(other)
