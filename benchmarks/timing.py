"""Commands that are timed, each in a fresh process with our checkout to import from."""

from __future__ import annotations

import os
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resource import struct_rusage

HERE = Path(__file__).parent
PYTHON = sys.executable
OURS = [PYTHON, "-m", "followup"]
DONE = (0, 1)
"""Exit codes that mean that the work was done; 1 says that something was found."""


@dataclass(frozen=True)
class Took:
    """What one process took: seconds on the wall, and megabytes at its peak (its own or its largest child's).

    Processor time is its own and that of every process that it has waited for. None where the system does not tell.
    """

    seconds: float
    megabytes: float | None = None
    processor: float | None = None


@dataclass
class Task:
    """A command that is timed, and what it has taken so far."""

    name: str
    command: Sequence[str]
    makes: Path | None = None
    """A folder that it fills and that is emptied first, so that it does all of its work each time."""
    keeps: bool = False
    """Whether it may use what was kept of what was read before; what is timed reads everything unless it is about that."""
    changes: Path | None = None
    """A workbook that has other bytes each time, as one that came anew."""
    taken: list[Took] = field(default_factory=list)

    def run(self) -> Took:
        """Run it once."""
        if self.makes is not None:
            shutil.rmtree(self.makes, ignore_errors=True)
        if self.changes is not None:
            with zipfile.ZipFile(self.changes, "a") as archive:
                archive.comment = os.urandom(16)
        self.taken.append(timed(self.command, self.keeps))
        return self.taken[-1]

    def processor(self, times: int) -> float:
        """Processor time of so many runs on average."""
        return sum(self.run().processor or 0.0 for _time in range(times)) / times

    @property
    def seconds(self) -> float:
        """The median."""
        return median(took.seconds for took in self.taken)

    @property
    def megabytes(self) -> float | None:
        """The median; None where memory is not known."""
        numbers = [took.megabytes for took in self.taken if took.megabytes is not None]
        return median(numbers) if numbers else None


def timed(command: Sequence[str], keeps: bool = False) -> Took:
    """Run a command in a fresh process with our checkout to import from; stop where it fails."""
    variables = environment() | {"FOLLOWUP_KEEP": "yes" if keeps else "no"}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=output, env=variables)
        usage = _wait(process)
        seconds = time.perf_counter() - start
        if process.returncode not in DONE:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{output.read().decode(errors='replace')}")
    if usage is None:
        return Took(seconds)
    megabytes = float(usage.ru_maxrss) / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Took(seconds, megabytes, usage.ru_utime + usage.ru_stime)


def _wait(process: subprocess.Popen[bytes]) -> struct_rusage | None:
    """Wait, and give what was used where the system tells it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def environment() -> dict[str, str]:
    """Ours to import from the checkout, and compiled once, as it is where it is installed."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**variables, "PYTHONPATH": os.pathsep.join(paths), "FOLLOWUP_LANGUAGE": "sv"}


def in_turn(tasks: Sequence[Task], repeat: int) -> None:
    """A B C A B C …, after each has run once untimed: files are in the system's cache, code is compiled."""
    for task in tasks:
        task.run()
        task.taken.clear()
    for number in range(repeat):
        for task in tasks:
            print(f"{number + 1}/{repeat} {task.name} …", file=sys.stderr)
            task.run()
