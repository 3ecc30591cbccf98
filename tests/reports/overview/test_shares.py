"""Shares as formulas: a name is a name, whatever a spreadsheet would take its signs for."""

from __future__ import annotations

import pytest

from followup.reports.overview.shares import quoted


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("Medborgare", '"Medborgare"'),
        ('Division "Nord"', '"Division ""Nord"""'),
        ("Varför?", '"Varför~?"'),
        ("<65 år", '"=<65 år"'),
        (">=2", '"=>=2"'),
        ("=", '"=="'),
    ],
)
def test_a_name_is_no_condition(text: str, criterion: str) -> None:
    assert quoted(text) == criterion
