"""Lists as they are taken in by ``followup import``, and what the plan has of them then."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from tests.house import command
from tests.lists import (
    EVERYBODY,
    UNITS,
    Measure,
    names_of,
    sheet_of,
)
from tests.tables import new_path

TITLES = ("Perspektiv", "Mål", "Indikator", "Enhet", "Önskad riktning", "Målvärde", "Ansvarig")
"""Of a plain list; see ``plain_row``."""


def plain_row(one: Measure) -> list[str]:
    """A measure on a row of a plain list."""
    return [one.perspective, one.goal, one.name, one.unit, one.direction, one.target, ", ".join(names_of(one.owners))]


def plain_list(rows: list[Measure], **more: Any) -> Path:
    """A plain list in Excel."""
    return sheet_of([TITLES, *map(plain_row, rows)], **more)


def in_plan(plan: Path, sheet: str = "Styrmått") -> list[dict[str, Any]]:
    """The rows of a sheet of a plan that have something, by title."""
    lines: list[tuple[Any, ...]] = list(openpyxl.load_workbook(plan)[sheet].iter_rows(values_only=True))
    at = next(at for at, line in enumerate(lines) if line[0] == "Nyckel")
    return [
        dict(zip(lines[at], line, strict=True))
        for line in lines[at + 1 :]
        if any(value is not None for value in line[1:])
    ]


def as_measures(plan: Path) -> list[Measure]:
    """What the plan has of measures, with what they stand under, as the lists have it."""
    goals = {row["Id"]: row for row in in_plan(plan, "Målstruktur")}
    rows = []
    for row in in_plan(plan):
        goal = goals[row["Framgångsfaktor"]]
        owners = row["Svarar"].replace(", ", " ")
        owners = EVERYBODY if owners.split() == [id_ for id_, _name in UNITS] else owners
        perspective = goals[goal["Överordnad"]]["Namn"]
        rows.append(
            Measure(
                perspective, goal["Namn"], row["Styrmått"], row["Måttenhet"], row["Mål"], row["Riktning"], owners, ""
            )
        )
    return rows


def without_source(rows: list[Measure]) -> list[Measure]:
    """The same where only some lists say where figures come from."""
    return [replace(one, source="") for one in rows]


def at_a_terminal(arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Exit code and all that is seen where somebody sits at a terminal and types these answers to what is asked."""
    import pty
    import select

    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "followup", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    seen, waiting = b"", list(answers)
    try:
        while select.select([ours], [], [], 60)[0]:
            seen += os.read(ours, 65_536)
            if waiting and seen.rstrip(b" ").endswith(b":") and not select.select([ours], [], [], 0.3)[0]:
                os.write(ours, f"{waiting.pop(0)}\n".encode())
    except OSError:  # the other end is closed: it has ended
        pass
    os.close(ours)
    return done.wait(60), seen.decode("utf-8", "replace")


def names_in(plan: Path, sheet: str = "Enheter", title: str = "Namn") -> list[Any]:
    """The names of a sheet's rows."""
    return [row[title] for row in in_plan(plan, sheet)]


OF_MONEY = ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Perspektiv", "Utfall 2024", "Utfall 2025")


def earlier(plan: Path) -> list[tuple[Any, ...]]:
    """The earlier outcomes of a plan."""
    titles = ("Styrmått", "Enhet", "Tillfälle", "Totalt")
    return [tuple(row[title] for title in titles) for row in in_plan(plan, "Tidigare utfall")]


def plan_of_new() -> Path:
    """A plan whose units were typed."""
    folder = new_path("ny").with_suffix("")
    units = ("--units", "Primärvård, Psykiatri, Område 1")
    assert command("new", str(folder), "--region", "Exempel", "--round", "T1 2026", *units)[0] == 0
    return folder / "plan.xlsx"


def saved(name: str, content: bytes) -> Path:
    """A file of these bytes."""
    path = new_path("fil").with_name(name)
    path.write_bytes(content)
    return path
