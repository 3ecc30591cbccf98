"""followup status: what people see, what scripts get, and drafts of mails that Outlook opens for editing."""

from __future__ import annotations

import email
import json
import re
import shutil
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.files.broken import repacked
from tests.house import command
from tests.outputs.reading_back import word_text
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round, plain

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| samtal | 1 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | alla | summa |
"""
UNITS = """
| Id | Namn | Slag | Överordnad | Kontakt | Avsnitt | Mall |
| region | Region Mellansjö | region | | | | nej |
| nord | Division Nord | division | region | Karin Ek <karin.ek@mellansjo.se> | Styrmått | ja |
| syd | Division Syd | division | region | Stabschefen | Styrmått | ja |
| vast | Division Väst | division | region | vast@mellansjo.se | Styrmått | ja |
"""
GOOD = "| Styrmått | Utfall totalt |\n| Besvarade samtal | 120 |"
WRONG = "| Styrmått | Utfall totalt |\n| Besvarade samtal | många |"
CLOSES = {"Stänger": "2022-05-20"}


def a_round(folder: Path, answers: dict[str, str], settings: dict[str, str] | None = None) -> Round:
    """A round with contacts."""
    return new_round(folder / "r", plan_text(MEASURES, units=UNITS, settings=settings), answers)


def status(round_: Round, *arguments: str, today: str = "2022-05-10") -> str:
    """What status prints; it always ends well when it could run."""
    code, output = command("status", "--plan", str(round_.folder), "--today", today, *arguments)
    assert code == 0, output
    return output


def as_json(round_: Round, *arguments: str) -> dict[str, Any]:
    """What a script gets."""
    output = status(round_, "--format", "json", *arguments)
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return result


def test_a_line_a_unit_with_what_there_is_to_do(tmp_path: Path) -> None:
    output = status(a_round(tmp_path, {"nord": GOOD, "syd": WRONG}))
    lines = {line.split("  ")[0]: line for line in output.splitlines() if "  " in line}
    assert "har svarat" in lines["Division Nord"] and "Division Nord T1 2022.xlsx" in lines["Division Nord"]
    assert "1 att rätta" in lines["Division Syd"]
    assert "har inte svarat" in lines["Division Väst"]


@pytest.mark.parametrize(
    ("today", "messages"),
    [
        ("2022-05-10", ["Sista svarsdag är den 13 maj 2022, 3 dagar kvar.", "Stänger den 20 maj 2022, 10 dagar kvar."]),
        ("2022-05-13", ["Sista svarsdag är den 13 maj 2022, 0 dagar kvar.", "Stänger den 20 maj 2022, 7 dagar kvar."]),
        (
            "2022-05-19",
            ["Sista svarsdag var den 13 maj 2022, för 6 dagar sedan.", "Stänger den 20 maj 2022, 1 dag kvar."],
        ),
        (
            "2022-05-21",
            ["Sista svarsdag var den 13 maj 2022, för 8 dagar sedan.", "Stängde den 20 maj 2022, för 1 dag sedan."],
        ),
    ],
)
def test_days_to_the_two_deadlines(tmp_path: Path, today: str, messages: list[str]) -> None:
    output = status(a_round(tmp_path, {}, CLOSES), today=today).splitlines()
    assert output[:2] == messages


def test_who_has_not_answered_can_be_pasted_into_a_mail(tmp_path: Path) -> None:
    output = status(a_round(tmp_path, {"nord": GOOD}))
    _before, _mark, after = output.partition("Har inte svarat (att klistra in i ett mejl)\n")
    assert after.splitlines()[:2] == ["Division Syd, Stabschefen", "Division Väst, vast@mellansjo.se"]


def test_a_unit_that_need_not_answer_is_reminded_nowhere_and_named_with_the_decision(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD})
    round_.decide(
        "## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| unit-silent | vast | Ny ledning. | Direktören |"
    )
    assert list(drafts(round_)) == ["Division Syd påminnelse.eml"]
    output = status(round_)
    _before, _mark, after = output.partition("Har inte svarat (att klistra in i ett mejl)\n")
    assert after.startswith("Division Syd, Stabschefen\n") and "Väst" not in after
    decided = "har inte svarat, beslutat av Direktören: Ny ledning"
    assert re.search(f"Division Väst +{decided}", output)
    round_.merge("--published")
    assert f"Division Väst: {decided}." in round_.word
    public = plain(word_text(round_.public("summary.docx")))
    assert "Division Väst: har inte svarat, enligt beslut." in public and "Ny ledning" not in public


def test_nobody_is_listed_when_everybody_has_answered(tmp_path: Path) -> None:
    assert "klistra in" not in status(a_round(tmp_path, {"nord": GOOD, "syd": GOOD, "vast": GOOD}))


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ({}, "Ingen enhet har svarat."),
        ({"nord": GOOD, "syd": WRONG}, "Två av tre enheter har svarat."),
        ({"nord": GOOD, "syd": GOOD, "vast": GOOD}, "Alla tre enheter har svarat."),
    ],
)
def test_the_last_line_says_how_many_have_answered(tmp_path: Path, answers: dict[str, str], last: str) -> None:
    assert status(a_round(tmp_path, answers)).splitlines()[-2:] == ["", last]


def test_of_a_single_unit_it_is_said_in_the_singular(tmp_path: Path) -> None:
    units = "\n".join(line for line in UNITS.splitlines() if "| syd " not in line and "| vast " not in line)
    round_ = new_round(tmp_path / "r", plan_text(MEASURES, units=units), {"nord": GOOD})
    assert status(round_).splitlines()[-1] == "Enheten har svarat."


def test_files_that_do_not_count_are_not_counted(tmp_path: Path) -> None:
    assert status(with_two_files(tmp_path)).splitlines()[-1] == "Två av tre enheter har svarat."


def test_an_untouched_template_is_not_filled_in_and_no_zeros(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD})
    (round_.folder / "inbox" / "Väst svar.xlsx").write_bytes(round_.template("vast").read_bytes())
    output = status(round_)
    assert "mallen är inte ifylld" in output and "Väst svar.xlsx" in output
    (west,) = [unit for unit in as_json(round_)["units"] if unit["id"] == "vast"]
    assert (west["state"], west["errors"], west["file"]) == ("missing", 0, "Väst svar.xlsx")
    round_.merge()
    assert "Division Väst: mallen är inte ifylld." in round_.word
    assert round_.row("vast", "samtal")["Utfall totalt"] is None


def test_every_state_is_one_of_the_contract_s(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD, "syd": WRONG})
    round_.answer("nord", GOOD)
    (round_.folder / "inbox" / "nord 2.xlsx").write_bytes(
        (round_.folder / "inbox" / "Division Nord T1 2022.xlsx").read_bytes()
    )
    round_.answer("nord", GOOD.replace("120", "121"))
    (round_.folder / "inbox" / "Division Väst T1 2022.xlsx").write_text("Besök;12", encoding="utf-8")
    result = as_json(round_)
    assert [(unit["id"], unit["state"]) for unit in result["units"]] == [
        ("nord", "conflict"),
        ("syd", "with_errors"),
        ("vast", "refused"),
    ]
    assert list(result) == [
        "round",
        "deadline",
        "units",
        "files",
        "templates",
        "later_deadlines",
        "questions",
    ]
    assert list(result["units"][0]) == ["id", "name", "state", "file", "errors", "warnings"]


def test_a_file_that_does_not_count_is_listed_before_the_one_that_does(tmp_path: Path) -> None:
    from tests.round.test_waivers import decide

    round_ = a_round(tmp_path, {"nord": GOOD})
    (round_.folder / "inbox" / "nord 2.xlsx").write_bytes(
        (round_.folder / "inbox" / "Division Nord T1 2022.xlsx").read_bytes()
    )
    round_.answer("nord", GOOD.replace("120", "121"))
    decide(
        round_, "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n| nord | nord 2 | Rätt. | Sekretariatet |"
    )
    for result in (as_json(round_), round_.merged_json()):
        assert [(unit["id"], unit["state"], unit["file"]) for unit in result["units"]][:2] == [
            ("nord", "superseded", "Division Nord T1 2022.xlsx"),
            ("nord", "answered", "nord 2.xlsx"),
        ]
    assert "ersatt av en annan fil" in status(round_)


# Drafts.


def drafts(round_: Round, *arguments: str, today: str = "2022-05-10") -> dict[str, EmailMessage]:
    """The drafts that status writes, by file name."""
    folder = round_.folder / "utkast"
    status(round_, "--drafts", str(folder), *arguments, today=today)
    mails = {}
    for path in sorted(folder.glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(mail, EmailMessage)
        mails[path.name] = mail
    return mails


def text_of(mail: EmailMessage) -> str:
    """The mail's text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_reminder_to_who_has_not_answered(tmp_path: Path) -> None:
    round_ = drafts(a_round(tmp_path, {"nord": GOOD}, CLOSES))
    assert list(round_) == ["Division Syd påminnelse.eml", "Division Väst påminnelse.eml"]
    west = round_["Division Väst påminnelse.eml"]
    assert (west["To"], west["X-Unsent"]) == ("vast@mellansjo.se", "1")
    assert west["Subject"] == "Påminnelse: T1 2022, Division Väst"
    text = text_of(west)
    assert "Division Väst" in text and "Sista svarsdag är 2022-05-13." in text and "2022-05-20" in text
    assert round_["Division Syd påminnelse.eml"]["To"] is None, "no address in the contact, none is made up"


def test_a_late_reminder_says_so(tmp_path: Path) -> None:
    round_ = drafts(a_round(tmp_path, {"nord": GOOD}), today="2022-05-14")
    assert "Sista svarsdag var 2022-05-13." in text_of(round_["Division Väst påminnelse.eml"])


def test_what_is_to_be_corrected_with_the_sentences_of_the_check(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": WRONG, "syd": GOOD, "vast": GOOD})
    (name,) = mails = drafts(round_)
    mail = mails[name]
    assert (name, mail["To"]) == ("Division Nord att rätta.eml", "karin.ek@mellansjo.se")
    assert "många" in text_of(mail) and "Styrmått!" in text_of(mail)
    assert "decisions.xlsx" not in text_of(mail), "what the secretariat may decide is no matter of the unit's"
    assert not list(mail.iter_attachments())


def test_the_returned_workbook_goes_with_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": WRONG, "syd": GOOD, "vast": GOOD})
    content = (round_.folder / "inbox" / "Division Nord T1 2022.xlsx").read_bytes()
    (round_.folder / "returned").mkdir(exist_ok=True)
    (round_.folder / "returned" / "Division Nord T1 2022.xlsx").write_bytes(content)
    (mail,) = drafts(round_).values()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Division Nord T1 2022.xlsx" and attached.get_content() == content
    assert "bifogad" in text_of(mail)
    before = {path.name: path.read_bytes() for path in (round_.folder / "utkast").glob("*.eml")}
    drafts(round_)
    assert {path.name: path.read_bytes() for path in (round_.folder / "utkast").glob("*.eml")} == before


def test_the_returned_copies_of_both_halves_go_with_it(tmp_path: Path) -> None:
    measures = f"{MEASURES}| samtal2 | 2 | vard-i-tid | Avslutade samtal | antal | högre | minst 100 | nej | DÅ04 | alla | summa |\n"
    round_ = new_round(tmp_path / "r", plan_text(measures, units=UNITS), {"syd": GOOD, "vast": GOOD})
    for name, text in (("nord a.xlsx", WRONG), ("nord b.xlsx", WRONG.replace("Besvarade", "Avslutade"))):
        round_.answer("nord", text, name)
        (round_.folder / "returned").mkdir(exist_ok=True)
        (round_.folder / "returned" / name).write_bytes((round_.folder / "inbox" / name).read_bytes())
    round_.decide(
        "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n| nord | båda | Var sin halva. | Anna |"
    )
    mail = drafts(round_)["Division Nord att rätta.eml"]
    assert [attached.get_filename() for attached in mail.iter_attachments()] == ["nord a.xlsx", "nord b.xlsx"]


NORD = "Division Nord T1 2022.xlsx"


def sent_back(round_: Round) -> None:
    """Check the inbox, and send back."""
    command("check", "--plan", str(round_.folder), "--return-to", str(round_.folder / "returned"))


def saved_on(round_: Round, day: int) -> None:
    """The answers of Nord say that they were saved on a day of May."""
    path = round_.folder / "inbox" / NORD
    modified = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    when = rb"\g<1>2022-05-%02dT10:00:00Z" % day
    shutil.copyfile(repacked(lambda _part, content: modified.sub(when, content), {}, path), path)


def enclosed(round_: Round) -> tuple[str, bytes]:
    """Name and contents of the workbook that goes with the only draft."""
    (mail,) = drafts(round_).values()
    (attached,) = mail.iter_attachments()
    return str(attached.get_filename()), attached.get_content()


def test_the_copy_beside_one_that_somebody_has_changed_goes_with_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": WRONG, "syd": GOOD, "vast": GOOD})
    sent_back(round_)
    returned = round_.folder / "returned"
    assert enclosed(round_)[0] == NORD
    noted = repacked(lambda _part, content: content.replace("många".encode(), b"MIN TEXT"), {}, returned / NORD)
    shutil.copyfile(noted, returned / NORD)
    assert enclosed(round_)[0] == NORD, "there is no other"
    sent_back(round_)
    second = "Division Nord T1 2022 (2).xlsx"
    assert enclosed(round_) == (second, (returned / second).read_bytes())


def test_of_two_copies_as_they_were_written_the_one_of_the_newest_answers_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = a_round(tmp_path, {"nord": WRONG, "syd": GOOD, "vast": GOOD})
    saved_on(round_, 1)
    sent_back(round_)
    saved_on(round_, 2)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == NORD:
            raise PermissionError(13, "open in Excel", str(target))
        return real(self, target)

    def sent_back_while_held() -> None:
        with monkeypatch.context() as excel:
            excel.setattr(Path, "replace", replace)
            sent_back(round_)

    sent_back_while_held()
    assert enclosed(round_)[0] == "Division Nord T1 2022 (2).xlsx"
    saved_on(round_, 3)
    sent_back(round_)
    assert enclosed(round_)[0] == NORD
    sent_back_while_held()
    assert enclosed(round_)[0] == NORD, "both say the same"


def test_drafts_that_no_longer_hold_are_told_and_left(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": WRONG})
    folder = round_.folder / "utkast"
    assert list(drafts(round_)) == [
        "Division Nord att rätta.eml",
        "Division Syd påminnelse.eml",
        "Division Väst påminnelse.eml",
    ]
    (folder / "ett annat.eml").write_bytes(b"Subject: hej\n\nhej")
    assert "gäller inte längre" not in status(round_, "--drafts", str(folder))
    edited = folder / "Division Syd påminnelse.eml"
    edited.write_bytes(edited.read_bytes() + b"MIN TEXT")
    for unit in ("nord", "syd"):
        round_.answer(unit, GOOD)
    output = status(round_, "--drafts", str(folder))
    assert (
        "2 utkast" in output
        and "gäller inte längre: Division Nord att rätta.eml, Division Syd påminnelse.eml." in output
    )
    result = as_json(round_, "--drafts", str(folder))
    assert [Path(path).name for path in result["drafts"]] == ["Division Väst påminnelse.eml"]
    assert [Path(path).name for path in result["stale"]] == ["Division Nord att rätta.eml", edited.name]
    assert edited.read_bytes().endswith(b"MIN TEXT")
    round_.answer("vast", GOOD)
    assert len(as_json(round_, "--drafts", str(folder))["stale"]) == 3, "where none is written, too"


def test_nobody_is_written_to_who_has_done_what_is_asked(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD, "syd": GOOD, "vast": GOOD})
    assert "0 utkast" in status(round_, "--drafts", str(round_.folder / "utkast"))
    assert not (round_.folder / "utkast").exists()


def test_a_line_break_in_a_name_makes_no_header(tmp_path: Path) -> None:
    units = UNITS.replace("Division Väst", "Division Väst: Bcc, å").replace("vast@mellansjo.se", "a@b.se, Bcc: x@y.se")
    round_ = new_round(tmp_path / "r", plan_text(MEASURES, units=units), {"nord": GOOD, "syd": GOOD})
    (mail,) = drafts(round_).values()
    assert mail["To"] == "a@b.se" and mail["Bcc"] is None


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {})
    (tmp_path / "fil").write_text("", encoding="utf-8")
    code, output = command("status", "--plan", str(round_.folder), "--drafts", str(tmp_path / "fil" / "utkast"))
    assert code == 2 and "är en fil, men en mapp väntades" in output


# What only the secretariat can decide.


def with_two_files(folder: Path) -> Round:
    """Two files of Nord that differ, and a late one of Syd with something to correct."""
    round_ = a_round(folder, {"nord": GOOD, "syd": WRONG, "vast": GOOD}, {"Stänger": "2022-05-13"})
    round_.answer("nord", GOOD.replace("120", "121"), "nord 2.xlsx")
    return round_


def test_nobody_is_mailed_what_only_the_secretariat_can_decide(tmp_path: Path) -> None:
    round_ = with_two_files(tmp_path)
    output = status(round_, "--format", "json", today="2022-05-14")
    assert '"conflict"' in output
    (name,) = mails = drafts(round_, today="2022-05-14")
    assert name == "Division Syd att rätta.eml"
    assert "många" in text_of(mails[name]) and "stängd" not in text_of(mails[name])


def test_a_unit_with_two_files_is_not_mailed_before_it_is_known_which_counts(tmp_path: Path) -> None:
    """Not even where one of them has something to correct: it may be the one that is withdrawn."""
    round_ = a_round(tmp_path, {"nord": GOOD, "syd": GOOD, "vast": GOOD})
    round_.answer("nord", WRONG, "nord 2.xlsx")
    assert '"conflict"' in status(round_, "--format", "json")
    assert "0 utkast" in status(round_, "--drafts", str(round_.folder / "utkast"))


def test_no_workbook_goes_back_for_what_only_the_secretariat_can_decide(tmp_path: Path) -> None:
    round_ = with_two_files(tmp_path)
    into = tmp_path / "tillbaka"
    arguments = ("--plan", str(round_.folder), "--today", "2022-05-14", "--return-to", str(into))
    _code, output = command("check", str(round_.folder / "inbox"), *arguments)
    assert "2022-05-13" in output and "nord 2.xlsx" in output, "the secretariat is told"
    assert [path.name for path in into.iterdir()] == ["Division Syd T1 2022.xlsx"]
    page = openpyxl.load_workbook(into / "Division Syd T1 2022.xlsx").worksheets[0]
    texts = " ".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None)
    assert "många" in texts and "2022-05-13" not in texts
