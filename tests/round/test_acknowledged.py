"""A warning that the unit has explained in the row's own comment is carried as acknowledged, with its words."""

from __future__ import annotations

import pytest

from tests.tables import SWEDISH, ReadBack, assert_finds, filled_in, read_back

SEVERITY = "| row | column | rule | found | severity |"


def advice(read: ReadBack, rule: str) -> str:
    """What is said of the one finding of a rule."""
    (finding,) = read.of(rule)
    return SWEDISH(finding.advice)


def test_a_comment_on_the_row_settles_a_warning() -> None:
    table = """
    | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar         |
    | Läkarbesök > Somatik | 420          | 100                       | Ny mottagning.    |
    | Övriga besök         | 300          | 100                       |                   |
    """
    read = assert_finds(
        "visits",
        table,
        f"""
        {SEVERITY}
        | Somatik      | Besök jan–apr 2022 | far-from-last-year | 420 | info    |
        | Övriga besök | Besök jan–apr 2022 | far-from-last-year | 300 | warning |
        """,
        info=True,
    )
    explained, open_ = (
        SWEDISH(finding.advice) for finding in sorted(read.of("far-from-last-year"), key=lambda f: -f.severity)
    )
    assert "Enheten förklarar: ”Ny mottagning.”" in explained and "Kontrollera talet." in explained
    assert "kommentaren på samma rad" in open_


def test_spaces_are_no_comment() -> None:
    assert_finds(
        "visits",
        "| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |\n| Övriga besök | 300 | 100 | \u00a0 |",
        f"{SEVERITY}\n| Övriga besök | Besök jan–apr 2022 | far-from-last-year | 300 | warning |"
        "\n| Somatik | Besök jan–apr 2022 | not-answered | | warning |"
        "\n| Somatik | Varav distansbesök jan–apr 2022 | not-answered | | warning |",
    )


def test_an_error_stays_an_error_whatever_is_written_beside_it() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar             |
        | Läkarbesök > Somatik | 410          | 420                       | Så är det hos oss.    |
        | Övriga besök         | ca 360       | 100                       | Vi räknar inte exakt. |
        """,
        """
        | row          | column                    | rule               | found     | severity |
        | Somatik      | Varav distansbesök jan–apr 2022 | part-exceeds-whole | 420       | error    |
        | Övriga besök | Besök jan–apr 2022              | not-a-number       | ca 360 | error    |
        """,
    )


def test_a_comment_that_says_nothing_settles_nothing() -> None:
    assert_finds(
        "actions",
        """
        | Nr | Status            | Kommentar           |
        | 1  | pågår enligt plan | Det pågår.          |
        | 2  | pågår enligt plan | Arbetet pågår.      |
        """,
        """
        | row | column    | rule                 | found          | severity |
        | 1   | Kommentar | comment-says-nothing | Det pågår      | warning  |
        | 2   | Kommentar | comment-says-nothing | Arbetet pågår  | warning  |
        | 2   | Status    | day-has-passed       | pågår          | warning  |
        """,
    )


def test_a_warning_about_the_comment_itself_is_no_riddle() -> None:
    """ "Write a comment, or say in the comment why": only the first."""
    read = assert_finds(
        "measures",
        "| Styrmått | Utfall kvinnor | Utfall män |\n| Andel som väntat högst 90 dagar | 41 % | 41 % |",
        """
        | row                             | column        | rule            | found | severity |
        | Andel som väntat högst 90 dagar | Kommentar     | comment-missing |       | warning  |
        | Antal som fått frågan           | Utfall totalt | not-answered    |       | warning  |
        | Resultat mot budget             | Utfall totalt | not-answered    |       | warning  |
        """,
    )
    assert "på samma rad" not in advice(read, "comment-missing")


def test_what_was_left_empty_with_a_word_on_why() -> None:
    read = assert_finds(
        "episodes",
        "| Vårdtillfällen | Vårdtillfällen jan–apr 2022 | Kommentar |\n| Vårdtillfällen totalt | | Gäller inte oss längre. |",
        f"{SEVERITY}\n| Vårdtillfällen totalt | Vårdtillfällen jan–apr 2022 | not-answered | | info |",
        info=True,
    )
    assert read.value("episodes", "vtf", "now") is None, "explained, and still no figure"


def test_a_section_without_such_a_column_is_as_it_was() -> None:
    read = read_back(filled_in("## Egen bedömning\n| Mål eller styrmått | Egen bedömning |\n| Vård i tid | uppnått |"))
    findings = read.of("own-judgement-incomplete")
    assert len(findings) == 2 and all("på samma rad" not in SWEDISH(finding.advice) for finding in findings)


@pytest.mark.parametrize("comment", ["Kort.", "Lång. " * 40])
def test_the_unit_s_own_words_are_quoted_on_one_line(comment: str) -> None:
    read = read_back(
        filled_in(f"## Vårdtillfällen\n| Vårdtillfällen | Kommentar |\n| Vårdtillfällen totalt | {comment.strip()} |")
    )
    quoted = [SWEDISH(finding.advice) for finding in read.of("not-answered") if "förklarar" in SWEDISH(finding.advice)]
    assert len(quoted) == 1 and comment[:5] in quoted[0] and len(quoted[0]) < 220
