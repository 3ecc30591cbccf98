"""What the tests of targets share: how an expectation is compared with what was understood."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from followup.targets.as_json import outcome_record, target_record
from followup.targets.explain import explain, explain_outcome
from followup.targets.model import Figures, Kind, Outcome, Target
from followup.targets.parse import parse_outcome, parse_target
from tests.house import Words, command

HERE = Path(__file__).parent
SV = Words("sv")
FIELDS = ("value", "split", "strict", "masked", "levels", "parts", "numerator", "denominator", "approx", "two_sided")
"""What must be as expected wherever the expectation says it; ``strict``, ``masked``, ``approx`` and ``two_sided``
must also be absent where it does not."""
FLAGS = ("strict", "masked", "approx", "two_sided", "preliminary")
RIGHT, UNKNOWN, WRONG = "right", "unknown though it could be understood", "wrong"


def expectations(name: str) -> list[dict[str, Any]]:
    """The texts of a file with their intended meaning."""
    result: list[dict[str, Any]] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return result


def understood(text: str, role: str = "target", *, direction: str = "", outcome: str | None = None) -> dict[str, Any]:
    """What ``followup target`` answers a script; with an outcome also its level and the reason."""
    result = {"--role": role, "--direction": direction, "--outcome": outcome}
    options = [part for name, value in result.items() if value or name == "--outcome" for part in (name, value)]
    options = options if outcome is not None else options[:-2]
    code, output = command("target", "--format", "json", *map(str, options), "--", text)
    assert code == 0, output
    answer: dict[str, Any] = json.loads(output)
    return answer


def target_of(text: str) -> Target:
    """What a target's text was understood as."""
    return parse_target(text)


def figure(value: str, unit: str, before: str = "") -> Outcome:
    """An outcome of one figure, and what it was before."""
    earlier = (Figures("", Decimal(before), unit=unit),) if before else ()
    return Outcome(f"{value} {unit}", Figures("", Decimal(value), unit=unit), earlier, kind=Kind.EQUAL)


def record(text: str, role: str) -> dict[str, Any]:
    """What a script gets for a text."""
    if role == "outcome":
        outcome = parse_outcome(text)
        return outcome_record(outcome, SV(explain_outcome(outcome)))
    target = parse_target(text)
    return target_record(target, SV(explain(target)))


@dataclass(frozen=True)
class Verdict:
    """How one text was understood, beside how it should be."""

    text: str
    verdict: str
    differences: tuple[str, ...]


def verdict(expected: dict[str, Any]) -> Verdict:
    """Right, unknown though it could be understood, or wrong: another kind than accepted, or another number."""
    got = record(expected["text"], expected["role"])
    accepted = [expected["kind"], *expected.get("accept_kinds", [])]
    if got["kind"] == "unknown" and "unknown" not in accepted:
        return Verdict(expected["text"], UNKNOWN, (expected["kind"],))
    if got["kind"] not in accepted:
        return Verdict(expected["text"], WRONG, (f"kind {got['kind']}, not {expected['kind']}",))
    if got["kind"] == "unknown":
        return Verdict(expected["text"], RIGHT, ())
    differences = tuple(_differences(expected, got))
    return Verdict(expected["text"], WRONG if differences else RIGHT, differences)


def _differences(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    differences = []
    for field in dict.fromkeys((*FIELDS, *FLAGS)):
        wanted, result = expected.get(field), got.get(field)
        if field in FLAGS:
            wanted, result = bool(wanted), bool(result)
        elif field not in expected or field == "parts":
            continue
        if wanted != result:
            differences.append(f"{field} {result}, not {wanted}")
    if "split" not in expected and got["split"]:
        differences.append(f"split {got['split']}, not none")
    by_year = expected.get("by_year", expected.get("value_by_year"))
    if by_year and by_year != got["by_year"]:
        differences.append(f"by_year {got['by_year']}, not {by_year}")
    return differences


def table(verdicts: list[Verdict]) -> str:
    """The counts, and each text that is not right."""
    counts = {name: sum(answer.verdict == name for answer in verdicts) for name in (RIGHT, UNKNOWN, WRONG)}
    lines = [f"{name}: {count} of {len(verdicts)}" for name, count in counts.items()]
    lines += [
        f"{answer.verdict}: {answer.text}: {'; '.join(answer.differences)}"
        for answer in verdicts
        if answer.verdict != RIGHT
    ]
    return "\n".join(lines)
