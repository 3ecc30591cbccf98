"""The report to the board: every fact of the real one that belongs stands in the Word file and in the regional workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.house import command
from tests.outputs.reading_back import sheet_records, word_tables, word_text

EXAMPLE = "norrbotten-2018-02"

FACTS = """
kontroll 1 | Återrapportering av delegationsbeslut // Regiondirektörens stab // Antal fattade beslut jämförs med återrapporterade i diariet
kontroll 2 | Bisysslor // Regiondirektörens stab // Registrerade bisysslor jämförs med Bolagsverket
kontroll 3 | Egenkontroll rutiner/ riktlinjer i VIS // Regiondirektörens stab // Stickprov i VIS; checklista
kontroll 4 | Fakturering utländska patienter // Division Service // Säkerställ att faktureringsuppgifter finns
kontroll 5 | Fakturering utländska patienter // Division Närsjukvård // Kontroll att all kassapersonal fått ny utbildning
kontroll 6 | Fakturering utländska patienter // Division Länssjukvård // Kontroll att all kassapersonal fått ny utbildning
kontroll 7 | Tillgänglighet // Division Närsjukvård // Stickprov: vårdbehov för patienter på väntelistan >365 dagar
kontroll 8 | Att lokal rutin för fast vårdkontakt och vårdplaneringsmöte finns i februari 2018 // Division Närsjukvård // Kontroll av skapad rutin
kontroll 9 | Antalet målsatta flödesarbeten som har nått målen // Division Närsjukvård // Månadsvis rapportering till ledningsgrupp
kontroll 10 | Genomförda hälsosamtal // Division Närsjukvård // Mäta antalet genomförda hälsosamtal
kontroll 11 | Utbildning inom modern sjukvårdsledning, kontinuerligt arbete med att förbättringsmotorn används // Division Länssjukvård // Utbildning erbjuds 2018; stickprov att all personal är utbildad
kontroll 12 | Visualisera mål och resultat. Ändamålsenlig stödverksamhet till vårdverksamheten // Division Länssjukvård // Staben stödjer; stickprov via "go and see"
kontroll 13 | Ledning av förändringsarbete // Division Folktandvård // Aktiviteter: flöden, stabil ekonomi, bästa tandvårdsarbetsgivaren
kontroll 14 | Genomförande av förändringsledning // Division Folktandvård // Aktiviteter: flöden, stabil ekonomi, bästa tandvårdsarbetsgivaren
kontroll 15 | Beslutade åtgärder genomförs // Division Service // Kontroll att beslutade aktiviteter genomförs
kontroll 16 | Driftavbrott // Division Länsteknik // Se över och ev. justera överenskommelser med leverantörer
kontroll 17 | Inköp // Division Länsteknik // Se över inköpsrutin, ta fram kommunikationsplan
kontroll 18 | Driftstörningar i IT-miljön // Division Länsteknik // Tydliggöra roller, mäta och följa upp, informera/utbilda
kontroll 8, sista dag | Att lokal rutin för fast vårdkontakt och vårdplaneringsmöte finns i februari 2018 // februari 2018
överenskommelse 1 | En kvalitetssäker och effektiv sjukskrivnings- och rehabiliteringsprocess // 2017-2018 // 1,44 mdkr per år varav 500 mkr // 1,4 mdkr varav 500 mkr
överenskommelse 2 | Försäkringsmedicinska utredningar // 2018 // 219 mkr // 219 mkr // 50,3 // 0,75
överenskommelse 3 | Stöd till bättre resursutnyttjande i hälso- och sjukvården – Professionsmiljarden // 2017-2018 // 976 mkr // 655 // 651 // 24 // 23,6 // 7,5
överenskommelse 4 | Stöd till riktade insatser inom området psykisk hälsa // 2017-2020 // 1,4 mkr, ökning med 529 mkr jämfört med 2017 // 11,6 // 22
överenskommelse 5 | Kortare väntetider i cancervården // 2017-2018 // 447,0 mkr // 447,5 mkr // 407 // 391 // 10,6 // 9,7 // 2,0 // 1,0
överenskommelse 6 | Förbättra vården för personer med kroniska sjukdomar // 2017 // 124,75 mkr // 53 // 1,3
överenskommelse 7 | En förbättrad förlossningsvård och insatser för kvinnors hälsa // 2017-2019 // 511 mkr // 490 // 12,3 // 7,5
överenskommelse 8 | Patientmiljard // 2018 // 1 mdkr // 980 // 24,3
överenskommelse 9 | Goda förutsättningar för vårdens medarbetare // 2018 // 2 mdkr // 1999
överenskommelse 10 | Barnhälsovård mm // 2018 // 120 mkr // 1,945
överenskommelse 11 | Beredskap // 2018 // 30 mkr // 1
summa 2017 | Summa // 97,8
summa 2018 | Summa // 82,545
500 mkr | 1,4 mdkr // 500 mkr prestationsbaserade
arbetsgivarkontakt | 3000 kr per patient // 50 mkr
informationsutbyte | Elektroniskt informationsutbyte // 100 mkr
prestationskrav | alla prestationskrav uppnådda
datum för utredningar | 2016-11-01 // 2017-12-31
professionsmiljard, delar | 651 mkr // 300 mkr // 25 mkr // 4 mkr
psykisk hälsa, redovisas | 2018-10-31
cancer, mål 70 | 70 procent // 2020
cancer, mål 80 | 80 procent
rcc | 2,0 // 1,0 mkr // cancercentrum
tillägg | 300 mkr // 2017 // 200 mkr // 7,5 mkr
patientmiljard, sektion | 980 mkr till landsting och regioner
medarbetare, period | 2018-2021 // 1999 mkr
medarbetare, namn i listan | Goda förutsättningar för vårdens medarbetare
beredskap, varje region | varje region // 1 mkr
FoU-anslag | 12 ansökningar // 8 från kvinnor // 4 från män // 10 // 831 tkr
akademisk miljö | 10 ansökningar // 5 från kvinnor // 5 från män // 3,3 mkr
tobaksavvänjare | januari // 7 medarbetare
Folk och Kultur | 7-10 februari // 1200 deltagare
etiska rådet | 6 möten // 2 planeringsdagar
pensionspremie | 8000 kr/mån
genomsnittslön | 32800 kr/mån
förstudie | 2017 // Fyra regioner // tre miljoner kronor
region | Region Norrbotten
titel | Regiondirektörens rapport till styrelsen 28 februari
dnr | 5-2018
datum | 2018-02-28
bilaga 1 | Ledningsrapport december 2017
bilaga 2 | Ledningsrapport januari 2018
rubrik | Aktuella händelser
rubrik | Regionen i lokala medier
rubrik | Öppen tidbok ökade flödet
rubrik | Sjuksköterskeledd lättakut vid Piteå hälsocentral
rubrik | Sju nya, diplomerade tobaksavvänjare till Norrbotten
rubrik | Region Norrbotten stärker sitt påverkansarbete på nationell nivå
rubrik | Nytt samiskt personalnätverk för medarbetare i Region Norrbotten
rubrik | Norrbotten deltog i kulturpolitiskt event
rubrik | Kulturkonferens 2018 i Norrbotten
rubrik | Information från verksamheterna
rubrik | Ledarskapsprogram för patient – och flödesorientering
rubrik | Beslut om tilldelning av Region Norrbottens forskningsanslag 2018
rubrik | Medicinska biblioteket – nytt avtal
rubrik | Etiska rådets verksamhet under 2017
rubrik | Hälsoskolan - regional samverkanssatsning för barn och ungas hälsa
rubrik | Främja unga nyanländas kunskaper om sexuell hälsa
rubrik | Patientkontrakt
rubrik | Bakgrund och uppdrag
rubrik | Pilotprojekt
rubrik | Sammanhållen plan
rubrik | Resultat och fortsatt arbete
rubrik | Palliativ vård
rubrik | Region Norrbottens arbete med asylsökande-och nyanländas hälsa 2017-2018
rubrik | Pågående nationella överenskommelser
rubrik | Nya överenskommelser för 2018
rubrik | Sjukskrivnings- och rehabiliteringsprocess, 2017-2018
rubrik | Resultat
rubrik | Överenskommelse 2018
rubrik | Försäkringsmedicinska utredningar 2017
rubrik | Stöd till bättre resursutnyttjande i hälso- och sjukvården – Professionsmiljarden 2017-2018
rubrik | Stöd till riktade insatser inom området psykisk hälsa, 2017-2018
rubrik | Kortare väntetider i cancervården, 2017-2018
rubrik | Insatser för att förbättra vården för personer med kronisk sjukdom, 2017
rubrik | Ökad tillgänglighet och jämlikhet i förlossningsvården och förstärkta insatser för kvinnors hälsa, 2017-2019
rubrik | Patientmiljard
rubrik | Bättre förutsättningar för vårdens medarbetare
rubrik | Barnhälsovård m.m.
rubrik | Beredskap
rubrik | Ledningsrapport
"""  # noqa: E501
"""A fact a line: its name, then what must stand together in a paragraph or a row of a table."""

ONLY_IN_WORD = (
    "Innehållsförteckning",
    "Internkontroll för 2018",
    "Nationella överenskommelser 2018",
    "Nya överenskommelser 2018",
)
"""Headings of the document itself; in the workbook the sheets bear the names of the sections."""

CONTROLS = {
    "Regiondirektörens stab": 3,
    "Division Service": 2,
    "Division Närsjukvård": 5,
    "Division Länssjukvård": 3,
    "Division Folktandvård": 2,
    "Division Länsteknik": 3,
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what the demo made."""
    folder = tmp_path_factory.mktemp("board")
    code, text = command("demo", EXAMPLE, "--into", str(folder / "demo"), "--today", "2018-02-20")
    assert code == 0, text
    return folder / "demo" / "output"


def facts() -> list[tuple[str, list[str]]]:
    """Each fact with its parts."""
    lines = [line.split(" | ", 1) for line in FACTS.strip().splitlines()]
    return [(name, parts.split(" // ")) for name, parts in lines]


def plain(text: str) -> str:
    """With usual spaces, and no space within a number."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", " ".join(text.split()))


def in_word(path: Path) -> list[str]:
    """Paragraphs, and rows of tables; a first cell that is left empty is that of the row above."""
    places = word_text(path).splitlines()
    for table in word_tables(path):
        above = ""
        for row in table:
            above = row[0] or above
            places.append(" ¦ ".join([above, *row[1:]]))
    return [plain(place) for place in places]


def in_workbook(path: Path) -> list[str]:
    """Rows of every sheet."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    return [plain(" ¦ ".join(_shown(value) for value in row if value is not None)) for row in rows]


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def stands(parts: Sequence[str], places: Sequence[str]) -> bool:
    """Whether all parts stand as whole words in one place."""
    patterns = [re.compile(rf"(?<![\w,]){re.escape(plain(part))}(?![\w])(?!,\d)") for part in parts]
    return any(all(pattern.search(place) for pattern in patterns) for place in places)


def lacking(places: Sequence[str], where: str) -> list[str]:
    """The facts that are not there; says how many were found of how many."""
    absent = [f"{name}: {' // '.join(parts)}" for name, parts in facts() if not stands(parts, places)]
    print(f"{where}: {len(facts()) - len(absent)} of {len(facts())} facts")
    return absent


def test_every_fact_is_in_the_word_file(output: Path) -> None:
    places = in_word(output / "board_report.docx")
    assert lacking(places, "Word") == []
    assert [heading for heading in ONLY_IN_WORD if heading not in places] == []


def test_every_fact_is_in_the_regional_workbook(output: Path) -> None:
    assert lacking(in_workbook(output / "regional.xlsx"), "workbook") == []


def test_a_fact_that_is_not_there_is_missed(output: Path) -> None:
    places = in_word(output / "board_report.docx")
    assert not stands(["Summa", "82,546"], places)
    assert not stands(["Fakturering utländska patienter", "Division Folktandvård"], places)
    assert stands(["Fakturering utländska patienter", "Division Länssjukvård"], places)


def test_counts_of_controls_and_agreements(output: Path) -> None:
    controls = sheet_records(output / "regional.xlsx", "Internkontroll", "Enhet")
    counted = [row["Enhet"] for row in controls]
    assert {unit: counted.count(unit) for unit in dict.fromkeys(counted)} == CONTROLS
    assert (len(controls), len({row["Kontrollmoment"] for row in controls})) == (18, 16)
    groups = [
        row["Pågående eller ny"]
        for row in sheet_records(output / "regional.xlsx", "Nationella överenskommelser", "Enhet")
        if not str(row["Radnyckel"]).startswith("sum")
    ]
    assert groups.count("Pågående nationella överenskommelser") == 7
    assert groups.count("Nya överenskommelser för 2018") == 4
    assert len(groups) == 11
    text = plain(word_text(output / "board_report.docx"))
    assert "18 kontroller av 16 moment hos 6 enheter" in text
    assert "7 pågående överenskommelser och 4 nya" in text


def test_units_that_share_a_moment_say_it_once(output: Path) -> None:
    (table,) = [table for table in word_tables(output / "board_report.docx") if table[0][0] == "Kontrollmoment"]
    at = next(number for number, row in enumerate(table) if row[0] == "Fakturering utländska patienter")
    assert [(row[0], row[1]) for row in table[at + 1 : at + 3]] == [
        ("", "Division Närsjukvård"),
        ("", "Division Länssjukvård"),
    ]
    assert [row[1] for row in table[1:4]] == ["Regiondirektörens stab"] * 3


def test_what_is_told_of_an_agreement_has_headings(output: Path) -> None:
    paragraphs = docx.Document(str(output / "board_report.docx")).paragraphs
    styles = {paragraph.text: paragraph.style.name for paragraph in paragraphs if paragraph.style is not None}
    assert styles["Kortare väntetider i cancervården, 2017-2018"] == "Heading 2"
    assert [styles[title] for title in ("Resultat", "Överenskommelse 2018", "Patientmiljard")] == ["Heading 3"] * 3


def test_texts_come_in_the_order_decided_and_one_is_left_out(output: Path) -> None:
    text = word_text(output / "board_report.docx")
    assert "Arbetsmaterial" not in text, "the report is final"
    body = text[text.rindex("Aktuella händelser") :]
    wanted = [
        *("Regionen i lokala medier", "Öppen tidbok ökade flödet", "Sju nya, diplomerade tobaksavvänjare"),
        *("Information från verksamheterna", "Ledarskapsprogram", "Patientkontrakt", "Bakgrund och uppdrag"),
        *("Pilotprojekt", "Palliativ vård", "asylsökande"),
    ]
    places = [body.index(title) for title in wanted]
    assert places == sorted(places)
    assert "Nytt kök i drift" not in text
    records = sheet_records(output / "regional.xlsx", "Texter till rapporten", "Enhet")
    assert "Nytt kök i drift" in [row["Titel"] for row in records]


def test_the_implausible_amount_is_told_with_both_readings_and_not_changed(output: Path) -> None:
    records = sheet_records(output / "regional.xlsx", "Iakttagelser", "Enhet")
    (row,) = [record for record in records if record["Regel"] == "amount-implausible"]
    assert row["Enhet"] == "Division Närsjukvård"
    assert "betyder 1,4 mnkr som det står" in plain(row["Vad som är fel och vad du skriver"])
    assert "1400 mnkr hade gjort det" in plain(row["Vad som är fel och vad du skriver"])
    assert stands(["1,4 mkr, ökning med 529 mkr jämfört med 2017"], in_word(output / "board_report.docx"))


def test_attachments_have_their_pages(output: Path) -> None:
    listed = sheet_records(output / "regional.xlsx", "Bilagor", "Rubrik")
    assert [(row["Bilaga"], row["Sidor"]) for row in listed] == [
        ("Ledningsrapport december 2017", 2),
        ("Ledningsrapport januari 2018", 1),
    ]
