"""The secretariat's questions: rows of decisions.xlsx that go with the returned copy, and whose answers come back with it."""

from __future__ import annotations

import email
import json
import shutil
import unicodedata
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.commands.test_status import GOOD, WRONG, a_round
from tests.cli.test_previous import FIRST
from tests.house import command
from tests.office import convert, needs_office, type_in
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import Round, every_cell, new_round
from tests.tables import edited, fill, new_path, read_tables

TITLES = "| Enhet | Blad eller tabell | Rad | Kolumn eller cell | Fråga | Fråga från | Dag | Avslutad | Tillfälle |"
WHY = "| nord | Styrmått | Antal som fått frågan | Utfall totalt | Varför så få? | Controllern | 2022-05-02 | | |"
GENERAL = "| nord | | | | Hinner ni till fredag? | Controllern | | | |"
SHEET = "Frågor från sekretariatet"
NAME = "Division Nord T1 2022.xlsx"


def asked(round_: Round, *rows: str) -> None:
    """Type questions into a new decisions workbook."""
    round_.decide("\n".join(["## Frågor", TITLES, *rows]))


def sent_back(round_: Round) -> Path:
    """The copy that goes back to the north."""
    command("check", "--plan", str(round_.folder), "--return-to", str(round_.folder / "returned"))
    return round_.folder / "returned" / NAME


def reply(round_: Round, copy: Path, *replies: tuple[str, str], name: str = "") -> None:
    """The unit replies in the copy and sends it: question and reply."""
    rows = "\n".join(f"| {question} | {text} |" for question, text in replies)
    target = round_.folder / "inbox" / (name or NAME)
    fill(copy, target, read_tables(f"| Fråga | Ert svar |\n|---|---|\n{rows}\n"))


def status(round_: Round) -> dict[str, Any]:
    """What status gives a script."""
    _code, output = command("status", "--plan", str(round_.folder), "--format", "json")
    result: dict[str, Any] = json.loads(output[output.index("{") :])
    return result


def checked(round_: Round) -> dict[str, Any]:
    """What check gives a script of the north's file."""
    _code, output = command("check", "--plan", str(round_.folder), "--format", "json")
    (file,) = [file for file in json.loads(output[output.index("{") :])["files"] if file["file"] == NAME]
    return dict(file)


def of_rules(result: dict[str, Any], *rules: str) -> list[tuple[str, str, str, str]]:
    """Rule, severity, cell and what was found."""
    return [(f["rule"], f["severity"], f["cell"], f["found"]) for f in result["findings"] if f["rule"] in rules]


QUESTION_RULES = ("question-open", "question-answered", "question-without-place")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """Both divisions have answered, with nothing to correct that concerns this."""
    return new_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})


def test_a_question_goes_with_the_copy_beside_its_cell(round_: Round) -> None:
    asked(round_, WHY, GENERAL)
    copy = openpyxl.load_workbook(sent_back(round_))
    assert copy.sheetnames[:2] == ["Att rätta", SHEET]
    measures = copy["Styrmått"]
    (noted,) = [
        cell for line in measures.iter_rows() for cell in line if cell.comment and "Varför så få?" in cell.comment.text
    ]
    assert noted.value == 20, "the cell that is asked about"
    texts = [[cell.value for cell in line] for line in copy[SHEET].iter_rows()]
    assert any("Styrmått, Antal som fått frågan, Utfall totalt" in line and "Varför så få?" in line for line in texts)
    assert any("Hinner ni till fredag?" in line for line in texts)
    (link,) = [cell for line in copy[SHEET].iter_rows() for cell in line if cell.hyperlink]
    assert link.hyperlink is not None and link.hyperlink.location == f"'Styrmått'!{noted.coordinate}"
    assert any("2 frågor" in str(cell.value) for line in copy["Att rätta"].iter_rows() for cell in line)


def test_a_unit_with_nothing_to_correct_gets_its_question(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": GOOD})
    sent_back(round_)
    copy = round_.folder / "returned" / "Division Syd T1 2022.xlsx"
    assert not copy.exists()
    asked(round_, "| syd | | Besvarade samtal | | Alla samtal? | | | | |")
    sent_back(round_)
    assert any(value == "Alla samtal?" for _sheet, _cell, value in every_cell(copy))


def test_the_answer_comes_back_with_the_file_and_nothing_is_lost(round_: Round) -> None:
    asked(round_, WHY)
    before = checked(round_)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    after = checked(round_)
    assert after["values_filled"] == before["values_filled"] + 1
    assert after["values_filled"] == after["values_read"] + after["values_refused"]
    assert {f["rule"] for f in after["findings"]} == {f["rule"] for f in before["findings"]}
    merged = round_.merged_json()
    ((rule, severity, _cell, found),) = of_rules(merged, *QUESTION_RULES)
    assert (rule, severity, found) == ("question-answered", "info", "Varför så få?")
    (row,) = [row for row in round_.rows(SHEET) if row["Fråga"] == "Varför så få?"]
    assert (row["Enhet"], row["Ert svar"]) == ("Division Nord", "Två läkare slutade.")


def test_a_copy_without_a_reply_is_the_same_file(round_: Round) -> None:
    asked(round_, WHY)
    copy = sent_back(round_)
    shutil.copyfile(copy, round_.folder / "inbox" / "Division Nord igen.xlsx")
    merged = round_.merged_json()
    assert not of_rules(merged, "files-differ")
    assert [rule for rule, *_rest in of_rules(merged, *QUESTION_RULES)] == ["question-open"]


def test_a_reply_beside_the_first_file_replaces_it(round_: Round) -> None:
    asked(round_, WHY)
    copy = sent_back(round_)
    reply(round_, copy, ("Varför så få?", "Två läkare slutade."), name="Division Nord svar.xlsx")
    merged = round_.merged_json()
    assert [(unit["state"], unit["file"]) for unit in merged["units"] if unit["id"] == "nord"][-1] == (
        "answered",
        "Division Nord svar.xlsx",
    )
    assert of_rules(merged, *QUESTION_RULES)[0][0] == "question-answered"


def test_what_is_asked_later_stands_below_what_was_answered(round_: Round) -> None:
    asked(round_, WHY)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    before = {f["rule"] for f in checked(round_)["findings"]}
    asked(round_, WHY, GENERAL)
    assert {f["rule"] for f in checked(round_)["findings"]} == before, "what is asked later is not missing in the file"
    copy = sent_back(round_)
    texts = [[cell.value for cell in line] for line in sheet_in(copy, SHEET).iter_rows()]
    assert any("Två läkare slutade." in line for line in texts), "the answer stands where it stood"
    assert openpyxl.load_workbook(copy).sheetnames.count(SHEET) == 1
    reply(round_, copy, ("Hinner ni till fredag?", "Ja."))
    merged = round_.merged_json()
    assert [rule for rule, *_rest in of_rules(merged, *QUESTION_RULES)] == ["question-answered", "question-answered"]
    file = checked(round_)
    assert file["values_filled"] == file["values_read"] + file["values_refused"]


def test_what_is_settled_is_not_asked_again_and_not_lost(round_: Round) -> None:
    asked(round_, WHY)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    asked(round_, WHY.replace("2022-05-02 | |", "2022-05-02 | ja |"))
    merged = round_.merged_json()
    assert of_rules(merged, *QUESTION_RULES) == []
    assert [row["Ert svar"] for row in round_.rows(SHEET) if row["Enhet"] == "Division Nord"] == ["Två läkare slutade."]


def test_an_answer_to_a_question_that_is_gone_is_told(round_: Round) -> None:
    asked(round_, WHY, GENERAL)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."), ("Hinner ni till fredag?", "Ja."))
    asked(round_, GENERAL)
    file = checked(round_)
    assert file["values_filled"] == file["values_read"] + file["values_refused"]
    assert any("Två läkare slutade." in f["found"] for f in file["findings"])


def test_status_shows_what_is_open(round_: Round) -> None:
    asked(round_, WHY, GENERAL)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    listed = status(round_)["questions"]
    assert [(question["unit"], question["question"], question["state"], question["reply"]) for question in listed] == [
        ("nord", "Varför så få?", "answered", "Två läkare slutade."),
        ("nord", "Hinner ni till fredag?", "open", ""),
    ]
    assert (listed[0]["sheet"], listed[0]["by"], listed[0]["asked"]) == ("Styrmått", "Controllern", "2022-05-02")
    _code, output = command("status", "--plan", str(round_.folder))
    assert "1 öppen fråga" in output and "Hinner ni till fredag?" in output


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| nord | Styrmått | Antal som fått svaret | | Varför? | | | | |", "Antal som fått svaret"),
        ("| nord | Styrmåtten | | | Varför? | | | | |", "Styrmåtten"),
        ("| nord | Styrmått | Antal som fått frågan | Utfall för alla | Varför? | | | | |", "Utfall för alla"),
        ("| nord | | | D7 | Varför? | | | | |", "D7"),
        ("| nord | | | Budgeten!D7 | Varför? | | | | |", "Budgeten!D7"),
        ("| region | | | | Varför? | | | | |", "region"),
    ],
)
def test_a_question_that_cannot_be_placed_is_told_with_its_cell(round_: Round, row: str, found: str) -> None:
    asked(round_, row)
    merged = round_.merged_json()
    ((_rule, severity, cell, raw),) = of_rules(merged, "question-without-place")
    assert (severity, raw) == ("warning", found)
    sheet = sheet_in(round_.decisions, "Frågor")
    assert sheet[cell].value == found


def test_a_question_to_an_unknown_unit_is_an_error_in_its_cell(round_: Round) -> None:
    asked(round_, WHY.replace("| nord |", "| norr |"))
    merged = round_.merged_json()
    assert [(rule, found) for rule, _severity, _cell, found in of_rules(merged, "unknown-id")] == [
        ("unknown-id", "norr")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "| Division Nord | styrmått | fragor | utfall totalt | Varför så få? | | | | |",
        "| nord | | Antal som fått frågan | | Varför så få? | | | | |",
        "| nord | | | Styrmått!{cell} | Varför så få? | | | | |",
        "| nord | Styrmått | | ${cell} | Varför så få? | | | | |",
    ],
)
def test_a_question_is_placed_by_what_people_write(round_: Round, row: str) -> None:
    sheet = sheet_in(round_.folder / "inbox" / NAME, "Styrmått")
    (cell,) = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.value == 20]
    asked(round_, row.format(cell=cell))
    assert not of_rules(round_.merged_json(), "question-without-place")
    copy = sheet_in(sent_back(round_), "Styrmått")
    noted = [c for line in copy.iter_rows() for c in line if c.comment and "Varför så få?" in c.comment.text]
    assert len(noted) == 1 and noted[0].row == copy[cell].row


def test_nothing_of_the_questions_is_published(round_: Round) -> None:
    asked(round_, WHY)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    round_.merge("--published")
    public = {str(value) for _sheet, _cell, value in every_cell(round_.public("regional.xlsx"))}
    assert "Två läkare slutade." in {str(value) for _sheet, _cell, value in every_cell(round_.regional)}
    assert not {"Varför så få?", "Två läkare slutade."} & public
    assert "Varför så få?" not in round_.word


def test_a_question_of_another_round_is_not_asked(round_: Round) -> None:
    asked(round_, WHY.rstrip("|").rstrip() + " T1 2021 |")
    merged = round_.merged_json()
    assert of_rules(merged, *QUESTION_RULES) == []
    assert [rule for rule, *_rest in of_rules(merged, "decision-of-another-round")] == ["decision-of-another-round"]


# Mails, and files that no copy can be made of.


def drafted(round_: Round) -> tuple[str, list[str]]:
    """The text of the only draft to the south, and the names of what goes with it."""
    command("status", "--plan", str(round_.folder), "--drafts", str(round_.folder / "drafts"))
    (path,) = (round_.folder / "drafts").glob("Division Syd*.eml")
    mail = email.message_from_bytes(path.read_bytes(), policy=default)
    body = mail.get_body()
    assert body is not None
    return body.get_content(), [str(part.get_filename()) for part in mail.iter_attachments()]


SOUTH = "| syd | | Besvarade samtal | | Alla samtal? | | | | |"


def test_a_unit_that_has_nothing_but_a_question_is_written_to(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": GOOD})
    asked(round_, SOUTH)
    text, attached = drafted(round_)
    assert "Vi har en fråga om den." in text and "Besvarade samtal: Alla samtal?" in text
    assert "Svara på det här mejlet." in text and attached == [], "no copy has been made yet"
    sent_back(round_)
    text, attached = drafted(round_)
    assert f"på bladet {SHEET}" in text and attached == ["Division Syd T1 2022.xlsx"]


def test_a_copy_from_before_the_question_is_not_said_to_hold_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    sent_back(round_)
    asked(round_, SOUTH)
    text, attached = drafted(round_)
    assert attached and "Alla samtal?" in text and "Svara på det här mejlet." in text
    assert text.index("Att rätta") < text.index("Alla samtal?") < text.index("Skicka alltid tillbaka hela")


@needs_office
def test_where_no_copy_can_be_made_the_questions_stand_on_the_list(round_: Round) -> None:
    """As of a file that is no xlsx: its list goes back alone, and the answer comes with the mail."""
    name = "Division Nord T1 2022.ods"
    asked(round_, WHY)
    received = round_.folder / "inbox" / NAME
    (converted,) = convert([received], "ods", round_.folder / "ods")
    received.unlink()
    shutil.copyfile(converted, round_.folder / "inbox" / name)
    workbook = openpyxl.load_workbook(sent_back(round_))
    texts = [[cell.value for cell in line] for line in workbook.worksheets[0].iter_rows()]
    assert workbook.sheetnames == ["Att rätta"]
    assert any("Varför så få?" in line and "Fråga från sekretariatet" in line for line in texts)


# Whatever is replied is read.


SIGNS = st.characters(categories=["L", "N", "P", "S"], include_characters=" ")
REPLIES = st.one_of(
    st.text(SIGNS, min_size=1, max_size=60),
    st.sampled_from(["=1+1", "+46 70", "-5 % lägre", "@SUM(A1)", "1 100", "Ja", "–"]),
).map(lambda text: unicodedata.normalize("NFC", f"Svar {text}"))


@settings(max_examples=4, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(REPLIES, min_size=2, max_size=2))
def test_whatever_a_unit_replies_is_read_as_it_was_written(texts: list[str]) -> None:
    round_ = new_round(new_path().parent / "r", PLAN, {"nord": FIRST})
    asked(round_, WHY, GENERAL)
    copy = sent_back(round_)
    target = round_.folder / "inbox" / NAME

    def write(workbook: Any) -> None:
        cells = {cell.value: cell for line in workbook[SHEET].iter_rows() for cell in line}
        column = cells["Ert svar"].column
        for question, text in zip(("Varför så få?", "Hinner ni till fredag?"), texts, strict=True):
            cell = workbook[SHEET].cell(cells[question].row, column)
            cell.value, cell.data_type = text, "s"

    shutil.copyfile(edited(copy, write), target)
    file = checked(round_)
    assert file["values_filled"] == file["values_read"] + file["values_refused"]
    assert [question["reply"] for question in status(round_)["questions"]] == [text.strip() for text in texts]


def test_the_facts_have_the_replies_and_the_published_ones_have_not(round_: Round) -> None:
    asked(round_, WHY)
    reply(round_, sent_back(round_), ("Varför så få?", "Två läkare slutade."))
    code, output = command("export", "--plan", str(round_.folder), "--published")
    assert code == 0, output
    folder = round_.folder / "output"
    assert "Två läkare slutade." in (folder / "facts.csv").read_text(encoding="utf-8")
    assert ",replies," not in (folder / "published" / "facts.csv").read_text(encoding="utf-8")


def test_a_personal_number_in_a_question_goes_nowhere(round_: Round) -> None:
    asked(round_, WHY.replace("Varför så få?", "Gäller det 811218-9876?"))
    copy = sent_back(round_)
    round_.merge()
    record = (round_.folder / "output" / "record" / "decisions.csv").read_text(encoding="utf-8")
    values = [str(value) for path in (copy, round_.regional) for _sheet, _cell, value in every_cell(path)]
    assert any("Gäller det 8112" in value for value in values) and "Gäller det 8112" in record
    assert not any("811218-9876" in text for text in (*values, record, json.dumps(status(round_))))


def test_a_file_that_does_not_count_is_not_asked_about(round_: Round) -> None:
    wrong = FIRST.replace("79 %", "sjuttio")
    round_.answer("nord", wrong)
    sent_back(round_)
    round_.answer("nord", wrong.replace("| 20 ", "| 21 "), "Division Nord rättad.xlsx")
    asked(round_, WHY)
    copy = sent_back(round_)
    assert SHEET in openpyxl.load_workbook(copy.with_name("Division Nord rättad.xlsx")).sheetnames
    assert not copy.exists() or SHEET not in openpyxl.load_workbook(copy).sheetnames


def test_all_units_may_be_asked_in_one_row(round_: Round) -> None:
    asked(round_, "| alla | Styrmått | Antal som fått frågan | | Hur räknade ni? | | | | |")
    reply(round_, sent_back(round_), ("Hur räknade ni?", "I journalen."))
    listed = [(question["unit"], question["state"]) for question in status(round_)["questions"]]
    assert listed == [("nord", "answered"), ("syd", "open"), ("tand", "open")]
    assert not of_rules(round_.merged_json(), "question-without-place", "unknown-id")


@needs_office
def test_a_reply_typed_in_another_program_is_read(round_: Round, tmp_path: Path) -> None:
    """LibreOffice opens the copy, a reply is typed in the yellow cell, and it saves the workbook."""
    asked(round_, WHY, GENERAL)
    copy = sent_back(round_)
    cells = {cell.value: cell for line in sheet_in(copy, SHEET).iter_rows() for cell in line}
    row, column = cells["Varför så få?"].row, cells["Ert svar"].coordinate.rstrip("0123456789")
    type_in(copy, tmp_path / "svar.xlsx", [(SHEET, f"{column}{row}", "Två läkare slutade.")])
    before = {f["rule"] for f in checked(round_)["findings"]}
    shutil.copyfile(tmp_path / "svar.xlsx", round_.folder / "inbox" / NAME)
    assert [question["reply"] for question in status(round_)["questions"]] == ["Två läkare slutade.", ""]
    file = checked(round_)
    assert file["values_filled"] == file["values_read"] + file["values_refused"]
    assert {f["rule"] for f in file["findings"]} == before
