"""What a comment must hold, and days that have passed."""

from __future__ import annotations

import pytest

from followup.rules.comments import comment_only_says_that_work_goes_on
from tests.form.language import DetachedRow, Row
from tests.tables import assert_finds, plan


def test_a_comment_that_only_says_that_work_goes_on() -> None:
    assert_finds(
        "actions",
        """
        | Nr | Status            | Kommentar                                                            |
        | 1  | pågår enligt plan | Arbetet pågår i divisionen.                                          |
        | 2  | klar              | Tre av fem mottagningar har börjat; de två sista väntar på lokaler.  |
        """,
        finds="""
        | row | column    | rule                 | found                      | severity |
        | 1   | Kommentar | comment-says-nothing | Arbetet pågår i divisionen | warning  |
        """,
    )


@pytest.mark.parametrize(
    "comment",
    [
        "Arbetet pågår",
        "arbetet pågår löpande.",
        "Pågår enligt plan!",
        "  Åtgärden   fortsätter som planerat ",
        "Arbetet fortgår i verksamheterna",
    ],
)
def test_empty_phrases(comment: str) -> None:
    row = DetachedRow(Row("1"), {"comment": comment})
    assert [remark.problem.rule for remark in comment_only_says_that_work_goes_on(row, plan().frame)] == [
        "comment-says-nothing"
    ]


@pytest.mark.parametrize(
    "comment",
    ["", "Klart.", "Arbetet pågår i tre av fem verksamheter.", "Pågår, men två lokaler saknas", "Arbetet pågår inte"],
)
def test_phrases_that_say_something(comment: str) -> None:
    row = DetachedRow(Row("1"), {"comment": comment})
    assert not list(comment_only_says_that_work_goes_on(row, plan().frame))


def test_a_last_day_that_has_passed() -> None:
    assert_finds(
        "actions",
        """
        | Nr | Status            | Kommentar          |
        | 1  | pågår enligt plan | Två lokaler saknas |
        | 2  | pågår enligt plan |                    |
        """,
        finds="""
        | row | column | rule            | found | severity |
        | 2   | Status | day-has-passed  | pågår | warning  |
        """,
    )


@pytest.mark.parametrize("status", ["klar", "KLAR"])
def test_what_is_done_may_have_passed(status: str) -> None:
    assert_finds("actions", f"| Nr | Status |\n| 1 | försenad |\n| 2 | {status} |")


def test_a_status_that_is_not_on_the_scale() -> None:
    assert_finds(
        "actions",
        """
        | Nr | Status   |
        | 1  | försenat |
        | 2  | klar     |
        """,
        finds="""
        | row | column | rule            | found    |
        | 1   | Status | not-in-the-list | försenat |
        """,
    )
