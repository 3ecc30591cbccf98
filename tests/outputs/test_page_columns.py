"""Columns of a table on a page: no column has a word a line while another has room to give.

A test of ``followup.outputs.page_columns``.
"""

from __future__ import annotations

from followup.outputs.page_columns import PageColumn, column_widths

NAME = "Andel händelseanalyser klara inom åtta veckor"


def widths_of(*columns: tuple[str, float, str], width: float = 17.0) -> list[float]:
    """The widths of columns with a title, a share and a text each."""
    return column_widths([PageColumn(title, share, 0.0, [text]) for title, share, text in columns], width)


def test_a_long_name_takes_room_from_columns_that_have_more_than_they_need() -> None:
    name, unit, level = widths_of(("Mått", 1, NAME), ("Enhet", 2, "Område öst"), ("Nivå", 2, "Uppnått"))
    assert name > 3.7, "händelseanalyser and a word beside it"
    assert round(unit + level + name, 6) == 17


def test_columns_keep_their_shares_where_everything_is_read() -> None:
    assert widths_of(("Mått", 2, "Andel nöjda"), ("Enhet", 1, "Öst"), ("Nivå", 1, "Ja"), width=12) == [6.0, 3.0, 3.0]


def test_no_other_column_becomes_as_tall_or_breaks_a_word() -> None:
    name, other = widths_of(("Mått", 1, NAME), ("Orsak", 2, " ".join([NAME] * 3)), width=9)
    assert name < other
    assert widths_of(("Mått", 1, NAME), ("Enhet", 4, "Psykiatriförvaltningen"), width=7)[1] > 3.5
