"""Read plans of more and more units, each with last year's figures of every one of them: time and memory a unit.

    python benchmarks/large_plans.py --units 300 3000

A unit has 460 cells of earlier figures. What it takes grows with the cells: twice the units take twice the time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from timing import OURS, timed
from workbooks import write_plan


def main() -> None:
    """Make each plan, ask for the status in a process of its own, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[300, 3000], help="how many units each plan has")
    arguments = parser.parse_args()
    print("| units | processor, s | ms a unit | MB, largest process |\n| --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for units in arguments.units:
            path = Path(folder) / f"plan {units}.xlsx"
            print(f"{units} units …", file=sys.stderr)
            write_plan(path, units)
            took = timed([*OURS, "status", "--plan", str(path)])
            seconds = took.processor if took.processor is not None else took.seconds
            print(f"| {units} | {seconds:.1f} | {seconds * 1000 / units:.1f} | {took.megabytes or 0:.0f} |", flush=True)


if __name__ == "__main__":
    main()
