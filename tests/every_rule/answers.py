"""Rules of what was answered, in a row, across rows, and where it is published: typed into templates and read back."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from decimal import Decimal

from followup.region.masking.publishing import publish
from tests.every_rule.case import literal, quoted, same
from tests.form.language import LastAnswers, ReportedFigure
from tests.house import Plan, consolidated, read_book
from tests.region.masking.test_published import LIMIT
from tests.returns.test_older_plan import template_of
from tests.returns.test_reader import ASKED, VISITS, WAITED
from tests.round.rounds_of_files import TODAY, collected
from tests.scoring.plans import plan_text
from tests.scoring.test_region_figure import MEASURES as WEIGHED
from tests.scoring.test_region_figure import WAITED as SHARE
from tests.sections.action_plans import test_action_plans as action_plans
from tests.tables import (
    decisions_book,
    filled_in,
    plan,
    plan_book,
    read_back,
    read_decisions,
    read_plan,
)

NORD = "Division Nord T1 2022"
OUTCOMES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos | Kommentar |"


def answers(text: str) -> set[str]:
    """The rules found when this is typed into the north's template."""
    return set(read_back(filled_in(text)).rules())


def of_column(text: str, section: str, label: str) -> set[str]:
    """The rules found in one column of a sheet: other cells are left empty here."""
    return {
        finding.rule
        for finding in read_back(filled_in(text)).findings
        if (finding.place.sheet, finding.place.label) == (section, label)
    }


# --------------------------------------------------------------------------------------------------------- production


def visits(now: str, remote: str = "", comment: str = "") -> str:
    """A row of visits."""
    return (
        f"## Besök\n| Besök | {VISITS} | Varav distansbesök jan–apr 2022 | Kommentar |\n"
        f"| Läkarbesök > Somatik | {now} | {remote} | {comment} |\n| Övriga besök | 42 393 | 6 471 | |"
    )


def figures(example: str) -> list[str]:
    """The figures of an example: ``4 192 now, 42 401 before``."""
    return re.findall(r"\d+(?: \d{3})*", example)


def far(example: str) -> set[str]:
    """This period's figure; last year's stands in the plan."""
    now, before = figures(example)
    assert before == "42 401", "as in the plan"
    return answers(visits(now))


def part(example: str) -> set[str]:
    """So many visits, and so many of them remote."""
    return answers(visits(*figures(example)))


def empty_or_nought(example: str) -> set[str]:
    """The cell empty; or 0."""
    return of_column(visits("" if "empty" in example else "0"), "Produktion", VISITS)


def share_of_a_month(example: str) -> set[str]:
    """The cell of the first month of a series empty; or its share. The other months are left empty."""
    share = "" if "empty" in example else example.rstrip(".")
    month = f"| Serie | Månad | Kvinnor | Män |\n| Första besök | 2022-01 | {share} | 40 % |"
    read = read_back(filled_in(f"## Tillgänglighet\n{month}"))
    first = read.answers.tables["access"][0].place("share.women")
    return {finding.rule for finding in read.findings if finding.place == first}


def personal(example: str) -> set[str]:
    """The text as a comment."""
    return answers(visits("45 467", "4 326", quoted(example)[0]))


# ------------------------------------------------------------------------------------------------------------ actions


def comment_on_an_action(example: str) -> set[str]:
    """The comment of an action that goes as planned."""
    return answers(
        f"## Strategiska åtgärder\n| Nr | Status | Kommentar |\n| 1 | pågår enligt plan | {quoted(example)[0]} |"
    )


def said_again(example: str) -> set[str]:
    """The comment of the round before, and that of this one: the same where only one is quoted."""
    before, *now = quoted(example)
    of_nord = LastAnswers("T1 2021", {("actions", "planering", "comment"): before})
    planned = replace(plan(), last_answers={"nord": of_nord})
    row = f"| 1 | pågår enligt plan | {(now or [before])[0]} |"
    path = template_of(planned, NORD, f"## Strategiska åtgärder\n| Nr | Status | Kommentar |\n{row}")
    return set(read_back(path, by=planned).rules())


def reported_again(example: str) -> set[str]:
    """The share of January at the round before, and that of this one: the same where only one is given."""
    before, *now = re.findall(r"\d+ %", example)
    share = ReportedFigure(Decimal(before.split()[0]) / 100, "T1 2021")
    planned = replace(plan(), reported={"nord": {("access", "forsta.2022-01", "share.women"): share}})
    row = f"| Första besök | 2022-01 | {(now or [before])[0]} |"
    path = template_of(planned, NORD, f"## Tillgänglighet\n| Serie | Månad | Kvinnor |\n{row}")
    return set(read_back(path, by=planned).rules())


def status_of_the_second(example: str) -> set[str]:
    """The status of the action that was due by 2022-04-30, the last day of the period."""
    return answers(f"## Strategiska åtgärder\n| Nr | Status |\n| 2 | {quoted(example)[0]} |")


@functools.cache
def four_plans() -> Plan:
    """The register of action plans that its own tests have."""
    return action_plans.the_plan(*action_plans.FOUR)


def action_plan(name: str, status: str = "", comment: str = "") -> set[str]:
    """The rules found in the answer to one action plan: those of its own rows."""
    text = f"| Handlingsplan | Status | Kommentar |\n| {name} | {status} | {comment} |"
    _submission, findings, path = action_plans.read(four_plans(), text)
    book = read_book(path)
    (sheet,) = [sheet for sheet in book.sheets if name in sheet.cells.values()]
    row = next(at[0] for at, value in sheet.cells.items() if value == name)
    return {finding.rule for finding in findings if row <= finding.place.row <= row + 1}


def commented(example: str) -> set[str]:
    """The status and the comment that the example quotes."""
    return action_plan("Plan för miljö", *quoted(example))


def with_status(example: str) -> set[str]:
    """No status and a long comment; or a status, and a plan that is reported elsewhere."""
    if example.startswith("no status"):
        return action_plan("Plan för miljö", "", "Allt går bra. " * 20)
    return action_plan("Plan för miljö", "↑", "Klart.") | action_plan("Plan för glesbygd")


def years(example: str) -> set[str]:
    """A plan of these years, and the old one with its revision in the comment."""
    if "2018" in example.split(";")[0]:
        return action_plan("Plan för säkerhet", "↑", "Går bra.")
    return action_plan("Plan för glesbygd", "↑", "Går bra.")


# ----------------------------------------------------------------------------------------------------------- measures


def outcome(women: str = "", men: str = "", total: str = "", forecast: str = "", comment: str = "") -> set[str]:
    """The rules found in the row of a measure that is split."""
    row = f"| {WAITED} | {women} | {men} | {total} | {forecast} | {comment} |"
    read = read_back(filled_in(f"## Styrmått\n{OUTCOMES}\n{row}"))
    (at,) = {table.cells["outcome.total"][0] for table in read.answers.tables["measures"] if table.row.key == "vantat"}
    return {finding.rule for finding in read.findings if finding.place.row == at and finding.place.sheet == "Styrmått"}


def likely(example: str) -> set[str]:
    """The share of women now; the one before stands in the plan."""
    now, before = example.split(", 7")
    assert before == "1 % before", "as in the plan"
    return outcome(now)


def counted(example: str) -> set[str]:
    """So many patients in contracted care."""
    figure = example.removesuffix(" patients")
    return answers(f"## Vårdavtal\n| Klinik | Redovisade 2022 |\n| Ortopedi | {figure} |")


def done_by(example: str) -> set[str]:
    """A measure is to be met by the day of the example."""
    return answers(f"## Styrmått\n| Styrmått | Klart |\n| {WAITED} | {example.split(',')[0]} |")


def numerator(example: str) -> set[str]:
    """Numerator and denominator of a share."""
    return ratio("", *re.findall(r"\d+", example))


def not_met(example: str) -> set[str]:
    """41 % for women, with the comment that the example quotes."""
    return outcome("41 %", "41 %", comment=" ".join(quoted(example)))


def two_ways(example: str) -> set[str]:
    """Figures in one cell and beside it."""
    beside = re.findall(r"and (\d+ %) in the column for women", example)
    if beside:
        return outcome(beside[0], total=quoted(example)[0])
    return outcome(total=quoted(example)[0]) | outcome("41 %", "41 %")


def in_one_cell(example: str) -> set[str]:
    """``K:41% M:38%`` in one cell, or a figure in each column."""
    shares = re.findall(r"\d+ %", example)
    return outcome(*shares) if shares else outcome(total=example.split(" in ")[0])


def about_right(example: str) -> set[str]:
    """The outcome of all as the example says."""
    return outcome(total=example)


def forecast(example: str) -> set[str]:
    """The forecast as the example says."""
    return outcome("82 %", "81 %", forecast=(quoted(example) or [example])[0])


def answered_at_all(example: str) -> set[str]:
    """No outcome; or a figure, and a reason for none."""
    if example.startswith("every"):
        return outcome()
    return outcome("41 %", "41 %") | outcome(total=quoted(example)[0])


@functools.cache
def weighed() -> Plan:
    """A plan with measures that are weighed into the region's."""
    return read_plan(plan_book(plan_text(WEIGHED)))[0]


def ratio(written: str, above: str = "", below: str = "") -> set[str]:
    """The rules found where an outcome stands beside its numerator and denominator."""
    titles = "| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |"
    path = template_of(weighed(), NORD, f"## Styrmått\n{titles}\n| {SHARE} | {written} | {above} | {below} |")
    findings = collected(path, by=weighed()).findings
    return {finding.rule for finding in findings if finding.place.label.endswith("totalt")}


def parts(example: str) -> set[str]:
    """Outcome, numerator and denominator of the example; right may have the outcome or not."""
    above, below = re.findall(r"(?:numerator|denominator) (\d+)", example) or ["", ""]
    written = re.findall(r"\d+ %", example) or [""]
    return ratio(written[0], above, below) | (ratio("", above, below) if "empty outcome" in example else set())


def own_judgement(example: str) -> set[str]:
    """A judgement of the unit's own, with as much beside it as the example says."""
    quotations = quoted(example)
    who, why = ("Verksamhetschef", quotations[1]) if len(quotations) > 1 else ("", "")
    titles = "## Egen bedömning\n| Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |"
    path = template_of(weighed(), NORD, f"{titles}\n| {SHARE} | {quotations[0]} | {why} | {who} |")
    return {finding.rule for finding in collected(path, by=weighed()).findings}


# ------------------------------------------------------------------------------------------------------ what is published

PEOPLE = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| fragor | 1 | trygghet | Antal som fått frågan | antal | högre | {} | {} | {} | DÅ04 | nord | nej |
"""


def when_published(
    target: str, split: str, row: str, last_year: str = "", decided: str = "", more: str = "", people: str = "ja"
) -> set[str]:
    """The rules found when a round with one answer is published; ``decided`` are rows of decisions.xlsx.

    ``more`` is another table of answers, ``people`` what the plan says of whether the row counts people.
    """
    head = "| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |"
    earlier = f"{head}\n| fragor | nord | T1 2021 | | | {last_year} |" if last_year else ""
    plan = read_plan(plan_book(plan_text(PEOPLE.format(target, split, people), settings=LIMIT, earlier=earlier)))[0]
    titles = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |"
    round_ = collected(template_of(plan, NORD, f"## Styrmått\n{titles}\n| {ASKED} | {row} |\n\n{more}"), by=plan)
    decisions, faults = read_decisions(decisions_book(decided), plan, TODAY)
    assert not faults
    return {finding.rule for finding in publish(consolidated(replace(round_, decisions=decisions), plan))[1]}


def comment_beside(example: str) -> set[str]:
    """29 women, and so few men that they are masked; the comment is quoted."""
    return when_published("minst 20", "ja", f"29 | 4 | | {quoted(example)[0]}")


def said_elsewhere(example: str) -> set[str]:
    """Four men, masked, and the quoted text as the reason of the unit's own judgement of a goal."""
    titles = "## Egen bedömning\n| Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |"
    judgement = f"{titles}\n| Trygg vård | Inte uppnått | {quoted(example)[0]} | Verksamhetschef |"
    return when_published("minst 20", "ja", "29 | 4 | | ", more=judgement)


def said_of_people(example: str) -> set[str]:
    """So many people, and what the plan says in its column."""
    count = example.split()[0]
    return when_published("minst 20", "nej", f"| | {count} |", people="" if "nothing" in example else "ja")


def judged(example: str) -> set[str]:
    """4 people against minst 5, and 4 last year; or the same with the judgement overridden."""
    titles = "| Vad | Enhet | Del | Bedömning | Varför | Beslutat av | Till och med |"
    override = f"{titles}\n| fragor | nord | | uppnått | Så är det. | Regiondirektören | 2022-12-31 |"
    return when_published("minst 5", "nej", "| | 4 |", "4", override if "overridden" in example else "")


def in_the_total(text: str) -> set[str]:
    """An outcome of one figure."""
    return answers(f"## Styrmått\n{OUTCOMES}\n| Antal som fått frågan | | | {text} | | |")


def parts_given(example: str) -> set[str]:
    """The figures of an example, women's first."""
    women, men = [*re.findall(r"\d+ %", example), ""][:2]
    return answers(f"## Styrmått\n{OUTCOMES}\n| Andel som väntat högst 90 dagar | {women} | {men} | | | |")


CASES = {
    "FAR_FROM_LAST_YEAR": same(far),
    "PART_EXCEEDS_WHOLE": same(part),
    "FAR_FROM_LIKELY": same(likely),
    "PART_OF_ONE": same(counted),
    "DAY_FAR_FROM_THE_ROUND": same(done_by),
    "NUMERATOR_EXCEEDS_DENOMINATOR": same(numerator),
    "NOT_ANSWERED": same(empty_or_nought),
    "SHARE_NOT_ANSWERED": same(share_of_a_month),
    "PERSONAL_NUMBER": same(personal),
    "COMMENT_SAYS_NOTHING": same(comment_on_an_action),
    "REPORTED_OTHERWISE": same(reported_again),
    "UNCHANGED_SINCE_LAST_ROUND": same(said_again),
    "DAY_HAS_PASSED": same(status_of_the_second),
    "COMMENT_MISSING": same(commented),
    "STATUS_MISSING": same(with_status),
    "PLAN_HAS_EXPIRED": same(years),
    "UNMET_WITHOUT_COMMENT": same(not_met),
    "OUTCOME_CONTRADICTS": same(two_ways),
    "OUTCOME_IN_WORDS": same(in_one_cell),
    "OUTCOME_NOT_EXACT": same(about_right),
    "SEVERAL_FIGURES": same(forecast),
    "OUTCOME_NOT_ANSWERED": same(answered_at_all),
    "REASON_NOT_IN_WORDS": literal(in_the_total),
    "HALF_ANSWERED": same(parts_given),
    "OUTCOME_IS_NOT_THE_RATIO": same(parts),
    "WEIGHT_MISSING": same(parts),
    "OWN_JUDGEMENT_INCOMPLETE": same(own_judgement),
    "COMMENT_BESIDE_A_MASKED_NUMBER": same(comment_beside),
    "SCORE_REVEALS_A_MASKED_NUMBER": same(judged),
    "COUNTS_PEOPLE_UNSAID": same(said_of_people),
    "MASKED_NUMBER_IN_TEXT": same(said_elsewhere),
}
