"""A unit may answer its questions in our Word form: read by the same gates and checks as its workbook."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from followup.files.containers.inbox import submissions_in
from followup.outputs.to_units.returned_copy import write_returned
from tests.house import (
    Finding,
    Plan,
    Severity,
    Submission,
    UnreadableFile,
    command,
    gather_files,
    read_book,
)
from tests.plans import PLAN
from tests.sections.test_agreement import QUESTIONS
from tests.tables import SWEDISH, look, new_path, plan_book, read_back, read_plan, rows_of, word_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GIVEN = {
    "digital": ["Fler videobesök.", "Lika för kvinnor och män."],
    "covid": ["Bra."],
    "fore": ["Så togs de fram."],
    "efter": ["Så ska de läsas."],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan_read, findings = read_plan(plan_book(PLAN + QUESTIONS))
    assert not findings, rows_of(findings)
    return plan_read


def empty_form(plan: Plan) -> Path:
    """The empty Word form of Division Nord."""
    path = word_template(plan, plan.units["nord"])
    assert path is not None
    return path


@pytest.fixture(scope="module")
def form(plan: Plan) -> Path:
    return empty_form(plan)


FIELDS = {
    ("planering", "status"): "pågår",
    ("remisser", "status"): "klar",
    ("distans", "amount"): "över 155 000",
    ("distans", "source"): "Registret",
    ("telefon", "amount"): "115 000",
    ("telefon", "source"): "Registret",
    ("video", "amount"): "40 000",
    ("video", "source"): "Registret",
    ("kurs", "amount"): "60",
    ("kurs", "part.women"): "45",
    ("kurs", "part.men"): "15",
    ("kurs", "source"): "Egen räkning",
}
"""What is filled in beside the answers in words, so that nothing is left to tell."""


def tag_of(control: Any) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else str(tag.get(f"{W}val"))


def control(document: Any, key: str) -> Any:
    """The control of a question in words."""
    return next(
        element
        for element in document.element.body.iter(f"{W}sdt")
        if f"|{key}|" in tag_of(element) and not tag_of(element).startswith("followup|")
    )


def field(document: Any, key: str, column: str) -> Any:
    """The control of an answer in a table."""
    return next(
        element for element in document.element.body.iter(f"{W}sdt") if tag_of(element).endswith(f"|{key}|{column}|-")
    )


def type_in(target: Any, text: str) -> None:
    """Type into a field of a table, as Word leaves it: the placeholder is gone; an empty text clears the field."""
    shows = target.find(f"{W}sdtPr/{W}showingPlcHdr")
    if text and shows is not None:
        shows.getparent().remove(shows)
    if text:
        first, *lines = text.split("\n")
        run = target.find(f"{W}sdtContent/{W}r")
        run.find(f"{W}t").text = first
        for line in lines:
            run.append(run.makeelement(f"{W}br", {}))
            more = run.makeelement(f"{W}t", {})
            more.text = line
            run.append(more)


def typed(
    form: Path,
    answers: Mapping[str, list[str]],
    change: Callable[[Any], None] = lambda _document: None,
    fields: Mapping[tuple[str, str], str] = FIELDS,
) -> Path:
    """The form after a person has typed, as Word leaves it: the placeholder is gone, a paragraph for each."""
    document = docx.Document(str(form))
    for (key, column), text in fields.items():
        type_in(field(document, key, column), text)
    for key, paragraphs in answers.items():
        first_control = control(document, key)
        if paragraphs:
            shows = first_control.find(f"{W}sdtPr/{W}showingPlcHdr")
            shows.getparent().remove(shows)
        content = first_control.find(f"{W}sdtContent")
        first = content.find(f"{W}p")
        for number, text in enumerate(paragraphs):
            paragraph = first if number == 0 else copy.deepcopy(first)
            if number:
                content.append(paragraph)
            paragraph.find(f".//{W}t").text = text
    change(document)
    target = new_path(form.stem).with_suffix(".docx")
    document.save(str(target))
    return target


def read(plan: Plan, path: Path) -> tuple[Submission, list[Finding]]:
    """What reading and the checks say."""
    back = read_back(path, by=plan)
    return back.answers, back.findings


def rules(findings: list[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings if finding.severity is not Severity.INFO)


def answers(submission: Submission) -> dict[str, str]:
    return {row.row.key: row.text("answer") for row in submission.tables["questions"]}


def test_answers_in_word_are_read_as_paragraphs(plan: Plan, form: Path) -> None:
    submission, findings = read(plan, typed(form, GIVEN))
    assert rules(findings) == [], rows_of(findings)
    assert {finding.rule for finding in findings} == {"not-in-word-form"}
    assert answers(submission) == {key: "\n".join(paragraphs) for key, paragraphs in GIVEN.items()}
    assert submission.unit.id == "nord" and submission.read == 5 + len(FIELDS)
    assert {row.origin.sheet for row in submission.tables["questions"]} == {"Frågor"}
    assert {row.place("answer").cell for row in submission.tables["questions"]} == {f"Fråga {n}" for n in range(11, 15)}


def test_an_empty_form_has_no_answers(plan: Plan, form: Path) -> None:
    submission, findings = read(plan, form)
    assert submission.filled == 0
    assert set(rules(findings)) == {"not-answered"}


def test_the_same_checks_hold(plan: Plan, form: Path) -> None:
    _submission, findings = read(plan, typed(form, {**GIVEN, "digital": ["Ett två tre fyra fem sex sju åtta nio."]}))
    assert rules(findings) == ["more-words-than-asked", "perspective-not-mentioned"]


def write_outside(document: Any) -> None:
    document.add_paragraph("Ring oss om detta.")


def delete_one(document: Any) -> None:
    target = control(document, "covid")
    target.getparent().remove(target)


def double_one(document: Any) -> None:
    target = control(document, "covid")
    twin = copy.deepcopy(target)
    twin.find(f".//{W}t").text = "Inte bra."
    target.addnext(twin)


def track(document: Any) -> None:
    run = control(document, "covid").find(f".//{W}r")
    inserted = run.makeelement(f"{W}ins", {f"{W}id": "1", f"{W}author": "Stab", f"{W}date": "2022-05-01T00:00:00Z"})
    run.addprevious(inserted)
    inserted.append(run)


def comment(document: Any) -> None:
    document.add_comment(document.paragraphs[0].runs, text="Stämmer det?", author="Stab", initials="S")


def lose_property(document: Any) -> None:
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("custom-properties")]:
        del relations[key]


def lose_variables(document: Any) -> None:
    variables = document.settings.element.find(f"{W}docVars")
    variables.getparent().remove(variables)


def lose_two(document: Any) -> None:
    lose_property(document)
    first = next(document.element.body.iter(f"{W}sdt"))
    first.getparent().remove(first)


def lose_tags(document: Any) -> None:
    """As LibreOffice saves it: the fields are there, but say no more which answer each is."""
    for tag in list(document.element.body.iter(f"{W}tag")):
        tag.getparent().remove(tag)


def test_a_form_without_its_marks_is_refused_in_one_sentence(form: Path) -> None:
    with pytest.raises(UnreadableFile) as fault:
        read_book(typed(form, GIVEN, lose_tags))
    assert fault.value.problem.rule == "fields-gone"
    assert "Öppna det utskickade formuläret i Word" in SWEDISH(fault.value.problem.advice)


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (write_outside, ["outside-the-tables"]),
        (track, ["tracked-changes"]),
        (lose_property, []),
        (lose_two, ["identity-alone"]),
    ],
)
def test_what_a_person_does_to_the_document_is_told(
    plan: Plan, form: Path, change: Callable[[Any], None], messages: list[str]
) -> None:
    submission, findings = read(plan, typed(form, GIVEN, change))
    assert rules(findings) == messages, rows_of(findings)
    assert answers(submission)["covid"] == "Bra."


def beside(name: str, value: str = "1", by_style: bool = False) -> Callable[[Any], None]:
    """The word "inte" put into an answer in a run that looks so, by itself or by a style that is based on such a one."""

    def change(document: Any) -> None:
        run = next(element for element in document.element.body.iter(f"{W}r") if element.findtext(f"{W}t") == "Bra.")
        odd = copy.deepcopy(run)
        odd.find(f"{W}t").text = "inte "
        for old in list(odd.iter(f"{W}rPr")):
            odd.remove(old)
        element = parse_xml(f'<w:{name} {nsdecls("w")} w:val="{value}"/>')
        properties = parse_xml(f"<w:rPr {nsdecls('w')}/>")
        odd.insert(0, properties)
        if not by_style:
            properties.append(element)
        else:
            struck = parse_xml(f"<w:rPr {nsdecls('w')}/>")
            struck.append(element)
            for style, inner in (("Bort", struck), ("Ut", parse_xml(f'<w:basedOn {nsdecls("w")} w:val="Bort"/>'))):
                named = parse_xml(f'<w:style {nsdecls("w")} w:type="character" w:styleId="{style}"/>')
                named.append(inner)
                document.styles.element.append(named)
            properties.append(parse_xml(f'<w:rStyle {nsdecls("w")} w:val="Ut"/>'))
        run.addprevious(odd)

    return change


@pytest.mark.parametrize(
    ("change", "answer", "left_out"),
    [
        (beside("strike"), "Bra.", ["inte"]),
        (beside("dstrike"), "Bra.", ["inte"]),
        (beside("vanish"), "Bra.", ["inte"]),
        (beside("strike", by_style=True), "Bra.", ["inte"]),
        (beside("strike", "0"), "inte Bra.", []),
        (beside("strike", "false", by_style=True), "inte Bra.", []),
    ],
)
def test_what_is_struck_out_or_hidden_is_left_out_and_told(
    plan: Plan, form: Path, change: Callable[[Any], None], answer: str, left_out: list[str]
) -> None:
    submission, findings = read(plan, typed(form, GIVEN, change))
    assert answers(submission)["covid"] == answer
    assert [finding.raw for finding in findings if finding.rule == "struck-out"] == left_out


def test_a_raised_figure_in_word_is_no_digit_of_the_one_before(plan: Plan, form: Path) -> None:
    def change(document: Any) -> None:
        run = next(
            element for element in document.element.body.iter(f"{W}r") if "155 000" in "".join(element.itertext())
        )
        raised = copy.deepcopy(run)
        raised.find(f"{W}t").text = "1"
        for old in list(raised.iter(f"{W}rPr")):
            raised.remove(old)
        raised.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:vertAlign w:val="superscript"/></w:rPr>'))
        run.addnext(raised)

    _submission, findings = read(plan, typed(form, GIVEN, change))
    assert [(finding.rule, finding.raw) for finding in findings if finding.severity is Severity.ERROR] == [
        ("not-a-number", "över 155 000¹")
    ]


def test_a_control_that_was_deleted_or_doubled_is_an_error(plan: Plan, form: Path) -> None:
    for change in (delete_one, double_one):
        _submission, findings = read(plan, typed(form, GIVEN, change))
        assert [finding for finding in findings if finding.severity is Severity.ERROR], rows_of(findings)


@pytest.mark.skipif(not hasattr(docx.document.Document, "add_comment"), reason="python-docx without comments")
def test_a_comment_is_told(plan: Plan, form: Path) -> None:
    _submission, findings = read(plan, typed(form, GIVEN, comment))
    assert [finding.raw for finding in findings if finding.rule.startswith("comment")] == ["Stämmer det?"]


def test_the_inbox_takes_our_form_and_names_other_word_files(form: Path) -> None:
    folder = new_path().parent
    ours, other = folder / "nord.docx", folder / "brev.docx"
    ours.write_bytes(form.read_bytes())
    docx.Document().save(str(other))
    (folder / "trasig.docx").write_bytes(b"PK\x03\x04trasig")
    assert submissions_in([folder]) == ([ours], [other, folder / "trasig.docx"])
    with pytest.raises(UnreadableFile) as fault:
        read_book(other)
    assert "Word" in SWEDISH(fault.value.problem.advice) + fault.value.detail


def test_a_word_form_is_merged_as_a_workbook_is_and_goes_back_as_a_list(plan: Plan, form: Path) -> None:
    collected = gather_files([typed(form, {**GIVEN, "covid": []})], plan)
    assert [(state.unit.id, state.state) for state in collected.states if state.answered] == [("nord", "answered")]
    target = new_path("tillbaka")
    returned = write_returned(collected.files[0], target, SWEDISH, look())
    assert not returned.marked and target.is_file()


def test_a_document_type_is_refused(form: Path) -> None:
    target = new_path().with_suffix(".docx")
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            new.writestr(name, content)
    with pytest.raises(UnreadableFile):
        read_book(target)


def test_the_form_says_until_when_it_is_answered_and_who_answers_questions(tmp_path: Path) -> None:
    """And what it says is taken for nobody's answer."""
    plan = plan_book(f"{PLAN}{QUESTIONS}".replace("| Diarienummer | RM 2022/17 |", "| Kontakt | Planeringschefen |"))
    code, output = command("template", "--word", "--plan", str(plan), "--into", str(tmp_path), "--unit", "nord")
    assert code == 0, output
    (path,) = tmp_path.glob("*.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "Sista svarsdag är 2022-05-13." in texts
    assert "Frågor besvaras av Planeringschefen." in texts
    _code, checked = command("check", str(path), "--plan", str(plan))
    assert "Planeringschefen" not in checked and "Sista svarsdag" not in checked
