"""Reporting back on an agreement: questions, figures, what units say against each other, and the edited text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.form.language import Number, Percent, RoughFigure, RoughNumber
from tests.house import (
    SECTIONS,
    Finding,
    Plan,
    Region,
    consolidated,
    form_for,
    gather_files,
    lay_out_form,
    write_document,
)
from tests.outputs.reading_back import footnotes_in_order, word_text
from tests.plans import PLAN
from tests.tables import (
    NOTHING_DECIDED,
    SWEDISH,
    Decisions,
    compare_findings,
    empty_decisions,
    fill,
    new_path,
    plan_book,
    read_decisions,
    read_plan,
    rows_of,
    save_book,
    text_tables,
)

QUESTIONS = """
## Perspektiv
| Id | Namn | Ord |
| jamstalld | Jämställd hälsa | kvinnor, män |

## Frågor
| Id | Rubrik | Underrubrik | Fråga | Sorts text | Gäller avsnitt | Enheter | \
Högst antal ord | Perspektiv att belysa | Kompletterande | Fotnoter |
| digital | Nära vård | Digitalt | Vad har gjorts? | | | nord, syd | 8 | jamstalld | | fotnot-vantat |
| covid | Pandemin | | Hur gick det? | | | nord | | | ja | |
| fore | | | Inledning | inledning | Uppgifter | nord | | | | |
| efter | | | Analys | analys | Uppgifter | nord | | | | |

## Efterfrågade uppgifter
| Id | Fråga | Uppgift | Räknas i | Enheter | Mål | Uppdelat | Del av | Gemensam |
| distans | digital | Distanskontakter | kontakter | nord, syd | | | | ja |
| telefon | digital | därav telefon | kontakter | nord | | | distans | |
| video | digital | därav video | kontakter | nord | | | distans | |
| kurs | | Deltagare i kurs | personer | nord | högst 60 | ja | | |
"""
GOOD = """
## Frågor
| Fråga | Svar |
| Vad har gjorts? | Fler besök på video, av kvinnor. |
| Hur gick det? | Bra. |
| Inledning | Så togs siffrorna fram. |
| Analys | Så ska de läsas. |

## Uppgifter
| Uppgift | Antal eller värde | Varav kvinnor | Varav män | Källa |
| Distanskontakter | över 155 000 | | | Registret |
| därav telefon | 115 000 | | | Registret |
| därav video | 40 000 | | | Registret |
| Deltagare i kurs | 60 | 45 | 15 | Egen räkning |
"""
OF_SYD = """
## Frågor
| Fråga | Svar |
| Vad har gjorts? | Appen används av män. |

## Uppgifter
| Uppgift | Antal eller värde | Källa |
| Distanskontakter | 155 000 | Registret |
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan_read, findings = read_plan(plan_book(PLAN + QUESTIONS))
    assert not findings, rows_of(findings)
    return plan_read


def merged(plan: Plan, answers: Mapping[str, str], decisions: Decisions = NOTHING_DECIDED) -> Region:
    """The round from what each unit typed."""
    sections = tuple(section for section in SECTIONS if section.key in ("questions", "asked_figures"))
    files = []
    for unit, text in answers.items():
        form = form_for(plan, plan.units[unit], sections)
        target = new_path(f"{plan.units[unit].name} T1 2022")
        fill(save_book(lay_out_form(form, plan, plan.units[unit])), target, text_tables(text))
        files.append(target)
    collected = gather_files(files, plan, sections, decisions=decisions)
    for file in collected.files:
        assert file.submission and file.submission.filled == file.submission.read + file.submission.refused
    return consolidated(collected, plan, sections)


def assert_finds(result: Region, finds: str) -> None:
    """What is found, whole."""
    compare_findings(result.findings, finds)


def test_good_answers_give_no_finding(plan: Plan) -> None:
    assert_finds(merged(plan, {"nord": GOOD, "syd": OF_SYD}), "")


def test_answers_that_are_too_long_silent_or_missing_are_told(plan: Plan) -> None:
    typed = GOOD.replace("Fler besök på video, av kvinnor.", "Ett två tre fyra fem sex sju åtta nio.")
    assert_finds(
        merged(plan, {"nord": typed.replace("| Hur gick det? | Bra. |\n", "")}),
        """
        | column | rule                      | found           | severity |
        | Svar   | more-words-than-asked     | 9 ord           | warning  |
        | Svar   | perspective-not-mentioned | Jämställd hälsa | warning  |
        | Svar   | not-answered              |                 | warning  |
        """,
    )


@pytest.mark.parametrize("message", ["Jämställd hälsa är inte tillämpligt här.", "Lika för KVINNOR som förr."])
def test_a_perspective_is_mentioned_by_a_word_or_by_its_name(plan: Plan, message: str) -> None:
    assert_finds(merged(plan, {"nord": GOOD.replace("Fler besök på video, av kvinnor.", message), "syd": OF_SYD}), "")


def test_figures_that_do_not_add_up_or_have_no_source_are_told(plan: Plan) -> None:
    typed = GOOD.replace("40 000 | | | Registret", "4 000 | | | ").replace("45 | 15", "45 | 10")
    assert_finds(
        merged(plan, {"nord": typed, "syd": OF_SYD}),
        """
        | column            | rule                | found        | severity |
        | Antal eller värde | parts-do-not-add-up | över 155 000 | warning  |
        | Källa             | source-missing      |              | error    |
        | Antal eller värde | parts-do-not-add-up | 60           | warning  |
        """,
    )


def test_figures_that_contradict_each_other_name_both_cells(plan: Plan) -> None:
    findings = merged(plan, {"nord": GOOD, "syd": OF_SYD.replace("155 000", "150 000")}).findings
    assert [(finding.place.unit, finding.rule, finding.raw) for finding in findings] == [
        ("Division Nord", "figures-contradict", "över 155 000"),
        ("Division Syd", "figures-contradict", "150\u00a0000"),
    ]
    nord, syd = findings
    assert f"Division Syd 150 000 ({syd.place.sheet}!{syd.place.cell})" in SWEDISH(nord.advice).replace("\u00a0", " ")
    assert f"{nord.place.sheet}!{nord.place.cell}" in SWEDISH(syd.advice)


def test_a_refused_part_is_no_reason_to_say_that_parts_do_not_add_up(plan: Plan) -> None:
    result = merged(plan, {"nord": GOOD.replace("40 000", "40 00"), "syd": OF_SYD})
    assert_finds(result, "| column | rule | found |\n| Antal eller värde | not-a-number | 40 00 |")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("över 155 000", "155000"),
        ("omkring 2 000", "2000"),
        ("runt ett 60-tal", "60"),
        ("högst 55 personer", "55"),
        ("40 00", None),
        ("många", None),
        ("omkring fyra", None),
        ("60-talet år 1960", None),
    ],
)
def test_a_rough_figure_keeps_its_words_beside_its_number(typed: str, number: str | None) -> None:
    parsed = RoughNumber(Number("personer", decimals=None)).parse(typed)
    assert parsed.value == (RoughFigure(Decimal(number), typed) if number else None)
    assert (parsed.problem is None) == bool(number)


def test_a_rough_share_is_a_share() -> None:
    assert RoughNumber(Percent()).parse("runt 98 %").value == RoughFigure(Decimal("0.98"), "runt 98 %")
    assert RoughNumber(Percent()).parse("runt 98").problem is not None


# ------------------------------------------------------------------------------------------------------ edited text


def decided(plan: Plan, text: str) -> tuple[Decisions, list[Finding], Path]:
    """The decisions workbook with a table typed in."""
    target = new_path("decisions")
    fill(empty_decisions(), target, text_tables(text))
    decisions, findings = read_decisions(target, plan, date(2022, 5, 1))
    return decisions, findings, target


def edit(mark: str, who: str = "Strateg") -> str:
    return f"""
    ## Redigerad text
    | Vad | Text | Redigerad av | Dag | Underlagets märke |
    | digital | Besök på video blev fler. | {who} | 2022-05-20 | {mark} |
    | digital | Appen används. | | | |
    """


def report_file(result: Region) -> Path:
    """The report."""
    path = new_path("rapport").with_suffix(".docx")
    write_document("agreement.docx", result, path)
    return path


def report(result: Region) -> str:
    """The report as text."""
    return word_text(report_file(result))


WAITED = "Den som själv har valt att vänta räknas inte med."


def test_the_report_has_headings_contributions_footnotes_and_texts_beside_figures(plan: Plan) -> None:
    path = report_file(merged(plan, {"nord": GOOD}))
    text = word_text(path)
    assert footnotes_in_order(path) == [("Fler besök på video, av kvinnor.", WAITED)]
    wanted = [
        *("Nära vård", "Digitalt", "Vad har gjorts?", "Division Nord", "Fler besök på video, av kvinnor."),
        "Inget svar från: Division Syd.",
        *("Pandemin", "Hur gick det?", "Uppgifter med källa", "Så togs siffrorna fram.", "Så ska de läsas."),
        *("Frågor utan svar", "”Vad har gjorts?”: inget svar från Division Syd."),
        "Uppgiften ”Distanskontakter” saknas från Division Syd.",
    ]
    body = text[text.rindex("Nära vård") :]
    at = [body.index(text) for text in wanted]
    assert at == sorted(at)
    assert "Enheternas underlag" not in text


def test_a_footnote_to_a_question_that_nobody_has_answered_stands_where_that_is_said(plan: Plan) -> None:
    empty = GOOD.replace("Fler besök på video, av kvinnor.", "")
    assert empty != GOOD
    notes = footnotes_in_order(report_file(merged(plan, {"nord": empty})))
    assert notes == [("Inget svar från: Division Nord, Division Syd.", WAITED)]


def test_the_edited_text_stands_instead_and_the_contributions_are_kept(plan: Plan) -> None:
    answers = {"nord": GOOD, "syd": OF_SYD}
    mark = merged(plan, answers).questions["digital"].mark
    decisions, findings, path = decided(plan, edit(mark))
    before = path.read_bytes()
    assert not findings
    result = merged(plan, answers, decisions)
    assert_finds(result, "")
    written_report = report_file(result)
    before_appendix, appendix = word_text(written_report).split("Enheternas underlag")[-2:]
    assert "Besök på video blev fler." in before_appendix
    assert footnotes_in_order(written_report) == [("Appen används.", WAITED)]
    assert "Fler besök på video, av kvinnor." not in before_appendix
    assert "Fler besök på video, av kvinnor." in appendix and "Appen används av män." in appendix
    assert "Texten i dokumentet är redigerad av Strateg, 2022-05-20." in appendix
    assert path.read_bytes() == before


def test_a_contribution_that_changes_after_the_edit_is_told_and_the_edit_stands(plan: Plan) -> None:
    mark = merged(plan, {"nord": GOOD, "syd": OF_SYD}).questions["digital"].mark
    decisions, _findings, _path = decided(plan, edit(mark))
    result = merged(plan, {"nord": GOOD.replace("kvinnor.", "kvinnor!"), "syd": OF_SYD}, decisions)
    assert_finds(result, f"| column | rule | found |\n| Underlagets märke | changed-after-edit | {mark} |")
    (finding,) = result.findings
    assert result.questions["digital"].mark in SWEDISH(finding.advice)
    assert "Besök på video blev fler." in report(result)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (edit(""), ["edit-without-mark"]),
        (edit("1a2b3c4d", who=""), ["changed-after-edit", "edited-by-nobody"]),
        (edit("1a2b3c4d").replace("| digital", "| vard-i-tid"), ["decision-without-effect"]),
    ],
)
def test_edits_that_cannot_be_followed_are_told(plan: Plan, text: str, rules: list[str]) -> None:
    decisions, findings, _path = decided(plan, text)
    all_findings = [*findings, *merged(plan, {"nord": GOOD, "syd": OF_SYD}, decisions).findings]
    assert sorted(finding.rule for finding in all_findings) == rules


def test_a_text_beside_no_section_is_told() -> None:
    _plan, findings = read_plan(plan_book(PLAN + QUESTIONS.replace("| inledning | Uppgifter", "| inledning | ")))
    compare_findings(findings, "| column | rule |\n| Gäller avsnitt | text-beside-no-section |")
