"""What commands give a script is as ``docs/schemas`` says, on all examples; and an object that is wrong anywhere is not."""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.golden.job import EXAMPLES, committed
from tests.house import command
from tests.schemas import FOLDER, NAMES, faults, schema
from tests.tables import new_path
from tests.targets.checking import expectations

DOCS = FOLDER.parent
COMMANDS = ("check", "status", "merge", "plan check", "plan diff")
REVISED = {example.name for example in EXAMPLES if example.revised}
DUMPS = [
    (example.name, title)
    for example in EXAMPLES
    for title in COMMANDS
    if title != "plan diff" or example.name in REVISED
]
TODAY = ("--today", "2022-05-20")
MAY_BE_LEFT_OUT = {"merge": ["no refreshed", "no closed"], "status": ["no closed"]}
CLOSED = {
    **{"round": "T1 2022", "since": "2022-05-30", "folder": "closed/T1 2022", "seal": "0" * 64},
    **{"new": ["Nord, rättad.xlsx"], "changed": ["plan.xlsx"]},
}
FIGURES = {"name": "Utfall", "values": [0.5, None]}
PARTS = [
    {"part": "table", "caption": "Tal", "columns": ["Rad", "Tal"], "rows": [["Besök", "12"]]},
    {
        **{"part": "chart", "kind": "line", "title": "Väntan", "categories": ["jan", "feb"], "figures": [FIGURES]},
        "target": {"name": "Mål", "value": 0.8},
    },
]
"""Of a document; ``tests/outputs/of_report`` holds whole documents against the schema."""


@functools.cache
def dump(example: str, title: str) -> Any:
    """What a command gave on an example: ``tests/golden`` sees to it that it still does."""
    (wanted,) = (folder for folder in EXAMPLES if folder.name == example)
    return json.loads(committed(wanted)[f"{title}.json"])


@functools.cache
def targets() -> tuple[Any, ...]:
    """What ``followup target`` answers to every target and outcome that its tests know, and to a line that is none."""
    texts = [expectation for name in ("open", "open_2", "own", "seeds") for expectation in expectations(f"{name}.json")]
    lines = [{key: expectation[key] for key in ("text", "role")} for expectation in texts]
    lines += [{**expectation, "text": expectation["target"]} for expectation in expectations("judged.json")]
    return tuple(answers([json.dumps(line) for line in lines] + ["no object"]))


def answers(lines: list[str]) -> Iterator[Any]:
    """The objects for these lines of JSON."""
    path = new_path().with_suffix(".jsonl")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, output = command("target", "--from", str(path))
    assert code == 0
    yield from (json.loads(line) for line in output.splitlines() if line.startswith("{"))


def stopped(*arguments: str) -> Any:
    """What a script gets of a command that could not run."""
    code, output = command(*arguments, "--format", "json")
    assert code == 2, output
    return json.loads(output[output.index("{") : output.rindex("}") + 1])


@pytest.mark.parametrize(("example", "title"), DUMPS)
def test_what_a_command_gives_on_an_example_is_as_its_schema_says(example: str, title: str) -> None:
    assert faults(title.replace(" ", "-"), dump(example, title)) == []


def test_every_answer_about_a_target_is_as_its_schema_says() -> None:
    result = targets()
    assert len(result) == 829
    assert [fault for finding in result for fault in faults("target", finding)] == []
    assert {key for finding in result for key in finding} == set(known_keys("target", "done")) | {"line", "error"}


def known_keys(name: str, part: str) -> dict[str, Any]:
    """The keys of an object that a schema describes."""
    keys: dict[str, Any] = schema(name)["$defs"][part]["properties"]
    return keys


def test_what_could_not_run_says_why_as_the_schemas_say(tmp_path: Path) -> None:
    nowhere = str(tmp_path)
    for title in ("check", "status", "merge"):
        assert faults(title, stopped(title, "--plan", nowhere)) == []
    assert faults("plan-check", stopped("plan", "check", nowhere)) == []
    assert faults("plan-diff", stopped("plan", "diff", nowhere, nowhere)) == []
    command("new", str(tmp_path / "w"), "--example", EXAMPLES[0].name)
    unusable = stopped("merge", "--plan", str(tmp_path / "w" / "plan.xlsx"), *TODAY)
    assert set(unusable) == set(known_keys("merge", "unusable"))
    assert faults("merge", unusable) == []


def samples() -> dict[str, Any]:
    """An object for each schema, the finding and the unit as they stand in others'."""
    samples_ = {
        title.replace(" ", "-"): dump("norrbotten-2022-04", title) for title in COMMANDS if title != "plan diff"
    }
    merged, judged = samples_["merge"], next(expectation for expectation in targets() if "level" in expectation)
    refreshed = {"tables": 3, "added": [], "left": [], "kept": [], "told": ["3 tabeller."]}
    return {
        **samples_,
        "merge": {**merged, "refreshed": refreshed, "closed": CLOSED},
        "plan-diff": dump("jamtland-2020-revision", "plan diff"),
        "finding": merged["findings"][0],
        "unit": merged["units"][0],
        "receipt": {**samples_["status"]["files"][0], "left": [{"sheet": "Styrmått", "rows": 2}]},
        "status": {**samples_["status"], "closed": CLOSED},
        "closed": CLOSED,
        "close": {
            "round": "T1 2022",
            "closed": CLOSED,
            "matters": [{"finding": merged["findings"][0], "sheet": "Filer", "rows": [{"Enhet": "nord"}]}],
            "stale": ["output/summary.pdf"],
        },
        "verify": {
            "sound": False,
            "rounds": [
                {
                    **{"folder": CLOSED["folder"], "round": "T1 2022", "sound": False, "seal": CLOSED["seal"]},
                    **{
                        "listed": "",
                        "given": CLOSED["seal"],
                        "changed": ["data/plan.xlsx"],
                        "missing": ["bagit.txt"],
                        "extra": ["data/x"],
                    },
                }
            ],
        },
        "import": {
            **{"file": "lista.xlsx", "as": "measures", "confirmed": True, "every_row": {}, "written": True},
            **{"rows_read": 1, "rows_present": 0, "outputs": ["plan.xlsx"], "findings": merged["findings"][:1]},
            "columns": [
                {
                    **{"sheet": "Lista", "column": "C", "title": "Indikator", "means": "measure"},
                    **{"names": "", "certainty": "certain"},
                }
            ],
            "rows_added": [
                {"sheet": "goals", "id": "ekonomi", "cells": {}, "from": {"sheet": "Lista", "cell": "A2"}},
            ],
            "understood": [{"sheet": "Lista", "cell": "F2", "text": "minst 80 %", "explained": "minst 80 %"}],
        },
        "target": judged,
        "stopped": {"error": "Så.", "findings": merged["findings"][:1]},
        "report": {
            "document": "summary",
            "language": "sv",
            "fields": dict.fromkeys(known_fields(), "Så"),
            "parts": PARTS,
        },
        "excel": {"file": "C:\\inbox\\Nord.xlsx", "sheet": "Produktion", "cell": "C7"},
    }


def known_fields() -> list[str]:
    """What a Word template may name, by the page for those who change one."""
    return re.findall(r"^\| `\{\{ (\w+) \}\}` \|", (DOCS / "utseende.md").read_text(encoding="utf-8"), re.MULTILINE)


def wrong(value: Any) -> Iterator[tuple[str, Any]]:
    """The same object with one thing wrong: a key gone, a strange key, or a value of another type, wherever there is one.

    Of lists the first two are looked into.
    """
    if isinstance(value, dict):
        yield "a strange key", {**value, "strange": 1}
        for key, inner in value.items():
            yield f"no {key}", {name: inner_value for name, inner_value in value.items() if name != key}
            yield from ((f"{key}: {why}", {**value, key: wrong_value}) for why, wrong_value in wrong(inner))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:2]):
            for why, wrong_value in wrong(inner):
                changed = copy.copy(value)
                changed[at] = wrong_value
                yield f"{at}: {why}", changed
        yield "no list", {"0": value}
    else:
        yield f"a list instead of {value!r}", [value]
        yield "an object", {"value": value}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "facts"])
def test_an_object_that_is_wrong_anywhere_is_found(name: str) -> None:
    whole = samples()[name]
    assert faults(name, whole) == []
    passed = [why for why, value in wrong(whole) if not faults(name, value)]
    assert passed == MAY_BE_LEFT_OUT.get(name, []), "only what excel refresh adds, and what is of a closed round"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("finding", {"severity": "fel"}),
        ("finding", {"rule": "Not a number"}),
        ("finding", {"advice": ""}),
        ("unit", {"state": "late"}),
        ("unit", {"errors": -1}),
        ("status", {"deadline": "13 maj"}),
        ("target", {"kind": "more"}),
        ("target", {"level": "good"}),
        ("merge", {"levels": {"met": 1}}),
    ],
)
def test_a_value_that_means_nothing_is_found(name: str, change: dict[str, Any]) -> None:
    assert faults(name, {**samples()[name], **change})


def test_the_contracts_name_every_schema_and_show_how_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "contracts.md").read_text(encoding="utf-8")
    assert {name for name in NAMES if f"schemas/{name}.json" in page} == set(NAMES)
    (code,) = re.findall(r"```python\n(import json\n.+?)```", page, re.DOTALL)
    monkeypatch.chdir(DOCS.parent)
    exec(compile(code, "docs/contracts.md", "exec"), {"given": json.dumps(samples()["merge"])})
    with pytest.raises(Exception, match="'gone' is not one of"):
        exec(compile(code, "docs/contracts.md", "exec"), {"given": json.dumps(with_state("gone"))})


def with_state(state: str) -> Any:
    """What merge gives, with a state of a unit that there is not."""
    result = samples()["merge"]
    return {**result, "units": [{**result["units"][0], "state": state}]}
