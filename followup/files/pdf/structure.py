"""The structure of a tagged PDF: which elements there are, and what those lack that LibreOffice makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

ALREADY = "/StructParent"


class Structure:
    """The elements of a PDF in reading order."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root.StructTreeRoot
        self.elements = list(_elements(self.root))

    def of(self, kind: str) -> list[Object]:
        """Those of a kind: ``/Figure``, ``/Note``."""
        return [element for element in self.elements if kind == element.S]

    def drop_circles(self) -> None:
        """Kinds of the standard are what they are; LibreOffice maps each to itself."""
        roles: Any = self.root.get("/RoleMap", {})
        for kind in [kind for kind, role in roles.items() if role == kind]:
            del roles[kind]

    def describe_figures(self, texts: Sequence[str]) -> bool:
        """Give each picture its text, by their order; False where a picture is left without one, as where there are more
        or fewer pictures than texts: then nobody knows which is which.
        """
        from pikepdf import String

        figures = self.of("/Figure")
        if len(figures) == len(texts):
            for figure, text in zip(figures, texts, strict=True):
                if text and not str(figure.get("/Alt", "")):
                    figure.Alt = String(text)
        return all(str(figure.get("/Alt", "")) for figure in figures)

    def name_notes(self) -> None:
        """A name of its own for each footnote, and where it is found by that."""
        from pikepdf import Array, Dictionary, String

        names = []
        for number, note in enumerate(self.of("/Note"), start=1):
            note.ID = String(f"note{number:06d}")
            names += [note.ID, note]
        if names:
            self.root.IDTree = self.pdf.make_indirect(
                Dictionary(Kids=[Dictionary(Names=Array(names), Limits=Array([names[0], names[-2]]))])
            )

    def keep_links(self) -> None:
        """An element for each link that has none: those from the number of a footnote back to the text, in their note."""
        from pikepdf import Array, Dictionary, Name

        parents: Any = self.root.ParentTree
        number = int(self.root.get("/ParentTreeNextKey", 0)) or 1 + max(_numbers(parents), default=-1)
        for page in self.pdf.pages:
            links = [link for link in page.obj.get("/Annots", []) if link.Subtype == Name.Link and ALREADY not in link]
            for link, above in zip(links, self._notes_on(page.obj, len(links)), strict=True):
                element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=above, Pg=page.obj))
                element.K = Array([Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)])
                below = above.get("/K", Array([]))
                above.K = Array([*(below if isinstance(below, Array) else [below]), element])
                link.StructParent = number
                _append(parents, number, element)
                number += 1
        self.root.ParentTreeNextKey = number

    def _notes_on(self, page: Object, wanted: int) -> list[Object]:
        """As many notes of a page as are wanted, in order; where there are fewer the last stands for the rest, and where
        there is none the whole document.
        """
        notes = [note for note in self.of("/Note") if note.get("/Pg") == page] or self.elements[:1]
        return [notes[min(at, len(notes) - 1)] for at in range(wanted)]


def _elements(above: Object) -> Iterator[Object]:
    """The elements below one, each before what is below it; without recursion, for trees may be deep."""
    from pikepdf import Array, Dictionary

    waiting = [above]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        below = element.get("/K")
        parts = list(below) if isinstance(below, Array) else [below]
        waiting += [part for part in reversed(parts) if isinstance(part, Dictionary) and "/Obj" not in part]


def _numbers(tree: Any) -> Iterator[int]:
    yield from (int(number) for number in list(tree.get("/Nums", []))[::2])
    for below in tree.get("/Kids", []):
        yield from _numbers(below)


def _append(tree: Any, number: int, element: Object) -> None:
    """Put an element last in the tree by which what is marked on a page finds its element."""
    from pikepdf import Array, Dictionary

    if "/Kids" in tree:
        kid = Dictionary(Nums=Array([number, element]), Limits=Array([number, number]))
        tree.Kids = Array([*tree.Kids, kid])
    else:
        tree.Nums = Array([*tree.get("/Nums", []), number, element])
