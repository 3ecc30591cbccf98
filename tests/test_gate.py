"""The gate for speed: what has become slower fails, what the machine does to one turn does not."""

from __future__ import annotations

import os
import sys

import pytest

from benchmarks.gate import JOBS, compare, exit_code, read_ceilings, rows
from benchmarks.timing import timed

BUSY = "end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"


def merged(*turns: float) -> tuple[int, str]:
    """Exit code and verdict of a merge whose ceiling is 10 × the floor."""
    ratios = compare({("merge", "floor"): turns}, {"merge": 10.0})
    return exit_code(ratios), rows(ratios)[0][-1]


def test_a_job_that_was_slower_in_every_turn_fails() -> None:
    assert merged(11.2, 11.1, 16.0) == (1, "slower: 1.11 × the ceiling")


def test_one_quiet_turn_is_enough() -> None:
    assert merged(15.0, 16.0, 10.9, 14.0, 15.0) == (0, "as before")


def test_a_ceiling_that_is_far_above_is_to_be_lowered() -> None:
    assert merged(9.0, 12.0) == (0, "faster: lower the ceiling")


def test_one_slower_job_among_others_fails() -> None:
    turns = {("merge", "floor"): [9.5], ("check", "bare Python"): [50.0]}
    ratios = compare(turns, {"merge": 10.0, "check": 40.0})
    assert [ratio.is_too_slow for ratio in ratios] == [False, True]
    assert exit_code(ratios) == 1


@pytest.mark.parametrize("ceilings", [{}, {"merge": 10.0, "report": 5.0}])
def test_a_job_without_a_ceiling_and_a_ceiling_without_a_job_stop(ceilings: dict[str, float]) -> None:
    with pytest.raises(SystemExit, match=r"ceilings\.toml and what is measured differ"):
        compare({("merge", "floor"): [9.5]}, ceilings)


def test_every_job_has_a_committed_ceiling() -> None:
    ceilings = read_ceilings()
    assert set(ceilings) == set(JOBS)
    assert min(ceilings.values()) > 1, "nothing can take less than its floor"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system tells no processor time")
def test_processor_time_is_that_of_a_process_and_its_children() -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {f'import time{chr(10)}{BUSY}'!r}])"
    took = timed([sys.executable, "-c", child])
    assert took.processor is not None and took.processor > 0.5
