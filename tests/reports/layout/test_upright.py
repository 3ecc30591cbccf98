"""Tables of a document stand upright where they can be read so: texts leave them for paragraphs below.

A test of ``followup``.
"""

from __future__ import annotations

from pathlib import Path

import docx

from tests.demos import done
from tests.office import convert, needs_office
from tests.outputs.reading_back import word_tables, word_text
from tests.pages import nearly_empty, needs_pictures, pages_of


def texts() -> list[str]:
    """The lines of the bundled example's summary."""
    return [" ".join(line.split()) for line in word_text(done().summary).splitlines()]


def test_every_page_of_the_example_stands() -> None:
    sections = docx.Document(str(done().summary)).sections
    assert [section for section in sections if (section.page_width or 0) > (section.page_height or 0)] == []


def test_comments_are_paragraphs_with_the_unit_first() -> None:
    measures = [table for table in word_tables(done().summary) if table[0][1] == "Styrmått"]
    assert len(measures) == 4 and not any("Kommentar" in table[0] for table in measures)
    above = "Andel av patienter som står på väntelista, som väntat 90 dagar eller kortare på operation/åtgärd inom"
    at = texts().index("Division Länssjukvård 1: Fler operationer ställdes in i januari än i april.")
    assert texts()[at - 1].startswith(above), "what several units have written of is said once"


def test_a_numbered_row_is_called_by_its_number() -> None:
    actions = next(table for table in word_tables(done().summary) if table[0][:2] == ["Nr", "Åtgärd"])
    assert actions[0] == ["Nr", "Åtgärd", "Enhet", "Ansvarig", "Tidplan", "Status"]
    assert "Division Länssjukvård 1, nr 45: Planeringsgruppen träffas varje vecka." in texts()


def test_where_nothing_could_be_judged_the_number_of_the_reason_stands() -> None:
    tables = word_tables(done().summary)
    reasons = {row[0]: row for table in tables if table[0][::2] == ["Nr", "Bedömning"] for row in table[1:]}
    measures = [row for table in tables if table[0][1] == "Styrmått" for row in table[1:]]
    numbered = [row for row in measures if "Kan inte avgöras (" in row[6]]
    assert numbered and not any("Uppnått (" in row[6] for row in measures)
    for row in numbered:
        number = row[6].rpartition("(")[2].rstrip(")")
        name = row[1].partition("\n")[0]
        assert name in reasons[number][1] and "Kan inte avgöras" in reasons[number][2]


def test_sentences_leave_a_table_whose_columns_have_no_room_for_them() -> None:
    summary = done("socialnamnd-2026-08").summary
    economy = [table[0] for table in word_tables(summary) if table[0][0] == "Post"]
    assert len(economy) == 6 and not any("Kommentar" in titles for titles in economy)
    lines = [" ".join(line.split()) for line in word_text(summary).splitlines()]
    assert any(line.startswith("Personal: Två vakanta tjänster") for line in lines), "under the heading of its unit"


def test_a_table_of_each_unit_turns_where_its_words_have_no_room_upright() -> None:
    document = docx.Document(str(done("internkontroll-2026").summary))
    lying = [section for section in document.sections if (section.page_width or 0) > (section.page_height or 0)]
    assert lying, "ten columns and a judgement"
    for table in document.tables:
        widths = {column.cells[0].text: column.width.cm for column in table.columns}
        if "Iakttagelse" in widths:
            assert widths["Iakttagelse"] > 2.1 and widths["Genomförd"] > 2.0, "the words of their titles stand whole"


def test_sums_have_no_columns_of_words() -> None:
    tables = [table for table in word_tables(done("internkontroll-2026").summary) if table[0][0] == "Kontroll"]
    assert tables[0][0] == ["Kontroll", "Granskade", "Avvikelser", "Andel"], "of all units together"
    assert len(tables) == 6 and all(len(table[0]) == 11 for table in tables[1:])


def test_a_figure_and_its_sign_stand_on_one_line() -> None:
    cells = {cell for table in word_tables(done().summary) for row in table for cell in row}
    assert "Minst 90\u00a0%" in cells and not [
        cell for cell in cells if " %" in cell and cell[cell.index(" %") - 1].isdigit()
    ]
    assert any("K:\u00a052\u00a0%" in cell for cell in cells)


@needs_office
@needs_pictures
def test_no_page_of_the_example_is_nearly_empty(tmp_path: Path) -> None:
    (pdf,) = convert([done().summary], "pdf", tmp_path)
    pages = pages_of(pdf)
    assert nearly_empty(pages) == [] and not any(page.lies for page in pages)
