"""Let `followup check` loose on folders of odd and broken workbooks, or compare what is read with two other readers.

    python benchmarks/foreign.py FOLDER… [--seconds 5] [--megabytes 500] [--jobs 2] [--busy]
        [--together 20] [--most 400] [--list FILE]
    python benchmarks/foreign.py --compare FOLDER… [--jobs 2] [--most 400] [--list FILE]

Each file is a process of its own, so that start and imports count, watched with all that it starts. Every file must end
in a finding and exit 1 or 2, in time, without a trace on standard error. With ``--together 20`` so many files are one run,
far faster: when all of them keep within the limits of one, each does; else they are run one by one. Prints Markdown; exit
1 when a file is at fault.
The package is imported from PYTHONPATH where that is set, else from this checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil
from many import in_parallel, table

HERE = Path(__file__).resolve().parent
PLAN = HERE.parent / "examples" / "norrbotten-2022-04" / "plan.xlsx"
FOUND, COULD_NOT_RUN = 1, 2
PATIENCE = 6
"""A file is stopped when it has taken so many times what it may: how long it would take is worth knowing, to a limit."""
OFTEN = 0.03
"""Seconds between looks at the memory of a process and of those that it has started."""
TRACES = ("Traceback (most recent call last)", "panicked at", "Fatal Python error", "core dumped")


@dataclass
class Checked:
    """What became of one file: exit code (None when it was stopped), what it took, its rules and what was wrong.

    ``seconds`` are on the wall, ``processor`` those that its processes worked: far less where the machine is busy.
    """

    file: str
    code: int | None
    seconds: float
    processor: float
    megabytes: float
    rules: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    slow: bool = False


@dataclass(frozen=True)
class Limits:
    """What one file may take; on a ``busy`` machine the seconds are of processor time."""

    seconds: float
    megabytes: float
    busy: bool = False


# One file.


def checked(paths: Sequence[Path], plan: Path, limits: Limits) -> list[Checked]:
    """Check some files in one run, and judge how it went; each by itself unless all went well.

    What a run took is put down for each of its files: none of them took more.
    """
    together = _checked_together(paths, plan, limits)
    if len(paths) == 1 or not any(result.faults for result in together):
        return together
    return [_checked_together([path], plan, limits)[0] for path in paths]


def _checked_together(paths: Sequence[Path], plan: Path, limits: Limits) -> list[Checked]:
    files = [str(path) for path in paths]
    command = [sys.executable, "-m", "followup", "check", *files, "--plan", str(plan), "--format", "json"]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment())
        worked, megabytes = _watched(process, start + PATIENCE * limits.seconds)
        seconds = time.perf_counter() - start
        output.seek(0)
        errors.seek(0)
        code = None if process.returncode < 0 and seconds > PATIENCE * limits.seconds else process.returncode
        results = [Checked(file, code, seconds, worked, megabytes) for file in files]
        findings = _findings(output.read(), len(files)) if code == FOUND else None
        words = errors.read().decode("utf-8", "replace")
        for index, result in enumerate(results):
            _judge(result, findings and findings[index], words, limits)
    return results


def _watched(process: subprocess.Popen[bytes], until: float) -> tuple[float, float]:
    """Wait for the process to end, or end it with all that it has started.

    Gives the seconds of processor time and the most megabytes at a time, of the process and all that it has started,
    as far as could be seen.
    """
    most, worked = 0, {}
    while process.poll() is None:
        tree = _tree(process.pid)
        used = [_used(element) for element in tree]
        worked |= {process.pid: seconds for process, (seconds, _memory) in zip(tree, used, strict=True) if seconds}
        most = max(most, sum(memory for _seconds, memory in used))
        if time.perf_counter() > until:
            for element in tree:
                _end(element)
            process.wait()
        time.sleep(OFTEN)
    return sum(worked.values()), most / (1024 * 1024)


def _tree(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _used(process: psutil.Process) -> tuple[float, int]:
    """Seconds of processor time, and bytes of memory now."""
    try:
        with process.oneshot():
            times = process.cpu_times()
            return times.user + times.system, process.memory_info().rss
    except psutil.Error:
        return 0, 0


def _end(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error):
        process.kill()


def _findings(message: bytes, count: int) -> list[list[dict[str, str]]] | None:
    """The findings of each file, in order; None when they are not told as they should be."""
    try:
        result = [file["findings"] for file in json.loads(message)["files"]]
    except (ValueError, KeyError):
        return None
    return result if len(result) == count else None


def _judge(result: Checked, findings: list[dict[str, str]] | None, message: str, limits: Limits) -> None:
    """Fill in the rules of the findings, and what is wrong with how the file was dealt with."""
    fault = result.faults.append
    if result.code is None:
        fault(f"stopped after {result.seconds:.0f} s")
    elif result.code not in (FOUND, COULD_NOT_RUN):
        fault(f"exit {result.code}")
    for trace in TRACES:
        if trace in message:
            fault(f"on standard error: {trace}")
    seconds = result.processor if limits.busy else result.seconds
    result.slow = seconds > limits.seconds
    if result.slow and result.code is not None:
        fault(f"took {seconds:.1f} s")
    if result.megabytes > limits.megabytes:
        fault(f"took {result.megabytes:.0f} MB")
    if result.code == FOUND:
        result.faults += _judge_findings(result, findings)
    elif result.code == COULD_NOT_RUN and not message.strip():
        fault("no sentence")


def _judge_findings(result: Checked, findings: list[dict[str, str]] | None) -> Iterator[str]:
    if findings is None:
        yield "no JSON"
        return
    result.rules = sorted({finding["rule"] for finding in findings})
    if not any(finding["severity"] == "error" for finding in findings):
        yield "no finding"
    if any(not finding["advice"].strip() for finding in findings):
        yield "a finding without advice"


def environment() -> dict[str, str]:
    """The package from PYTHONPATH, else from this checkout; its own failures with their traces."""
    paths = [*filter(None, [os.environ.get("PYTHONPATH")]), str(HERE.parent)]
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**variables, "PYTHONPATH": os.pathsep.join(paths), "FOLLOWUP_LANGUAGE": "en", "FOLLOWUP_TRACE": "1"}


# Many files.


def files_in(places: Iterable[Path], suffixes: Sequence[str] = (), most: int | None = None) -> list[Path]:
    """Every file in these folders, sorted; with ``most`` that many of them, evenly spread."""
    paths = sorted(
        path
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file() and (not suffixes or path.suffix.casefold() in suffixes)
    )
    if most is None or len(paths) <= most:
        return paths
    return [paths[number * len(paths) // most] for number in range(most)]


def check_all(paths: Sequence[Path], plan: Path, limits: Limits, jobs: int, together: int, into: Path | None) -> int:
    """Check every file and print what became of them; the number of files at fault."""
    runs = [paths[start : start + together] for start in range(0, len(paths), together)]
    results = []
    with (into or Path(os.devnull)).open("w", encoding="utf-8") as lines:
        for some in in_parallel(lambda run: checked(run, plan, limits), runs, jobs):
            results += some
            for result in some:
                print(json.dumps(asdict(result)), file=lines, flush=True)
    results = [_again(result, plan, limits) if result.slow else result for result in results]
    _print(results)
    return sum(bool(result.faults) for result in results)


def _again(slow: Checked, plan: Path, limits: Limits) -> Checked:
    """A slow file once more by itself when all others are done: what else the machine did is no fault of the file."""
    alone = _checked_together([Path(slow.file)], plan, limits)[0]
    print(f"{slow.file}: {slow.seconds:.1f} s among others, {alone.seconds:.1f} s alone", file=sys.stderr, flush=True)
    return alone


def _print(results: Sequence[Checked]) -> None:
    print(f"{len(results)} files, {sum(bool(result.faults) for result in results)} at fault\n")
    table("exit", Counter(str(result.code) for result in results))
    table("rule (files)", Counter(rule for result in results for rule in result.rules))
    table(
        "fault (files)",
        Counter(fault.split(" s")[0].rstrip("0123456789.") for result in results for fault in result.faults),
    )
    slowest = sorted(results, key=lambda result: -result.seconds)[:10]
    table("slowest, s", {result.file: f"{result.seconds:.2f}" for result in slowest})
    hardest = sorted(results, key=lambda result: -result.processor)[:10]
    table("most work, s of processor time", {result.file: f"{result.processor:.2f}" for result in hardest})
    largest = sorted(results, key=lambda result: -result.megabytes)[:10]
    table("largest, MB", {result.file: f"{result.megabytes:.0f}" for result in largest})
    for result in results:
        if result.faults:
            print(f"* {result.file}: {'; '.join(result.faults)}")


def main() -> int:
    """Read the arguments, run, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--compare", action="store_true", help="compare cells with two other readers")
    parser.add_argument("--plan", type=Path, default=PLAN)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--megabytes", type=float, default=500)
    parser.add_argument("--busy", action="store_true", help="judge by processor time: the machine has other work")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--together", type=int, default=1, help="so many files in a run; one by one where one fails")
    parser.add_argument("--most", type=int, help="so many files, evenly spread")
    parser.add_argument("--list", type=Path, help="write a line of JSON for each file")
    result = parser.parse_args()
    if result.compare:
        sys.path.append(str(HERE.parent))  # after PYTHONPATH; the workers inherit it
        from comparing import WORKBOOKS, compare_all

        return 1 if compare_all(files_in(result.folders, WORKBOOKS, result.most), result.jobs, result.list) else 0
    limits = Limits(result.seconds, result.megabytes, result.busy)
    paths = files_in(result.folders, most=result.most)
    return 1 if check_all(paths, result.plan, limits, result.jobs, result.together, result.list) else 0


if __name__ == "__main__":
    raise SystemExit(main())
