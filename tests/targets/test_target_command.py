"""followup target: for people, for scripts, one text and many."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.demos import Demo
from tests.house import command
from tests.targets.checking import understood

KEYS = (
    *("text", "role", "kind", "value", "strict", "unit", "baseline", "deadline", "period", "split", "earlier"),
    *("by_year", "masked", "missing_reason", "direction_in_text", "explained"),
)


def as_json(*arguments: str) -> dict[str, Any]:
    """What a script gets for one text."""
    code, output = command("target", *arguments, "--format", "json")
    assert code == 0
    result: dict[str, Any] = json.loads(output)
    return result


def many(*lines: str, more: bytes = b"") -> tuple[int, list[dict[str, Any]]]:
    """What a script gets for many, from standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "followup", "target", "--from", "-"],
        input="\n".join(lines).encode() + more,
        capture_output=True,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (["minst 95 % senast december"], ["minst 95 %, senast december"]),
        (["70%"], ["70 % (texten säger inte åt vilket håll som är bra)"]),
        (["Följs"], ["Kan inte avgöras. Texten är inget mål."]),
        (["Målet är inte 95 %"], ["Kan inte avgöras. Texten har ett nekande ord som inte går att tolka."]),
        (["minst 95 %", "--outcome", "94 %"], ["minst 95 %", "Inte uppnått. Utfall 94 %, mål minst 95 %."]),
        (
            ["Öka", "--outcome", "T1 2021 K:12, M:7 T1 2022 K:29 M: 4"],
            [
                "öka",
                "K: Uppnått. Utfall 29, mål ökning från 12 (tertial 1 2021).",
                "M: Inte uppnått. Utfall 4, mål ökning från 7 (tertial 1 2021).",
            ],
        ),
        (["K:41% M:38%", "--role", "outcome"], ["kvinnor 41 %, män 38 %"]),
        (["Data saknas", "--role", "outcome"], ["inget tal: ”Data saknas”"]),
    ],
)
def test_people_are_told_in_plain_words(arguments: list[str], messages: list[str]) -> None:
    code, output = command("target", *arguments)
    assert code == 0
    assert [line.replace("\u00a0", " ") for line in output.splitlines()] == messages


def test_the_keys_are_those_of_the_contract() -> None:
    for text in ("minst 95 %", "Öka", "Följs", "", "K 16,0 M 17,2"):
        assert tuple(as_json(text)) == KEYS
        assert tuple(as_json(text, "--role", "outcome")) == KEYS
    assert tuple(as_json("minst 95 %", "--outcome", "97 %")) == (*KEYS, "level", "reason")


@pytest.mark.parametrize(
    ("text", "kind", "value", "direction"),
    [
        ("minst 95 %", "at_least", 95, True),
        ("70%", "equal", 70, False),
        ("4–6 %", "range", [4, 6], True),
        ("Ja", "boolean", True, True),
        ("0,5", "equal", 0.5, False),
        ("K 16,0 M 17,2", "equal", None, False),
        ("Följs", "unknown", None, False),
    ],
)
def test_numbers_are_as_written(text: str, kind: str, value: object, direction: bool) -> None:
    got = as_json(text)
    assert (got["kind"], got["value"], got["direction_in_text"]) == (kind, value, direction)


@pytest.mark.parametrize(
    ("target", "outcome", "direction", "level"),
    [
        ("minst 95 %", "95 %", "", "met"),
        ("Över 95 %", "95 %", "", "not_met"),
        ("70%", "71 %", "", "undecided"),
        ("70%", "71 %", "higher", "met"),
        ("70%", "71 %", "lower", "not_met"),
        ("K 16,0 M 17,2", "K 15 M 17", "lower", "met"),
        ("K 16,0 M 17,2", "K 15 M 18", "lower", {"women": "met", "men": "not_met"}),
        ("minst 95 %", "Data saknas", "", "no_data"),
        ("högst 10", "<5", "", "undecided"),
        ("minst 10", "K: <5 M: 12", "", "met"),
        ("minst 30", "cirka 40", "", "met"),
        ("minst 90", "cirka 80", "", "not_met"),
        ("minst 90 %", "ca 80 %", "", "not_met"),
        ("minst 90", "cirka 88", "", "undecided"),
        ("minst 80", "drygt 80", "", "met"),
        ("minst 80", "knappt 80", "", "undecided"),
        ("minst 90", "80–85", "", "not_met"),
        ("minst 90", "85–95", "", "undecided"),
        ("grön ≥ 90 %, gul 80–89 %, röd < 80 %", "90 %", "", "met"),
        ("grön ≥ 90 %, gul 80–89 %, röd < 80 %", "89,5 %", "", "partly"),
        ("grön ≥ 90 %, gul 80–89 %, röd < 80 %", "80 %", "", "partly"),
        ("grön ≥ 90 %, gul 80–89 %, röd < 80 %", "79,9 %", "", "not_met"),
        ("Grönt: >95, gult: 90-95, rött: <90", "95", "", "partly"),
        ("grön: ≤ 5 %, gul: 5–8 %, röd: > 8 %", "8 %", "", "partly"),
        ("grön: ≤ 5 %, gul: 5–8 %, röd: > 8 %", "8,1 %", "", "not_met"),
        ("Grön >90, Röd <80", "85", "", "undecided"),
        ("Grön >90, Röd <80", "79", "", "not_met"),
        ("Förbättras", "72 (69) %", "higher", "met"),
        ("Förbättras", "72 (69) %", "lower", "not_met"),
        ("Förbättras", "72 (69) %", "", "undecided"),
        ("bättre än 2019", "2019: 80, 2020: 70", "lower", "met"),
        ("försämras ej", "72 (69) %", "lower", "not_met"),
        ("försämras ej", "72 (69) %", "higher", "met"),
        ("25 % lägre än 2019", "2019: 80, 2020: 60", "", "met"),
        ("25 % lägre än 2019", "2019: 80, 2020: 61", "", "not_met"),
        ("25 % lägre än 2019", "2018: 80, 2020: 60", "", "undecided"),
        ("inte högre än 2019", "2019: 12 %, 2020: 11 %", "", "met"),
        ("Öka", "från 78,7 % till 80,2 %", "", "met"),
        ("minst 80 %", "uppgår till 87 % (72)", "", "met"),
        ("minst 80 %", "steg till 82 % (78 %)", "", "met"),
        ("ska minska, utgångsvärde 2015: 51,6 mnkr", "50 mnkr", "", "met"),
        ("70", "33 av det maximalt möjliga indexvärdet 38", "higher", "undecided"),
        ("minst 100 000", "över 155 000", "", "undecided"),
        ("minst 10 mnkr", "9 500 tkr", "", "not_met"),
        ("minst 10 mnkr", "10 500 tkr", "", "met"),
        ("minst 10 mnkr", "95 %", "", "undecided"),
        ("minst 95 %", "0,97", "", "undecided"),
        ("minst 95 %", "97", "", "met"),
        ("4–6 %", "6 %", "", "met"),
        ("4–6 %", "6,1 %", "", "not_met"),
        ("minst 8 av 10", "82 av 96", "", "met"),
        ("minst 90 %", "82 av 96", "", "not_met"),
        ("högst 1 procent avvikelse", "-1,5 %", "", "not_met"),
        ("Minska med 50% jmf 2020", "2020 K:4 M:6 2022 K:2 M:4", "", {"women": "met", "men": "not_met"}),
        ("Minska med 50% jmf 2019", "2020 K:4 M:6 2022 K:2 M:4", "", "undecided"),
        ("Öka", "72 (69) %", "", "met"),
        ("Öka", "72 %", "", "undecided"),
        ("Ska inte öka", "72 (72) %", "", "met"),
        ("Oförändrad", "72 (71) %", "", "undecided"),
        ("Oförändrad", "72 (71) %", "higher", "met"),
        ("Minska med 2 procentenheter", "10 (12) %", "", "met"),
        ("Minska med 2 %", "10 (12) %", "", "undecided"),
        ("Ja", "Nej", "", "not_met"),
        ("Plan finns", "Ja", "", "met"),
        ("Ja", "45 %", "", "undecided"),
        ("I nivå med riket", "45 %", "", "undecided"),
        ("senast Q3 2023", "45 %", "", "undecided"),
        ("2023: 80 %, 2024: 85 %", "82 %", "higher", "undecided"),
        ("Följs", "82 %", "higher", "undecided"),
        ("minst 95 %", "0,7 procentenheter bättre än målvärdet", "", "undecided"),
    ],
)
def test_an_outcome_is_judged_with_a_reason(target: str, outcome: str, direction: str, level: object) -> None:
    got = understood(target, direction=direction, outcome=outcome)
    assert got["level"] == level
    assert got["reason"]


def test_the_direction_comes_from_the_option_the_name_or_the_plan(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_json("70%", "--outcome", "71 %", "--direction", "higher")["level"] == "met"
    assert as_json("4,07", "--outcome", "4,07", "--measure", "HSE ska öka")["level"] == "met"
    assert as_json("4,07", "--outcome", "4,07", "--measure", "Ökad trygghet")["level"] == "undecided"
    monkeypatch.chdir(demo.folder)
    assert as_json("7%", "--outcome", "8,4 %", "--measure", "utskrivningsklara")["level"] == "not_met"
    unknown = "Andel vårdtillfällen utskrivningsklara >1 dygn"
    code, output = command("target", "7%", "--outcome", "8,4 %", "--measure", unknown)
    assert code == 0 and f"Det finns inget styrmått {unknown} i planen" in output


def test_many_are_answered_in_order() -> None:
    code, answers = many(
        json.dumps({"text": "minst 95 %", "role": "target", "measure": None, "outcome": "97 %"}),
        json.dumps({"text": "K:41% M:41%", "role": "outcome"}),
        "",
        json.dumps({"text": "Öka"}),
    )
    assert code == 0
    assert [(answer["text"], answer["kind"]) for answer in answers] == [
        ("minst 95 %", "at_least"),
        ("K:41% M:41%", "equal"),
        ("Öka", "increase"),
    ]
    assert (answers[0]["level"], answers[1]["split"]) == ("met", {"women": 41, "men": 41})
    assert answers[1]["role"] == "outcome"


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_answered() -> None:
    lines = [
        "minst 95 %",
        '{"role": "target"}',
        "[1]",
        '{"text": 5}',
        '{"text": "Öka", "role": "x"}',
        '{"text": "Öka"}',
    ]
    code, answers = many(*lines, more=b'\n{"text": "\xff\xfe 5 %"}')
    assert code == 0
    assert [answer.get("line") for answer in answers] == [1, 2, 3, 4, 5, None, None]
    assert all(answer.get("error") for answer in answers[:5])
    assert answers[5]["kind"] == "increase"
    assert answers[6]["kind"] == "unknown"


def test_nothing_to_read_is_told() -> None:
    assert many() == (2, [])
    assert many("minst 95 %")[0] == 2
    for arguments in ([], ["minst 95 %", "--from", "-"], ["--from", "finns-inte.jsonl"], ["5", "--role", "x"]):
        assert command("target", *arguments)[0] == 2


def test_many_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mål.jsonl"
    file.write_text('{"text": "minst 95 %"}\n', encoding="utf-8-sig")
    code, output = command("target", "--from", str(file))
    assert code == 0 and json.loads(output)["value"] == 95
