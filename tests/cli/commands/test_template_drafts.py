"""followup template --drafts: a draft mail to each unit; the log of templates, what status tells of it, and refusing one."""

from __future__ import annotations

import email
import json
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from tests.cli.commands.test_status import GOOD, MEASURES, UNITS
from tests.cli.test_later_deadlines import LATER, TITLES
from tests.house import command
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round
from tests.tables import plan_book, read_plan

NEWER = MEASURES.replace("minst 100", "minst 110")


def a_round(folder: Path, measures: str = MEASURES, **settings: str) -> Round:
    """A workspace with its plan and nothing else."""
    round_ = Round(folder)
    folder.mkdir(exist_ok=True)
    plan = plan_text(measures, units=UNITS, settings={key.replace("_", " "): text for key, text in settings.items()})
    (folder / "plan.xlsx").write_bytes(plan_book(plan).read_bytes())
    return round_


def template(round_: Round, *arguments: str, today: str = "2022-04-20") -> str:
    """What the command says; it ends well."""
    code, output = command("template", "--plan", str(round_.folder), "--today", today, *arguments)
    assert code == 0, output
    return output


def draft(round_: Round, unit: str, folder: str = "drafts") -> EmailMessage:
    """A draft as a mail program reads it."""
    content = (round_.folder / folder / f"{unit} mall.eml").read_bytes()
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def log(round_: Round) -> list[list[str]]:
    """The lines of the log, each in its cells."""
    path = round_.folder / "log" / "templates.csv"
    return [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]


def status(round_: Round) -> str:
    """What status prints."""
    code, output = command("status", "--plan", str(round_.folder), "--today", "2022-05-10")
    assert code == 0, output
    return output


def as_json(round_: Round) -> dict[str, Any]:
    """What a script gets."""
    _code, output = command("status", "--plan", str(round_.folder), "--today", "2022-05-10", "--format", "json")
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return result


def test_each_unit_gets_a_draft_with_its_own_template(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    output = template(round_, "--drafts")
    assert sorted(path.name for path in (round_.folder / "drafts").glob("*.eml")) == [
        "Division Nord mall.eml", "Division Syd mall.eml", "Division Väst mall.eml",
    ]  # fmt: skip
    mail = draft(round_, "Division Väst")
    assert mail["To"] == "vast@mellansjo.se" and mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Mall: T1 2022, Division Väst, svar senast 2022-05-13"
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    assert "Sista svarsdag är 2022-05-13." in text and "2022-01-01 – 2022-04-30" in text and "{" not in text
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Division Väst T1 2022.xlsx"
    assert attached.get_payload(decode=True) == round_.template("vast").read_bytes()
    assert draft(round_, "Division Nord")["To"] == "karin.ek@mellansjo.se"
    assert "1 utkast saknar adress: Division Syd" in output
    assert "3 utkast skrevs till" in output


def test_a_draft_ends_with_who_answers_questions_and_the_region(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r", Kontakt="Controller, 0920-12 34 56", Avsändare="Regionstaben")
    template(round_, "--drafts")
    body = draft(round_, "Division Väst").get_body()
    assert body is not None
    assert body.get_content().splitlines()[-3:] == [
        "Vänliga hälsningar",
        "Controller, 0920-12 34 56",
        "Region Mellansjö",
    ]


def test_the_same_round_gives_the_same_drafts(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_, "--drafts", str(round_.folder / "mejl"))
    first = {path.name: path.read_bytes() for path in (round_.folder / "mejl").glob("*.eml")}
    template(round_, "--drafts", str(round_.folder / "mejl"), today="2022-04-21")
    assert {path.name: path.read_bytes() for path in (round_.folder / "mejl").glob("*.eml")} == first
    assert len(first) == 3


def test_a_draft_that_somebody_has_written_in_is_left(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_, "--drafts")
    path = round_.folder / "drafts" / "Division Syd mall.eml"
    edited = path.read_bytes().replace(b"Hej!", b"Hej Karin!")
    path.write_bytes(edited)
    template(round_, "--drafts")
    assert path.read_bytes() == edited
    assert path.with_name("Division Syd mall (2).eml").is_file()


def test_drafts_that_hold_an_older_template_are_named(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_, "--drafts")
    assert "utkast" not in template(round_), "they hold the same templates"
    a_round(round_.folder, NEWER)
    assert "3 utkast i" in template(round_)
    assert "utkast i" not in template(round_, "--drafts")


def test_the_log_tells_which_version_was_made_when_and_to_whom(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_, "--drafts")
    template(round_, "--drafts", today="2022-04-22")
    titles, *lines = log(round_)
    assert titles == ["day", "round", "unit", "plan_version", "file", "sha256", "address"]
    version = read_plan(round_.folder / "plan.xlsx")[0].version
    assert [[line[at] for at in (0, 1, 2, 3, 6)] for line in lines] == [
        ["2022-04-20", "T1 2022", "nord", version, "karin.ek@mellansjo.se"],
        ["2022-04-20", "T1 2022", "syd", version, ""],
        ["2022-04-20", "T1 2022", "vast", version, "vast@mellansjo.se"],
    ], "the same templates made again are told of once"
    a_round(round_.folder, NEWER)
    template(round_, "--unit", "vast", today="2022-04-25")
    assert [(line[0], line[2]) for line in log(round_)[4:]] == [("2022-04-25", "vast")]


def test_what_a_person_has_noted_in_the_log_stays(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_, "--unit", "syd")
    path = round_.folder / "log" / "templates.csv"
    path.write_text(path.read_text(encoding="utf-8") + "skickad med post\n", encoding="utf-8")
    template(round_, "--unit", "vast")
    assert log(round_)[2] == ["skickad med post"] and len(log(round_)) == 4
    assert "2 mallar gjordes 2022-04-20." in status(round_)


def test_status_tells_who_has_answered_in_an_older_template(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    assert "mall" not in status(round_).casefold() and as_json(round_)["templates"] == []
    template(round_, "--unit", "nord", "--unit", "syd")
    round_.answer("nord", GOOD)
    older = read_plan(round_.folder / "plan.xlsx")[0].version
    a_round(round_.folder, NEWER)
    template(round_, "--unit", "nord", today="2022-04-25")
    output = status(round_)
    assert "1 mall gjordes 2022-04-20." in output and "1 mall gjordes 2022-04-25." in output
    assert "Ingen mall har gjorts till Division Väst." in output
    told = f"Division Nord har svarat i en äldre mall ({older}, gjord 2022-04-20); den senaste gjordes 2022-04-25."
    assert told in output
    listed = [(entry["unit"], entry["day"], entry["answered"]) for entry in as_json(round_)["templates"]]
    assert listed == [("nord", "2022-04-20", True), ("syd", "2022-04-20", False), ("nord", "2022-04-25", False)]


def test_a_version_of_the_template_can_be_refused_and_its_answers_moved(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_)
    round_.answer("nord", GOOD)
    older = read_plan(round_.folder / "plan.xlsx")[0].version
    a_round(round_.folder, NEWER, Avvisade_mallar=older)
    newer = read_plan(round_.folder / "plan.xlsx")[0].version
    a_round(round_.folder, NEWER)
    assert read_plan(round_.folder / "plan.xlsx")[0].version == newer, "refusing one makes no other plan"
    a_round(round_.folder, NEWER, Avvisade_mallar=older)
    code, output = command("check", "--plan", str(round_.folder), str(round_.folder / "inbox"))
    assert code == 1 and "tas emot" in output and older in output
    assert {unit["id"]: unit["state"] for unit in as_json(round_)["units"]}["nord"] == "refused"
    inbox = round_.folder / "inbox" / "Division Nord T1 2022.xlsx"
    template(round_, "--carry", str(inbox))
    inbox.write_bytes(round_.template("nord").read_bytes())
    code, output = command("check", "--plan", str(round_.folder), str(inbox))
    assert code == 0, output


def test_the_plan_cannot_refuse_itself(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    version = read_plan(round_.folder / "plan.xlsx")[0].version
    a_round(round_.folder, Avvisade_mallar=version)
    code, output = command("plan", "check", str(round_.folder / "plan.xlsx"))
    assert code == 1 and "skulle avvisas" in output


def test_status_does_not_take_another_rounds_templates_for_its_own(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    template(round_)
    new_round(tmp_path / "other", plan_text(MEASURES, units=UNITS), {})
    a_round(round_.folder, Tillfälle="T2 2022")
    assert "gjordes" not in status(round_)


def test_a_unit_that_got_longer_is_told_its_own_day(tmp_path: Path) -> None:
    round_ = a_round(tmp_path / "r")
    round_.decide(f"{TITLES}\n{LATER.replace('Division Syd', 'Division Väst')}")
    template(round_, "--drafts")
    assert "svar senast 2022-05-25" in draft(round_, "Division Väst")["Subject"]
    assert "svar senast 2022-05-13" in draft(round_, "Division Nord")["Subject"]
