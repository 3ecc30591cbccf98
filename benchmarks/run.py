"""Time our merge, a plain pandas script and the floor in turn, and what a person waits for besides.

    python benchmarks/run.py --units 30 --repeat 5
    python benchmarks/run.py --gate

Each run is a process of its own, so start and imports count. The three take turns, so that what else the machine
is doing falls on all of them. Prints Markdown. Memory is left out where the system does not tell it (Windows).
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gate import JOBS, TITLES, UNITS, compare, exit_code, read_ceilings, rows
from timing import HERE, OURS, PYTHON, Task, environment, in_turn, timed

IMPORTS = ("click", "lxml.etree", "python_calamine", "xlsxwriter", "docx", "docxtpl", "lark", "openpyxl", "pandas")


# What is run.


def merges(folder: Path, units: int) -> list[Task]:
    """Our merge, the script and the floor, on the same files."""
    place = _build_folder(folder, units)
    inbox, out, parts = place / "inbox", place / "output", place / "parts"
    merge = Task(
        "merge",
        [*OURS, "merge", "--plan", str(place / "plan.xlsx"), "--inbox", str(inbox), "--into", str(out)],
    )
    timed(merge.command)  # the floor packs the parts of what it has written
    _unpack((out / "regional.xlsx", out / "summary.docx"), parts)
    return [
        merge,
        Task("pandas script", [PYTHON, str(HERE / "pandas_script.py"), str(inbox), str(place / "script.xlsx")]),
        Task("floor", [PYTHON, str(HERE / "floor.py"), str(parts), str(inbox), str(place / "plan.xlsx")]),
    ]


def _build_folder(folder: Path, units: int) -> Path:
    """The folder that workbooks.py says it has made the workbooks in; a process of its own, as the others."""
    command = [PYTHON, str(HERE / "workbooks.py"), str(folder), "--units", str(units)]
    process = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment() | {"PYTHONUTF8": "1"})
    return Path(process.stdout.decode("utf-8").splitlines()[-1])


def _unpack(packed: Iterable[Path], parts: Path) -> None:
    """The parts of each file in a folder of its name, for the floor to pack again."""
    shutil.rmtree(parts, ignore_errors=True)
    for path in packed:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(parts / path.stem)


def waits(folder: Path, units: int) -> list[Task]:
    """What a person waits for: the help page, beside bare Python, and one workbook checked."""
    place = _build_folder(folder, units)
    checked = _copy(place, "checked") / min((place / "inbox").glob("*.xlsx")).name
    check = [*OURS, "check", str(checked), "--plan", str(place / "plan.xlsx")]
    return [
        Task("python -c pass", [PYTHON, "-c", "pass"]),
        Task("followup --help", [*OURS, "--help"]),
        Task("followup check, one workbook", check, keeps=True, changes=checked),
    ]


def _copy(place: Path, name: str) -> Path:
    """A copy of the inbox, in which a file may be changed."""
    shutil.rmtree(place / name, ignore_errors=True)
    return Path(shutil.copytree(place / "inbox", place / name))


def second_merge(folder: Path, units: int) -> Task:
    """A merge after one that read the same workbooks, of which one has been changed since."""
    place = _build_folder(folder, units)
    inbox, out = _copy(place, "inbox again"), place / "output again"
    command = [*OURS, "merge", "--plan", str(place / "plan.xlsx"), "--inbox", str(inbox), "--into", str(out)]
    second = Task("second merge", command, out, keeps=True, changes=min(inbox.glob("*.xlsx")))
    second.run()
    return second


def exports(folder: Path, units: int) -> list[Task]:
    """The facts of the same round in each format, each in a folder of its own."""
    place = _build_folder(folder, units)
    command = [*OURS, "export", "--plan", str(place / "plan.xlsx"), "--inbox", str(place / "inbox")]
    return [
        Task(f"facts.{format_}", [*command, "--format", format_, "--into", str(into)], into)
        for format_ in ("csv", "parquet")
        if (into := place / f"facts {format_}")
    ]


def imports() -> list[Task]:
    """What the libraries cost before they have done anything."""
    return [Task(f"import {name}", [PYTHON, "-c", f"import {name}"]) for name in IMPORTS]


@dataclass(frozen=True)
class Pair:
    """A job and its floor, and how many times each is run in a turn: short ones often enough to be measured."""

    job: Task
    floor: Task
    times: tuple[int, int] = (1, 1)

    def ratio(self) -> float:
        """Processor time of the job over the floor's."""
        jobs, floors = self.times
        return self.job.processor(jobs) / self.floor.processor(floors)


def pairs(folder: Path) -> list[Pair]:
    """What the gate watches."""
    place = _build_folder(folder, UNITS)
    merge, _script, floor = merges(folder, UNITS)
    bare, page, check = waits(folder, UNITS)
    template_folder, parts = place / "templates", place / "template parts"
    templates = Task(
        "", [*OURS, "template", "--plan", str(place / "plan.xlsx"), "--into", str(template_folder)], template_folder
    )
    templates.run()
    _unpack(template_folder.glob("*.xlsx"), parts)
    deflate = Task("deflate", [PYTHON, str(HERE / "floor.py"), str(parts)])
    merge.makes = place / "output"
    second = second_merge(folder, UNITS)
    merge.name, templates.name, check.name, page.name, second.name = JOBS
    bare.name = "bare Python"
    return [
        Pair(merge, floor),
        Pair(templates, deflate),
        Pair(check, bare, (1, 10)),
        Pair(page, bare, (5, 10)),
        Pair(second, replace(floor, taken=[])),
    ]


def gate(folder: Path, turns: int) -> int:
    """Measure, print, and give 1 when something has become slower."""
    if not hasattr(os, "wait4"):
        raise SystemExit("The gate needs a system that tells processor time (Linux, macOS).")
    ceilings, watched = read_ceilings(), pairs(folder)
    ratios: dict[tuple[str, str], list[float]] = {(pair.job.name, pair.floor.name): [] for pair in watched}
    for number in range(turns):
        for pair in watched:
            print(f"{number + 1}/{turns} {pair.job.name} …", file=sys.stderr)
            ratios[pair.job.name, pair.floor.name].append(pair.ratio())
    compared = compare(ratios, ceilings)
    print(table(TITLES, rows(compared)))
    return exit_code(compared)


# What is said.


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first stands to the right."""
    lines = [titles, ["---", *["--:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _compared(tasks: Sequence[Task]) -> str:
    _merge, script, floor, _second = tasks
    rows = [
        [
            task.name,
            f"{task.seconds:.2f}",
            f"{task.seconds / floor.seconds:.1f}",
            f"{script.seconds / task.seconds:.1f}",
            _memory(task),
        ]
        for task in tasks
    ]
    return table(["", "seconds", "× the floor", "× faster than the script", "MB"], rows)


def _waited(tasks: Sequence[Task]) -> str:
    bare = tasks[0].seconds
    return table(
        ["", "ms", "× bare Python", "MB"],
        [[task.name, f"{task.seconds * 1000:.0f}", f"{task.seconds / bare:.1f}", _memory(task)] for task in tasks],
    )


def _exported(tasks: Sequence[Task]) -> str:
    sizes = [task.makes / task.name for task in tasks if task.makes is not None]
    rows = [
        [task.name, f"{task.seconds:.2f}", _memory(task), f"{path.stat().st_size / 1_000_000:.2f}"]
        for task, path in zip(tasks, sizes, strict=True)
    ]
    with sizes[0].open(encoding="utf-8", newline="") as file:
        lines = sum(1 for _line in csv.reader(file)) - 1
    return table([f"{lines} lines of facts", "seconds", "MB of memory", "MB on disk"], rows)


def _imported(tasks: Sequence[Task], bare: float) -> str:
    costs = sorted(((task.seconds - bare) * 1000, task.name) for task in tasks)
    return table(["", "ms more than bare Python"], [[name, f"{cost:.0f}"] for cost, name in costs])


def _memory(task: Task) -> str:
    return "–" if task.megabytes is None else f"{task.megabytes:.0f}"


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=30, help="how many filled-in workbooks")
    parser.add_argument("--repeat", type=int, default=5, help="how many times each is run; medians are shown")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "followup-benchmark", help="keeps the workbooks"
    )
    parser.add_argument("--gate", action="store_true", help="exit 1 when a job is slower than ceilings.toml allows")
    arguments = parser.parse_args()
    folder: Path = arguments.folder.absolute()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if arguments.gate:
        sys.exit(gate(folder, arguments.repeat))
    print(f"{arguments.units} workbooks, {arguments.repeat} times in turn, medians. {_machine()}.\n", flush=True)
    tasks = merges(folder, arguments.units)
    tasks.append(second_merge(folder, arguments.units))
    in_turn(tasks, arguments.repeat)
    print(_compared(tasks) + "\n", flush=True)
    facts = exports(folder, arguments.units)
    in_turn(facts, arguments.repeat)
    print(_exported(facts) + "\n", flush=True)
    short = waits(folder, arguments.units)
    in_turn(short, max(arguments.repeat, 5))
    print(_waited(short) + "\n", flush=True)
    libraries = imports()
    in_turn(libraries, max(arguments.repeat, 3))
    print(_imported(libraries, short[0].seconds), flush=True)


if __name__ == "__main__":
    main()
