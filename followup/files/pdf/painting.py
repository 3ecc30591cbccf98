"""What a page paints that no element of the structure has: lines below headings and around cells, which say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

BEGIN, END = frozenset({"BDC", "BMC"}), "EMC"
STARTS, PAINTS = frozenset({"m", "re"}), frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})


def call_the_rest_artifacts(pdf: Pdf, page: Page) -> None:
    """Mark each path that is painted outside the structure as an artifact: a screen reader then passes it by."""
    import pikepdf
    from pikepdf import Name, Operator

    written: list[Any] = []
    depth, started, marked = 0, -1, 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        name = str(operator)
        depth += (name in BEGIN) - (name == END)
        if name in STARTS and started < 0:
            started = len(written)
        written.append((operands, operator))
        if name in PAINTS and depth == 0 and started >= 0:
            written.insert(started, ([Name.Artifact], Operator("BMC")))
            written.append(([], Operator(END)))
            marked += 1
        if name in PAINTS or name == "n":
            started = -1
    if marked:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))
