"""Every fact of the document that the example is made from stands in the Word files and in the regional workbook.

Left out are facts about the source itself: its page numbers, its misspellings, "40 00" (an answer of the example has it,
and is refused), that addressee and decider differ, that it has no tables; and the value of an indicator that has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.demos import done
from tests.outputs.reading_back import footnotes_in_order, sheet_records, word_tables, word_text

REPORT = """
    Region Halland
    Återrapportering av överenskommelsen God och nära vård – En omställning av hälso- och sjukvården med fokus på primärvården
    2020
    Utveckling av den nära vården med fokus på primärvården
    Tillgänglighet och kontinuitet
    Tillgänglighet genom digital utveckling och nya arbetssätt
    Samverkansinsatser
    Undvikbar slutenvård
    Ökad tillgänglighet i barnhälsovården
    Goda förutsättningar för vårdens medarbetare
    En hälsofrämjande och hållbar arbetsmiljö
    Utbildning av vårdens framtida medarbetare
    Insatser inom ramen för Vision e-hälsa 2025
    Strukturerad vårdinformation och tillämpning av standarder
    Informationssäkerhet
    Hur har covid-19 påverkat arbetet med omställningen?
    Pandemins inverkan på arbetet med goda förutsättningar för vårdens medarbetare
    Hur har covid-19 påverkat omställningen?
    Hur har covid-19 påverkat förutsättningarna för vårdens medarbetare?
    Samtliga vårdförvaltningar och Regionkontoret
    Psykiatriförvaltningen
    Folktandvården
    Barnhälsovården (BHV)
    ambulanssjukvård
    Hallands sjukhus
    Jämställd hälsa
    jämställdhetspolitiskt delmål
    kvinnor, män, flickor och pojkar
    belysas där det är tillämpligt
    inget eget avsnitt
    Hälso- och sjukvårdsstrategi 2017–2025
    En hälso- och sjukvård för bättre hälsa
    5 delmål
    5 strategiska val
    Fokusområden 2019
    Kunskapsstyrning hjärtsjukvård
    Digitalisering
    Möta fler behov nära
    Sammanhållen vård
    Fokusområden 2020
    Bättre digital tillgänglighet
    Nära och sammanhållen vård
    Styrning utifrån kunskap och kvalitet
    över 155 000
    102 000
    40 000
    13 000
    omkring 2 000
    Psykiatrin i fickan
    högst 55 nyfödda per BHV-sjuksköterska
    nåddes i samtliga kommuner 2020
    runt 98 %
    8 vårdplatser
    förmaksflimmer
    runt ett 60-tal
    2 BVC
    hembesök
    åtta andra regioner i Sussa
    Blekinge
    Dalarna
    Gävleborg
    Norrbotten
    Sörmland
    Västerbotten
    Västernorrland
    Örebro
    40 år
    Andelen återinskrivningar inom 30 dagar
    juni 2020
    augusti 2020
"""
LETTER = """
    Socialstyrelsen (funktionsbrevlåda)
    2021-03-10
    RS200203
    Region Hallands redovisning för God och nära vård 2020
    Regionstyrelsen
    Regionstyrelsens ordförande
    Regiondirektör
    Rapport till Socialstyrelsen
"""
PROPOSAL = """
    från Regionkontoret, Hälso- och sjukvård
    Till Regionstyrelsen
    Regionstyrelsens hälso- och sjukvårdsutskott
    få behålla utbetalda medel
    augusti 2020 var inställd
    avge yttrande till Socialstyrelsen enligt bifogad rapport
    Beslutsunderlag
    Yttrande till Socialstyrelsen: redovisning
    Rapport till Socialstyrelsen
"""
MINUTES = """
    §46
    Beslut enligt delegation
    avge yttrande till Socialstyrelsen enligt bifogad rapport
    3 handlingar
    Samtliga driftnämnder inom vårdförvaltningarna
    Protokollet är justerat
"""
FIGURES = {
    "Distanskontakter 2020": ["över 155 000", "155000"],
    "därav telefon": ["102000"],
    "därav video": ["40000", "gick inte att använda"],
    "därav skriftlig": ["13000"],
    "Patienter i appen Psykiatrin i fickan, slutet av 2020": ["2400", "omkring 2 000"],
    "Nyfödda per BHV-sjuksköterska": ["högst 55"],
    "Vaccinationstäckning bland barn": ["runt 98 %"],
    "BVC med hembesöksprojekt": ["2"],
    "Hälsosamtal erbjuds vid denna ålder": ["40"],
    "Minskat slutenvårdsbehov 2017–2020 för förmaksflimmer": ["8"],
    "Andelen återinskrivningar inom 30 dagar": [""],
    "Sjuksköterskor som går eller är klara med specialistutbildning 2020": ["runt ett 60-tal"],
    "Regioner i Sussa": ["9"],
}


@dataclass(frozen=True)
class Outputs:
    """What the demo made."""

    output: Path
    printed: str
    code: int

    def word(self, name: str) -> str:
        """All text of a Word file."""
        path = self.output / f"{name}.docx"
        tables = "\n".join(" ".join(row) for table in word_tables(path) for row in table)
        return (word_text(path) + "\n" + tables).replace("\u00a0", " ")

    def regional(self) -> str:
        """Every text of the regional workbook."""
        book = openpyxl.load_workbook(self.output / "regional.xlsx", data_only=True)
        cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join(str(cell) for cell in cells if cell is not None).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def outputs() -> Outputs:
    """The whole job on the example."""
    demo = done("halland-2020")
    return Outputs(demo.folder / "output", demo.output, demo.code)


def assert_stands_in(wanted: str, text: str, where: str) -> None:
    """All of them, and how many that is."""
    lines = [line.strip() for line in wanted.splitlines() if line.strip()]
    absent = [line for line in lines if line not in text]
    print(f"{where}: {len(lines) - len(absent)} of {len(lines)} facts found")
    assert not absent


def test_the_demo_finds_what_the_example_expects(outputs: Outputs) -> None:
    assert outputs.code == 0, outputs.printed
    assert "40 00" in outputs.printed


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("agreement", REPORT),
        ("agreement-letter", LETTER),
        ("agreement-proposal", PROPOSAL),
        ("agreement-minutes", MINUTES),
    ],
)
def test_every_fact_stands_in_word_and_in_the_regional_workbook(outputs: Outputs, name: str, facts: str) -> None:
    assert_stands_in(facts, outputs.word(name), f"{name}.docx")
    assert_stands_in(facts, outputs.regional(), "regional.xlsx")


def _figure(text: str) -> str:
    """Without the spaces between thousands that a number has in words."""
    return text.replace("\u00a0", "")


def test_the_figures_are_those_of_the_document(outputs: Outputs) -> None:
    records = sheet_records(outputs.output / "regional.xlsx", "Uppgifter", "Enhet")
    got: dict[str, list[str]] = {}
    for row in records:
        got.setdefault(str(row["Uppgift"]), []).append(_figure(str(row.get("Antal eller värde") or "")))
    assert got == FIGURES


def test_the_report_has_the_agreements_headings_in_order(outputs: Outputs) -> None:
    import docx

    paragraphs = docx.Document(str(outputs.output / "agreement.docx")).paragraphs
    headings = [
        paragraph.text
        for paragraph in paragraphs
        if paragraph.style is not None and "Heading" in str(paragraph.style.name)
    ]
    wanted = [line.strip() for line in REPORT.splitlines() if line.strip()][3:17]
    assert [heading for heading in headings if heading in wanted] == wanted


def test_there_are_four_footnotes(outputs: Outputs) -> None:
    """Word's own, each at the end of the text that it belongs to."""
    notes = footnotes_in_order(outputs.output / "agreement.docx")
    assert [note.split()[0] for _place, note in notes] == ["Med", "Hälsosamtalet", "En", "Sussa"]
    assert (
        "Med distanskontakt menas en kontakt som ersätter ett besök: på telefon, med video eller i skrift."
        in outputs.word("agreement")
    )
    assert all(place.endswith(".") for place, _note in notes)


def test_gaps_and_contradictions_are_told(outputs: Outputs) -> None:
    gaps = (
        "”Hur har covid-19 påverkat omställningen?”: inget svar från Folktandvården.",
        "Uppgiften ”Andelen återinskrivningar inom 30 dagar” saknas från Hallands sjukhus.",
    )
    assert all(gap in outputs.word("summary") for gap in gaps)
    assert not any(gap in outputs.word("agreement") for gap in gaps), "the report is final"
    rules = [row["Regel"] for row in sheet_records(outputs.output / "regional.xlsx", "Iakttagelser", "Enhet")]
    assert sorted(rule for rule in rules if rule) == [
        *("figures-contradict", "figures-contradict", "not-a-number"),
        *("not-answered", "not-answered", "perspective-not-mentioned"),
    ]
