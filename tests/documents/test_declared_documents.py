"""A document that the plan declares is made as its rows say: order, headings, columns, rows and form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import command
from tests.outputs.reading_back import word_tables, word_text
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.tables import plan_of, rows_of

ACTIONS = PLAN.replace(
    "| planering | 1 |",
    "| bemanning | 2 | ramar | Minska inhyrd personal | Egen bemanning | HR-chef | nord | Hela året | | | Lägre kostnad |\n"
    "| planering | 1 |",
)
ANSWERS = """
## Strategiska åtgärder
| Åtgärd           | Status            | Kommentar       |
| Införa produktionsplanering | pågår enligt plan | Två av tre klara |
| Minska inhyrd personal      | försenad          | Väntar på avtal  |
"""


def with_parts(parts: str, document: str = "| lag | Lägesrapport | regionen | arbetsmaterial | | |") -> str:
    """The plan with a document of these parts."""
    return f"""{ACTIONS}
## Dokument
| Id | Titel | För | Skede | Word-mall | Kräver |
{document}

## Delar
| Dokument | Nivå | Rubrik | Vad | Avser | Kolumner | Ordning | Grupp | Filter | Form |
{parts}
"""


def report(of: Round, *arguments: str) -> Round:
    """The round after the command."""
    of.code, of.output = command("report", *arguments, "--plan", str(of.folder))
    return of


def reported(
    folder: Path, parts: str, document: str = "| lag | Lägesrapport | regionen | arbetsmaterial | | |"
) -> Round:
    """A round in which one unit has answered, with the document made."""
    round_ = new_round(folder, with_parts(parts, document), {"nord": ANSWERS})
    return report(round_, "lag")


def headings(text: str, *of: str) -> list[str]:
    """The lines of a text that are one of some, in order."""
    return [line for line in text.splitlines() if line in of]


def test_parts_stand_in_the_order_of_the_rows_under_their_headings(tmp_path: Path) -> None:
    parts = """| lag | 1 | Först åtgärderna {år} | Strategiska åtgärder | | | | | | |
| lag | 1 | Sedan det övriga | rubrik | | | | | | |
| lag | 2 | Besök och besked | Besök | | | | | | |
| lag | 1 | Inget alls | rubrik | | | | | | |
| lag | 2 | Av ingen | Nationella överenskommelser | | | | | | |"""
    round_ = reported(tmp_path, parts)
    text = word_text(round_.folder / "output" / "lag.docx")
    wanted = ("Först åtgärderna 2022", "Sedan det övriga", "Besök och besked", "Inget alls", "Av ingen")
    assert headings(text, *wanted) == [*wanted[:3], *wanted[:3]]  # the contents, then the chapters


def test_columns_of_the_plan_filter_and_order(tmp_path: Path) -> None:
    parts = """| lag | 1 | Alla | Strategiska åtgärder | | Åtgärd, Hur, Förväntad effekt | Nr | | | |
| lag | 1 | De sena | Strategiska åtgärder | | Åtgärd | | | status = "försenad" | lista |"""
    round_ = reported(tmp_path, parts)
    path = round_.folder / "output" / "lag.docx"
    (medborgare, ekonomi) = (rows for rows in word_tables(path) if rows[0][:1] == ["Åtgärd"])
    assert medborgare[0] == ["Åtgärd", "Hur", "Enhet", "Förväntad effekt"]
    assert ekonomi[1] == ["Minska inhyrd personal", "Egen bemanning", "Division Nord", "Lägre kostnad"]
    after = word_text(path).split("De sena")[-1].splitlines()
    assert "Minska inhyrd personal" in after and "Införa produktionsplanering" not in after


@pytest.mark.parametrize("order", ["Nr fallande", "nr, fallande", "Nr (falling)"])
def test_the_largest_may_come_first_and_all_stand_in_one_table(tmp_path: Path, order: str) -> None:
    """Actions have a table for each perspective unless the part says that they are not grouped."""
    parts = f"""| lag | 1 | Nerifrån | Strategiska åtgärder | | Nr, Åtgärd | Nr | ingen | | |
| lag | 1 | Uppifrån | Strategiska åtgärder | | Nr, Åtgärd | {order} | ingen | | |"""
    tables = [
        rows for rows in word_tables(reported(tmp_path, parts).folder / "output" / "lag.docx") if rows[0][0] == "Nr"
    ]
    numbers = [[row[0] for row in rows[1:]] for rows in tables]
    assert numbers == [["1", "2", "2"], ["2", "2", "1"]]


@pytest.mark.parametrize("cell", ["Nummret fallande", "fallande", "inga"])
def test_an_order_or_a_group_that_is_none_is_told(cell: str) -> None:
    for order, group in ((cell, ""), ("", cell)):
        plan = with_parts(f"| lag | 1 | Alla | Strategiska åtgärder | | | {order} | {group} | | |")
        assert "part-column-unknown" in rows_of(plan_of(plan)[1])


@pytest.mark.parametrize(
    ("form", "kind"), [("staplar", "barChart"), ("linjer", "lineChart"), ("punkter", "hiLowLines")]
)
def test_a_part_may_be_a_chart(tmp_path: Path, form: str, kind: str) -> None:
    import zipfile

    answers = ANSWERS + "\n## Besök\n| Besök | Besök jan–apr 2022 |\n| Somatik | 40 000 |\n| Övriga besök | 36 000 |\n"
    parts = f"| lag | 1 | Besök | Besök | | Besök, Besök {{period}} | | | | {form} |"
    round_ = report(new_round(tmp_path, with_parts(parts), {"nord": answers}), "lag")
    with zipfile.ZipFile(round_.folder / "output" / "lag.docx") as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("word/charts/chart")]
    assert charts and all(kind in chart for chart in charts)


def test_what_the_plan_declares_is_what_is_offered(tmp_path: Path) -> None:
    needs = "| lag | Lägesrapport | regionen | arbetsmaterial | | Nationella överenskommelser |\n| annan | Annan | regionen | | | |"
    parts = "| lag | 1 | Läget | Strategiska åtgärder | | | | | | |\n| annan | 1 | Läget | Strategiska åtgärder | | | | | | |"
    offered = report(new_round(tmp_path, with_parts(parts, needs), {"nord": ANSWERS})).output
    assert "annan" in offered and "lag " not in offered and "summary" not in offered


FINAL = "| lag | Lägesrapport | regionen | slutlig | | |"
WHOLE = """| lag | 1 | Inledning | inledning och läge | | | | | | |
| lag | 1 | Vad som fattas | det som saknas | | | | | | |
| lag | 1 | Åtgärder | Strategiska åtgärder | | | | | | |"""


def test_a_final_document_waits_for_what_is_missing_and_shows_the_row_that_lets_it_through(tmp_path: Path) -> None:
    held = reported(tmp_path, WHOLE, FINAL)
    assert held.code == 1 and not (held.folder / "output" / "lag.docx").exists()
    assert "unit-silent" in held.output and "Division Syd" in held.output and "lag" in held.output.splitlines()[-1]


def test_a_final_document_waits_for_no_unit_that_is_asked_for_nothing_that_it_shows(tmp_path: Path) -> None:
    """The dental service is asked for measures alone."""
    held = reported(tmp_path / "aktiviteter", WHOLE, FINAL)
    assert "unit-silent" in held.output and "Division Syd" in held.output and "Folktandvården" not in held.output
    for part in ("Styrmått", "övriga avsnitt", "motiveringar", "i korthet"):
        held = reported(tmp_path / part, f"{WHOLE}\n| lag | 1 | Mer | {part} | | | | | | |", FINAL)
        assert "Folktandvården" in held.output, part


MISSING = (("unit-silent", "syd"), ("unit-silent", "tand"), ("not-answered", "nord"))
"""What the round lacks, and whose it is."""


def decided(folder: Path, *missing: tuple[str, str]) -> Round:
    """The round after a final document was asked for, with decisions on what is missing."""
    round_ = new_round(folder, with_parts(WHOLE, FINAL), {"nord": ANSWERS})
    rows = "".join(f"| {rule} | {unit} | Prövat | Chefen |\n" for rule, unit in missing)
    round_.decide(f"## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n{rows}")
    return report(round_, "lag")


@pytest.mark.parametrize("rule", dict(MISSING))
def test_a_final_document_waits_for_each_thing_that_is_missing(tmp_path: Path, rule: str) -> None:
    """A cell that is asked for and left empty without a word is missing too."""
    held = decided(tmp_path, *(missing for missing in MISSING if missing[0] != rule))
    assert not (held.folder / "output" / "lag.docx").exists() and rule in held.output


def test_a_final_document_is_made_when_it_has_been_decided(tmp_path: Path) -> None:
    round_ = decided(tmp_path, *MISSING)
    text = word_text(round_.folder / "output" / "lag.docx")
    assert (
        "Vad som fattas" not in text
        and "enheter har svarat" not in text
        and "Arbetsmaterial" not in text
        and "Inget svar från" not in text
    )


def test_one_for_each_board_holds_the_units_of_that_board(tmp_path: Path) -> None:
    document = "| lag | Lägesrapport | varje nämnd | arbetsmaterial | | |"
    parts = "| lag | 1 | Åtgärder | Strategiska åtgärder | | | | | | |"
    round_ = reported(tmp_path, parts, document)
    files = sorted(path.name for path in (round_.folder / "output" / "lag").glob("*.docx"))
    assert files == ["Regionstyrelsen.docx"]
    assert "Införa produktionsplanering" in word_text(round_.folder / "output" / "lag" / files[0])


def test_why_a_document_is_not_offered_is_said(tmp_path: Path) -> None:
    document = "| lag | Lägesrapport | regionen | | | Nationella överenskommelser |\n| brev | Brev | regionen | | | |"
    parts = "| lag | 1 | A | Strategiska åtgärder | | | | | | |\n| brev | 1 | B | texter | brev | | | | | |"
    listed = report(new_round(tmp_path, with_parts(parts, document), {"nord": ANSWERS})).output
    assert "lag" in listed and "Nationella överenskommelser" in listed
    assert "brev" in listed and listed.count("Erbjuds inte") == 2


PROSE = """
## Tabeller
| Id | Titel | Rader |
| larm | Händelser | fasta |

## Kolumner
| Tabell | Id | Rubrik | Roll | Typ |
| larm | text | Beskrivning | svar | lång text |

## Rader
| Tabell | Id | Rad | Räknas |
| larm | hojd | Då beredskapen höjdes | fylls i |
| larm | ovrigt | Andra händelser | fylls i |
"""


def test_prose_of_a_declared_table_stands_under_the_names_of_its_rows(tmp_path: Path) -> None:
    """Not under their ids; a final document has no heading over nothing."""
    part = "| lag | 1 | Händelser under året | svar i ord | Händelser | | | | | |"
    answers = ANSWERS + "\n## Händelser\n| Händelser | Beskrivning |\n| Då beredskapen höjdes | Stormen i mars. |\n"
    for state, named in (("arbetsmaterial", True), ("slutlig", False)):
        document = f"| lag | Lägesrapport | regionen | {state} | | |"
        round_ = new_round(tmp_path / state, with_parts(part, document) + PROSE, {"nord": answers})
        rows = "| Regel | Enhet | Varför | Beslutat av |\n" + "".join(
            f"| {rule} | {unit} | Prövat | Chefen |\n"
            for rule, unit in (("unit-silent", "syd"), ("unit-silent", "tand"), ("not-approved", "nord"))
        )
        round_.decide(f"## Undantag\n{rows}")
        text = word_text(report(round_, "lag").folder / "output" / "lag.docx").splitlines()
        assert "Då beredskapen höjdes" in text and "Stormen i mars." in text and "hojd" not in text
        assert ("Andra händelser" in text) is named


FAULTY = """
## Tabeller
| Id | Titel | Rader |
| larm | Händelser i april | fria |

## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas |
| larm | antal | Antal | svar | antal | |
| larm | andel | Andel | beräknad | antal | antall * 2 |
"""


@pytest.mark.parametrize("name", ["Händelser i april", "larm", "LARM"])
def test_a_table_with_faults_of_its_own_is_not_called_unknown_where_a_document_names_it(name: str) -> None:
    document = f"| lag | Lägesrapport | regionen | arbetsmaterial | | {name} |"
    for part in (f"| lag | 1 | A | {name} | | | | | | |", f"| lag | 1 | A | svar i ord | {name} | | | | | |"):
        assert {finding.rule for finding in plan_of(with_parts(part, document) + FAULTY)[1]} == {"column-not-in-table"}
    beside = f"| lag | 1 | A | {name}, Qwertz | | | | | | |"
    found = {finding.rule for finding in plan_of(with_parts(beside) + FAULTY)[1]}
    assert found == {"column-not-in-table", "part-unknown"}
