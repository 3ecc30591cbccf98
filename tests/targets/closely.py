"""A closer comparison of what was understood: units, earlier levels and times too, however each is written."""

from __future__ import annotations

import re
from typing import Any

from followup.targets.grammar.unit_words import canonical_unit
from tests.targets.checking import RIGHT, UNKNOWN, WRONG, Verdict, record

SPELT = {"inv": "invånare", "inv.": "invånare", "kalenderdagar": "dagar", "kalenderdag": "dagar", "enps": "nps"}
NUMBER = re.compile(r"-?[0-9]+(?:[ ][0-9]{3})*(?:[,.][0-9]+)?")
ELSEWHERE = ("boolean", "reference", "deadline", "increase", "decrease")
"""Kinds that another careful reader may give: they hold no value to compare with that of the first one."""
FLAGS = ("strict", "masked", "approx", "two_sided", "preliminary")


def closely(expected: dict[str, Any]) -> Verdict:
    """Right, unknown though it could be understood, or wrong, by kind, value, unit, parts, years and earlier level."""
    got = record(expected["text"], expected["role"])
    accepted = [expected["kind"], *expected.get("accept_kinds", [])]
    if got["kind"] == "unknown":
        verdict = RIGHT if "unknown" in accepted else UNKNOWN
        return Verdict(expected["text"], verdict, () if verdict == RIGHT else (expected["kind"],))
    if got["kind"] not in accepted:
        return Verdict(expected["text"], WRONG, (f"kind {got['kind']}, not {expected['kind']}",))
    differences = [*_values(expected, got), *_units(expected, got), *_times(expected, got), *_before(expected, got)]
    return Verdict(expected["text"], WRONG if differences else RIGHT, tuple(differences))


def _values(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    wanted, result = expected.get("value"), got["value"]
    by_time = expected.get("value_by_year", expected.get("value_by_period"))
    another = got["kind"] != expected["kind"] and (got["kind"] in ELSEWHERE or expected["kind"] in ELSEWHERE)
    differences = []
    if wanted != result and not another and not _same_share(expected, got) and not _one_for_all(by_time, result):
        differences.append(f"value {result}, not {wanted}")
    if (expected.get("split") or None) != got["split"]:
        differences.append(f"split {got['split']}, not {expected.get('split')}")
    for field in ("levels", "numerator", "denominator"):
        if field in expected and expected[field] != got.get(field):
            differences.append(f"{field} {got.get(field)}, not {expected[field]}")
    for flag in FLAGS:
        if flag == "strict" and got["kind"] == "reference":
            continue  # "bättre än riket" is told in words
        if bool(expected.get(flag)) != bool(got.get(flag)):
            differences.append(f"{flag} {got.get(flag)}, not {expected.get(flag)}")
    return differences


def _same_share(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """ "8 av 10" is written as 8 of 10, not as 80 %."""
    whole = got.get("denominator")
    return bool(whole) and expected.get("unit") == "%" and got["value"] * 100 == expected["value"] * whole


def _one_for_all(by_time: dict[str, Any] | None, answer: Any) -> bool:
    """The same value for all years is the value as well."""
    return by_time is not None and set(by_time.values()) == {answer}


def _units(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    wanted = expected.get("unit") or ""
    named = head(wanted).split("/")[0] if wanted else ""
    if not got["unit"] and not (named and _stands(named, expected["text"])):
        return []
    unit = head(got["unit"] or "")
    compounded = bool(named) and unit.endswith(head(wanted))
    if not wanted or compounded or _same_share(expected, got):
        return []
    return [f"unit {got['unit']}, not {wanted}"]


def head(unit: str) -> str:
    """What is counted, and by what, without what it is a share of: "% av skatter" is "%"."""
    unit = unit.lower()
    unit = re.split(r" av | avvikelse| bästa| co2", unit)[0]
    unit = re.sub(r"(?<=[0-9]) (?=[0-9])", "", unit.replace("per ", "/"))
    names = [" ".join(SPELT.get(w, w) for w in part.split()) for part in unit.split("/")]
    counted, *by = [canonical_unit(part.strip()) for part in names]
    return "/".join([counted.split()[-1] if counted else "", *by])


def _stands(name: str, text: str) -> bool:
    """Whether a unit stands in the text itself and not only in the measure."""
    return any(
        canonical_unit(word.strip(".,;()")).startswith(name) for word in re.findall(r"%|[^\W\d_]+", text.lower())
    )


def _times(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    differences = []
    by_time = expected.get("value_by_year", expected.get("value_by_period"))
    if by_time != got["by_year"]:
        differences.append(f"by_year {got['by_year']}, not {by_time}")
    if "year" in expected and expected["year"] != got.get("year"):
        differences.append(f"year {got.get('year')}, not {expected['year']}")
    deadline = expected.get("deadline")
    if deadline and NUMBER.search(expected["text"]) and deadline != got["deadline"]:
        differences.append(f"deadline {got['deadline']}, not {deadline}")
    return differences


def _before(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """The earlier level: its numbers and years where they stand in the text, else its words."""
    wanted = expected.get("baseline")
    if not wanted:
        return [] if not got["baseline"] else [f"baseline {got['baseline']}, not none"]
    words = f"{got['baseline'] or ''} {got.get('change', '')}"
    numbers = [text for text in NUMBER.findall(wanted) if text in NUMBER.findall(expected["text"])]
    lost = [number for number in numbers if number.replace(",", ".") not in words.replace(",", ".")]
    if lost:
        return [f"baseline {got['baseline']}, not {wanted}"]
    if wanted == "previous year" and got["baseline"] != wanted:
        return [f"baseline {got['baseline']}, not {wanted}"]
    return []
