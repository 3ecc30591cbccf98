"""What 10,000 targets take that are all different: understood, and an outcome scored against each.

    python benchmarks/targets.py [--targets N] [--repeat N]

Beside it as many that are the same thirteen over and over, and the floor of a merge of 30 workbooks (``floor.py``), all in
processes of their own and in the same turn. Of each the turn with the least processor time counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from timing import HERE, PYTHON, Task
from workbooks import TARGETS

HUNDRED = Decimal(100)
WAYS = (
    ("Minst {n} %", "%", "higher"), ("{n} %", "%", "higher"), ("Under {n} %", "%", "lower"),
    ("Högst {n} dagar", "dagar", "lower"), ("Minst {n} st", "antal", "higher"), ("{n} mnkr", "mnkr", "higher"),
    ("≥ {n} %", "%", "higher"), ("K {n} M {m}", "%", "lower"), ("Kvinnor: {n} % Män: {m} %", "%", "higher"),
    ("Minska med {n} % jmf 2020", "antal", "lower"), ("Öka till {n} %", "%", "higher"),
    ("mellan {n} och {m} %", "%", "higher"), ("Minst {n} % senast 2023", "%", "higher"),
    ("mer än {n} %", "%", "higher"),
)  # fmt: skip
"""How targets are written: numbers, limits, parts, changes, spans, times; the last needs the grammar."""


def different(count: int) -> list[tuple[str, str, str]]:
    """Targets of which no two have the same text, with the unit and the direction of their measures."""
    return [_target(number) for number in range(count)]


def _target(number: int) -> tuple[str, str, str]:
    turn, way = divmod(number, len(WAYS))
    text, unit, direction = WAYS[way]
    low, high = (str(Decimal(turn + more) / 10).replace(".", ",") for more in (10, 25))
    return text.format(n=low, m=high), unit, direction


def score(targets: Sequence[tuple[str, str, str]]) -> int:
    """Understand each and judge a figure against it; how many were decided."""
    from followup.rules.scoring.attainment import attain
    from followup.rules.scoring.measured import Measured
    from followup.targets.parse import parse_target

    decided = 0
    for text, unit, direction in targets:
        measured, outcome = Measured(unit == "%", unit, direction), Decimal(40) / (HUNDRED if unit == "%" else 1)
        judged = attain(parse_target(text), "", measured, outcome, outcome * 2, "ÅR 2021")
        decided += judged.level in ("met", "not met")
    return decided


def main() -> None:
    """Run what is asked for, or take turns and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", choices=("different", "same"), help="score these alone, in this process")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "followup-benchmark")
    arguments = parser.parse_args()
    count = arguments.targets
    if arguments.only:
        same = [TARGETS[number % len(TARGETS)] for number in range(count)]
        print(score(same if arguments.only == "same" else different(count)))
        return
    from run import merges, table

    command = [PYTHON, str(HERE / "targets.py"), "--targets", str(count), "--only"]
    tasks = [Task(f"{count} {which} targets", [*command, which]) for which in ("different", "same")]
    _merge, _script, floor = merges(arguments.folder.absolute(), 30)
    for task in [*tasks, floor] * arguments.repeat:
        task.run()
    least = [min(took.processor or 0.0 for took in task.taken) for task in (*tasks, floor)]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    rows = [
        [task.name, f"{seconds:.2f}", f"{seconds / least[2]:.1f}", f"{seconds / least[1]:.1f}"]
        for task, seconds in zip((*tasks, floor), least, strict=True)
    ]
    print(table(["", "processor", "× the floor", "× the same"], rows))


if __name__ == "__main__":
    main()
