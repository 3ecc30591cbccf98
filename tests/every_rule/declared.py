"""Rules of tables that the plan declares itself: the small plan with an economy table, with something written otherwise."""

from __future__ import annotations

from tests.every_rule.case import Case, Do, rules, same
from tests.every_rule.plans import found_in
from tests.house import form_for, lay_out_form
from tests.plans import PLAN
from tests.sections.declared.declared_plans import ECONOMY
from tests.sections.declared.test_beside_last_year import BESIDE_BUDGET, BESIDE_LAST_YEAR, found_beside
from tests.sections.declared.test_taken_outcome import taking
from tests.tables import fill, new_path, plan_of, read_back, save_book, sections_of, text_tables

SMALL = """
## Tabeller
| Id | Titel | Rader |
| personal | Personal | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Summeras | Vägs med | Räknar personer |
{columns}
## Rader
| Tabell | Id | Rad | Under | Räknas | Tecken i summan | Typ |
{rows}
"""
"""A small table of its own."""
COUNT = "| personal | antal | Antal | svar | antal | | | | {} |"
ROW = "| personal | lakare | Läkare | | fylls i | | |"
TREE = """| personal | alla | Alla | | summa | | |
| personal | lakare | Läkare | alla | fylls i | | |
| personal | tomma | Vakanser | alla | fylls i | {} | |"""
TOTAL = SMALL.format(
    columns=COUNT.format("") + "\n| personal | sjuk | Sjukfrånvaro | svar | andel | | {} | {} | |", rows=ROW
)
SPLIT = SMALL.format(columns=COUNT.format("") + "\n| personal | fler | Fler | svar | {} | delar | | | |", rows=ROW)
ASKED_OF_PARTS = """
## Tabeller
| Id | Titel | Rader |
| personal | Personal | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Krävs när |
| personal | antal | Antal | svar | antal | delar | |
| personal | skal | Skäl | svar | text | | {} |
## Rader
| Tabell | Id | Rad | Räknas |
| personal | lakare | Läkare | fylls i |
"""
LISTED = """
## Tabeller
| Id | Titel | Rader |
| utskick | Utskick | fria |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Gräns |
| utskick | antal | Utskick | svar | antal | |
| utskick | svar | Svar | svar | antal | {} |
"""
DOUBLE = """
## Tabeller
| Id | Titel | Rader |
| personal | Personal | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Beräknas |
| personal | antal | Antal | svar | antal | delar | |
| personal | dubbelt | Dubbelt | beräknad | tal | {} | antal * 2 |
## Rader
| Tabell | Id | Rad | Räknas |
| personal | lakare | Läkare | fylls i |
"""
BESIDE = DOUBLE.format("delar").replace(
    "| antal * 2 |", "| antal - forra |\n| personal | forra | Förra | svar | antal | {} | |"
)
PEOPLE = SMALL.format(columns=COUNT.format("ja"), rows=TREE)
OWN_TYPE = SMALL.format(columns=COUNT.format(""), rows="| personal | lakare | Läkare | | fylls i | | {} |")

CHANGED = """
## Tabeller
| Id | Titel | Rader |
| personal | Personal | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas | Tidigare av | Från när | Del av | Jämförs med | I dokument |
| personal | alla | Alla | svar | antal | | | | | | |
| personal | nu | Läkare | svar | antal | | | | {} | {} | {} |
| personal | andrat | Förändring | beräknad | förändring | förändring(nu; fore) | | | | | {} |
| personal | fore | Läkare {{före}} | tidigare, annars svar | {} | | nu | samma period förra året | | | |
| personal | kommentar | Kommentar | svar | text | | | | | | |
## Rader
| Tabell | Id | Rad | Räknas |
| personal | sjukhus | Sjukhus | fylls i |
"""
CHANGE = ("alla", "fore", "nej", "också i ord")


def replaced(*changes: tuple[str, str]) -> Case:
    """Each text replaced that Wrong has otherwise; Right is the table as it is."""

    def wrong(_example: str) -> set[str]:
        text = ECONOMY
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return found_in(PLAN + text)

    return Case(wrong, lambda _example: found_in(PLAN + ECONOMY))


def added(column: str) -> Case:
    """One column more than there is: its cells from the id to *Gräns*."""
    line = "| utfall-2022 | kommentar | Kommentar | svar | text | | | | | | | | | |\n"
    return replaced((line, f"{line}| utfall-2022 | {column} | | | |\n"))


def answered(rows: str) -> Do:
    """The rules found in a template of the north that is filled in so."""

    def read(_example: str) -> set[str]:
        plan = plan_of(PLAN + ECONOMY)[0]
        unit = plan.units["nord"]
        empty, filled = save_book(lay_out_form(form_for(plan, unit), plan, unit)), new_path("Division Nord T1 2022")
        fill(empty, filled, text_tables(f"| Post | Utfall jan–apr 2022 | Prognos helår | Läge |\n{rows}", "Ekonomi"))
        return rules(read_back(filled, tuple(sections_of(plan)), by=plan).findings)

    return read


def beside(table: str, row: str) -> Case:
    """A row of the table with the first figure of each example."""
    return same(lambda example: {rule for rule, _text in found_beside(table, row, _first_figure(example))})


def _first_figure(example: str) -> str:
    return example.partition(", ")[0].removesuffix(" mnkr")


USUAL = answered("| Intäkter | 99 | 200 | |\n")
REST = "| utfall-2022 | rest | Rest | beräknad | belopp | | utfall - budget | | | | | | | |\n"
FREE = ("| Belopp i mnkr. | fasta |", "| Belopp i mnkr. | fria |")
COMPUTED = "| utfall - budget |"
LIMIT = "| prognos >= 0 |"
COUNTED = "| utfall-2022 | personal | Personal | kostnader | fylls i | | |"
BUDGET = "| utfall-2022 | personal | nord | budget | | 60 |"
BUDGET_OF_SOUTH = "| utfall-2022 | personal | syd | budget | | 40 |\n"

CASES = {
    "BEYOND_DECLARED_LIMIT": Case(answered("| Intäkter | 99 | -1 | |\n"), USUAL),
    "DECLARED_QUESTION": Case(answered("| Intäkter | 120 | 200 | i balans |\n"), USUAL),
    "ANSWER_THAT_DOES_NOT_APPLY": Case(answered("| Personal | 55 | 99 | i balans |\n"), USUAL),
    "FAR_FROM_KNOWN": beside(BESIDE_BUDGET, "Personal"),
    "SIGN_OF_KNOWN": beside(BESIDE_BUDGET, "Lokaler"),
    "SIGN_OF_LAST_YEAR": beside(BESIDE_LAST_YEAR, "Lokaler"),
    "TABLE_ID_TAKEN": Case(
        lambda example: found_in(PLAN + ECONOMY.replace("utfall-2022", example)),
        lambda example: found_in(PLAN + ECONOMY.replace("utfall-2022", example)),
    ),
    "TABLE_ID_UNUSABLE": Case(
        lambda example: found_in(PLAN + ECONOMY.replace("utfall-2022", example)),
        lambda example: found_in(PLAN + ECONOMY.replace("utfall-2022", example)),
    ),
    "TABLE_WITHOUT_COLUMNS": Case(
        lambda _example: found_in(PLAN + ECONOMY.replace("| svar |", "| förifylld |")),
        lambda _example: found_in(PLAN + ECONOMY),
    ),
    "TABLE_WITHOUT_ROWS": Case(
        lambda _example: found_in(PLAN + ECONOMY.replace("| fylls i |", "| summa |")),
        lambda _example: found_in(PLAN + ECONOMY),
    ),
    "LONG_TEXT_BESIDE_OTHERS": replaced(("| Kommentar | svar | text |", "| Kommentar | svar | lång text |")),
    "COLUMN_ID_UNUSABLE": added("2021 | Utfall 2021 | svar | belopp | | | | | |"),
    "ROLE_OF_FIXED_ROWS": replaced(FREE),
    "NOTHING_TO_WORK_OUT": replaced((COMPUTED, "| |")),
    "WORKED_OUT_AND_ANSWERED": replaced(("| Avvikelse | beräknad |", "| Avvikelse | svar |")),
    "CHOICES_MISSING": replaced(("| i balans; underskott |", "| |")),
    "SCALE_NEARLY_KNOWN": replaced(("| val | i balans; underskott |", "| bedömning | åtgärdstatus |")),
    "SCALE_UNKNOWN": replaced(("| val | i balans; underskott |", "| bedömning | riskskala |")),
    "SPLIT_OF_NO_FIGURE": Case(
        lambda _example: found_in(PLAN + SPLIT.format("text")), lambda _example: found_in(PLAN + SPLIT.format("antal"))
    ),
    "EARLIER_OF_NOTHING": replaced(("| | utfall | samma period förra året |", "| | | samma period förra året |")),
    "HOW_MANY_YEARS": replaced(("| utfall | samma period förra året |", "| utfall | år tillbaka |")),
    "NOT_ADDED_UP": Case(
        lambda _example: found_in(PLAN + TOTAL.format("summa", "")),
        lambda _example: found_in(PLAN + TOTAL.format("vägt", "antal")),
    ),
    "WEIGHT_OF_NOTHING": Case(
        lambda _example: found_in(PLAN + TOTAL.format("vägt", "")),
        lambda _example: found_in(PLAN + TOTAL.format("vägt", "antal")),
    ),
    "HEADING_WORD_UNKNOWN": replaced(("| Utfall {före} |", "| Utfall {ifjol} |")),
    "ASKED_OF_NO_FIGURE": Case(
        lambda _example: found_in(PLAN + CHANGED.format(*CHANGE, "text")),
        lambda _example: found_in(PLAN + CHANGED.format(*CHANGE, "antal")),
    ),
    "PART_OF_NO_FIGURE": Case(
        lambda _example: found_in(PLAN + CHANGED.format("kommentar", "fore", "nej", "också i ord", "antal")),
        lambda _example: found_in(PLAN + CHANGED.format(*CHANGE, "antal")),
    ),
    "COMPARED_WITH_NOTHING": Case(
        lambda _example: found_in(PLAN + CHANGED.format("", "kommentar", "nej", "också i ord", "antal")),
        lambda _example: found_in(PLAN + CHANGED.format(*CHANGE, "antal")),
    ),
    "NO_CHANGE_IN_WORDS": Case(
        lambda _example: found_in(PLAN + CHANGED.format("", "fore", "också i ord", "också i ord", "antal")),
        lambda _example: found_in(PLAN + CHANGED.format(*CHANGE, "antal")),
    ),
    "RULE_ON_NO_ANSWER": replaced(
        (
            "| budget | Budget {period} | förifylld | belopp | | | | | | | |",
            "| budget | Budget {period} | förifylld | belopp | | | | | ja | | |",
        )
    ),
    "EXPRESSION_FAULTY": replaced((COMPUTED, "| utfall - |")),
    "OTHER_ROW_IN_EXPRESSION": Case(
        lambda _example: found_in(PLAN + LISTED.format("svar <= alla.antal")),
        lambda _example: found_in(PLAN + LISTED.format("svar <= antal")),
    ),
    "CELL_NOT_IN_TABLE": replaced((COMPUTED, "| utfall / summa.utfall |")),
    "WORKED_OUT_OF_ITSELF": replaced((COMPUTED, "| personal.avvikelse / 2 |")),
    "PARTS_IN_COMPUTED": Case(
        lambda _example: found_in(PLAN + DOUBLE.format("")), lambda _example: found_in(PLAN + DOUBLE.format("delar"))
    ),
    "PART_BESIDE_ALL": Case(
        lambda _example: found_in(PLAN + BESIDE.format("")), lambda _example: found_in(PLAN + BESIDE.format("delar"))
    ),
    "PARTS_IN_CONDITION": Case(
        lambda _example: found_in(PLAN + ASKED_OF_PARTS.format("antal > 5")),
        lambda _example: found_in(PLAN + ASKED_OF_PARTS.format("summa(antal) > 5")),
    ),
    "WORKED_OUT_LATER": replaced(
        (COMPUTED, "| utfall - rest |"),
        ("| utfall-2022 | prognos |", f"{REST}| utfall-2022 | prognos |"),
    ),
    "WORD_NOT_CHOSEN": replaced(("| ja | utfall > budget |", '| lage = "underskot" | utfall > budget |')),
    "LIST_IN_COMPUTED": replaced(
        ("| Läge | svar | val | i balans; underskott |", "| Läge | svar | ja eller nej | |"),
        (COMPUTED, '| om(lage = "ja"; 1; 0) |'),
    ),
    "NO_EARLIER_COLUMN": replaced((COMPUTED, "| utfall - före(utfall) |")),
    "COLUMN_NOT_IN_TABLE": replaced((COMPUTED, "| xyz - budget |")),
    "COLUMN_NEARLY_IN_TABLE": replaced((COMPUTED, "| utfal - budget |")),
    "ROW_UNDER_NOTHING": replaced((COUNTED, COUNTED.replace("kostnader", "personalkostnad"))),
    "ROW_OF_A_FREE_TABLE": replaced(FREE),
    "SUM_OF_NOTHING": replaced((COUNTED, COUNTED.replace("fylls i", "summa"))),
    "MINUS_AMONG_PEOPLE": Case(
        lambda _example: found_in(PLAN + PEOPLE.format("minus")),
        lambda _example: found_in(PLAN + PEOPLE.format("plus")),
    ),
    "ROW_TYPE_NO_FIGURE": Case(
        lambda _example: found_in(PLAN + OWN_TYPE.format("text")),
        lambda _example: found_in(PLAN + OWN_TYPE.format("antal")),
    ),
    "VALUE_OF_NOTHING": replaced((BUDGET, BUDGET.replace("budget", "bugdet"))),
    "VALUE_MISSING": replaced((BUDGET_OF_SOUTH, "")),
    "VALUE_NEVER_SHOWN": replaced((BUDGET, BUDGET.replace("budget", "prognos"))),
    "VALUE_OF_ANOTHER_TYPE": replaced((BUDGET, BUDGET.replace("60", "cirka 12"))),
    "TAKEN_FROM_NOTHING": Case(lambda example: found_in(taking(example)), lambda example: found_in(taking(example))),
    "VALUE_TWICE": replaced((BUDGET, f"{BUDGET}\n{BUDGET.replace('| 60 |', '| 70 |')}")),
    "VALUE_ON_A_SUM": replaced((BUDGET, BUDGET.replace("personal", "resultat"))),
}
