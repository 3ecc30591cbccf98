"""Time our merge, a plain pandas script and the floor in turn, and what a person waits for besides.

    python benchmarks/run.py --units 30 --repeat 5

Each run is a process of its own, so start and imports count. The three take turns, so that what else the machine
is doing falls on all of them. Prints Markdown. Memory is left out where the system does not tell it (Windows).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PYTHON = sys.executable
OURS = [PYTHON, "-m", "followup"]
DONE = (0, 1)
"""Exit codes that mean that the work was done; 1 says that something was found."""
IMPORTS = ("click", "lxml.etree", "python_calamine", "xlsxwriter", "docx", "docxtpl", "lark", "openpyxl", "pandas")


@dataclass(frozen=True)
class Took:
    """What one process took: seconds on the wall, and megabytes at its peak (its own or its largest child's)."""

    seconds: float
    megabytes: float | None


@dataclass
class Task:
    """A command that is timed, and what it has taken so far."""

    name: str
    command: Sequence[str]
    taken: list[Took] = field(default_factory=list)

    def run(self) -> None:
        """Run it once."""
        self.taken.append(timed(self.command))

    @property
    def seconds(self) -> float:
        """The median."""
        return median(took.seconds for took in self.taken)

    @property
    def megabytes(self) -> float | None:
        """The median; None where memory is not known."""
        known = [took.megabytes for took in self.taken if took.megabytes is not None]
        return median(known) if known else None


def timed(command: Sequence[str]) -> Took:
    """Run a command in a fresh process with our checkout to import from; stop where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=_environment())
        megabytes = _wait(process)
        seconds = time.perf_counter() - start
        if process.returncode not in DONE:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Took(seconds, megabytes)


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Wait, and give the peak memory where the system tells it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(usage.ru_maxrss) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _environment() -> dict[str, str]:
    """Ours to import from the checkout, and compiled once, as it is where it is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "FOLLOWUP_LANGUAGE": "sv"}


def in_turn(tasks: Sequence[Task], repeat: int) -> None:
    """A B C A B C …, after each has run once untimed: files are in the system's cache, code is compiled."""
    for task in tasks:
        timed(task.command)
    for number in range(repeat):
        for task in tasks:
            print(f"{number + 1}/{repeat} {task.name} …", file=sys.stderr)
            task.run()


# What is run.


def merges(folder: Path, units: int) -> list[Task]:
    """Our merge, the script and the floor, on the same files."""
    place = _made(folder, units)
    inbox, out, parts = place / "inbox", place / "output", place / "parts"
    merge = Task(
        "merge",
        [*OURS, "merge", "--plan", str(place / "plan.xlsx"), "--inbox", str(inbox), "--into", str(out)],
    )
    timed(merge.command)  # the floor packs the parts of what it has written
    _unpack(out, parts)
    return [
        merge,
        Task("pandas script", [PYTHON, str(HERE / "pandas_script.py"), str(inbox), str(place / "script.xlsx")]),
        Task("floor", [PYTHON, str(HERE / "floor.py"), str(parts), str(inbox), str(place / "plan.xlsx")]),
    ]


def _made(folder: Path, units: int) -> Path:
    """The folder that workbooks.py says it has made the workbooks in; a process of its own, as the others."""
    command = [PYTHON, str(HERE / "workbooks.py"), str(folder), "--units", str(units)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=_environment() | {"PYTHONUTF8": "1"})
    return Path(said.stdout.decode("utf-8").splitlines()[-1])


def _unpack(outputs: Path, parts: Path) -> None:
    shutil.rmtree(parts, ignore_errors=True)
    for path in (outputs / "regional.xlsx", outputs / "summary.docx"):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(parts / path.stem)


def waits(folder: Path, units: int) -> list[Task]:
    """What a person waits for: the help page, beside bare Python, and one workbook checked."""
    place = _made(folder, units)
    first = min((place / "inbox").glob("*.xlsx"))
    return [
        Task("python -c pass", [PYTHON, "-c", "pass"]),
        Task("followup --help", [*OURS, "--help"]),
        Task("followup check, one workbook", [*OURS, "check", str(first), "--plan", str(place / "plan.xlsx")]),
    ]


def imports() -> list[Task]:
    """What the libraries cost before they have done anything."""
    return [Task(f"import {name}", [PYTHON, "-c", f"import {name}"]) for name in IMPORTS]


# What is said.


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first stands to the right."""
    lines = [titles, ["---", *["--:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _compared(tasks: Sequence[Task]) -> str:
    merge, script, floor = tasks
    rows = [
        [
            task.name,
            f"{task.seconds:.2f}",
            f"{task.seconds / floor.seconds:.1f}",
            f"{script.seconds / task.seconds:.1f}",
            _memory(task),
        ]
        for task in (merge, script, floor)
    ]
    return table(["", "seconds", "× the floor", "× faster than the script", "MB"], rows)


def _waited(tasks: Sequence[Task]) -> str:
    bare = tasks[0].seconds
    return table(
        ["", "ms", "× bare Python", "MB"],
        [[task.name, f"{task.seconds * 1000:.0f}", f"{task.seconds / bare:.1f}", _memory(task)] for task in tasks],
    )


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
    arguments = parser.parse_args()
    folder: Path = arguments.folder.absolute()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(f"{arguments.units} workbooks, {arguments.repeat} times in turn, medians. {_machine()}.\n", flush=True)
    tasks = merges(folder, arguments.units)
    in_turn(tasks, arguments.repeat)
    print(_compared(tasks) + "\n", flush=True)
    short = waits(folder, arguments.units)
    in_turn(short, max(arguments.repeat, 5))
    print(_waited(short) + "\n", flush=True)
    libraries = imports()
    in_turn(libraries, max(arguments.repeat, 3))
    print(_imported(libraries, short[0].seconds), flush=True)


if __name__ == "__main__":
    main()
