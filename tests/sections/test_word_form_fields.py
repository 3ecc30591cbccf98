"""Figures, choices and days in the Word form: the same values, and the same rules, as in the workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from followup.files.examples.fill import BREAK, LINK
from followup.files.word_form.docx_control import LONGEST, Tags, parse_tag, tag_of, title_of
from followup.templates.word_form import is_carried
from tests.files.language import WorkbookLink
from tests.form.language import FilledRow, ProseAnswer, ProseParagraph
from tests.house import (
    SECTIONS,
    Finding,
    Plan,
    Round,
    Severity,
    Submission,
    Unit,
    bundled,
    consolidated,
    form_for,
    gather_files,
    lay_out_form,
    regional_workbook,
)
from tests.outputs.reading_back import footnotes_in_order, word_text
from tests.plans import PLAN
from tests.sections.test_agreement import QUESTIONS, report_file
from tests.sections.test_word_form import FIELDS, GIVEN, W, control, empty_form, field, read, type_in, typed
from tests.sections.test_word_form import rules as rules_of
from tests.tables import (
    SWEDISH,
    TextTable,
    as_json,
    fill,
    new_path,
    plan_book,
    read_back,
    read_plan,
    read_tables,
    rows_of,
    save_book,
    sentence,
    text_tables,
    word_template,
)

# ------------------------------------------------------------------------------------------ the same answers, both ways


def fill_word(source: Path, tables: Sequence[TextTable]) -> Path:
    """Type each answer where a person would: by the words beside the field, under the heading of its table."""
    document = docx.Document(str(source))
    for table in tables:
        for row in table.rows:
            fields = _fields_of(document, table, row)
            for title, text in zip(table.titles, row, strict=True):
                if text and title in fields:
                    _answer(fields[title], text)
    target = new_path(source.stem).with_suffix(".docx")
    document.save(str(target))
    return target


def _fields_of(document: Any, table: TextTable, row: Sequence[str]) -> dict[str, Any]:
    """The fields of one question, by the title beside or above them."""
    result = dict(zip(table.titles, row, strict=True))
    for labels, fields in _questions(document, table.heading):
        if fields.keys() & result.keys() and all(
            labels[title] == text for title, text in result.items() if title in labels and text
        ):
            return fields
    return {}


def _questions(document: Any, heading: str) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """Labels and fields of each question under a heading, as they are seen on the page."""
    under, labels, fields = "", dict[str, str](), dict[str, Any]()
    for element in document.element.body:
        style, text = _style(element), _seen(element)
        if style in ("Heading1", "Heading2"):
            if under == heading and fields:
                yield labels, fields
            labels, fields = {}, {}
            under = text if style == "Heading1" else under
        elif style == "FollowupSentence":
            title, _colon, label = text.partition(": ")
            labels[title] = label
        elif element.tag == f"{W}sdt":
            fields[_title(element)] = element
        elif element.tag == f"{W}tbl" and under == heading:
            head, *lines = [list(line.iter(f"{W}tc")) for line in element.iter(f"{W}tr")]
            if len(head) == 2 and head[1].find(f".//{W}sdt") is not None:
                fields |= {_seen(line[0]): line[1].find(f".//{W}sdt") for line in (head, *lines)}
            else:
                yield from (_of_a_row([_seen(cell) for cell in head], line) for line in lines)
    if under == heading and fields:
        yield labels, fields


def _of_a_row(titles: Sequence[str], cells: Sequence[Any]) -> tuple[dict[str, str], dict[str, Any]]:
    sdts = {title: cell.find(f".//{W}sdt") for title, cell in zip(titles, cells, strict=True)}
    titled = {title: sdt for title, sdt in sdts.items() if sdt is not None and _title(sdt)}
    return {t: _seen(c) for t, c in zip(titles[1:], cells[1:], strict=True) if t not in titled}, titled


def _title(sdt: Any) -> str:
    alias = sdt.find(f"{W}sdtPr/{W}alias")
    return "" if alias is None else str(alias.get(f"{W}val")).rpartition(" · ")[2]


def _style(element: Any) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _seen(element: Any) -> str:
    return " ".join("".join(inner.text or "" for inner in element.iter(f"{W}t")).split())


def _answer(sdt: Any, text: str) -> None:
    lines = [match[1] if (match := LINK.fullmatch(line.strip())) else line.strip() for line in text.split(BREAK)]
    if sdt.find(f"{W}sdtContent/{W}p") is None:
        type_in(sdt, "\n".join(lines))
        return
    shows = sdt.find(f"{W}sdtPr/{W}showingPlcHdr")
    shows.getparent().remove(shows)
    content = sdt.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    for line in lines:
        paragraph: Any = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t/></w:r></w:p>")
        paragraph.find(f"{W}r/{W}t").text = line
        content.append(paragraph)


def both_ways(plan: Plan, unit: Unit, text: str) -> tuple[Submission, Submission, list[Finding], list[Finding]]:
    """The answers typed into the workbook and into the Word form, each read and checked."""
    tables = list(read_tables(text))
    form = form_for(plan, unit, SECTIONS)
    book = new_path(f"{unit.name}")
    fill(save_book(lay_out_form(form, plan, unit)), book, tables)
    empty = word_template(plan, unit)
    assert empty is not None
    returns = [_read(plan, path) for path in (book, fill_word(empty, tables))]
    return returns[0][0], returns[1][0], returns[0][1], returns[1][1]


def _read(plan: Plan, path: Path) -> tuple[Submission, list[Finding]]:
    back = read_back(path, by=plan)
    return back.answers, back.findings


def values(row: FilledRow) -> dict[str, Any]:
    """The answers of a row; an address cannot be typed into a field, so a text in words is compared as text."""
    return {
        key: str(value) if isinstance(value, ProseAnswer) else value
        for key, value in row.values.items()
        if value is not None and key not in row.row.cells
    }


EXAMPLES = [
    (path.parents[1].name, path.stem)
    for name in ("halland-2020", "jamtland-2021-04", "norrbotten-2018-02")
    for path in sorted((bundled("examples") / name / "answers").glob("*.md"))
]


@pytest.mark.parametrize(("example", "unit"), EXAMPLES)
def test_the_same_answers_give_the_same_values_and_findings(example: str, unit: str) -> None:
    folder = bundled("examples") / example
    plan, _told = read_plan(folder / "plan.xlsx")
    text = (folder / "answers" / f"{unit}.md").read_text(encoding="utf-8")
    of_book, of_word, in_book, in_word = both_ways(plan, plan.units[unit], text)
    carried = [table for table in of_book.form.tables if is_carried(table)]
    assert {table.section.key for table in carried} == of_word.tables.keys()
    for table in carried:
        key = table.section.key
        assert [values(row) for row in of_word.tables[key]] == [values(row) for row in of_book.tables[key]], key
    titles = {SWEDISH(table.sheet) for table in carried}

    def as_rows(findings: Sequence[Finding]) -> list[tuple[str, ...]]:
        apart = ("number-as-text", "date-as-text")
        of_tables = [finding for finding in findings if finding.place.sheet in titles and finding.rule not in apart]
        return sorted(
            (finding.place.label, finding.rule, finding.raw, SWEDISH(finding.advice)) for finding in of_tables
        )

    assert as_rows(in_word) == as_rows(in_book)
    assert all(re.fullmatch(r"Fråga \d+", item.place.cell) for item in in_word if item.place.sheet in titles)


# -------------------------------------------------------------------------------------------------------- what is wrong

RUBBISH = [
    (
        "Uppgifter",
        "distans",
        "amount",
        "Uppgift",
        "Distanskontakter",
        "Antal eller värde",
        "mellan tummen och pekfingret",
    ),
    ("Uppgifter", "telefon", "amount", "Uppgift", "därav telefon", "Antal eller värde", "40 00"),
    ("Uppgifter", "kurs", "part.women", "Uppgift", "Deltagare i kurs", "Varav kvinnor", "fyrtio?"),
    ("Uppgifter", "kurs", "amount", "Uppgift", "Deltagare i kurs", "Antal eller värde", "-5"),
    ("Strategiska åtgärder", "planering", "status", "Åtgärd", "Införa produktionsplanering", "Status", "kanske"),
    ("Strategiska åtgärder", "planering", "status", "Åtgärd", "Införa produktionsplanering", "Status", "Försenad!"),
    ("Underskrift", "day", "answer", "Uppgift", "Datum", "Svar", "i våras"),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan_read, findings = read_plan(plan_book(PLAN + QUESTIONS))
    assert not findings, rows_of(findings)
    return plan_read


@pytest.fixture(scope="module")
def form(plan: Plan) -> Path:
    return empty_form(plan)


def told_of(findings: Sequence[Finding], title: str) -> list[tuple[str, str, str, Severity]]:
    return sorted(
        (finding.rule, finding.raw, SWEDISH(finding.advice), finding.severity)
        for finding in findings
        if finding.place.label == title and finding.raw
    )


@pytest.mark.parametrize(("heading", "key", "column", "head", "label", "title", "text"), RUBBISH)
def test_rubbish_gives_the_same_rule_as_in_the_workbook(
    plan: Plan, form: Path, heading: str, key: str, column: str, head: str, label: str, title: str, text: str
) -> None:
    unit, book = plan.units["nord"], new_path()
    answers = text_tables(f"## {heading}\n| {head} | {title} |\n| {label} | {text} |")
    fill(save_book(lay_out_form(form_for(plan, unit, SECTIONS), plan, unit)), book, answers)
    _of_book, in_book = _read(plan, book)
    _of_word, in_word = _read(plan, typed(form, {}, fields={(key, column): text}))
    assert told_of(in_word, title) == told_of(in_book, title) != []


def test_a_finding_says_which_question_of_the_word_file(plan: Plan, form: Path) -> None:
    submission, findings = read(plan, typed(form, GIVEN, fields={**FIELDS, ("distans", "amount"): "många"}))
    (not_a_number,) = [finding for finding in findings if finding.rule == "not-a-number"]
    assert sentence(not_a_number, SWEDISH).startswith(
        "Division Nord · Fråga 15, i Word-filen · Antal eller värde: ”många” är inte"
    )
    assert (as_json(not_a_number, SWEDISH)["sheet"], as_json(not_a_number, SWEDISH)["cell"]) == (
        "Uppgifter",
        "Fråga 15",
    )
    assert submission.refused == 1 and submission.read == 5 + len(FIELDS) - 1


# ------------------------------------------------------------------------------------------------------ what is carried


def test_what_is_not_carried_is_said_in_the_form(plan: Plan, form: Path) -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(form)).paragraphs)
    assert "står bara i arbetsboken: Besök, Vårdtillfällen, Vårdavtal, Tillgänglighet, Styrmått." in text
    shown = {address.mark for sdt in controls(form) if (address := parse_tag(sdt)) is not None}
    assert shown == {
        f"#{key}" for key in ("own_judgement", "actions", "action_plans", "questions", "asked_figures", "sign_off")
    }


def controls(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return [str(element.get(f"{W}val")) for element in body.iter(f"{W}tag")]


def test_a_form_that_carries_everything_says_so() -> None:
    plan, _told = read_plan(bundled("examples") / "halland-2020" / "plan.xlsx")
    path = word_template(plan, plan.units["regionkontoret"])
    assert path is not None
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "Allt som efterfrågas står här. Skicka det här dokumentet eller arbetsboken, inte båda." in text


@pytest.mark.parametrize(("unit", "result"), [("lsv2", False), ("service", False)])
def test_a_unit_that_is_mostly_asked_to_count_gets_no_word_form(unit: str, result: bool) -> None:
    plan, _told = read_plan(bundled("examples") / "norrbotten-2022-04" / "plan.xlsx")
    assert (word_template(plan, plan.units[unit]) is not None) is result


def test_a_long_table_is_left_to_the_workbook() -> None:
    plan, _told = read_plan(bundled("examples") / "norrbotten-2022-04" / "plan.xlsx")
    carried = {
        (unit, table.section.key): is_carried(table)
        for unit in ("lsv1", "lsv2")
        for table in form_for(plan, plan.units[unit], SECTIONS).tables
    }
    assert carried["lsv1", "actions"] and not carried["lsv2", "actions"], "four rows and forty"
    assert not carried["lsv1", "visits"] and not carried["lsv1", "measures"], "worked out, and too many columns"


def test_fields_are_of_the_kind_that_is_asked_for(form: Path) -> None:
    document = docx.Document(str(form))
    kinds = {
        (key, column): [child.tag.removeprefix(W) for child in field(document, key, column).find(f"{W}sdtPr")][-1]
        for key, column in (("planering", "status"), ("planering", "comment"), ("distans", "amount"), ("day", "answer"))
    }
    assert list(kinds.values()) == ["dropDownList", "text", "text", "date"]
    items = field(document, "planering", "status").iter(f"{W}listItem")
    assert "försenad" in [item.get(f"{W}displayText") for item in items]
    assert control(document, "digital").find(f"{W}sdtContent/{W}p") is not None


def test_a_row_in_which_nothing_is_asked_is_there_and_not_missed() -> None:
    """Sums of agreements are worked out: they have no field, but the row is known."""
    plan, _told = read_plan(bundled("examples") / "norrbotten-2018-02" / "plan.xlsx")
    path = word_template(plan, plan.units["stab"])
    assert path is not None
    submission, findings = _read(plan, path)
    assert "row-missing" not in {finding.rule for finding in findings}
    assert len(submission.tables["agreements"]) == 7 and submission.filled == 0


# ------------------------------------------------------------------------------------------------- what people do to it


def double_a_row(document: Any) -> None:
    """Copy a row of the figures, and write something else in the copy."""
    row = next(field(document, "distans", "amount").iterancestors(f"{W}tr"))
    import copy

    twin = copy.deepcopy(row)
    row.addnext(twin)
    twin.find(f".//{W}sdt/{W}sdtContent/{W}r/{W}t").text = "9"


def delete_a_row(document: Any) -> None:
    row = next(field(document, "distans", "amount").iterancestors(f"{W}tr"))
    row.getparent().remove(row)


def write_beside_a_field(document: Any) -> None:
    paragraph = next(field(document, "distans", "amount").iterancestors(f"{W}p"))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>ungefär</w:t></w:r>"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (double_a_row, {"row-twice"}),
        (delete_a_row, {"row-missing", "parts-do-not-add-up"}),
        (write_beside_a_field, {"outside-the-tables"}),
    ],
)
def test_what_is_done_to_a_table_is_told(plan: Plan, form: Path, change: Any, message: set[str]) -> None:
    _submission, findings = read(plan, typed(form, GIVEN, change))
    assert set(rules_of(findings)) <= message and set(rules_of(findings)), rows_of(findings)
    for finding in findings:
        if finding.rule == "outside-the-tables":
            assert finding.raw == "ungefär"
            assert sentence(finding, SWEDISH).startswith("Division Nord · Utanför fälten, i Word-filen: ”ungefär”")


NOTE = '<w:footnote {ns} w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:footnote>'


def with_a_note(place: str) -> Any:
    """A person puts a footnote with Word, to an answer in words or to a figure."""

    def change(document: Any) -> None:
        ns = nsdecls("w")
        notes = f"<w:footnotes {ns}>{NOTE.format(ns=ns, text='Enligt Vårddatabasen.')}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        target = control(document, "covid") if place == "words" else field(document, "distans", "amount")
        target.find(f".//{W}sdtContent//{W}r").addnext(parse_xml(f'<w:r {ns}><w:footnoteReference w:id="5"/></w:r>'))

    return change


def test_a_footnote_that_a_unit_puts_is_kept_with_its_paragraph(plan: Plan, form: Path) -> None:
    submission, findings = read(plan, typed(form, GIVEN, with_a_note("words")))
    assert rules_of(findings) == [], rows_of(findings)
    (answer,) = [row["answer"] for row in submission.tables["questions"] if row.row.key == "covid"]
    assert answer == ProseAnswer((ProseParagraph("Bra.", "", ("Enligt Vårddatabasen.",)),))
    assert isinstance(answer, ProseAnswer) and str(answer) == "Bra. [Enligt Vårddatabasen.]" and answer.words == 1


def test_a_unit_s_footnote_is_word_s_own_in_the_report(plan: Plan, form: Path) -> None:
    collected = gather_files([typed(form, GIVEN, with_a_note("words"))], plan)
    result = consolidated(collected, plan)
    path = report_file(result)
    assert ("Bra.", "Enligt Vårddatabasen.") in footnotes_in_order(path)
    assert "[Enligt" not in word_text(path)
    book = regional_workbook(result, "../inbox")
    texts = [str(cell) for sheet in book.sheets for block in sheet.blocks for row in block.rows for cell in row]
    assert any("Bra. [Enligt Vårddatabasen.]" in text for text in texts)
    links = [cell for sheet in book.sheets for block in sheet.blocks for row in block.rows for cell in row]
    sources = {link.text: link for link in links if isinstance(link, WorkbookLink) and link.text.startswith("Fråga")}
    assert sources["Fråga 12"].target == f"../inbox/{path_name(collected)}", "a document has no cell to lead to"


def path_name(collected: Round) -> str:
    return next(state.file for state in collected.states if state.answered)


def test_a_footnote_to_a_figure_is_told(plan: Plan, form: Path) -> None:
    _submission, findings = read(plan, typed(form, GIVEN, with_a_note("figure")))
    assert [(finding.rule, finding.raw) for finding in findings if finding.severity is Severity.WARNING] == [
        ("outside-the-tables", "Enligt Vårddatabasen.")
    ]


def with_a_link(whole: bool) -> Any:
    def change(document: Any) -> None:
        target = control(document, "covid")
        id_ = document.part.relate_to("https://region.example/plan", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = target.find(f".//{W}sdtContent//{W}r")
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{id_}"/>')
        run.addprevious(link)
        link.append(run)
        if not whole:
            link.addnext(parse_xml(f"<w:r {nsdecls('w')}><w:t> Läs den.</w:t></w:r>"))

    return change


@pytest.mark.parametrize(
    ("whole", "paragraph"),
    [
        (True, ProseParagraph("Bra.", "https://region.example/plan")),
        (False, ProseParagraph("Bra. Läs den. (https://region.example/plan)")),
    ],
)
def test_an_address_is_kept(plan: Plan, form: Path, whole: bool, paragraph: ProseParagraph) -> None:
    submission, _findings = read(plan, typed(form, GIVEN, with_a_link(whole)))
    (answer,) = [row["answer"] for row in submission.tables["questions"] if row.row.key == "covid"]
    assert answer == ProseAnswer((paragraph,))


def test_words_in_italics_are_kept(plan: Plan, form: Path) -> None:
    def change(document: Any) -> None:
        run = control(document, "covid").find(f".//{W}sdtContent//{W}r")
        look = "<w:rPr><w:i/></w:rPr>"
        run.addnext(parse_xml(f'<w:r {nsdecls("w")}>{look}<w:t xml:space="preserve"> Mycket.</w:t></w:r>'))

    submission, _findings = read(plan, typed(form, GIVEN, change))
    (answer,) = [row["answer"] for row in submission.tables["questions"] if row.row.key == "covid"]
    assert answer == ProseAnswer((ProseParagraph("Bra. Mycket.", italics=((5, 12),)),))


# ---------------------------------------------------------------------------------------------------------------- tags


def test_a_tag_says_what_it_was_made_of() -> None:
    for parts, form_read in (
        (("#a", "b", "c"), ("#a", "b", "c", False)),
        (("#a", "b/ö", "part.women", True), ("#a", "b/ö", "part.women", True)),
        (("#a", "b", ""), ("#a", "b", "", True)),
    ):
        assert parse_tag(tag_of(*parts)) == form_read
    assert parse_tag("followup|template|a|b|c|d") is None
    assert parse_tag("något annat") is None


def test_word_keeps_no_more_than_64_signs(plan: Plan, tmp_path: Path) -> None:
    """Longer tags stand in a variable of the document, longer titles are cut; both are read all the same."""
    tags = Tags()
    long = tag_of("#agreement_texts", "okad-tillganglighet-i-primarvarden-for-barn-och-unga", "text")
    assert len(long) > LONGEST and len(tags.short(long)) <= LONGEST and list(tags.variables.values()) == [long]
    assert len(title_of("Fråga 1", "A" * 31, "Kolumnens alldeles för långa titel")) <= LONGEST
    text = (PLAN + QUESTIONS).replace("| digital |", f"| {'digital' * 9} |")
    long_plan, findings = read_plan(plan_book(text))
    assert not findings, rows_of(findings)
    form = empty_form(long_plan)
    assert max(len(tag) for tag in controls(form)) <= LONGEST
    name = "followup~1"
    with zipfile.ZipFile(form) as archive:
        assert f'w:name="{name}"' in archive.read("word/settings.xml").decode()
    document = docx.Document(str(form))
    (tag_element,) = [
        sdt for sdt in document.element.body.iter(f"{W}sdt") if name in [t.get(f"{W}val") for t in sdt.iter(f"{W}tag")]
    ]
    _answer(tag_element, "Ett svar.")
    path = tmp_path / "svar.docx"
    document.save(str(path))
    submission, findings = read(long_plan, path)
    assert {row.row.key: row.text("answer") for row in submission.tables["questions"]}["digital" * 9] == "Ett svar."
    assert not [finding for finding in findings if finding.severity is Severity.ERROR], rows_of(findings)
