"""A round that is answered by all, merged or closed, and what its commands print."""

from __future__ import annotations

import functools
import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli.test_previous import FIRST
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.tables import new_path

TAND = "| Styrmått | Utfall totalt |\n| Antal som fått frågan | 7 |"
EVERY = {"nord": FIRST, "syd": FIRST, "tand": TAND}
TODAY = ("--today", "2022-05-30")
WRONG = FIRST.replace("| 20 ", "| många ")


def run(round_: Round, *arguments: str, code: int = 0) -> str:
    """What a command prints in the workspace."""
    came, output = command(*arguments, "--plan", str(round_.folder), *TODAY)
    assert came == code, output
    return output


def in_json(round_: Round, *arguments: str, code: int = 0) -> dict[str, Any]:
    """What a script gets."""
    output = run(round_, *arguments, "--format", "json", code=code)
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return result


def verified(folder: Path, code: int = 0) -> str:
    """What verify prints."""
    came, output = command("verify", str(folder))
    assert came == code, output
    return output


def answered_round(folder: Path) -> Round:
    """T1 2022, answered by all, merged, with a Word document of its own and a mail in the inbox; made once, and copied."""
    shutil.copytree(_answered(), folder)
    return Round(folder)


def closed_round(folder: Path) -> Round:
    """The same, closed."""
    shutil.copytree(_closed(), folder)
    return Round(folder)


@functools.cache
def _answered() -> Path:
    round_ = new_round(new_path().parent / "r", PLAN, EVERY)
    mail = EmailMessage()
    mail.set_content("Hej")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Bilaga.pdf")
    (round_.folder / "inbox" / "Åre – fråga.eml").write_bytes(bytes(mail))
    run(round_, "merge", "--published")
    run(round_, "report", "summary", "--format", "csv")
    return round_.folder


@functools.cache
def _closed() -> Path:
    round_ = answered_round(new_path().parent / "r")
    run(round_, "close")
    return round_.folder


def folder_of(round_: Round, name: str = "T1 2022") -> Path:
    """Where a round was closed."""
    return round_.folder / "closed" / name


def change_plan(round_: Round) -> None:
    """Another target in the plan, and an older program than today's."""
    book = openpyxl.load_workbook(round_.folder / "plan.xlsx")
    sheet = book["Styrmått"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "minst 80 %")
    cell.value = "minst 99 %"
    book.save(round_.folder / "plan.xlsx")
