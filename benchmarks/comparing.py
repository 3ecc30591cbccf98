"""Is any cell lost? What `followup.files` reads of a workbook beside two independent readers: openpyxl, and the raw XML.

Each difference belongs to a class that has a name and a reason (EXPLAINED), or it is a fault. A worker process reads
the files, for a foreign workbook may end or stop any library; a dead or slow worker is ended and another one started.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import queue
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from differences import EXPLAINED, differences, in_words, why_openpyxl_differs, why_xml_differs
from many import in_parallel, table
from readers import RawSheet, Sheets, from_openpyxl, from_xml, ours

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
PATIENCE = 60
"""Seconds that a reader gets for one workbook."""
MOST_MEMORY = 4 * 1024**3
EXAMPLES = 5


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
    for name, where, mine, other in differences(sheets, {name: sheet.cells for name, sheet in raw.items()}):
        why = why_xml_differs(mine, other) or in_words(mine, other)
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
    for name, where, mine, other in differences(sheets, others):
        why = why_openpyxl_differs(where, mine, other, raw.get(name, RawSheet()))
        if raw and name not in raw:
            why = "reads a macro sheet"
        result.differs(f"openpyxl: {why or in_words(mine, other)}", f"{name} {where} {mine} {other}")


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
    return sum(bool(result.faults) for result in results)


def _print(results: Sequence[Compared]) -> None:
    faulty = [result for result in results if result.faults]
    cells = _added(result.cells for result in results)
    print(f"{len(results)} workbooks, {cells.total()} cells, {len(faulty)} workbooks at fault\n")
    table("our reading (files)", Counter(result.read for result in results))
    table("cells", cells)
    table("with at least one (files)", Counter(kind for result in results for kind in result.cells))
    table("differences (files)", Counter(name for result in results for name in result.classes))
    table("differences (cells)", _added(result.classes for result in results))
    for result in faulty:
        print(f"* {result.file}: {result.read}")
        for example in result.examples:
            if any(example.startswith(name) for name in result.faults):
                print(f"    * {example}")


def _added(counts: Iterable[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for item in counts:
        total.update(item)
    return total
