"""Rules of whose a file is, which of several counts, who signed, and what was decided: small rounds as values."""

from __future__ import annotations

import functools
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.every_rule.case import Case, Do, days, number, quoted, same
from tests.flow.test_stale_figures import NAMED, OUTCOME, rewrite, round_with
from tests.house import Plan, Round, command, form_for, lay_out_form
from tests.plans import PLAN, changed
from tests.returns.editing import put
from tests.returns.test_identity import PLACES, lost, mine, says
from tests.returns.test_identity import read as read_template
from tests.returns.test_knowing_again import page_of
from tests.returns.test_knowing_again import read as read_model
from tests.returns.test_older_plan import changed as plan_after
from tests.returns.test_older_plan import template_of
from tests.returns.test_reader import PRODUCTION
from tests.returns.workbook_model import Model
from tests.round.rounds_of_files import answered, collected, decided, name_files, record_after
from tests.round.test_several_files import COUNTS, NEW, OLD
from tests.scoring.rounds import merged_round, new_round
from tests.tables import (
    Book,
    Identity,
    edited,
    empty_decisions,
    fill,
    filled_in,
    new_path,
    plan,
    plan_book,
    read_back,
    read_plan,
    save_book,
    template,
    text_tables,
)

ONE = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |\n"


def rules_of_round(round_: Round) -> set[str]:
    """The rules that are told in a round."""
    return {finding.rule for finding in round_.findings}


# ------------------------------------------------------------------------------------------------------------ whose


def identity(**message: str) -> Do:
    """A template that says this of itself, in all its marks."""
    return lambda _example: set(read_template(says(replace(mine(), **message), *PLACES)).rules())


def marks(*places: str, other: tuple[str, ...] = ()) -> Do:
    """A template that has lost some marks, and says Division Syd in others."""
    syd: Identity = replace(mine(), unit="syd")
    return lambda _example: set(read_template(says(syd, *other), *(lost(place) for place in places)).rules())


ours = identity()


def not_ours(path: Path) -> set[str]:
    """What is found in a file."""
    return set(read_back(path).rules())


def regional(folder: Path) -> Path:
    """The region's own workbook, of one answer."""
    return merged_round(folder, PLAN, {"nord": ONE}).folder / "output" / "regional.xlsx"


def budget(_example: str) -> set[str]:
    """A workbook of the unit's own."""
    book = Book("Budget")
    book.sheet("Kalkyl").put(0, 0, "Lokaler")
    return not_ours(save_book(book))


def sheet_of_the_south(_example: str) -> set[str]:
    """The south's sheet of production, filled in, instead of the north's own."""
    source = edited(template("syd"), lambda _workbook: None)

    def copy(workbook: Any) -> None:
        import openpyxl

        page, theirs = workbook[PRODUCTION], openpyxl.load_workbook(source)[PRODUCTION]
        for line in theirs.iter_rows():
            for cell in line:
                page.cell(cell.row, cell.column).value = cell.value
        row = next(cell.row for line in page.iter_rows() for cell in line if cell.value == "Psykiatri")
        page.cell(row, 3).value = 12

    return set(read_back(edited(template(), copy)).rules())


def two_sheets_alone(_example: str) -> set[str]:
    """A new workbook of two copied sheets, of which one has lost the mark that says whose it is."""

    def copied(model: Model) -> None:
        first, second = (page_of(model, section) for section in ("measures", "visits"))
        del second.cells[0, 0]
        model.pages, model.properties, model.names = [first, second], {}, {}

    return {finding.rule for finding in read_model(copied)[1]}


def filed_as(example: str) -> set[str]:
    """The north's template under the name of the example."""
    return rules_of_round(collected(name_files(answered(), quoted(example)[0].removesuffix(".xlsx"))))


def named_in_bytes(example: str) -> set[str]:
    """The north's template under the bytes of the example, on a system where a name is bytes."""
    letters = quoted(example)[0].removesuffix(".xlsx").encode().replace(b"?", b"\xe5")
    return rules_of_round(collected(name_files(answered(), letters.decode("utf-8", "surrogateescape"))))


# -------------------------------------------------------------------------------------------------------- older plans


def of_an_older_plan(*changes: tuple[str, str], text: str = ONE) -> Case:
    """A template of the plan before these changes back again; right is one of today's."""

    def wrong(_example: str) -> set[str]:
        return rules_of_round(collected(template_of(plan_after(*changes), OLD, text)))

    return Case(wrong, lambda _example: rules_of_round(collected(template_of(plan(), OLD, text))))


def reworded(example: str) -> set[str]:
    """The template says one target and the plan the other."""
    then, now = quoted(example)
    return rules_of_round(
        collected(template_of(plan_after(("minst 80 %", then)), OLD, ONE), by=plan_after(("minst 80 %", now)))
    )


ONE_PART = (
    ("| högre | minst 80 % | ja |", "| högre | minst 80 % | nej |"),
    ("| women | Kvinnor | K |\n| men | Män | M |", "| women | Kvinnor | K |"),
    ("| vantat | nord | T1 2021 | 71 % | 69 % | |", "| vantat | nord | T1 2021 | 71 % | |"),
    (
        "| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |",
        "| Styrmått | Enhet | Tillfälle | Kvinnor | Totalt |",
    ),
    ("| fragor | nord | T1 2021 | | | 19 |", "| fragor | nord | T1 2021 | | 19 |"),
    ("| Serie | Enhet | Månad | Kvinnor | Män |", "| Serie | Enhet | Månad | Kvinnor |"),
    ("| forsta | nord | 2021-01 | 50 % | 49 % |", "| forsta | nord | 2021-01 | 50 % |"),
    ("| forsta | nord | 2021-02 | 51 % | 50 % |", "| forsta | nord | 2021-02 | 51 % |"),
)
NO_WAITING = (
    ("| forsta | Första besök | 100 % | nord |\n", ""),
    ("| forsta | nord | 2021-01 | 50 % | 49 % |\n", ""),
    ("| forsta | nord | 2021-02 | 51 % | 50 % |\n", ""),
)
NO_BUDGET = (
    (
        "| budget | 3 | ramar | Resultat mot budget | mnkr | högre | 0,0 | nej | nej | DÅ04, ÅR | nord | summa | | |\n",
        "",
    ),
)


# ------------------------------------------------------------------------------------------------------ several files


def two(first: object = 29, second: object = 30, name: str = NEW) -> tuple[Path, Path]:
    """Two files of the north."""
    return answered(first), name_files(answered(second), name)


def differ(example: str) -> set[str]:
    """Two files that say what the example says."""
    figures = re.findall(r"says (\d+)", example)
    names = [text.removesuffix(".xlsx") for text in quoted(example)]
    return rules_of_round(
        collected(name_files(answered(figures[0]), names[0]), name_files(answered(figures[1]), names[1]))
    )


def one_file(_example: str) -> set[str]:
    """One of them alone."""
    return rules_of_round(collected(answered(29)))


def figures_of_two(example: str) -> set[str]:
    """Two files with the figures of the example; with the same where it has one."""
    figures = [int(text.replace(" ", "")) for text in re.findall(r"\d+(?: \d{3})+", example)]
    return rules_of_round(collected(*two(figures[0], figures[-1])))


def after_the_copy(example: str) -> set[str]:
    """The first figure of the example, in a file that came when a copy with the last one had been sent back."""
    figures = [int(text) for text in quoted(example)]
    total = f"| Antal som fått frågan | | | {figures[-1]} |"
    text = f"| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |\n{WAITED} 71 % | sjuttio | |\n{total}"
    round_ = new_round(new_path().parent / "r", PLAN, {"nord": text})
    received, copies = round_.folder / "inbox" / round_.template("nord").name, round_.folder / "returned"
    command("check", "--plan", str(round_.folder), "--return-to", str(copies))
    shutil.copyfile(edited(copies / received.name, put("Styrmått", ASKED, "Utfall totalt", figures[0])), received)
    return {finding["rule"] for finding in round_.merged_json()["findings"]}


ASKED, WAITED = "Antal som fått frågan", "| Andel som väntat högst 90 dagar |"


def merged_before(both: bool) -> Do:
    """The corrected file, with the one that was merged before beside it or moved away."""

    def do(_example: str) -> set[str]:
        old, new = two()
        record = record_after(collected(old))
        return rules_of_round(collected(old, new, record=record) if both else collected(new, record=record))

    return do


def chosen(_example: str) -> set[str]:
    """Two files, and which of them counts."""
    decisions, _findings = decided(f"{COUNTS}| nord | {NEW} | Rättad i går. | Sekretariatet |")
    return rules_of_round(collected(*two(), decisions=decisions))


def halves(decision: str = "") -> Do:
    """Two files that each answer another sheet, and what was decided of them."""

    def do(_example: str) -> set[str]:
        other = filled_in("## Produktion\n| Besök | Besök jan–apr 2022 |\n| Somatik | 12 |")
        decisions, _findings = decided(f"{COUNTS}{decision}")
        return rules_of_round(collected(answered(29), name_files(other, NEW), decisions=decisions))

    return do


# ------------------------------------------------------------------------------------------------------------ signing


def approved(example: str) -> set[str]:
    """An approval on the first day of the example, read on its second; without a day where it says so."""
    dates = days(example)
    rows = "| Godkänt av | Karin Ek |" + (f"\n| Godkänt den | {dates[0]} |" if dates else "")
    read = dates[1] if "read on" in example else date(2022, 5, 20)
    return rules_of_round(collected(answered(signed=rows), today=read))


@functools.cache
def closing() -> Any:
    """A plan whose round closes on 2022-05-20."""
    plan_read, _findings = read_plan(
        plan_book(
            changed("| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-05-13 |\n| Stänger | 2022-05-20 |")
        )
    )
    return plan_read


def saved_on(example: str) -> set[str]:
    """An answer saved on the second day of the example; the round closed on the first."""
    closed, saved = days(example)
    assert closing().period.closes == closed
    return rules_of_round(
        collected(answered(), by=closing(), today=date(2022, 6, 1), saved={OLD: f"{saved}T06:00:00Z"})
    )


def approval_and_figures(example: str) -> set[str]:
    """Approved once; then other figures come with the same approval, or with a new day."""
    row = "| Godkänt av | Karin Ek |\n| Godkänt den | {} |"
    first = collected(answered(29, row.format("2022-05-12")))
    day = "2022-05-16" if "new day" in example else "2022-05-12"
    return rules_of_round(collected(name_files(answered(30, row.format(day)), NEW), record=record_after(first)))


# ---------------------------------------------------------------------------------------------------------- decisions


QUERIES = "## Frågor\n| Enhet | Rad | Fråga | Avslutad |\n"


def asked(example: str) -> set[str]:
    """A question to the north, and its reply where the example has one; settled where it says so."""
    (text,) = quoted(example)
    question, reply = ("Varför sjönk besöken?", text) if "the reply" in example else (text, "")
    settled = "ja" if "yes under Settled" in example else ""
    decisions, _findings = decided(f"{QUERIES}| nord | | {question} | {settled} |")
    by = replace(plan(), queries=decisions.queries)
    unit = by.units["nord"]
    blank, filled = save_book(lay_out_form(form_for(by, unit), by, unit)), new_path()
    fill(blank, filled, text_tables(f"{ONE}\n## Frågor\n| Fråga | Ert svar |\n| {question} | {reply} |"))
    return rules_of_round(collected(filled, decisions=decisions, by=by))


def asked_about(example: str) -> set[str]:
    """A question about a row of production, or to a unit."""
    (name,) = quoted(example)
    unit, row = (name, "") if "question to" in example else ("nord", name)
    decisions, _findings = decided(f"{QUERIES}| {unit} | {row} | Varför? | |")
    return rules_of_round(collected(answered(), decisions=decisions))


WAIVERS = "## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n"
FAR = "## Besök\n| Besök | Besök jan–apr 2022 |\n| Läkarbesök > Somatik | 4 192 |\n| Övriga besök | 42 393 |"


def waived(rule: str, text: str) -> set[str]:
    """A waiver of a rule, in a round with these answers."""
    decisions, _findings = decided(f"{WAIVERS}| {rule} | nord | Så är det. | Sekretariatet |")
    return rules_of_round(collected(answered(more=text), decisions=decisions))


def about(example: str) -> set[str]:
    """``ca 1100`` and a waiver of its rule, or the number."""
    quotations = quoted(example)
    figure = quotations[1] if quotations else str(number(example))
    return waived("not-a-number", f"## Besök\n| Besök | Besök jan–apr 2022 |\n| Övriga besök | {figure} |")


def as_it_came(_example: str) -> set[str]:
    """The template sent back as it came."""
    return rules_of_round(collected(template()))


def refused_version(_example: str) -> set[str]:
    """The template by a plan that has since refused it."""
    older = plan_after()
    refused = f"| Språk | sv |\n| Avvisade mallar | {older.version} |"
    newer = plan_after(("| Språk | sv |", refused), ("minst 80 %", "minst 85 %"))
    return rules_of_round(collected(template_of(older, OLD, ONE), by=newer))


def unit_taken_out(_example: str) -> set[str]:
    """The template of a unit that only an older plan has."""
    old = plan_after(
        (
            "| syd | Division Syd | division |",
            "| vast | Division Väst | division | region | | | | ja |\n| syd | Division Syd | division |",
        )
    )
    unit = old.units["vast"]
    from tests.house import SECTIONS

    return not_ours(save_book(lay_out_form(form_for(old, unit, SECTIONS), old, unit)))


# ---------------------------------------------------------------------------------------------- units under each other


@functools.cache
def with_clinics() -> Plan:
    """The plan in which two clinics stand under the northern division."""
    clinics = "".join(f"| {id_} | Klinik {id_} | klinik | nord | | | Styrmått | ja |\n" for id_ in ("ett", "tva"))
    return read_plan(plan_book(changed(TAND, f"{clinics}{TAND}")))[0]


TAND = "| tand | Folktandvården |"


def division_and_clinics(example: str) -> set[str]:
    """The division's figure, and those of its clinics: those that the example tells."""
    planned = with_clinics()
    numbers = [int(text) for text in re.findall(r"\d+", example)]
    figures = zip(("nord", "ett", "tva"), [*numbers, *(70, 40)[len(numbers) - 1 :]], strict=True)
    return rules_of_round(
        collected(*(template_of(planned, unit, measured(figure), unit) for unit, figure in figures), by=planned)
    )


def measured(figure: int) -> str:
    """The answer of a unit with this figure."""
    return f"## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | {figure} |\n"


def closing_without_south(decision: str = "") -> Do:
    """A round that the south has not answered, merged and about to be closed; what was decided of it."""
    return what_stops_closing(PLAN, {"nord": ONE, "tand": ONE}, decision)


def closing_unapproved(decision: str = "") -> Do:
    """The same of a round in which everybody has answered, and nobody has approved anything."""
    plan = PLAN.replace("| Språk | sv |", "| Språk | sv |\n| Godkännande krävs | ja |")
    return what_stops_closing(plan, {"nord": ONE, "syd": ONE, "tand": ONE}, decision)


def what_stops_closing(plan: str, answers: dict[str, str], decision: str) -> Do:
    """What stands in the way of closing a round."""

    def do(_example: str) -> set[str]:
        round_ = new_round(new_path().parent / "closing", plan, answers)
        round_.decide(f"## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n{decision}")
        round_.merge("--today", "2022-05-20")
        _code, printed = command("close", "--plan", str(round_.folder), "--format", "json", "--today", "2022-05-20")
        matters = json.loads(printed[printed.index("{") :])["matters"]
        return {matter["finding"]["rule"] for matter in matters}

    return do


def figure_of_a_text(corrected: bool) -> set[str]:
    """A text that says 81 per cent of an outcome that is 79 after another merge, put right or not."""
    round_ = round_with(new_path().parent / "r", NAMED.format("81 procent"))
    round_.answer("nord", OUTCOME.format("79 %", "83 %"))
    if corrected:
        rewrite(round_, "81 procent", "79 procent")
    return {finding["rule"] for finding in round_.merged_json()["findings"]}


CASES = {
    "ANOTHER_PLAN_VERSION": Case(identity(plan_version="00000000"), ours),
    "ANOTHER_REGION": Case(identity(region="skane"), ours),
    "TEMPLATE_REFUSED": Case(refused_version, ours),
    "ANOTHER_ROUND": Case(identity(round="T1 2021"), ours),
    "UNKNOWN_UNIT": Case(unit_taken_out, ours),
    "IDENTITY_ALONE": Case(marks("property", "sheet"), ours),
    "IDENTITY_UNCLEAR": Case(marks("name", other=("property",)), marks(other=("property",))),
    "MARKS_LOST": Case(marks(*PLACES), ours),
    "NOT_OUR_FORM": Case(budget, ours),
    "DECISIONS_AS_ANSWER": Case(lambda _example: not_ours(empty_decisions()), ours),
    "REGIONAL_AS_ANSWER": Case(lambda _example: not_ours(regional(new_path().parent / "merged")), ours),
    "PLAN_AS_ANSWER": Case(lambda _example: not_ours(plan_book()), ours),
    "SHEET_OF_ANOTHER_UNIT": Case(sheet_of_the_south, ours),
    "SHEET_OF_NOBODY": Case(two_sheets_alone, ours),
    "NAME_IN_OTHER_LETTERS": same(named_in_bytes),
    "NAME_SAYS_ANOTHER_ROUND": same(filed_as),
    "NAME_SAYS_ANOTHER_UNIT": same(filed_as),
    "COLUMN_ADDED_SINCE": of_an_older_plan(*ONE_PART),
    "ROW_ADDED_SINCE": of_an_older_plan(*NO_BUDGET),
    "TABLE_ADDED_SINCE": of_an_older_plan(*NO_WAITING),
    "REWORDED_SINCE": Case(reworded, lambda _example: rules_of_round(collected(template_of(plan(), OLD, ONE)))),
    "SAME_FILE_TWICE": Case(
        lambda example: rules_of_round(collected(*(name_files(answered(), text[:-5]) for text in quoted(example)))),
        one_file,
    ),
    "FILES_DIFFER": Case(differ, chosen),
    "DIFFERS_BETWEEN_FILES": same(figures_of_two),
    "CHANGED_BESIDES": same(after_the_copy),
    "FILES_ARE_HALVES": Case(halves(), one_file),
    "FILE_PUT_TOGETHER": Case(halves("| nord | båda | Var sin halva. | Sekretariatet |"), one_file),
    "FILE_REPLACED": Case(merged_before(both=True), merged_before(both=False)),
    "FILE_SET_ASIDE": Case(chosen, one_file),
    "APPROVED_BEFORE_THE_END": same(approved),
    "APPROVED_ON_A_DAY_TO_COME": same(approved),
    "HALF_A_SIGNATURE": same(approved),
    "CHANGED_AFTER_APPROVAL": same(approval_and_figures),
    "CAME_LATE": same(saved_on),
    "NOT_FILLED_IN": Case(as_it_came, one_file),
    "UNIT_SILENT": Case(
        closing_without_south(), closing_without_south("| unit-silent | syd | Ny ledning. | Direktören |")
    ),
    "NOT_APPROVED": Case(closing_unapproved(), closing_unapproved("| not-approved | alla | Sommar. | Direktören |")),
    "DIFFERS_FROM_SUB_UNITS": same(division_and_clinics),
    "DECISION_OF_NO_RULE": same(lambda example: waived(quoted(example)[0], FAR)),
    "DECISION_WITHOUT_EFFECT": same(lambda example: waived(quoted(example)[0], FAR)),
    "WAIVER_OF_A_REFUSED_VALUE": same(about),
    "FIGURE_OF_TEXT_CHANGED": Case(lambda _example: figure_of_a_text(False), lambda _example: figure_of_a_text(True)),
    "QUESTION_OPEN": same(asked),
    "QUESTION_ANSWERED": same(asked),
    "QUESTION_WITHOUT_PLACE": same(asked_about),
    "QUESTION_TO_NOBODY": same(asked_about),
}
