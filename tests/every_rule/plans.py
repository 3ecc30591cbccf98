"""Rules of the plan and of decisions.xlsx: the shared small plan, with what the example says written in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.styles import Font

from followup.history.earlier_figures import add_earlier_figures, earlier_workbooks_left_out, with_days_of_rounds
from followup.history.model import EarlierFigure, PastRound
from followup.plan.load import faults_of_sections
from tests.cli.test_previous import FIRST as OUTCOMES
from tests.cli.test_previous import LATER, NextRound
from tests.every_rule.case import Case, Do, days, literal, quoted, rules, same
from tests.flow.units.years import a_year_later, answers, plan_of
from tests.house import SECTIONS, Finding, Plan, command
from tests.plans import PLAN, changed
from tests.round.rounds_of_files import decided
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, new_round, plan_findings
from tests.scoring.test_likely_figures import of_plan
from tests.sections.action_plans.test_action_plans import MILJO, text_of
from tests.tables import edited, new_path, plan, plan_book, read_plan, template

VANTAT = "|vantat|1|vard-i-tid| Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja |"
ROUND = "| Tillfälle | T1 2022 |"
LATE = "| åtgärdsstatus | prognos | försenad | ▼ | försenad | #A31515 | | | försenad |\n"
GREEN = "| måluppfyllelse | måluppfyllelse | uppnått | □ | Uppnått | {} |"


def found_in(text: str) -> set[str]:
    """The rules found in a plan typed from a text."""
    return rules(read_plan(plan_book(text))[1])


def sound(_example: str) -> set[str]:
    """The shared plan as it is."""
    return found_in(PLAN)


def written(old: str, new: str) -> Do:
    """The plan with a text replaced; the example stands where ``new`` has braces."""
    return lambda example: found_in(changed(old, new.format(example)))


def replaced_text(old: str, make: Callable[[str], str]) -> Case:
    """The plan with a text replaced by what is made of each example."""
    return same(lambda example: found_in(changed(old, make(example))))


def colours(example: str) -> set[str]:
    """The plan with steps of a scale in the colours of an example: side by side, or two with one between."""
    steps = re.findall(r"(#\w{6})", example)
    steps = steps if "next to" in example else [steps[0], "#FFD54F", steps[1]]
    signs = zip(steps, "●◐○", strict=False)
    rows = "".join(f"| prov | relativ | {step} | {sign} | {step} | {step} | | | |\n" for step, sign in signs)
    return found_in(changed(LATE, LATE + rows))


def only_wrong(old: str, new: str) -> Case:
    """The plan with a text replaced; right is the plan as it is."""
    return Case(written(old, new), sound)


def renamed_concept(right: str, wrong: str = "") -> Case:
    """The plan with a noun of its own, whose forms are written so."""
    rows = "\n## Ord\n| Ordet | Vårt ord | Böjningar |\n| styrmått | mätetal | {} |\n"

    def found(forms: str) -> set[str]:
        return rules(read_plan(plan_book(PLAN + rows.format(forms)))[1])

    return Case(lambda _example: found(wrong), lambda _example: found(right))


def after(change: Callable[[Any], object]) -> Do:
    """The plan after a change with another program."""

    def do(_example: str) -> set[str]:
        def once(workbook: Any) -> None:
            change(workbook)

        return rules(read_plan(edited(plan_book(), once))[1])

    return do


def strike_out(workbook: Any) -> None:
    """A line through the row of a measure."""
    page = workbook["Styrmått"]
    (row,) = [line for line in page.iter_rows() if any(cell.value == "vantat" for cell in line)]
    for cell in row:
        cell.font = Font(strike=True)


def typed_for(cell: str) -> Do:
    """The example typed over the cell that holds a text."""

    def do(example: str) -> set[str]:
        def type_in(workbook: Any) -> None:
            (at,) = [c for page in workbook.worksheets for line in page.iter_rows() for c in line if c.value == cell]
            at.value = example

        return rules(read_plan(edited(plan_book(), type_in))[1])

    return do


# ------------------------------------------------------------------------------------------------- single rows


def period(example: str) -> str:
    """First and last day of the period."""
    first, last = days(example)
    return PLAN.replace("| Period från | 2022-01-01 |", f"| Period från | {first} |").replace(
        "| Period till | 2022-04-30 |", f"| Period till | {last} |"
    )


def deadlines(example: str) -> str:
    """The last day to answer, and the day when the round closes."""
    answer, closes = days(example)
    return f"| Sista svarsdag | {answer} |\n| Stänger | {closes} |"


def refuses_itself(_example: str) -> set[str]:
    """The version of the plan among those that it refuses."""
    version = read_plan(plan_book())[0].version
    return found_in(PLAN.replace("| Språk | sv |", f"| Språk | sv |\n| Avvisade mallar | {version} |"))


def without_contact(_example: str) -> set[str]:
    """What plan check says of the shared plan, where nobody answers questions."""
    return checked(PLAN)


def with_contact(example: str) -> set[str]:
    """The same where somebody does."""
    return checked(PLAN.replace("| Språk | sv |", f"| Språk | sv |\n| Kontakt | {quoted(example)[0]} |"))


def when_goals_are_met(example: str) -> set[str]:
    """The same where the plan says which share of measures is enough for a goal."""
    return checked(PLAN.replace("| Språk | sv |", f"| Språk | sv |\n| Målet nått när minst | {example} |"))


def checked(text: str) -> set[str]:
    """The rules that ``plan check`` tells of a plan."""
    return {finding["rule"] for finding in plan_findings(plan_book(text))}


def in_a_ring(_example: str) -> set[str]:
    """Each of two divisions under the other."""
    text = PLAN.replace("| nord | Division Nord | division | region |", "| nord | Division Nord | division | syd |")
    return found_in(
        text.replace("| syd | Division Syd | division | region |", "| syd | Division Syd | division | nord |")
    )


def with_a_unit(example: str) -> set[str]:
    """The plan has the unit narsjukvard; the dentists are placed under the example."""
    tand = "| tand | Folktandvården | förvaltning | {} | Tandnämnden |"
    more = "| narsjukvard | Närsjukvård | division | region | Regionstyrelsen | | | ja |\n"
    return found_in(changed(tand.format("region"), more + tand.format(example)))


def of_two(outcome: str, first: str = "Ekonomi", second: str = "Ekonomi") -> Do:
    """The plan has two more units under these names; an outcome of last year is said to be one's."""
    units = f"| ekonomi-nord | {first} | stab | region | | | | ja |\n| ekonomi-syd | {second} | stab | region | | | | ja |\n"
    tand = "| tand | Folktandvården | förvaltning |"
    text = changed(tand, units + tand)
    before = "| vantat | nord | T1 2021 | 71 %"
    return lambda _example: found_in(text.replace(before, f"| vantat {outcome}" if outcome else before))


def direction(example: str) -> str:
    """Target and direction: ``minst 80 % with lägre``, ``70 % and an empty Riktning``."""
    target, _with, rest = re.split(r" (with|and) ", example, maxsplit=1)
    way = next((word for word in ("lägre", "högre") if word in rest.split(",")[0]), "")
    return VANTAT.replace("minst 80 %", target).replace("| högre |", f"| {way} |")


def target(example: str) -> str:
    """The measure with the example as its target; none where it says that it is empty."""
    return VANTAT.replace("minst 80 %", "" if example.startswith("an empty") else example)


def compared(example: str) -> set[str]:
    """The second measure is to increase: the setting and the earlier outcome as the example says."""
    plan = changed("| Jämförs med | T1 2021 |", f"| Jämförs med | {'' if 'nothing in' in example else 'T1 2021'} |")
    return found_in(plan.replace("| fragor | nord | T1 2021 | | | 19 |", "") if "no outcome" in example else plan)


def counted_from(example: str) -> set[str]:
    """A measure that is to increase, with the example as its baseline."""
    titles = "| Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Utgångsläge | Svarar |"
    return found_in(plan_text(f"{titles}\n| a | trygghet | Andel | % | högre | Öka | {example} | nord |"))


def of_kind(kind: str = "", unit: str = "%", adds_up: str = "nej", target: str = "minst 80 %") -> set[str]:
    """A measure of that kind."""
    return {rule for rule, *_where in of_plan(A_MEASURE.format(unit, kind, target, adds_up))}


A_MEASURE = "| a | 1 | trygghet | Något | {} | {} | högre | {} | nej | DÅ04 | nord | {} | |"


def earlier(example: str) -> set[str]:
    """An earlier outcome of a share."""
    before = f"| Styrmått | Enhet | Tillfälle | Totalt |\n| a | nord | T1 2021 | {example} |"
    return {rule for rule, *_where in of_plan(A_MEASURE.format("%", "", "minst 80 %", "nej"), before)}


def earlier_round(example: str) -> set[str]:
    """The earlier outcome of the first measure, with a name of an occasion and a column as the example says."""
    round_, _with, column = example.partition(", with 71 % under ")
    cells = "71 % | | |" if column == "Kvinnor." else "| | 71 % |"
    return found_in(changed("| vantat | nord | T1 2021 | 71 % | 69 % | |", f"| vantat | nord | {round_} | {cells}"))


def earlier_parts(example: str) -> set[str]:
    """The first measure, which has an earlier outcome of women and one of men, split or not."""
    return found_in(changed(VANTAT, VANTAT.replace("| ja |", f"| {example.split(',')[0]} |")))


def split(example: str) -> str:
    """The measure with the example in the column for splits."""
    return VANTAT.replace("| ja |", f"| {example.split(',')[0]} |")


# ----------------------------------------------------------------------------------------- the register of plans


def register(*rows: str, scale: bool = True) -> set[str]:
    """A register of action plans with these rows."""
    text = text_of(rows)
    if not scale:
        lines = text_of(rows, scale="").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("| åtgärdsstatus"))
    return found_in(text)


def a_plan(years: str = "2021|2022", owner: str = "nord", link: str = "", number_: str = "") -> str:
    """A row of the register."""
    return f"|b|2|Plan B|b|{number_}|{years}|{owner}|{link}||||"


def years(example: str) -> set[str]:
    """From one year to another."""
    first, last = re.findall(r"\d{4}", example)
    return register(a_plan(f"{first}|{last}"))


def numbers(_example: str) -> set[str]:
    """The same registration number on two plans."""
    return register(a_plan(number_="RS/703/2020"), a_plan(number_="RS/703/2020").replace("|b|2|", "|c|3|"))


# ------------------------------------------------------------------------------------- decisions, earlier rounds


def expires(example: str) -> set[str]:
    """A waiver until one day, looked at on another."""
    until, today = days(example)
    row = f"| far-from-last-year | nord | | | Så är det. | Sekretariatet | {until} |"
    head = "## Undantag\n| Regel | Enhet | Rad | Kolumn eller cell | Varför | Beslutat av | Till och med |\n"
    return rules(decided(head + row, today)[1])


def of_the_round(example: str) -> set[str]:
    """A waiver of the first occasion that the example names, at the second."""
    belongs_to, now = re.findall(r"T\d \d{4}", example)
    assert now == plan().round
    row = f"| far-from-last-year | nord | | | Så är det. | Sekretariatet | | {belongs_to} |"
    head = (
        "## Undantag\n| Regel | Enhet | Rad | Kolumn eller cell | Varför | Beslutat av | Till och med | Tillfälle |\n"
    )
    return rules(decided(head + row)[1])


def past(round_: str, *figures: EarlierFigure) -> set[str]:
    """What is found when figures are taken from the regional workbook of a round."""
    findings: list[Finding] = add_earlier_figures(
        plan(), SECTIONS, [PastRound("r.xlsx", "mellansjo", round_, figures)]
    )[1]
    return rules(findings)


def compared_with_days(example: str) -> set[str]:
    """A plan without last year's visits, compared with the first days of the example, after T1 2021."""
    first, last = re.findall(r"\d{4}-\d\d-\d\d", example)
    text = changed("| nord | ovriga | 36 530 | 6 825 |", "| nord | ovriga | | |")
    text = text.replace("| 2021-01-01 |", f"| {first} |").replace("| 2021-04-30 |", f"| {last} |")
    record = PastRound("r", "mellansjo", "T1 2021", (), days=(date(2021, 1, 1), date(2021, 4, 30)))
    return rules(add_earlier_figures(read_plan(plan_book(text))[0], SECTIONS, [record])[1])


def compared_with_length(example: str) -> set[str]:
    """The second measure, a count that is to increase, in the months of the example; compared with four months of 2021."""
    last = "2022-08-31" if "to August" in example.partition(",")[0] else "2022-04-30"
    text = changed("| Period till | 2022-04-30 |", f"| Period till | {last} |")
    days = (date(2021, 1, 1), date(2021, 4, 30))
    plan = with_days_of_rounds(read_plan(plan_book(text))[0], [PastRound("r", "mellansjo", "T1 2021", (), days=days)])
    return rules([*faults_of_sections(plan, SECTIONS)])


def left_over(example: str) -> set[str]:
    """The plan of January to August with the figures of the example, after a round that was compared with those."""
    somatic, others = re.findall(r"\d+ \d+", example) or ("", "")
    text = changed("| nord | lakare-somatik | 42 401 | 4 516 |", f"| nord | lakare-somatik | {somatic} | |")
    text = text.replace("| nord | ovriga | 36 530 | 6 825 |", f"| nord | ovriga | {others} | |")
    text = text.replace("| T1 2022 |", "| T2 2022 |").replace("| 2021-04-30 |", "| 2021-08-31 |")
    figures = (("lakare-somatik", "42401"), ("ovriga", "36530"))
    record = PastRound(
        "r",
        "mellansjo",
        "T1 2022",
        tuple(EarlierFigure("visits", row, "nord", "before", Decimal(value)) for row, value in figures),
        compared=(date(2021, 1, 1), date(2021, 4, 30)),
    )
    return rules(add_earlier_figures(read_plan(plan_book(text))[0], SECTIONS, [record])[1])


def plan_after(text: str, *figures: tuple[str, str, str, Decimal]) -> Plan:
    """A plan typed from a text, after a T1 2021 with these figures of the north: section, row, column and what it was."""
    kept = tuple(EarlierFigure(section, row, "nord", column, value) for section, row, column, value in figures)
    record = PastRound("r", "mellansjo", "T1 2021", kept, days=(date(2021, 1, 1), date(2021, 4, 30)))
    return add_earlier_figures(read_plan(plan_book(text))[0], SECTIONS, [record])[0]


def figure(row: str, value: str) -> EarlierFigure:
    """The share of women of a measure, in the north."""
    return EarlierFigure("measures", row, "nord", "outcome.women", Decimal(value))


def after_a_record(example: str, *previous: str) -> set[str]:
    """A merge a year after one whose record was corrected as the example says, and whose workbook is at hand."""
    first = merged_round(new_path().parent / "r", PLAN, {"nord": OUTCOMES})
    if "corrected" in example:
        figures = first.folder / "output" / "record" / "figures.csv"
        figures.write_text(figures.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    later = new_round(new_path().parent / "r", LATER, {})
    shutil.copytree(first.folder / "output" / "record", later.folder / "output" / "record")
    NextRound(later.folder).answer("nord", OUTCOMES)
    merged = later.merged_json(*previous, *([str(first.regional)] if previous else []))
    return {finding["rule"] for finding in merged["findings"]}


def after_a_workbook(example: str) -> set[str]:
    """A merge after one whose workbook a person has saved, or half of which was lost."""
    round_ = merged_round(new_path().parent / "r", PLAN, {"nord": OUTCOMES})
    if "cut off" in example:
        content = round_.regional.read_bytes()
        round_.regional.write_bytes(content[: len(content) // 2])
    else:
        book = openpyxl.load_workbook(round_.regional)
        book["Styrmått"]["A1"] = "Ring Nord"
        book.save(round_.regional)
    return {finding["rule"] for finding in round_.merged_json()["findings"]}


def begun_and_merged(example: str) -> set[str]:
    """What plan check finds where a round was begun, and the one before it merged again, in the order of the example."""
    first, later = merged_round(new_path().parent / "r", PLAN, {"nord": OUTCOMES}), new_path().parent / "later"
    for event in example.partition(";")[0].split(", and then "):
        if "begun" in event:
            code, output = command("new", str(later), "--from", str(first.folder), "--round", "T2 2022")
            assert code == 0, output
        else:
            first.answer("nord", OUTCOMES.replace("| 20 ", "| 31 "))
            first.merge()
    return {finding["rule"] for finding in Round(later).plan_findings()}


def told_twice(example: str) -> set[str]:
    """The plan says 71 %; the earlier workbook says the last figure of the example, or the same."""
    figures = re.findall(r"(\d+) %", example)
    return past("T1 2021", figure("vantat", str(Decimal(figures[-1] if figures else "71") / 100)))


def missing_setting(example: str) -> set[str]:
    """The occasion as the example says; empty where it says so."""
    return found_in(changed(ROUND, f"| Tillfälle | {'' if 'empty' in example else example} |"))


def replacing(first: str, second: str = "") -> Do:
    """Two divisions with these in the column Ersätter."""
    return lambda example: found_in(plan_of(2023, {"a": first.format(example), "syd": second.format(example)}))


def shares(example: str) -> set[str]:
    """What is quoted in the column Ersätter of the one division and the other, the same for both where only one is."""
    texts = quoted(example)
    return set(replacing(texts[0], texts[-1])(example))


def a_year_after_nord(**replaces: str) -> set[str]:
    """A merge a year after one where nord and syd answered, of these units and what they replace."""
    first = merged_round(new_path().parent / "r", plan_of(2022, {"nord": "", "syd": ""}), {"nord": answers("20")})
    later = a_year_later(first, new_path().parent / "r", replaces, {next(iter(replaces)): answers("21")})
    return {finding["rule"] for finding in later.merged_json()["findings"]}


def named_on_a_row(example: str) -> set[str]:
    """A plan where a replaces nord, and a measure is answered by the unit of the example."""
    text = plan_of(2023, {"a": "nord", "syd": ""}).replace("| alla |", f"| {quoted(example)[0]} |")
    return rules(read_plan(plan_book(text))[1])


CASES = {
    "PREDECESSOR_NOT_UNDERSTOOD": literal(replacing("{}")),
    "NAMED_TWICE": literal(replacing("{}")),
    "SHARES_NOT_WHOLE": same(shares),
    "SHARE_LEFT_OUT": same(shares),
    "PREDECESSOR_STILL_THERE": Case(replacing("syd"), replacing("syd 40 %", "syd 60 %")),
    "PREDECESSOR_UNKNOWN": Case(
        lambda _example: a_year_after_nord(a="norr", syd=""), lambda _example: a_year_after_nord(a="nord", syd="")
    ),
    "SUCCESSOR_IS_OLDER": Case(
        lambda _example: a_year_after_nord(nord="nord 60 %", syd="nord 40 %"),
        lambda _example: a_year_after_nord(nord="nord 60 %", syd="syd, nord 40 %"),
    ),
    "UNIT_UNDERSTOOD": same(named_on_a_row),
    "UNIT_GONE": Case(
        lambda _example: a_year_after_nord(a="", syd=""), lambda _example: a_year_after_nord(a="nord", syd="")
    ),
    "ROW_STRUCK_OUT": Case(after(strike_out), sound),
    "NOT_A_PLAN": Case(lambda _example: rules(read_plan(template())[1]), sound),
    "SHEET_MISSING": Case(after(lambda workbook: workbook.remove(workbook["Enheter"])), sound),
    "SETTING_REQUIRED": same(missing_setting),
    "SCALE_OF_TWO_TYPES": only_wrong("| åtgärdsstatus | prognos | klar |", "| åtgärdsstatus | utveckling | klar |"),
    "CONCEPT_RENAMED": renamed_concept("mätetal, mätetalet, mätetal, mätetalen"),
    "FORMS_NOT_FOUR": renamed_concept("mätetal, mätetalet, mätetal, mätetalen", "mätetal, mätetalen"),
    "SCALE_NOT_USED": only_wrong(LATE, LATE + "| planstatus | prognos | bra | ↑ | går bra | | | | |\n"),
    "UNIT_NOT_ASKED": only_wrong("| nord | Klart tertial 1", "| tand | Klart tertial 1"),
    "NOT_A_COLOUR": literal(written(GREEN.format("#2E7D32"), GREEN)),
    "SIGN_MEANS_TWO_LEVELS": only_wrong("| inte uppnått | ▲ |", "| inte uppnått | □ |"),
    "COLOUR_NEAR_THE_NEXT": same(colours),
    "COLOUR_AS_LIGHT": same(colours),
    "PERIOD_BACKWARDS": same(lambda example: found_in(period(example))),
    "CLOSES_TOO_EARLY": replaced_text("| Sista svarsdag | 2022-05-13 |", deadlines),
    "OWN_TEMPLATES_REFUSED": Case(refuses_itself, sound),
    "GOALS_NOT_JUDGED": Case(lambda _example: checked(PLAN), when_goals_are_met),
    "CONTACT_MISSING": Case(without_contact, with_contact),
    "ROW_UNDER_ITSELF": Case(in_a_ring, sound),
    "BAR_IN_AN_ID": literal(typed_for("T1 2022")),
    "UNKNOWN_ID": literal(with_a_unit),
    "NAME_OF_SEVERAL": Case(of_two("| Ekonomi | T1 2021 | 71 %"), of_two("| ekonomi-nord | T1 2021 | 71 %")),
    "UNITS_OF_ONE_NAME": Case(of_two("", "Ekonomi", "Ekonomi"), of_two("", "Ekonomi Nord", "Ekonomi Syd")),
    "IDENTITY_TWICE": only_wrong("| hyr | 3 |", "| planering | 3 |"),
    "REQUIRED": same(
        lambda example: found_in(changed("| Införa produktionsplanering |", f"| {(quoted(example) or [''])[0]} |"))
    ),
    "UNKNOWN_SPLIT": replaced_text(VANTAT, split),
    "TARGET_MISSING": replaced_text(VANTAT, target),
    "UNIT_OF_ITS_OWN": replaced_text(VANTAT, lambda example: VANTAT.replace("| % |", f"| {example} |")),
    "UNIT_LIKE_A_KNOWN_ONE": replaced_text(VANTAT, lambda example: VANTAT.replace("| % |", f"| {example} |")),
    "UNIT_NEARLY_KNOWN": replaced_text(VANTAT, lambda example: VANTAT.replace("| % |", f"| {example} |")),
    "CODE_MISSING": only_wrong("| Kod | DÅ04 |", "| Kod | |"),
    "NOBODY_ANSWERS": only_wrong("| DÅ04, ÅR | nord | summa |", "| DÅ04, ÅR | region | summa |"),
    "TARGET_NOT_UNDERSTOOD": replaced_text(VANTAT, target),
    "TARGET_IN_ANOTHER_UNIT": literal(lambda example: found_in(changed(VANTAT, target(example)))),
    "BASELINE_NOT_UNDERSTOOD": literal(counted_from),
    "TARGET_AGAINST_DIRECTION": replaced_text(VANTAT, direction),
    "DIRECTION_MISSING": replaced_text(VANTAT, direction),
    "TARGET_COMPARES_ELSEWHERE": replaced_text(VANTAT, target),
    "TARGET_WITHOUT_A_ROUND": same(compared),
    "TARGET_WITHOUT_A_BASELINE": same(compared),
    "COMPARED_WITH_ANOTHER_LENGTH": same(compared_with_length),
    "KIND_AGAINST_THE_UNIT": same(lambda example: of_kind(example.split(",")[0])),
    "SHARE_ADDED_UP": same(lambda example: of_kind(adds_up=example.split(",")[0])),
    "KIND_NOT_DECLARED": same(
        lambda example: of_kind("andel utan tak" if "with andel" in example else "", target="minst 105 %")
    ),
    "EARLIER_SHARE_WITHOUT_SIGN": same(earlier),
    "EARLIER_ROUND_NAMES_A_PART": same(earlier_round),
    "EARLIER_PARTS_NOT_ASKED": same(earlier_parts),
    "FIGURE_ON_A_SUM": only_wrong("| syd | lakare-psykiatri | 12 | 2 |", "| syd | totalt | 12 | 2 |"),
    "ROW_UNDER_A_FIGURE": only_wrong(
        "| Besök | lakare | Läkarbesök | totalt | summa |", "| Besök | lakare | Läkarbesök | totalt | fylls i |"
    ),
    "NOT_AN_ADDRESS": literal(lambda example: register(a_plan(link=example))),
    "YEARS_BACKWARDS": Case(years, lambda example: years(example) | register(a_plan("|2022"))),
    "OWNER_WITHOUT_TEMPLATE": Case(
        lambda _example: register(a_plan(owner="region")), lambda _example: register(a_plan())
    ),
    "REGISTRATION_NUMBER_TWICE": Case(
        numbers, lambda _example: register(MILJO, a_plan(number_="RS/703/2020"), a_plan().replace("|b|2|", "|c|3|"))
    ),
    "STATUS_SCALE_MISSING": Case(lambda _example: register(MILJO, scale=False), lambda _example: register(MILJO)),
    "DECISION_EXPIRED": same(expires),
    "OF_ANOTHER_ROUND": same(of_the_round),
    "PREVIOUS_NOT_USABLE": Case(lambda _example: past("T1 2022"), lambda _example: past("T1 2021")),
    "EARLIER_OUTCOME_DIFFERS": same(told_twice),
    "NO_ROUND_OF_COMPARED_PERIOD": same(compared_with_days),
    "FIGURES_OF_ANOTHER_PERIOD": same(left_over),
    "EARLIER_LEFT_OUT": Case(
        lambda _example: rules([earlier_workbooks_left_out(("regional-T1.xlsx",))]),
        lambda _example: past("T1 2020", figure("vantat", "0.7")),
    ),
    "RECORD_CHANGED": same(after_a_record),
    "EARLIER_ROUND_MERGED_AGAIN": same(begun_and_merged),
    "NOTES_NOT_READ": same(after_a_workbook),
    "RECORD_BEFORE_WORKBOOK": Case(
        lambda _example: after_a_record("", "--previous"), lambda _example: after_a_record("")
    ),
    "EARLIER_NOT_IN_PLAN": Case(
        lambda _example: past("T1 2020", figure("vantetid", "0.7")),
        lambda _example: past("T1 2020", figure("vantat", "0.7")),
    ),
}
