"""A gate for speed: how many times the floor each job takes, beside the ceiling that is committed for it.

What is compared is processor time, of a job and of a floor run in the same turn. A busy machine makes both take more,
and the job most (it needs more of the caches), so the least ratio of some turns counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CEILINGS = Path(__file__).parent / "ceilings.toml"
UNITS = 30
JOBS = (
    f"merge of {UNITS} workbooks",
    f"{UNITS} templates",
    "check of one workbook",
    "followup --help",
    "second merge, one workbook changed",
)
SLACK = 1.1
"""What is more than a tenth above its ceiling has become slower; less than that may be the machine."""


@dataclass(frozen=True)
class Ratio:
    """A job's processor time over its floor's, turn by turn, and the ceiling for the least of them."""

    job: str
    floor: str
    turns: tuple[float, ...]
    ceiling: float

    @property
    def least(self) -> float:
        """The ratio of the quietest turn."""
        return min(self.turns)

    @property
    def is_too_slow(self) -> bool:
        """Whether every turn was more than a tenth above the ceiling."""
        return self.least > self.ceiling * SLACK

    @property
    def verdict(self) -> str:
        """In words; a ceiling that has become too high is to be lowered, or the gain may be lost unseen."""
        if self.is_too_slow:
            return f"slower: {self.least / self.ceiling:.2f} × the ceiling"
        return "faster: lower the ceiling" if self.least * SLACK < self.ceiling else "as before"


def read_ceilings(path: Path = CEILINGS) -> Mapping[str, float]:
    """The ceilings by the name of the job."""
    ceilings: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["ceilings"]
    return ceilings


def compare(turns: Mapping[tuple[str, str], Sequence[float]], ceilings: Mapping[str, float]) -> list[Ratio]:
    """Ratios by (job, floor) with their ceilings; a job without a ceiling, or the reverse, stops."""
    jobs = {job for job, _floor in turns}
    if jobs != set(ceilings):
        raise SystemExit(f"{CEILINGS.name} and what is measured differ: {', '.join(sorted(jobs ^ set(ceilings)))}")
    return [Ratio(job, floor, tuple(ratios), ceilings[job]) for (job, floor), ratios in turns.items()]


def exit_code(ratios: Iterable[Ratio]) -> int:
    """1 when any job has become slower."""
    return int(any(ratio.is_too_slow for ratio in ratios))


def rows(ratios: Iterable[Ratio]) -> list[list[str]]:
    """What is shown of each job."""
    return [
        [
            ratio.job,
            ratio.floor,
            f"{ratio.least:.1f}",
            f"{ratio.ceiling:.1f}",
            " ".join(f"{turn:.1f}" for turn in ratio.turns),
            ratio.verdict,
        ]
        for ratio in ratios
    ]


TITLES = ("job", "floor", "× the floor", "ceiling", "each turn", "")
