"""The first page of a summary: what a director reads first, from the figures of the bundled example."""

from __future__ import annotations

from pathlib import Path

from tests.demos import copied, done
from tests.house import command
from tests.outputs.reading_back import word_tables, word_text

FIRST = """
    I korthet: januari–april 2022
    Ungefär hälften av målvärdena nås (27 av 60). Tolv går inte att avgöra, för sju saknas uppgift, och en är inte aktuell nu. \
Bäst går det inom Ekonomi (71 procent) och sämst inom Medborgare (29 procent). Se Måluppfyllelse i perspektiv.
    Tabell 1. Uppnådda målvärden per enhet
    Läkarbesöken ökade med 3,9 procent jämfört med samma period 2021, till 190 842. Uppgifter saknas, så följande kan inte \
jämföras: övriga vårdgivarbesök och totalt antal besök. Se Besök.
    Vårdtillfällena minskade med 2,0 procent jämfört med samma period 2021, till 15 474. Se Vårdtillfällen.
    Två enheter går med underskott. Division Länssjukvård 2 redovisar −17,7 och Division Länssjukvård 1 −11,2 mnkr. Uppgift \
saknas från Division Närsjukvård och Division Folktandvård, så summan för alla är ofullständig. \
Se Måluppfyllelse i perspektiv.
    Åtta av 60 åtgärder är försenade. Sex av dem finns hos Division Länssjukvård 2. Fyra är inte påbörjade, och en är \
avslutad utan genomförande. Se Strategiska åtgärder.
    Att besluta eller följa upp. Svar saknas från Division Folktandvård. Division Närsjukvård har två uppgifter att rätta. \
Svaren från Division Närsjukvård ska godkännas. Tolv bedömningar av fem styrmått går inte att avgöra.
"""


def lines(text: str) -> list[str]:
    """The lines of a text, with usual spaces."""
    return [line.strip().replace("\u00a0", " ") for line in text.splitlines() if line.strip()]


def test_the_summary_begins_with_what_it_says() -> None:
    text = lines(word_text(done().summary))
    at = {line: text.index(line) for line in lines(FIRST)}
    assert list(at.values()) == sorted(at.values())
    assert (
        at["I korthet: januari–april 2022"] < text.index("Innehåll") < text.index("Inledning", text.index("Innehåll"))
    )
    assert max(at.values()) < text.index("Innehåll"), "it stands before the contents, on the first page"


def test_each_unit_has_a_line_and_one_that_has_not_answered_has_reached_nothing() -> None:
    table = word_tables(done().summary)[0]
    rows = {row[0]: [text.replace("\u00a0", " ") for text in row[1:]] for row in table}
    assert rows["Division Länssjukvård 2"] == ["3 av 14", "21 %", "9"]
    assert rows["Division Närsjukvård (preliminär)"] == ["10 av 14", "71 %", "4"]
    assert rows["Division Folktandvård"] == ["har inte svarat", "–", "4"]


def test_a_section_that_the_plan_lacks_is_left_out() -> None:
    first = word_text(done("jamtland-2021-04").summary).split("Innehåll")[0]
    assert "I korthet" in first
    assert not any(word in first for word in ("besök", "underskott", "Väntetid", "målvärde"))


def test_what_is_published_says_nothing_of_the_work_with_it(tmp_path: Path) -> None:
    folder = copied(tmp_path / "round")
    command("merge", "--published", "--plan", str(folder))
    first = word_text(folder / "output" / "published" / "summary.docx").split("Innehåll")[0]
    assert "I korthet: januari–april 2022" in first
    assert "att rätta" not in first and "ska godkännas" not in first


def test_amounts_against_a_budget_take_the_place_of_a_measure_of_it() -> None:
    text = word_text(done("socialnamnd-2026-08").summary).replace("\u00a0", " ")
    assert "Tre enheter går med underskott mot budget." in text
    assert "Äldreomsorg redovisar −5,5, Individ- och familjeomsorg −3,7 och Hälso- och sjukvård −2,7 mnkr." in text
    assert text.count("går med underskott") == 1, (
        "the measure of the forecast against the budget says it no second time"
    )
