"""Which commands make outputs again that are older than their round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from followup.flow.door.formats import PUBLISHED, REGIONAL, SUMMARY, WORD, document_of_kind

EVERY_DOCUMENT = "followup merge; followup report --all"
"""Where nobody knows how a file was made."""
FACTS, SINCE = "facts", "_since"
"""The kind of an export, before its format; and what stands behind a document in which changes are marked."""


class _Output(NamedTuple):
    """An output as a command makes it: ``kind`` as it is sealed, its ``ending``, and whether small numbers are masked."""

    kind: str
    ending: str
    published: bool


def commands_for(stale: Sequence[Path], output: Path) -> tuple[str, ...]:
    """The commands, fewest first to run: a merge for what that makes, then a report for each format; none for a file of which
    nobody knows how it was made."""
    outputs = [_Output(kind_of(path), path.suffix, path.relative_to(output).parts[0] == PUBLISHED) for path in stale]
    merged = [output for output in outputs if _is_of_merge(output.kind)]
    return (*_merge(merged), *_reports(output for output in outputs if output not in merged))


def _is_of_merge(kind: str) -> bool:

    return kind in (REGIONAL, SUMMARY, f"{SUMMARY}_pdf")


def _merge(outputs: Sequence[_Output]) -> Iterator[str]:
    """One merge makes them all."""
    options = {
        "--published": any(output.published for output in outputs),
        "--pdf": any(output.ending == ".pdf" for output in outputs),
        "--macros": any(output.ending == ".xlsm" for output in outputs),
    }
    if outputs:
        yield " ".join(["followup merge", *(option for option, is_wanted in options.items() if is_wanted)])


def _reports(outputs: Iterable[_Output]) -> Iterator[str]:
    """One for the documents that need the same options. ``--published`` makes both editions of a document."""
    masked: dict[tuple[str, str], bool] = {}
    for output in outputs:
        for name, options in _name_and_options(output.kind):
            masked[name, options] = masked.get((name, options), False) or output.published
    together: dict[tuple[str, str], list[str]] = {}
    for (name, options), published in masked.items():
        verb = "export" if name == FACTS else "report"
        all_options = f"{options} --published" if published else options
        together.setdefault((verb, all_options), []).extend([name] if name != FACTS else [])
    for (verb, options), names in together.items():
        yield " ".join(["followup", verb, *names]) + options


def _name_and_options(kind: str) -> Iterator[tuple[str, str]]:
    """The document that a kind of output is, and the options that give its format; nothing for a kind that is none."""
    name = document_of_kind(kind) or (FACTS if kind.startswith(f"{FACTS}_") else "")
    as_format = kind.removeprefix(f"{name}_") if name != kind else ""
    since = name.endswith(SINCE)
    options = " --since ID" if since else ""
    options += f" --format {as_format}" if as_format not in ("", WORD) else ""
    if name:
        yield name.removesuffix(SINCE), options


def kind_of(path: Path) -> str:
    """Which output a file is, as it says itself or as we have recorded it; empty for one that is none of ours."""
    from followup.files.seals.seal import seal_in
    from followup.files.seals.written_record import record_in
    from followup.history.record import is_of_record
    from followup.outputs.records.manifest import MANIFEST

    seal = seal_in(path)
    if seal is not None:
        return seal.kind
    if path.name == MANIFEST or is_of_record(path):
        return "record"
    return next((entry.kind for entry in reversed(record_in(path.parent).get(path.name, ()))), "")
