"""Is any cell lost? What `followup.files` reads of a workbook beside two independent readers: openpyxl, and the raw XML.

Each difference belongs to a class that has a name and a reason (EXPLAINED), or it is a fault. A worker process reads
the files, for a foreign workbook may end or stop any library; a dead or slow worker is ended and another one started.
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import queue
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from foreign import in_parallel, table
from readers import Place, RawSheet, Seen, Sheets, from_openpyxl, from_xml, lines, ours, readable

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
PATIENCE = 30
"""Seconds that a reader gets for one workbook."""
MOST_MEMORY = 4 * 1024**3
EXAMPLES = 5
DIGITS_KEPT = 1e-14
"""What 15 significant digits may leave out."""

EXPLAINED = {
    "xml: cannot read the file": "no reader of ours is at fault when the XML cannot be parsed",
    "xml: we keep the code of a rare sign": "a sign that no program needs to write as _xC1EF_ is left so",
    "openpyxl: cannot open the file": "its own limits with styles, names and odd parts",
    "openpyxl: sees no sheets": "Strict OOXML",
    "openpyxl: takes too long": "a merge of whole columns, or millions of styled cells",
    "openpyxl: white space at the ends": "it keeps what does not count without xml:space; Excel drops it too",
    "openpyxl: keeps _x000D_ as it is written": "a carriage return or a control character; we make it what it stands for",
    "openpyxl: empties what a merged range hides": "we keep it, and it becomes a finding",
    "openpyxl: a formula whose result is empty text": "calculated, and blank; it cannot tell that from never calculated",
    "openpyxl: makes a text of a link": "a cell without a value gets the address that it leads to",
    "openpyxl: says #VALUE! for a number": "a date format over a number that is no date; we keep the number",
}


@dataclass
class Compared:
    """One workbook: how our reading ended, cells by kind, differences by class, and examples of each class."""

    file: str
    read: str = ""
    cells: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def differs(self, name: str, example: str) -> None:
        """Count a difference, and keep the first few."""
        self.classes[name] = self.classes.get(name, 0) + 1
        if self.classes[name] <= EXAMPLES:
            self.examples.append(f"{name}: {example}"[:300])

    @property
    def faults(self) -> set[str]:
        """What nothing explains."""
        died = {self.read} if self.read.startswith("reader") else set()
        return died | (self.classes.keys() - EXPLAINED.keys())


# One workbook.


def compare_xml(path: Path, result: Compared) -> tuple[Sheets, dict[str, RawSheet]]:
    """Our reading beside the raw XML; both are given for the next."""
    sheets, result.read = ours(path)
    if result.read != "read":
        return {}, {}
    result.cells = dict(Counter(seen.kind for cells in sheets.values() for seen in cells.values()))
    try:
        raw = from_xml(path)
    except Exception as error:  # whatever it is, it is told
        result.differs("xml: cannot read the file", f"{type(error).__name__}: {error}")
        return sheets, {}
    for name, where, mine, other in _differences(sheets, {name: sheet.cells for name, sheet in raw.items()}):
        coded = mine and other and mine.kind == other.kind == "text" and readable(mine.value) == other.value
        why = "we keep the code of a rare sign" if coded else _in_words(mine, other)
        result.differs(f"xml: {why}", f"{name} {where} {mine} {other}")
    return sheets, raw


def compare_openpyxl(path: Path, sheets: Sheets, raw: dict[str, RawSheet], result: Compared) -> None:
    """Our reading beside openpyxl's, with what the XML explains."""
    try:
        others = from_openpyxl(path)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl fails in many ways
        result.differs("openpyxl: cannot open the file", f"{type(error).__name__}: {error}")
        return
    if not others and sheets:
        result.differs("openpyxl: sees no sheets", "")
        return
    for name, where, mine, other in _differences(sheets, others):
        why = _why(where, mine, other, raw.get(name, RawSheet()))
        result.differs(f"openpyxl: {why or _in_words(mine, other)}", f"{name} {where} {mine} {other}")


def _differences(sheets: Sheets, others: Sheets) -> Iterator[tuple[str, Place, Seen | None, Seen | None]]:
    for name in sorted(sheets.keys() | others.keys()):
        mine, other = sheets.get(name, {}), others.get(name, {})
        if mine == other:
            continue
        for where in sorted(mine.keys() | other.keys()):
            left, right = mine.get(where), other.get(where)
            if left != right and not _alike(left, right):
                yield name, where, left, right


def _alike(mine: Seen | None, other: Seen | None) -> bool:
    """The same but for how it is written: a date may be a number, and a number has 15 digits."""
    if mine is None or other is None:
        return False
    kinds = (mine.kind, other.kind)
    if kinds == ("number", "number"):
        return math.isclose(float(mine.value), float(other.value), rel_tol=DIGITS_KEPT)
    if kinds == ("date", "date"):
        return _same_moment(mine.value, other.value)
    return kinds in (("date", "number"), ("number", "date"), ("uncalculated", "uncalculated"))


def _same_moment(mine: str, other: str) -> bool:
    try:
        apart = datetime.fromisoformat(mine) - datetime.fromisoformat(other).replace(tzinfo=None)
    except (ValueError, TypeError):
        return mine == other
    return abs(apart) < timedelta(seconds=1)


def _why(where: Place, mine: Seen | None, other: Seen | None, raw: RawSheet) -> str:
    """The class of a difference from openpyxl that the XML explains; nothing for any other."""
    if (mine is None or mine.kind == "uncalculated") and _within(where, raw.links):
        return "makes a text of a link"
    if mine is None:
        empty = other is not None and other.kind == "uncalculated" and where in raw.empty_results
        return "a formula whose result is empty text" if empty else ""
    if other is None:
        return "empties what a merged range hides" if _within(where, raw.merged) else ""
    if mine.kind == other.kind == "text":
        return _why_texts_differ(mine.value, other.value)
    if mine.kind in ("number", "date") and other == ("error", "#VALUE!"):
        return "says #VALUE! for a number"
    return ""


def _why_texts_differ(mine: str, other: str) -> str:
    if mine.strip() == other.strip():
        return "white space at the ends"
    return "keeps _x000D_ as it is written" if readable(mine) == lines(readable(other)) else ""


def _within(where: Place, ranges: list[tuple[Place, Place]]) -> bool:
    row, column = where
    return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in ranges)


def _in_words(mine: Seen | None, other: Seen | None) -> str:
    return f"we have {mine.kind if mine else 'nothing'}, it {other.kind if other else 'nothing'}"


# Many workbooks.


def _serve(connection: Connection) -> None:
    """The worker: a path in; our reading beside the raw XML out, then with openpyxl as well."""
    sys.stdout = sys.stderr  # openpyxl prints what it does not understand
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except ImportError:
        pass
    while path := connection.recv():
        result = Compared(str(path))
        sheets, raw = compare_xml(path, result)
        connection.send(result)
        if result.read == "read":
            try:
                compare_openpyxl(path, sheets, raw, result)
            except MemoryError:
                result.differs("openpyxl: takes too long", "memory")
        connection.send(result)


class _Worker:
    """A process that compares one file after another, started again when it has died or is too slow."""

    process: SpawnProcess | None = None

    def compare(self, path: Path) -> Compared:
        result = Compared(str(path), "reader died")
        try:
            self._start()
            self.connection.send(path)
            for _stage in ("reader", "openpyxl"):
                if not self.connection.poll(PATIENCE):
                    self._too_slow(result)
                    raise EOFError
                result = self.connection.recv()
        except (EOFError, OSError):
            self.end()
        return result

    def _too_slow(self, result: Compared) -> None:
        if result.read == "read":
            result.differs("openpyxl: takes too long", f"{PATIENCE} s")
        else:
            result.read = "reader too slow"

    def _start(self) -> None:
        if self.process is not None and self.process.is_alive():
            return
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,))
        self.process.start()
        theirs.close()

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()


def compare_all(paths: Sequence[Path], jobs: int, into: Path | None) -> int:
    """Compare every workbook and print the differences by class; the number of workbooks with an unexplained one."""
    workers: queue.Queue[_Worker] = queue.Queue()
    for _number in range(jobs):
        workers.put(_Worker())

    def compare(path: Path) -> Compared:
        worker = workers.get()
        try:
            return worker.compare(path)
        finally:
            workers.put(worker)

    results = []
    with (into or Path(os.devnull)).open("w", encoding="utf-8") as lines:
        for result in in_parallel(compare, paths, jobs):
            results.append(result)
            print(json.dumps(asdict(result)), file=lines, flush=True)
    while not workers.empty():
        workers.get().end()
    _print(results)
    return sum(bool(each.faults) for each in results)


def _print(results: Sequence[Compared]) -> None:
    faulty = [each for each in results if each.faults]
    cells = _added(each.cells for each in results)
    print(f"{len(results)} workbooks, {cells.total()} cells, {len(faulty)} workbooks at fault\n")
    table("our reading (files)", Counter(each.read for each in results))
    table("cells", cells)
    table("with at least one (files)", Counter(kind for each in results for kind in each.cells))
    table("differences (files)", Counter(name for each in results for name in each.classes))
    table("differences (cells)", _added(each.classes for each in results))
    for each in faulty:
        print(f"* {each.file}: {each.read}")
        for example in each.examples:
            if any(example.startswith(name) for name in each.faults):
                print(f"    * {example}")


def _added(counts: Iterator[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total
