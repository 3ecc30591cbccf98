"""Two plans compared: each change of the small plan is told by its kind, and whatever needs a reason says so."""

from __future__ import annotations

import pytest

from followup.reports.wording.changes import change_sentence, change_texts
from followup.revision.plan_changes import PlanChange
from followup.revision.revising import Revision, compare_plans
from tests.house import Words
from tests.plans import PLAN, changed
from tests.tables import DECLARATIONS, plan_book, plan_sections, read_plan

SV = Words("sv")
FRAGOR = "| fragor | 2 | vard-i-tid | Antal som fått frågan | antal | högre | Öka |"
KARIES = "| karies | 4 | vard-i-tid | Barn utan karies | % | högre | 70 % | nej | nej | ÅR | tand | nej | | |\n"


def revised(new: str, old: str = PLAN) -> Revision:
    """Two plans typed from texts, read back and compared."""
    before, after = (read_plan(plan_book(text))[0] for text in (old, new))
    return compare_plans(before, after, plan_sections(DECLARATIONS))


def changes_of(revision: Revision) -> list[tuple[str, str, str, str]]:
    """Kind, id, and what stood before and after."""
    return [(change.kind.value, change.id, change.old, change.new) for change in revision.changes]


def rules(revision: Revision) -> list[tuple[str, str]]:
    """Rule, and what it was found on."""
    return [(finding.rule, finding.raw) for finding in revision.findings]


def with_column(title: str, text: str = PLAN, sheet: str = "Styrmått", **values: str) -> str:
    """A plan with one more column on a sheet, filled in for those ids."""
    before, mark, rest = text.partition(f"## {sheet}\n")
    table, end, after = rest.partition("\n\n")
    lines = [
        f"{line.rstrip()} {values.get(line.strip('| ').split('|')[0].strip(), '')} |" for line in table.splitlines()
    ]
    lines[0] = f"{table.splitlines()[0].rstrip()} {title} |"
    return before + mark + "\n".join(lines) + end + after


def with_changes(text: str, *rows: str) -> str:
    """A plan with rows on the sheet of changes, and one decision."""
    titles = "| Förslag | Id | Vad som händer | Skäl | Beslut | Gäller från |"
    decided = "## Beslut\n| Id | Instans | Datum | Paragraf | Vad som beslutades |\n"
    decided += "| vår | Regionstyrelsen | 2022-05-20 | § 7 | Revidering |"
    return "\n".join([text, "## Ändringar", titles, *rows, "", decided.replace("vår", "var")])


def test_the_same_plan_has_no_changes() -> None:
    revision = revised(PLAN)
    assert (revision.changes, revision.findings) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "finds", "sentence"),
    [
        (
            "| Framgångsfaktor | Vård i tid |",
            "| Framgångsfaktor | Vården kommer i tid |",
            ("renamed", "vard-i-tid", "Vård i tid", "Vården kommer i tid"),
            "Framgångsfaktor ”Vård i tid” heter i fortsättningen ”Vården kommer i tid”.",
        ),
        (
            "Antal som fått frågan |",
            "Antal som fått frågan om våld |",
            ("reworded", "fragor", "Antal som fått frågan", "Antal som fått frågan om våld"),
            "Styrmått ”Antal som fått frågan” formuleras i stället ”Antal som fått frågan om våld”.",
        ),
        (
            "| minst 80 % |",
            "| minst 85 % |",
            ("target_changed", "vantat", "minst 80 %", "minst 85 %"),
            "Målvärdet för ”Andel som väntat högst 90 dagar” ändras från minst 80 % till minst 85 %.",
        ),
        (
            "| nej | ÅR | tand | nej | | |",
            "| nej | DÅ08, ÅR | tand | nej | | |",
            ("changed", "karies", "ÅR", "DÅ08, ÅR"),
            "Styrmått ”Barn utan karies”, Följs upp: ÅR → DÅ08, ÅR",
        ),
        (
            "| Sista svarsdag | 2022-05-13 |",
            "| Sista svarsdag | 2022-05-20 |",
            ("changed", "deadline", "2022-05-13", "2022-05-20"),
            "Uppföljning ”Sista svarsdag”, Värde: 2022-05-13 → 2022-05-20",
        ),
        (
            "| nord | ovriga | 36 530 |",
            "| nord | ovriga | 36 531 |",
            ("changed", "nord/ovriga", "36\u00a0530", "36\u00a0531"),
            "Produktion förra året ”nord · ovriga”, Föregående: 36\u00a0530 → 36\u00a0531",
        ),
        (
            "| remisser | 2 | vard-i-tid | Rätta till remissflödet |",
            "| remisser | 2 | vard-i-tid | Kortare väg för remisser |",
            ("reworded", "remisser", "Rätta till remissflödet", "Kortare väg för remisser"),
            "Åtgärder ”Rätta till remissflödet” formuleras i stället ”Kortare väg för remisser”.",
        ),
    ],
)
def test_a_change_of_one_cell(old: str, new: str, finds: tuple[str, str, str, str], sentence: str) -> None:
    revision = revised(changed(old, new))
    assert changes_of(revision) == [finds]
    assert change_sentence(revision.changes[0], SV) == sentence


def test_a_row_gone_is_struck_and_its_history_is_asked_for() -> None:
    revision = revised(changed(KARIES, ""))
    assert changes_of(revision) == [("struck", "karies", "", "")]
    assert rules(revision) == [("change-without-reason", "Barn utan karies"), ("history-is-lost", "karies")]


def test_a_row_with_a_last_round_is_struck_and_keeps_its_history() -> None:
    revision = revised(with_column("Gäller till", karies="ÅR 2021"))
    assert changes_of(revision) == [("struck", "karies", "", "ÅR 2021")]
    assert rules(revision) == [("change-without-reason", "Barn utan karies")]


def test_a_new_row_is_added() -> None:
    row = KARIES.replace("karies |", "fluor |", 1).replace("Barn utan karies", "Skolor med fluorsköljning")
    revision = revised(changed(KARIES, KARIES + row))
    assert changes_of(revision) == [("added", "fluor", "", "70 %")]


def test_a_part_with_a_target_is_a_target_added_to_the_whole() -> None:
    part = KARIES.replace("karies |", "karies-sex |", 1).replace("Barn utan karies", "Sexåringar")
    revision = revised(with_column("Del av", PLAN.replace(KARIES, KARIES + part), **{"karies-sex": "karies"}))
    (change,) = revision.changes
    assert (change.kind.value, change.label, change.new) == ("target_added", "Barn utan karies: Sexåringar", "70 %")


@pytest.mark.parametrize("wording", ["Barn utan karies", "Barn  utan Karies", "Barn helt utan karies"])
def test_a_row_that_says_the_same_under_a_new_id_is_suggested(wording: str) -> None:
    row = KARIES.replace("karies |", "tander |", 1).replace("Barn utan karies", wording)
    revision = revised(changed(KARIES, row))
    assert changes_of(revision)[0] == ("new_id", "tander", "karies", "tander")
    assert {change.kind.value for change in revision.changes} <= {"new_id", "reworded"}
    assert rules(revision)[0] == ("same-under-new-id", "tander")


def test_another_wording_under_another_id_is_another_row() -> None:
    row = KARIES.replace("karies |", "tander |", 1).replace("Barn utan karies", "Vuxna med egna tänder")
    assert {change.kind.value for change in revised(changed(KARIES, row)).changes} == {"struck", "added"}


def test_a_change_with_its_reason_carries_decision_and_round() -> None:
    new = with_changes(
        changed("| minst 80 % |", "| minst 85 % |"), "| 1a | vantat | målvärde | Det går bra | var | T2 2022 |"
    )
    revision = revised(new)
    (change,) = revision.changes
    declared = change.declared
    assert declared is not None and declared.decision is not None
    assert (declared.proposal, declared.reason, declared.valid_from) == ("1a", "Det går bra", "T2 2022")
    assert (declared.decision.body, declared.decision.date, declared.decision.paragraph) == (
        "Regionstyrelsen",
        "2022-05-20",
        "§ 7",
    )
    assert revision.findings == ()


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        ("| | vantat | målvärde | Det går bra | | |", []),
        ("| | vantat | annan ändring | Det går bra | | |", []),
        (
            "| | vantat | stryks | Det går inte | | |",
            [
                ("change-without-reason", "Andel som väntat högst 90 dagar"),
                ("reason-without-change", "vantat"),
            ],
        ),
        (
            "| | fragor | målvärde | Det går bra | | |",
            [
                ("change-without-reason", "Andel som väntat högst 90 dagar"),
                ("reason-without-change", "fragor"),
            ],
        ),
    ],
)
def test_a_reason_is_for_one_row_and_one_kind_of_change(row: str, finds: list[tuple[str, str]]) -> None:
    revision = revised(with_changes(changed("| minst 80 % |", "| minst 85 % |"), row))
    assert sorted(rules(revision)) == finds


def test_what_is_no_decision_needs_no_reason() -> None:
    changes = revised(changed("| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-05-20 |"))
    assert len(changes.changes) == 1
    assert changes.findings == ()


def test_the_text_is_grouped_by_kind_and_says_why() -> None:
    new = with_changes(
        changed("| minst 80 % |", "| minst 85 % |"), "| 1a | vantat | målvärde | Det går bra | var | T2 2022 |"
    )
    assert list(change_texts(revised(new), SV)) == [
        "Ändrade målvärden (1)",
        "  Målvärdet för ”Andel som väntat högst 90 dagar” ändras från minst 80 % till minst 85 %.",
        "    1a: Det går bra. Gäller från och med tertial 2 2022. Beslut: Regionstyrelsen 2022-05-20 § 7.",
        "",
    ]


def test_a_change_names_its_cell() -> None:
    change: PlanChange = revised(changed("| minst 80 % |", "| minst 85 % |")).changes[0]
    assert (change.place.sheet, change.place.cell != "", change.place.label) == ("Styrmått", True, "Mål")
