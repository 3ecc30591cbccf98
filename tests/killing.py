"""Kill a merge while it writes, many times: what stands in the output folder is the last good result or the new one.

``python -m tests.killing 100`` kills a hundred merges of the bundled example and prints what was found.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tests.demos import copied
from tests.house import command

OUTPUTS = ("regional.xlsx", "summary.docx", "manifest.json")
RECORD = (
    "changed.csv",
    "decisions.csv",
    "facts.csv",
    "figures.csv",
    "findings.csv",
    "notes.csv",
    "published.csv",
    "receipts.csv",
    "record.json",
    "since.csv",
    "stale.csv",
    "state.csv",
)
MOMENTS = (".*.part", ".summary.docx.*.part", ".manifest.json.*.part")
"""What is waited for before a kill: that anything is written, that the last document is, that files are being moved.

The moves take a millisecond or two, too short to be hit: for the last of these a merge is taken that rests at each.
"""
RESTING = """
import runpy, time
from pathlib import Path
real = Path.replace
def replace(self, target):
    time.sleep(0.05)
    return real(self, target)
Path.replace = replace
runpy.run_module("followup", run_name="__main__")
"""
PATIENCE = 60.0
WRITTEN = ".followup"
"""The folder in which the tool keeps what it wrote last."""
Digests = dict[str, str]


def sha256_of(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass
class Killing:
    """A workspace whose output is replaced again and again, from a first inbox's result to a second one's."""

    folder: Path
    seed: int = 20220430
    aloud: bool = False
    first: Digests = field(default_factory=dict)
    second: Digests = field(default_factory=dict)
    second_record: Digests = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.folder / "output"

    @property
    def kept(self) -> Path:
        """A copy of the first result, to begin again from."""
        return self.folder / "kept"

    def merge(self, rests: bool) -> subprocess.Popen[bytes]:
        """A real merge, in a process of its own; one that ``rests`` takes its time before each move."""
        program = ["-c", RESTING] if rests else ["-m", "followup"]
        arguments = [sys.executable, *program, "merge", "--plan", str(self.folder), "--today", "2022-05-01"]
        nowhere = subprocess.DEVNULL
        root = str(Path(__file__).resolve().parents[1])
        return subprocess.Popen(
            arguments, stdout=nowhere, stderr=nowhere, env={**os.environ, "PYTHONPATH": root}, cwd=self.folder
        )

    def undisturbed(self) -> int:
        """A merge that nobody disturbs, in this process: its exit code."""
        return command("merge", "--plan", str(self.folder), "--today", "2022-05-01")[0]

    def standing(self) -> Digests:
        """What stands in the output folder under the outputs' own names."""
        return {name: sha256_of(self.output / name) for name in OUTPUTS if (self.output / name).is_file()}

    def _record(self) -> Digests:
        """The files of the round's record."""
        folder = self.output / "record"
        return {name: sha256_of(folder / name) for name in RECORD if (folder / name).is_file()}

    def begin_again(self) -> None:
        """The first result in the output folder, and nothing else."""
        shutil.rmtree(self.output)
        shutil.copytree(self.kept, self.output)

    def prepare(self, change_inbox: Callable[[], None]) -> list[float]:
        """The two results undisturbed, and how many seconds the second merge goes on writing from each moment."""
        assert self.undisturbed() in (0, 1)
        self.first = self.standing()
        shutil.copytree(self.output, self.kept)
        change_inbox()
        assert self.undisturbed() in (0, 1)
        self.second, self.second_record = self.standing(), self._record()
        assert all(self.first[name] != self.second[name] for name in OUTPUTS)
        return [self._span(moment) for moment in MOMENTS]

    def _span(self, moment: str) -> float:
        """Seconds from a moment until the record is in place; a moment too short to be seen is taken for 5 ms."""
        self.begin_again()
        merge = self.merge(rests=moment == MOMENTS[-1])
        begun = self._wait_for(moment, merge)
        while begun and sha256_of(self.output / "manifest.json") == self.first["manifest.json"]:
            time.sleep(0.0002)
        done = time.perf_counter()
        merge.wait()
        return max(done - begun, 0.005) if begun else 0.005

    def _wait_for(self, pattern: str, merge: subprocess.Popen[bytes]) -> float | None:
        """When a file of that name is first seen; None when the merge ended before.

        It is looked for closely only once the merge writes: looking takes a processor from the merge itself.
        """
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            writes = [file.name for file in self.output.iterdir() if fnmatch(file.name, MOMENTS[0])]
            if any(fnmatch(name, pattern) for name in writes):
                return time.perf_counter()
            if merge.poll() is not None:
                return None
            time.sleep(0.0002 if writes else 0.005)
        raise TimeoutError(pattern)

    def kill(self, times: int, spans: Sequence[float]) -> None:
        """Kill this many merges while they write, at random times after each of the moments in turn."""
        chance = random.Random(self.seed)
        killed = 0
        while killed < times:
            which = killed % len(MOMENTS)
            self.begin_again()
            merge = self.merge(rests=which == len(MOMENTS) - 1)
            if self._wait_for(MOMENTS[which], merge) is not None:
                time.sleep(chance.uniform(0, spans[which]))
            was_alive = merge.poll() is None
            merge.kill()
            merge.wait()
            if not was_alive or (self.standing() == self.second and not list(self.output.glob(".*.part"))):
                self.seen["too late, tried again"] += 1
                continue
            killed += 1
            self._look(killed)
            if self.aloud and killed % 10 == 0:
                print(f"{killed}: {dict(self.seen)}, wrong: {len(self.wrong)}", flush=True)

    def _look(self, number: int) -> None:
        """What stands there after a kill, and after the next merge."""
        standing = self.standing()
        which = {
            name: "old" if digest == self.first[name] else "new" if digest == self.second[name] else "broken"
            for name, digest in standing.items()
        }
        state = "/".join(which.get(name, "lost") for name in OUTPUTS)
        self.seen[state] += 1
        if {"broken", "lost"} & set(state.split("/")):
            self.wrong.append(f"{number}: {state}")
        code = self.undisturbed()
        left = sorted(path.name for path in self.output.iterdir() if path.name not in (*OUTPUTS, WRITTEN, "record"))
        left += sorted({path.name for path in (self.output / "record").iterdir()} ^ set(RECORD))
        left += [] if self._record() == self.second_record else ["another record"]
        left += [path.name for path in (self.output / WRITTEN).glob("*") if not self._is_ours(path)]
        if code not in (0, 1) or self.standing() != self.second or left:
            self.wrong.append(f"{number}: {state}, then {code}, {self.standing()}, {left}")

    def _is_ours(self, copy: Path) -> bool:
        """Whether what is kept of a merge is what the last one wrote."""
        return self.second.get(copy.name) == sha256_of(copy)


def example(folder: Path) -> Callable[[], None]:
    """The bundled example in a folder, one unit's answers kept back; gives what puts them into the inbox."""
    copied(folder)
    shutil.rmtree(folder / "output")
    late = next((folder / "inbox").glob("Division Service*"))
    late.rename(folder / late.name)

    def answer() -> None:
        (folder / late.name).rename(late)

    return answer


def main(times: int) -> int:
    """Kill, and tell."""
    with tempfile.TemporaryDirectory() as place:
        killing = Killing(Path(place) / "region", aloud=True)
        spans = killing.prepare(example(killing.folder))
        spans_in_words = ", ".join(f"{span * 1000:.1f} ms" for span in spans)
        print(
            f"from the beginning, the last document, the moves (resting) it takes {spans_in_words}; seed {killing.seed}",
            flush=True,
        )
        killing.kill(times, spans)
        print("regional/summary/manifest after the kill:", dict(killing.seen.most_common()))
        print(f"{times - len({fault.split(':')[0] for fault in killing.wrong})} of {times} as they must be")
        print("\n".join(killing.wrong))
        return 1 if killing.wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
