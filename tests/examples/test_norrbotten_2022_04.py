"""Every fact of the appendix that the example is made from stands in the division's document and in the regional workbook.

Left out are facts about the source itself (page numbers, raw signs, misprints, diagrams that are missing in it, what does
not agree in it), and the signs without a meaning. What is paraphrased in the source's facts is in our own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.demos import done
from tests.outputs.reading_back import Record, footnotes_in_order, sheet_records, word_tables, word_text

UNIT = "Division Länssjukvård 2"
DOCUMENT = """
    Region Norrbotten
    Division Länssjukvård 2
    Bilaga produktion och måluppfyllelse
    Delårsrapport april 2022
"""
HEADINGS = """
    Inledning
    Produktion, tillgänglighet mm
    Produktion
    Tillgänglighet
    Måluppfyllelse i perspektiv
    Medborgare
    Verksamhet
    Medarbetare
    Ekonomi
    Uppföljning av divisionens strategiska åtgärder
"""
MODEL = """
    Regionfullmäktige
    Regionstyrelsen och nämnderna
    två delårsrapporter och en årsrapport
    delårsrapport april (DÅ04)
    delårsrapport augusti (DÅ08)
    årsrapport (ÅR)
    tertial (T1)
"""
PERSPECTIVES = """
    Samhälle    | 0 |  0
    Medborgare  | 3 |  7
    Verksamhet  | 7 | 19
    Medarbetare | 2 | 10
    Ekonomi     | 3 |  4
"""
STRATEGIC_GOALS = """
    Trygg norrbottning med god livskvalitet
    God nära och samordnad vård
    Hållbar kompetensförsörjning
    Långsiktigt hållbar ekonomi
"""
VISITS = """
    Läkarbesök            | 45467 | 42401 |  7,2 % |  4326 |  4516 | -4,2 % |  9,5 %
    Somatik               | 45467 | 42401 |  7,2 % |  4326 |  4516 | -4,2 % |  9,5 %
    Övriga vårdgivarbesök | 42393 | 36530 | 16,0 % |  6471 |  6825 | -5,2 % | 15,3 %
    Somatik               | 42393 | 36530 | 16,0 % |  6471 |  6825 | -5,2 % | 15,3 %
    Totalt antal besök    | 87860 | 78931 | 11,3 % | 10797 | 11341 | -4,8 % | 12,3 %
"""
EPISODES = """
    Totalt  | 4192 | 4421 | -5,2 %
    Somatik | 4192 | 4421 | -5,2 %
"""
CONTRACTED = """
    Ortopedi länsklinik | 43 | 46 | 89
    Summa               | 43 | 46 | 89
"""
QUOTED = """
    41 % av dem som väntade på ett första besök
    Snittet för tertialet är 44 %
    Av 33 tillfrågade berättade 61 % om våld
    mellan 15 och 40 patienter
    617 besök av kvinnor och 596 besök av män
    VO Infektion, hud, lunga och reuma kommit, med 46 %
    Mellan sjukhusen går det från 4 till 14 %
    55 ärenden klassade som vårdskada
    15 krävde behandling men gav inga bestående men
    40 gav obehag utan att behandling behövdes
    Ett fall finns i Synergi
    Fallrisk bedöms för patienter från 70 år
    Kommunen har tre dagar på sig
"""
# Number, measure, success factor, target, followed up, women, men, total, earlier.
MEASURES = """
    1 | Andel av patienter som står på väntelista, som väntat 90 dagar eller kortare till första besök i \
specialiserad vård | En god vård med hög tillgänglighet | 100 % i dec | DÅ04, DÅ08, ÅR | 41,0 % | 41,0 % |  |
    2 | Andel av patienter som står på väntelista, som väntat 90 dagar eller kortare på operation/åtgärd inom \
specialiserad vård | En god vård med hög tillgänglighet | 100 % i dec | DÅ04, DÅ08, ÅR | 42,0 % | 48,0 % |  |
    3 | Antal patienter som fått fråga om våld i nära relation | Jämlik och jämställd hälsa genom främjande och \
förebyggande åtgärder | Öka | DÅ04, DÅ08, ÅR | 29 | 4 |  | T1 2021 K: 12 M: 7
    4 | Besök 80 år och äldre på akutmottagning | Den nära vården utformas med primärvården som nav | Minska | \
DÅ04, DÅ08, ÅR | 17,0 % | 12,0 % |  |
    5 | Andel patienter med palliativ diagnos som har en dokumenterad behandlingsstrategi (%) inkl privata hc | En \
sammanhållen och samordnad vård utifrån individens behov | 70% | DÅ04, DÅ08, ÅR | 20,0 % | 19,0 % |  | 2021 K: 23 \
% M: 23 %
    6 | Andel av vårdtillfällen där patienter varit utskrivningsklara >1 dygn (vtf i primärvård, psykiatri, \
somatik) (%) | En sammanhållen och samordnad vård utifrån individens behov | 7% | DÅ04, DÅ08, ÅR |  |  | 8,4 % |
    7 | Oplanerade återinskrivningar inom 30 dagar för personer 65 år eller äldre (%) | En sammanhållen och \
samordnad vård utifrån individens behov | K 16,0 M 17,2 | DÅ04, DÅ08, ÅR | 14,5 % | 14,7 % |  | T1 2021 K: 15,8 % \
M: 16,2 %
    8 | Andelen vårdskador, slutensomatisk vård | En hållbar verksamhet med hög säkerhet | Under 6,5% | DÅ08, ÅR | \
 |  | 6,7 % |
    9 | Vårdrelaterade fallskador hos äldre | En hållbar verksamhet med hög säkerhet | Minska med 50% jmf 2020 | \
DÅ04, DÅ08, ÅR | 1 | 0 |  |
    10 | Andel utskrivna patienter i målgruppen 75 år och äldre med mer än 5 läkemedel, som fått en \
läkemedelsberättelse | En hållbar verksamhet med hög säkerhet | 70% | DÅ04, DÅ08, ÅR | 59,0 % | 63,0 % |  | ÅR \
2021 62 %
    11 | Andel kostnad inhyrda av total personalkostnad | Tillgänglig och rätt använd kompetens | Minska | DÅ04, \
DÅ08, ÅR |  |  | 5,3 % |
    12 | Sjukfrånvaro | Hållbar arbetsmiljö | Minska | DÅ04, DÅ08, ÅR |  |  | 8,6 % |
    13 | Alla divisioner och regiongemensamt bedriver verksamhet inom budget | Verksamheten håller sina ekonomiska \
ramar | 0,0 | DÅ04, DÅ08, ÅR |  |  | -17,7 mnkr |
    14 | Produktivitet utifrån KPP | Kostnadseffektiv verksamhet | Öka jmf med motsvarande kvartal året innan | \
DÅ04, DÅ08, ÅR |  |  | Data saknas |
    15 | Kostnadsandel öppenvård av totalkostnad enligt KPP (inner- och ytterfall) | Kostnadseffektiv verksamhet | \
Öka | DÅ04, DÅ08, ÅR |  |  | Data saknas |
"""
SIGNS = "K: □ M: ▲ ↕"
"""The judgements of the third measure, the only ones that can be read in the source."""

# Number, action, responsible, timeline, perspective, success factor.
ACTIONS = """
    1 | Införa produktions- och kapacitetsplanering (PKS) | VO-chefer, enhetschefer och närstödsfunktioner | \
Förslag till plan under tertial 1, sedan fortsatt utveckling utan slutdatum | Medborgare | En god vård med hög \
tillgänglighet
    2 | Säkra effektiva patientflöden | VO-chefer, processledare och närstödsfunktioner | Vid årets slut ska varje \
VO kunna visa minst ett flödesarbete som det deltar i | Medborgare | En god vård med hög tillgänglighet
    3 | Genomföra riktade kökortningsinsatser för att minska vårdskulden | Divisionschef och berörda VO-chefer | \
VO utses och behovet av upphandlad vård preciseras under tertial 1 | Medborgare | En god vård med hög tillgänglighet
    4 | Riktade hälso-och sjukvårdsinsatser i förebyggande syfte | VO-chefer och enhetschefer | Arbetsrutinerna \
börjar ses över under tertial 1 | Medborgare | Jämlik och jämställd hälsa genom främjande och förebyggande åtgärder
    5 | Fortsatt arbete med screeningverksamhet | VO-chef för Allmänkirurgi och Urologi | Införandet avslutat vid \
årets slut | Medborgare | Jämlik och jämställd hälsa genom främjande och förebyggande åtgärder
    6 | Fortsatt arbete med lågröskelmottagning | VO-chef för Inf/Hud/Reuma/Lunga | Införandet avslutat vid årets \
slut | Medborgare | Jämlik och jämställd hälsa genom främjande och förebyggande åtgärder
    7 | Öka patientdeltagandet i divisionens verksamheter | VO-chefer, enhetschefer och processledare | Start \
under tertial 1 | Medborgare | Kvinnor, män, flickor och pojkar är delaktiga i samhällets utveckling
    8 | Öka nyttjandet av digital teknik i vårdtjänster | VO-chefer och närstödsfunktioner | Start under tertial 1 \
| Verksamhet | Förflyttning mot öppna vårdformer
    9 | Erbjudna tidig rehabilitering i hemmet | Berörda VO-chefer | Vid årets slut ska införandeplanen för den \
valda patientgruppen vara påbörjad eller klar | Verksamhet | Förflyttning mot öppna vårdformer
    10 | Utöka samverkan mellan specialistvård och primärvård | Divisionschef samt berörda VO-chefer | Start under \
tertial 1 | Verksamhet | Den nära vården utformas med primärvården som nav
    11 | Förbereda införande av Digitalen | Divisionschef och berörda VO-chefer | Införandeplan klar vid årets \
slut | Verksamhet | Ett hälsofrämjande och personcentrerat förhållningssätt där patientens kraft tas till vara
    12 | Erbjuder fjärrmonitorering till patienter med hjärtmonitorering | VO-chef för Hjärtsjukvård | Infört och \
avslutat vid årets slut | Verksamhet | Ett hälsofrämjande och personcentrerat förhållningssätt där patientens \
kraft tas till vara
    13 | Utarbeta en gemensam strategi och färdplan för nära vård och omsorg tillsammans med länets kommuner | \
Divisionschef | Klart innan årets slut | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    14 | Fortsatt arbete med standardiserade vårdförlopp | Divisionschef samt berörda VO-chefer | Start under \
tertial 1 | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    15 | Fortsatt utveckling av nätverk för rehabilitering och habilitering | Divisionschef samt berörda VO-chefer \
| Start under tertial 1 | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    16 | Undersöka möjliga utvecklingsinriktningar för ökad samordning av vård- och omsorgsinsatser inom \
divisionen | Divisionschef samt berörda VO-chefer | Utredningen av onkologiskt centrum klar senast tertial 2, det \
övriga startas under året | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    17 | Säkerställa att palliativa patienter får en dokumenterad behandlingsstrategi | Berörda VO-chefer | Start \
under tertial 1 | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    18 | Journalgranska patienter som oplanerat har återinskrivits | Berörda VO-chefer | Klart senast tredje \
tertialet | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    19 | Införa egen journal för VO Hjärtsjukvård | VO-chef för Hjärtsjukvård | Klart senast under tertial 2 | \
Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    20 | Hanteringsberedskap kopplat till epidemier och pandemier | VO-chef för Inf/Hud/Reuma/Lunga | Modellen \
klar senast tertial 2 | Verksamhet | En samordnad och hälsofrämjande vård utifrån individens behov
    21 | Utöka kunskapsspridningen genom deltagande i olika nätverksforum | Divisionschef, VO-chefer samt berörda \
deltagare i forum/nätverk/grupper | Löpande under året | Verksamhet | Verksamheterna använder bästa tillgängliga \
kunskap
    22 | Säkerställa att divisionens verksamheter följer nationella riktlinjer | VO-chefer | Löpande under året | \
Verksamhet | Verksamheterna använder bästa tillgängliga kunskap
    23 | Förstärka och systematisera det dagliga patientsäkerhetsarbetet | Berörda VO-chefer och relevanta \
omvårdnadsforum | Start under tertial 1 | Verksamhet | En hållbar verksamhet med hög säkerhet
    24 | Säkerställa att divisionens verksamheter följer rapportering och följsamhet till basala hygien och \
klädregler (BHK) till 100 % | VO-chefer | Start januari | Verksamhet | En hållbar verksamhet med hög säkerhet
    25 | Översyn av den samlade gynekologi- och förlossningsvården | VO-chef för Obstetrik och Gynekologi | Start \
under tertial 1 | Verksamhet | En hållbar verksamhet med hög säkerhet
    26 | Utreda potentiellt inköp av operationsrobot | VO-chef för Allmänkirurgi och Urologi | Start senast \
tertial 3 | Verksamhet | En hållbar verksamhet med hög säkerhet
    27 | Kompetensförsörjningsplaner för samtliga verksamhetsområden | VO-chefer | Klart under tertial 2 | \
Medarbetare | Tillgänglig och rätt använd kompetens
    28 | Säkerställa strukturerad arbetsplatsintroduktion | Enhetschefer | Löpande arbete under året | Medarbetare \
| Tillgänglig och rätt använd kompetens
    29 | Minskad användning av inhyrd personal | Divisionschef och VO-chefer | Löpande arbete under året | \
Medarbetare | Tillgänglig och rätt använd kompetens
    30 | Bidra i det regiongemensamma arbetet med intensifierade rekryteringsinsatser för läkare och annan hälso- \
och sjukvårdspersonal | Divisionschef och närstödsfunktioner | Start under tertial 1 | Medarbetare | Tillgänglig \
och rätt använd kompetens
    31 | Tydliggöra karriärvägar | Divisionschef och närstödsfunktioner | Start under tertial 1 | Medarbetare | \
Ledarskap och medarbetarskap som främjar förbättring och förnyelse
    32 | Skapa arbetsklimat som uppmuntrar till lärande och utveckling | VO-chefer och enhetschefer | Start under \
tertialet 1 | Medarbetare | Ledarskap och medarbetarskap som främjar förbättring och förnyelse
    33 | Fortsatt implementering av daglig styrning | VO-chefer och enhetschefer | Vid årets slut har alla VO \
puls- och förbättringsmöten | Medarbetare | Ledarskap och medarbetarskap som främjar förbättring och förnyelse
    34 | Stärka det systematiserade arbetsmiljöarbetet | VO-chefer och enhetschefer | Start under första tertialet \
| Medarbetare | Hållbar arbetsmiljö
    35 | Genomlysna bemanningen och se över schemamodeller | VO-chefer, enhetschefer och närstödsfunktioner | \
Start under första tertialet | Medarbetare | Hållbar arbetsmiljö
    36 | Daglig styrning utifrån verksamhetsplanering | VO-chefer och enhetschefer | Start under första tertialet \
| Medarbetare | Ansvarsfullt chefs och medarbetarskap
    37 | Översyn av budget och uppdrag | VO-chefer, enhetschefer och närstödsfunktioner | Start under andra \
tertialet | Ekonomi | Verksamheten håller sina ekonomiska ramar
    38 | Säkerställa ekonomiska resurser innan påbörjande av kostnadsdrivande verksamhetsförändringar | VO-chefer, \
enhetschefer och närstödsfunktioner | Vid behov, löpande under året | Ekonomi | Verksamheten håller sina \
ekonomiska ramar
    39 | Se över påverkningsbara kostnadsdrivare | VO-chefer | Vid behov, löpande under året | Ekonomi | \
Verksamheten håller sina ekonomiska ramar
    40 | Genomföra ytterfallsgranskning | Processledare och närstödsfunktioner | Senast under tredje tertialet | \
Ekonomi | Kostnadseffektiv verksamhet
"""


@dataclass(frozen=True)
class Outputs:
    """What the demo made: the division's document, the regional workbook, what was printed and the exit code."""

    appendix: Path
    regional: Path
    output: str
    code: int


@pytest.fixture(scope="module")
def outputs() -> Outputs:
    """The whole job on the example."""
    demo = done("norrbotten-2022-04")
    results = demo.folder / "output"
    return Outputs(results / "appendix" / f"{UNIT}.docx", results / "regional.xlsx", demo.output, demo.code)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def rows_of(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in lines_of(text)]


def plain(text: str) -> str:
    """Spaces that do not break and minus signs as they are typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2003", "").replace("−", "-")


def text_of(outputs: Outputs) -> str:
    """All the text of the document, its tables and the heads of its pages."""
    return plain(word_text(outputs.appendix))


def workbook_text(outputs: Outputs) -> str:
    """Every cell that a reader of the workbook sees."""
    workbook = openpyxl.load_workbook(outputs.regional, data_only=True)
    seen = [sheet for sheet in workbook if sheet.sheet_state == "visible"]
    cells = (cell for sheet in seen for row in sheet.iter_rows(values_only=True) for cell in row)
    return plain("\n".join(str(cell) for cell in cells if cell is not None))


def assert_stand_in(wanted: Iterable[str], have: Iterable[str] | str, where: str) -> None:
    """All of them, and how many that is."""
    listed = list(wanted)
    absent = [text for text in listed if text not in have]
    print(f"{where}: {len(listed) - len(absent)} of {len(listed)} facts found")
    assert absent == []


def table_with(outputs: Outputs, *titles: str) -> list[list[str]]:
    """The rows under these titles, of all the tables that have them."""
    tables = [table for table in word_tables(outputs.appendix) if set(titles) <= set(table[0])]
    return [[plain(cell) for cell in row] for table in tables for row in table[1:]]


def columns_with(outputs: Outputs, *titles: str) -> list[list[str]]:
    """The same rows, of which only these columns."""
    tables = [table for table in word_tables(outputs.appendix) if set(titles) <= set(table[0])]
    return [[plain(row[table[0].index(title)]) for title in titles] for table in tables for row in table[1:]]


def own_rows(outputs: Outputs, sheet: str) -> list[Record]:
    return [row for row in sheet_records(outputs.regional, sheet, "Enhet") if row["Enhet"] == UNIT]


def shown(number: object) -> str:
    """A figure of the workbook as the facts have it: a share in per cent with a decimal."""
    if isinstance(number, float) and not number.is_integer() and abs(number) < 1:
        return f"{number * 100:.1f} %".replace(".", ",")
    return str(int(number)) if isinstance(number, float) and number.is_integer() else str(number)


def facts(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str]]:
    """Each filled cell with its row and column."""
    return [(at, number, cell) for at, row in enumerate(rows) for number, cell in enumerate(row) if cell]


def compared(wanted: Sequence[Sequence[str]], got: Sequence[Sequence[str]], where: str) -> None:
    """Every fact in its row and column."""
    listed, have = facts(wanted), set(facts(got))
    absent = [text for text in listed if text not in have]
    print(f"{where}: {len(listed) - len(absent)} of {len(listed)} facts found")
    assert absent == []


def test_the_demo_finds_what_the_example_expects(outputs: Outputs) -> None:
    assert outputs.code == 0, outputs.output
    names = sorted(path.stem for path in outputs.appendix.parent.iterdir())
    assert len(names) == 5 and UNIT in names and "Division Folktandvård" not in names, "one for each that has answered"


FACTS_IN_WORDS = [fact for text in (DOCUMENT, MODEL, STRATEGIC_GOALS, QUOTED) for fact in lines_of(text)]


def test_there_are_as_many_facts_as_are_told_of() -> None:
    assert (len(FACTS_IN_WORDS), len(lines_of(HEADINGS))) == (28, 10)


def test_the_texts_stand_in_the_document(outputs: Outputs) -> None:
    assert_stand_in(FACTS_IN_WORDS, text_of(outputs), "Word, texts")


def test_the_texts_stand_in_the_regional_workbook(outputs: Outputs) -> None:
    assert_stand_in(FACTS_IN_WORDS, workbook_text(outputs), "Excel, texts")


def test_the_headings_stand_in_the_regional_workbook_in_order(outputs: Outputs) -> None:
    title = "Bilaga: produktion och måluppfyllelse"
    rows = [
        row for row in sheet_records(outputs.regional, "Dokumentens rubriker", "Dokument") if row["Dokument"] == title
    ]
    headings = [row["Rubrik"] for row in rows]
    assert_stand_in(lines_of(HEADINGS), headings, "Excel, headings")
    places = [headings.index(heading) for heading in lines_of(HEADINGS)]
    assert places == sorted(places)


def test_a_text_of_the_plan_says_where_it_stands(outputs: Outputs) -> None:
    texts = {row["Id"]: row for row in sheet_records(outputs.regional, "Texter", "Id")}
    model = texts["bilaga-modell"]
    assert (model["Slag"], model["Gäller"]) == ("inledning", "Måluppfyllelse i perspektiv")
    assert (model["Står i"], model["Under rubriken"]) == (
        "Regionens sammanställning\nBilaga: produktion och måluppfyllelse",
        "Måluppfyllelse i perspektiv",
    )
    assert texts["bilaga-inledning"]["Under rubriken"] == "Inledning"
    assert texts["not-lsv2"]["Står i"] == f"Mallen till {UNIT}"


def test_the_headings_are_those_of_the_document_in_order(outputs: Outputs) -> None:
    import docx

    document = docx.Document(str(outputs.appendix))
    styles = ("Heading 1", "Heading 2")
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name in styles
    ]
    places = [headings.index(heading) for heading in lines_of(HEADINGS)]
    assert places == sorted(places)
    assert_stand_in(lines_of(HEADINGS), headings, "Word, headings")


def test_the_model_has_five_perspectives_with_their_counts(outputs: Outputs) -> None:
    text = text_of(outputs)
    for at, section in enumerate(("Styrmått", "Strategiska åtgärder"), start=1):
        counts = ", ".join(f"{row[0]} {row[at]}" for row in rows_of(PERSPECTIVES))
        assert f"{section} per perspektiv: {counts}." in text
    table = table_with(outputs, "Perspektiv", "Framgångsfaktor", "Styrmått")
    assert [row[0] for row in table if row[0]] == [row[0] for row in rows_of(PERSPECTIVES)]
    assert sum(int(row[3]) for row in table if row[3].isdigit()) == 15
    assert sum(int(row[4]) for row in table if row[4].isdigit()) == 40
    for sheet, at in (("Styrmått", 1), ("Strategiska åtgärder", 2)):
        for name, *numbers in rows_of(PERSPECTIVES):
            assert sum(row["Perspektiv"] == name for row in own_rows(outputs, sheet)) == int(numbers[at - 1])


@pytest.mark.parametrize(
    ("sheet", "wanted", "titles"),
    [
        (
            "Besök",
            VISITS,
            (
                *("Besök", "Besök jan–apr 2022", "Besök jan–apr 2021", "Förändring", "Varav distansbesök jan–apr 2022"),
                *("Varav distansbesök jan–apr 2021", "Förändring distansbesök", "Andel distansbesök"),
            ),
        ),
        (
            "Vårdtillfällen",
            EPISODES,
            ("Vårdtillfällen", "Vårdtillfällen jan–apr 2022", "Vårdtillfällen jan–apr 2021", "Förändring"),
        ),
        ("Vårdavtal", CONTRACTED, ("Klinik", "Redovisade 2022", "Tillägg, ej redovisade 2022", "Totalt 2022")),
    ],
)
def test_every_figure_of_production(outputs: Outputs, sheet: str, wanted: str, titles: tuple[str, ...]) -> None:
    table = [[row[0], *(cell.replace(" ", "") for cell in row[1:])] for row in table_with(outputs, *titles)]
    facts_listed = [[row[0], *(cell.replace(" ", "") for cell in row[1:])] for row in rows_of(wanted)]
    compared(facts_listed, table, f"Word, {sheet}")
    rows = [[shown(row[title]).split(" > ")[-1] for title in titles] for row in own_rows(outputs, sheet)]
    compared(rows_of(wanted), rows, f"Excel, {sheet}")


def test_every_measure_in_the_document(outputs: Outputs) -> None:
    got = columns_with(outputs, "Styrmått", "Mål", "Tidigare utfall", "Utfall")
    wanted = []
    for _number, measure, factor, target, _due, women, men, total, earlier in rows_of(MEASURES):
        outcome = "\n".join(text for text in (women and f"K: {women}", men and f"M: {men}", total) if text)
        wanted.append([f"{measure}\n{factor}", target, earlier, outcome])
    compared(wanted, got, "Word, measures")


def test_every_measure_in_the_regional_workbook(outputs: Outputs) -> None:
    titles = ("Nr", "Styrmått", "Framgångsfaktor", "Mål", "Följs upp", "Utfall kvinnor", "Utfall män", "Utfall totalt")
    got = [
        [shown("" if row[title] is None else row[title]) for title in titles] + [plain(row["Tidigare utfall"] or "")]
        for row in own_rows(outputs, "Styrmått")
    ]
    wanted = [[cell.removesuffix(" mnkr").replace("-17,7", "-17.7") for cell in row] for row in rows_of(MEASURES)]
    compared(wanted, got, "Excel, measures")


def test_the_third_measure_is_judged_as_in_the_document(outputs: Outputs) -> None:
    (record,) = [row for row in own_rows(outputs, "Styrmått") if str(row["Nr"]) == "3"]
    judged = f"{record['Måluppfyllelse']} {record['Utveckling']}"
    assert [sign for sign in SIGNS.split() if sign not in judged] == []
    (cells,) = [row for row in table_with(outputs, "Styrmått", "Måluppfyllelse") if "våld i nära relation" in row[0]]
    assert [sign for sign in SIGNS.split() if sign not in " ".join(cells)] == []


def test_every_action(outputs: Outputs) -> None:
    got = columns_with(outputs, "Nr", "Åtgärd", "Ansvarig", "Tidplan")
    compared([row[:4] for row in rows_of(ACTIONS)], got, "Word, actions")
    titles = ("Nr", "Åtgärd", "Ansvarig", "Tidplan", "Perspektiv", "Framgångsfaktor")
    rows = [[str(row[title] or "") for title in titles] for row in own_rows(outputs, "Strategiska åtgärder")]
    compared(rows_of(ACTIONS), rows, "Excel, actions")


def test_every_column_of_the_actions_is_read(outputs: Outputs) -> None:
    days = {row[0]: row[1:] for row in columns_with(outputs, "Nr", "Start", "Klart senast")}
    assert len(days) == 40 and days["5"] == ["", "2022-12-31"] and days["8"] == ["2022-01-01", ""]
    texts = {
        line.partition(":")[0].removeprefix("nr "): line
        for line in text_of(outputs).splitlines()
        if line.startswith("nr ")
    }
    assert len(texts) == 40
    assert all("Hur: " in text and "Förväntad effekt: " in text for text in texts.values()), (
        "how, and what it is to lead to"
    )
    assert "Hur: De som är födda 1962, och fyller 60 år, kallas till screening." in texts["5"]
    assert "Förväntad effekt: Minst 50 % av återbesöken sker på distans" in texts["8"]
    assert "75 år och äldre" in texts["23"] and "70 %" in texts["23"]


def test_the_four_signs_of_the_original_stand_in_the_legend(outputs: Outputs) -> None:
    signs = {row[1] for row in table_with(outputs, "Symbol", "Ord", "Betydelse") if row[0] == "måluppfyllelse"}
    assert {"▲", "□", "●", "◆"} <= signs


def test_the_footnotes_of_measures_stand_at_their_names(outputs: Outputs) -> None:
    footnotes = [(plain(place), note) for place, note in footnotes_in_order(outputs.appendix)]
    assert footnotes == [
        (
            "Andel av patienter som står på väntelista, som väntat 90 dagar eller kortare till första besök i specialiserad vård",
            "Patienter som själva har valt att vänta räknas inte med.",
        ),
        (
            "Andelen vårdskador, slutensomatisk vård",
            "Talet gäller hela regionen och lämnas av Division Länssjukvård 2.",
        ),
    ]


def test_it_is_about_the_division_alone(outputs: Outputs) -> None:
    """No column for the unit; captions name it; its own goals; nobody else's figures."""
    text = text_of(outputs)
    assert f"Samlad bedömning per mål, {UNIT}" in text
    assert all("Enhet" not in table[0] for table in word_tables(outputs.appendix))
    captions = [line for line in text.splitlines() if line.startswith("Tabell ") and "Symboler" not in line]
    assert [caption for caption in captions if UNIT not in caption and "Målstruktur" not in caption] == []
    for other in ("Närsjukvård", "Länssjukvård 1", "Psykiatri", "Folktandvård", "Division Service"):
        assert other not in text


def test_comments_stand_under_their_measure(outputs: Outputs) -> None:
    lines = text_of(outputs).splitlines()
    at = lines.index("Antal patienter som fått fråga om våld i nära relation", lines.index("Medborgare") + 1)
    places = [n for n, line in enumerate(lines) if line == lines[at]]
    assert any(lines[n + 1].startswith("Av 33 tillfrågade") for n in places)
    assert "Orsak: Frågan ställs sällan till män." in text_of(outputs)
