"""Typical mistakes: what is typed, how the command ends, and the one sentence that says what was found and what to write.

They are a table in ``mistakes.md``.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.demos import Demo
from tests.house import command

ANSWER = "Division Psykiatri T1 2022.xlsx"

MISTAKES = Path(__file__).with_name("mistakes.md")


def rows() -> list[tuple[str, str, int, str]]:
    """The table's rows: before, typed, code, says."""
    lines = [line for line in MISTAKES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [(before, typed, int(code), says) for before, typed, code, says in cells[1:]]


def empty_the_inbox(place: Path) -> None:
    shutil.rmtree(place / "inbox")
    (place / "inbox").mkdir()


def only_a_pdf(place: Path) -> None:
    empty_the_inbox(place)
    (place / "inbox" / "rapport.pdf").write_bytes(b"%PDF-1.7\n")


def plan_in_the_inbox(place: Path) -> None:
    shutil.copyfile(place / "plan.xlsx", place / "inbox" / "plan.xlsx")


def a_numbers_file(place: Path) -> None:
    with ZipFile(place / "svar.numbers", "w") as archive:
        archive.writestr("Index/Document.iwa", b"\0")


def an_answer_of_another_round(place: Path) -> None:
    """Its hidden marks say T1 2021."""
    answer = place / "inbox" / ANSWER
    content = answer.read_bytes()
    empty_the_inbox(place)
    (place / "old.xlsx").write_bytes(content)
    with ZipFile(place / "old.xlsx") as old, ZipFile(answer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"|T1 2022|", b"|T1 2021|"))


def an_answer_open_in_excel(place: Path) -> None:
    content = (place / "inbox" / ANSWER).read_bytes()
    empty_the_inbox(place)
    (place / "inbox" / ANSWER).write_bytes(content)
    (place / "inbox" / f"~${ANSWER}").write_bytes(b"\x04Anna".ljust(55))


def nothing(_place: Path) -> None: ...


BEFORE: dict[str, Callable[[Path], None]] = {
    "": nothing,
    "elsewhere": nothing,
    "empty": empty_the_inbox,
    "pdf": only_a_pdf,
    "plan in inbox": plan_in_the_inbox,
    "numbers": a_numbers_file,
    "other round": an_answer_of_another_round,
    "open in Excel": an_answer_open_in_excel,
}


def test_there_are_more_than_twenty() -> None:
    assert len(rows()) > 20 and {before for before, *_others in rows()} == set(BEFORE)


@pytest.mark.parametrize(("before", "typed", "code", "says"), rows(), ids=lambda cell: str(cell)[:40])
def test_a_mistake(
    before: str, typed: str, code: int, says: str, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "region"
    shutil.copytree(demo.folder, place)
    BEFORE[before](place)
    monkeypatch.chdir(tmp_path if before == "elsewhere" else place)
    ended, printed = command(*shlex.split(typed.format(here=place)))
    assert says.format(here=place) in [line.strip() for line in printed.splitlines()]
    assert ended == code and "Traceback" not in printed and "Error" not in printed
