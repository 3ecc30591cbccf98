"""From the files of a round to one submission a unit; a bad file never stops the others."""

from __future__ import annotations

import shutil
from pathlib import Path

from followup.round.collecting import gather, read_file
from tests.house import SECTIONS, Round, Severity, read_book, reader_of
from tests.returns.editing import put
from tests.tables import compare_findings, edited, filled_in, new_path, plan

MEASURES = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |"


def collected(*paths: Path) -> Round:
    """The round that these files make."""
    reader = reader_of(plan(), SECTIONS)
    return gather([read_file(path, reader, read_book) for path in paths], reader.forms)


def copied(path: Path, name: str) -> Path:
    """The same bytes under another name."""
    return Path(shutil.copyfile(path, new_path(name)))


def states(round_: Round) -> dict[str, str]:
    """The state of every unit that answers."""
    return {state.unit.id: state.state for state in round_.states}


def of_rules(round_: Round, *rules: str) -> list[tuple[str, str, Severity]]:
    """File, rule and severity of some findings."""
    return [
        (finding.place.file, finding.rule, finding.severity) for finding in round_.findings if finding.rule in rules
    ]


def test_one_file_a_unit() -> None:
    round_ = collected(filled_in(MEASURES), filled_in(MEASURES, "syd"))
    assert set(round_.submissions) == {"nord", "syd"}
    assert states(round_) == {"nord": "answered", "syd": "answered", "tand": "missing"}


def test_no_files_at_all() -> None:
    round_ = collected()
    assert not round_.submissions and not round_.findings
    assert set(states(round_).values()) == {"missing"}


def test_the_same_file_twice_counts_once() -> None:
    path = filled_in(MEASURES)
    round_ = collected(path, copied(path, "Division Nord T1 2022 (1)"))
    assert states(round_)["nord"] == "answered"
    assert of_rules(round_, "same-file-twice", "files-differ") == [
        ("Division Nord T1 2022 (1).xlsx", "same-file-twice", Severity.INFO)
    ]


def test_saved_twice_with_the_same_answers_counts_once() -> None:
    path = filled_in(MEASURES)
    again = copied(edited(path, lambda workbook: setattr(workbook.properties, "title", "Sparad igen")), "Nord igen")
    assert again.read_bytes() != path.read_bytes()
    round_ = collected(path, again)
    assert states(round_)["nord"] == "answered"
    assert of_rules(round_, "same-file-twice", "files-differ") == [("Nord igen.xlsx", "same-file-twice", Severity.INFO)]


def test_two_files_that_differ_stop_their_unit_and_no_other() -> None:
    path = filled_in(MEASURES)
    other = copied(edited(path, put("Styrmått", "Antal som fått frågan", "Utfall totalt", 30)), "Nord rättad")
    round_ = collected(path, other, filled_in(MEASURES, "syd"))
    assert set(round_.submissions) == {"syd"}, "neither of the two overwrites the other"
    assert states(round_) == {"nord": "conflict", "syd": "answered", "tand": "missing"}
    assert of_rules(round_, "files-differ") == [("Nord rättad.xlsx", "files-differ", Severity.ERROR)]


def test_files_that_differ_only_in_a_refused_cell_differ() -> None:
    path = filled_in(MEASURES)
    other = copied(edited(path, put("Styrmått", "Antal som fått frågan", "Utfall totalt", "många")), "Nord fel")
    assert states(collected(path, other))["nord"] == "conflict"
    assert states(collected(other, path))["nord"] == "conflict"


def test_the_third_of_three_is_compared_too() -> None:
    path = filled_in(MEASURES)
    third = copied(edited(path, put("Styrmått", "Antal som fått frågan", "Utfall totalt", 30)), "tredje")
    assert states(collected(path, copied(path, "andra"), third))["nord"] == "conflict"


def test_bad_files_among_good_ones() -> None:
    empty, text, gone = new_path("tom"), new_path("text"), new_path("borta")
    empty.touch()
    text.write_text("Besök;12\n", encoding="utf-8")
    round_ = collected(empty, filled_in(MEASURES), text, gone, filled_in(MEASURES, "syd"))
    assert set(round_.submissions) == {"nord", "syd"}
    rules = {"empty-file", "not-a-workbook", "cannot-be-opened"}
    rules_found = sorted(of_rules(round_, *rules))
    assert rules_found == [
        ("borta.xlsx", "cannot-be-opened", Severity.ERROR),
        ("text.xlsx", "not-a-workbook", Severity.ERROR),
        ("tom.xlsx", "empty-file", Severity.ERROR),
    ]


def test_errors_in_a_file_leave_its_good_answers() -> None:
    path = filled_in(MEASURES.replace("29 |", "många |\n| Resultat mot budget | 1,5 |"))
    round_ = collected(path)
    assert states(round_)["nord"] == "with_errors"
    (state,) = [state for state in round_.states if state.unit.id == "nord"]
    assert (state.errors, state.values) == (1, 1)
    assert [finding.rule for finding in round_.findings if finding.severity is Severity.ERROR] == [
        "outcome-not-understood"
    ]


def test_the_findings_of_checks_are_among_a_files_findings() -> None:
    file = read_file(filled_in(MEASURES, "tand"), reader_of(plan(), SECTIONS), read_book)
    compare_findings(file.findings, "")
    signed = "## Underskrift\n| Uppgift | Svar |\n| Roll | Stabschef |"
    file = read_file(filled_in(signed, "tand"), reader_of(plan(), SECTIONS), read_book)
    compare_findings(file.findings, "| column | rule | severity |\n| Utfall totalt | not-answered | warning |")
