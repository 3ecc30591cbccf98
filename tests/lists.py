"""Lists of sixty measures as regions keep them: in Excel, as CSV and in Word, each laid out in a way of its own.

Measures and targets are of the kinds that stand in regions' plans and reports; the region is made up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.styles import Font

from tests.house import command
from tests.schemas import faults
from tests.tables import new_path, plan_book

UNITS = (
    ("HSF", "Hälso- och sjukvårdsförvaltningen"),
    ("PSY", "Psykiatriförvaltningen"),
    ("FTV", "Folktandvården"),
    ("RUF", "Regionala utvecklingsförvaltningen"),
    ("SERV", "Serviceförvaltningen"),
)
EVERYBODY = "alla"


@dataclass(frozen=True)
class Measure:
    """A row of a list. ``owners`` are ids of UNITS with spaces between, or all of them."""

    perspective: str
    goal: str
    name: str
    unit: str
    target: str
    direction: str
    owners: str
    source: str


# perspective / goal / measure | unit | target | direction | owners | source
SIXTY = """
Medborgare / God tillgänglighet / Andel patienter som väntat högst 90 dagar på första besök|%|minst 80 %|högre|HSF PSY|Väntetidsdatabasen
Medborgare / God tillgänglighet / Andel patienter som väntat högst 90 dagar på operation eller åtgärd|%|minst 75 %|högre|HSF|Väntetidsdatabasen
Medborgare / God tillgänglighet / Andel samtal som besvaras samma dag|%|100 %|högre|HSF PSY FTV|TeleQ
Medborgare / God tillgänglighet / Andel medicinska bedömningar inom tre dagar i primärvården|%|minst 90 %|högre|HSF|Väntetidsdatabasen
Medborgare / God tillgänglighet / Andel barn som fått första besök i BUP inom 30 dagar|%|minst 85 %|högre|PSY|Väntetidsdatabasen
Medborgare / God tillgänglighet / Mediantid till läkarbedömning på akutmottagning|min|högst 60 min|lägre|HSF|Journalsystemet
Medborgare / God tillgänglighet / Andel besök på akutmottagning under fyra timmar|%|minst 80 %|högre|HSF|Journalsystemet
Medborgare / God tillgänglighet / Antal genomförda digitala vårdbesök|antal|minst 45 000|högre|HSF PSY|Journalsystemet
Medborgare / Jämlik hälsa / Andel revisionspatienter barn som undersökts i tid|%|minst 95 %|högre|FTV|T4
Medborgare / Jämlik hälsa / Andel kariesfria sexåringar|%|minst 78 %|högre|FTV|SKaPa
Medborgare / Jämlik hälsa / Andel kallade som deltagit i mammografi|%|minst 85 %|högre|HSF|Screeningregistret
Medborgare / Jämlik hälsa / Andel som deltagit i gynekologisk cellprovskontroll|%|minst 80 %|högre|HSF|NKCx
Medborgare / Jämlik hälsa / Täckningsgrad influensavaccination 65 år och äldre|%|minst 75 %|högre|HSF|Vaccinationsregistret
Medborgare / Jämlik hälsa / Antal hälsosamtal för 40-, 50- och 60-åringar|antal|minst 3 000|högre|HSF|Journalsystemet
Medborgare / Jämlik hälsa / Antal utskrivna antibiotikarecept per 1 000 invånare|per 1 000 invånare|högst 250|lägre|HSF FTV|Folkhälsomyndigheten
Medborgare / Jämlik hälsa / Antal patienter som fått fråga om våld i nära relation|antal|minst 2 500|högre|HSF PSY|Journalsystemet
Medborgare / Trygg och delaktig patient / Helhetsintryck i Nationell patientenkät, primärvård|index|minst 82|högre|HSF|NPE
Medborgare / Trygg och delaktig patient / Delaktighet och involvering i Nationell patientenkät, vuxenpsykiatri|index|minst 78|högre|PSY|NPE
Medborgare / Trygg och delaktig patient / Förtroende för regionens hälso- och sjukvård|%|minst 65 %|högre|HSF|Hälso- och sjukvårdsbarometern
Medborgare / Trygg och delaktig patient / Andel listade patienter med fast läkarkontakt|%|minst 70 %|högre|HSF|Listningssystemet
Verksamhet / Säker vård / Andel vårdskador i slutenvård|%|under 6,5 %|lägre|HSF|Markörbaserad journalgranskning
Verksamhet / Säker vård / Andel trycksår av kategori 2 till 4|%|högst 4 %|lägre|HSF|Punktprevalensmätning
Verksamhet / Säker vård / Följsamhet till basala hygienrutiner och klädregler|%|minst 90 %|högre|HSF PSY FTV|Punktprevalensmätning
Verksamhet / Säker vård / Antal vårdrelaterade fallskador hos personer 65 år och äldre|antal|högst 120|lägre|HSF PSY|Avvikelsesystemet
Verksamhet / Säker vård / Andel oplanerade återinskrivningar inom 30 dagar|%|högst 16 %|lägre|HSF|Vårddatalagret
Verksamhet / Säker vård / Andel utskrivna 75 år och äldre som fått läkemedelsberättelse|%|minst 70 %|högre|HSF|Journalsystemet
Verksamhet / Säker vård / Antal patienter i tvångsvård med vårdplan inom en vecka|antal|minst 400|högre|PSY|Journalsystemet
Verksamhet / Säker vård / Andel höftfrakturer opererade inom 24 timmar|%|minst 80 %|högre|HSF|Rikshöft
Verksamhet / Säker vård / Andel strokepatienter som vårdas på strokeenhet som första vårdenhet|%|minst 90 %|högre|HSF|Riksstroke
Verksamhet / Nära och samordnad vård / Andel vårdtillfällen där patienten varit utskrivningsklar mer än ett dygn|%|högst 7 %|lägre|HSF PSY|Vårddatalagret
Verksamhet / Nära och samordnad vård / Andel patienter med samordnad individuell plan|%|minst 60 %|högre|HSF PSY|Lifecare
Verksamhet / Nära och samordnad vård / Undvikbar slutenvård per 100 000 invånare|per 100 000 invånare|högst 800|lägre|HSF|Vårddatalagret
Verksamhet / Nära och samordnad vård / Besök 80 år och äldre på akutmottagning|antal|högst 9 500|lägre|HSF|Journalsystemet
Verksamhet / Nära och samordnad vård / Andel patienter med palliativ diagnos som har en dokumenterad behandlingsstrategi|%|minst 70 %|högre|HSF|Palliativregistret
Verksamhet / Nära och samordnad vård / Beläggningsgrad disponibla vårdplatser|%|högst 90 %|lägre|HSF PSY|Vårddatalagret
Verksamhet / Hållbar utveckling / Koldioxidutsläpp från tjänsteresor|ton|högst 850|lägre|alla|Miljöbokslutet
Verksamhet / Hållbar utveckling / Andel förnybara drivmedel i egna fordon|%|minst 95 %|högre|SERV|Fordonssystemet
Verksamhet / Hållbar utveckling / Energianvändning per kvadratmeter|kWh/m2|högst 165|lägre|SERV|Fastighetssystemet
Verksamhet / Hållbar utveckling / Andel ekologiska livsmedel|%|minst 40 %|högre|SERV|Kostsystemet
Verksamhet / Hållbar utveckling / Matsvinn per portion|gram|högst 45|lägre|SERV|Kostsystemet
Verksamhet / Hållbar utveckling / Resandet med kollektivtrafik|antal|minst 6 200 000|högre|RUF|Biljettsystemet
Verksamhet / Hållbar utveckling / Antal företag som fått rådgivning|antal|minst 350|högre|RUF|Ärendesystemet
Verksamhet / Hållbar utveckling / Andel invånare med tillgång till bredband om 1 Gbit/s|%|minst 98 %|högre|RUF|PTS
Medarbetare / Attraktiv arbetsgivare / Sjukfrånvaro|%|högst 5,5 %|lägre|alla|Personalsystemet
Medarbetare / Attraktiv arbetsgivare / Sjukfrånvaro längre än 60 dagar|%|högst 2,2 %|lägre|alla|Personalsystemet
Medarbetare / Attraktiv arbetsgivare / Hållbart medarbetarengagemang (HME)|index|minst 79|högre|alla|Medarbetarenkäten
Medarbetare / Attraktiv arbetsgivare / Personalomsättning extern|%|högst 8 %|lägre|alla|Personalsystemet
Medarbetare / Attraktiv arbetsgivare / Andel medarbetare som haft medarbetarsamtal|%|minst 95 %|högre|alla|Medarbetarenkäten
Medarbetare / Attraktiv arbetsgivare / Andel heltidsanställda|%|minst 85 %|högre|alla|Personalsystemet
Medarbetare / Rätt kompetens / Andel specialistutbildade sjuksköterskor|%|minst 50 %|högre|HSF PSY|Personalsystemet
Medarbetare / Rätt kompetens / Kostnad för inhyrd personal som andel av personalkostnaden|%|högst 4 %|lägre|HSF PSY|Ekonomisystemet
Medarbetare / Rätt kompetens / Antal ST-läkare i allmänmedicin|antal|minst 60|högre|HSF|Personalsystemet
Medarbetare / Rätt kompetens / Antal övertidstimmar|timmar|högst 90 000|lägre|alla|Personalsystemet
Medarbetare / Rätt kompetens / Andel chefer med färre än 30 medarbetare|%|minst 80 %|högre|alla|Personalsystemet
Ekonomi / God ekonomisk hushållning / Resultat mot budget|mnkr|minst 0|högre|alla|Ekonomisystemet
Ekonomi / God ekonomisk hushållning / Nettokostnadsutveckling|%|högst 3,5 %|lägre|alla|Ekonomisystemet
Ekonomi / God ekonomisk hushållning / Andel inköp enligt avtal|%|minst 90 %|högre|alla|Spendanalysen
Ekonomi / God ekonomisk hushållning / Genomförda investeringar mot plan|%|minst 85 %|högre|SERV|Ekonomisystemet
Ekonomi / Effektiva processer / Kostnad per DRG-poäng|kr|högst 62 000|lägre|HSF|KPP
Ekonomi / Effektiva processer / Andel fakturor betalda i tid|%|minst 97 %|högre|alla|Ekonomisystemet
"""  # noqa: E501


def measures() -> list[Measure]:
    """The sixty, in the order of goals."""
    rows = []
    for line in SIXTY.strip().splitlines():
        path, unit, target, direction, owners, source = line.split("|")
        perspective, goal, name = path.split(" / ")
        rows.append(Measure(perspective, goal, name, unit, target, direction, owners, source))
    return rows


def units_csv(path: Path) -> Path:
    """The units, as a list with their ids."""
    lines = [
        "Kod;Förvaltning;Typ;E-post",
        *(f"{id_};{name};förvaltning;{id_.lower()}@region.example" for id_, name in UNITS),
    ]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def names_of(owners: str) -> list[str]:
    """The names of the units with these ids."""
    names = dict(UNITS)
    return [names[id_] for id_ in owners.split()] if owners != EVERYBODY else ["Samtliga förvaltningar"]


def excel_list(path: Path, rows: Sequence[Measure] | None = None) -> Path:
    """A decided list: who decided it above, titles in two rows, perspective and goal merged over their measures, two years'
    targets, an x for each unit that reports; a total and a note below, and a sheet of instructions before it."""
    workbook = openpyxl.Workbook()
    first: Any = workbook.active
    first.title = "Läsanvisning"
    first.append(["Styrmåtten följs upp tre gånger om året. Mål för varje mått står på bladet Styrmått."])
    sheet = workbook.create_sheet("Styrmått 2026")
    sheet["B1"] = "Region Exempel"
    sheet["B1"].font = Font(bold=True, size=16)
    sheet["B2"] = "Regionplan 2026, bilaga 2. Beslutad av regionfullmäktige 2025-11-24"
    titles = ["Perspektiv", "Strategiskt mål", "Styrmått", "Enhet", "Riktning", "Målvärde", None, "Rapporteras av"]
    for at, title in enumerate(titles, start=1):
        sheet.cell(4, at, title)
    sheet.cell(5, 6, 2026)
    sheet.cell(5, 7, 2027)
    for at, (id_, _name) in enumerate(UNITS):
        sheet.cell(5, 8 + at, id_)
    for at in range(1, 6):
        sheet.merge_cells(start_row=4, end_row=5, start_column=at, end_column=at)
    sheet.merge_cells("F4:G4")
    sheet.merge_cells("H4:L4")
    row = 6
    for perspective, of_perspective in groupby(rows or measures(), key=lambda one: one.perspective):
        top = row
        for goal, of_goal in groupby(of_perspective, key=lambda one: one.goal):
            first = row
            for one in of_goal:
                _put_measure(sheet, row, one)
                row += 1
            sheet.cell(first, 2, goal)
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=2, end_column=2)
        sheet.cell(top, 1, perspective.upper())
        sheet.merge_cells(start_row=top, end_row=row - 1, start_column=1, end_column=1)
    sheet.cell(row, 1, "Summa")
    sheet.cell(row, 3, f"{row - 6} styrmått")
    sheet.cell(row + 2, 1, "Mål för 2027 är preliminära.")
    workbook.save(path)
    return path


def _put_measure(sheet: Any, row: int, one: Measure) -> None:
    sheet.cell(row, 3, one.name)
    sheet.cell(row, 4, one.unit)
    sheet.cell(row, 5, {"högre": "Öka", "lägre": "Minska"}[one.direction])
    sheet.cell(row, 6, one.target)
    sheet.cell(row, 7, one.target)
    for at, (id_, _name) in enumerate(UNITS):
        if one.owners == EVERYBODY or id_ in one.owners.split():
            sheet.cell(row, 8 + at, "x")


def csv_list(path: Path, rows: Sequence[Measure] | None = None) -> Path:
    """An export from a planning system: semicolons, in the letters of an old Windows, everything on every row."""
    lines = [
        "Nr;Målområde;Mål;Nyckeltal;Måttenhet;Önskad utveckling;Mål 2026;Ansvarig förvaltning;Datakälla;Senast ändrad"
    ]
    for number, one in enumerate(rows or measures(), start=1):
        wanted = {"högre": "Högre är bättre", "lägre": "Lägre är bättre"}[one.direction]
        owners = ", ".join(names_of(one.owners))
        values = [
            str(number),
            one.perspective,
            one.goal,
            one.name,
            one.unit,
            wanted,
            one.target,
            owners,
            one.source,
            "2025-11-24",
        ]
        lines.append(";".join(f'"{value}"' if "," in value else value for value in values))
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))
    return path


def word_list(path: Path, rows: Sequence[Measure] | None = None) -> Path:
    """An appendix in Word: a heading and a table for each perspective, in which the goal is merged over its measures."""
    document = docx.Document()
    document.add_heading("Bilaga 1. Nämndens indikatorer", 0)
    document.add_paragraph(
        "Indikatorerna fastställs av nämnden i samband med verksamhetsplanen och följs upp varje tertial."
    )
    for perspective, of_perspective in groupby(rows or measures(), key=lambda one: one.perspective):
        document.add_heading(perspective, 1)
        table = document.add_table(rows=1, cols=6)
        for cell, title in zip(
            table.rows[0].cells, ("Övergripande mål", "Indikator", "Sort", "Bättre", "Målnivå", "Ansvarig"), strict=True
        ):
            cell.text = title
        for goal, of_goal in groupby(of_perspective, key=lambda one: one.goal):
            lines = [_word_line(table, one) for one in of_goal]
            lines[0][0].merge(lines[-1][0]).text = goal
    document.save(str(path))
    return path


def _word_line(table: Any, one: Measure) -> Any:
    cells = table.add_row().cells
    owners = one.owners if one.owners == EVERYBODY else one.owners.replace(" ", "\n")
    for cell, text in zip(
        cells[1:], (one.name, one.unit, {"högre": "↑", "lägre": "↓"}[one.direction], one.target, owners), strict=True
    ):
        cell.text = text
    return cells


LISTS = {"excel": (excel_list, "xlsx"), "csv": (csv_list, "csv"), "word": (word_list, "docx")}


def each_list(folder: Path) -> Iterator[tuple[str, Path]]:
    """The three lists as files, by what they are."""
    for name, (make, suffix) in LISTS.items():
        yield name, make(folder / f"{name}.{suffix}")


# ------------------------------------------------------------------------------------------------ taken into a plan

SETTINGS = """
## Uppföljning
| Inställning | Värde |
| Region | Region Exempel |
| Kort namn | exempel |
| Tillfälle | T1 2026 |
| Period från | 2026-01-01 |
| Period till | 2026-04-30 |
| Jämförs med | T1 2025 |
| Sista svarsdag | 2026-05-13 |
"""
REGION = "| Id | Namn | Slag | Överordnad | Mall |\n| region | Region Exempel | region | | nej |\n"


def plan_with_units(units: bool = True) -> Path:
    """A plan with nothing but the first sheet, and the region with its units."""
    rows = [f"| {id_} | {name} | förvaltning | region | ja |" for id_, name in UNITS] if units else []
    return plan_book("\n".join([SETTINGS, "## Enheter", REGION + "\n".join(rows)]))


def take(plan: Path, file: Path, name: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Take a list into a plan: the exit code, and what a script gets of it."""
    code, output = command("import", str(file), "--as", name, "--plan", str(plan), "--format", "json", *options)
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    assert faults("import", result) == []
    return code, result


def sheet_of(rows: Sequence[Sequence[Any]], change: Callable[[Any], None] = lambda _sheet: None) -> Path:
    """A list in Excel of these rows, the titles first; ``change`` does more to its sheet."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Lista"
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    path = new_path("lista")
    workbook.save(path)
    return path


def found(result: dict[str, Any]) -> list[tuple[str, str]]:
    """The rules that were found in a list, each with its cell."""
    return [(finding["rule"], finding["cell"]) for finding in result["findings"]]
