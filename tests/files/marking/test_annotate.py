"""A copy of a workbook with notes beside its rows."""

from __future__ import annotations

from followup.files.marking.annotate import annotate
from tests.files.packages.test_saved import fonts, in_order, our_own
from tests.tables import new_path


def test_a_copy_with_notes_is_in_order() -> None:
    source, target = new_path("plan"), new_path("plan tolkad")
    source.write_bytes(our_own())
    annotate(source, target, "Tolkning", {"Sheet": {1: "minst 5"}})
    assert all(in_order(font) for font in fonts(target.read_bytes()))
