"""The same text in other letters, spaces or dashes is the same; an error word is an error wherever it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.house import Severity
from tests.returns.editing import both, put
from tests.returns.test_reader import ASKED, MEASURES
from tests.tables import ReadBack, edited, filled_in, read_back

ACTIONS = "Strategiska åtgärder"
ANSWERED = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |\n| Resultat mot budget | -17,7 |"
OUTCOME = ("measures", "fragor", "outcome.total")
Write = Callable[[str], str]


def read_after(*changes: Any) -> ReadBack:
    return read_back(edited(filled_in(ANSWERED), both(*changes)), checks=False)


def in_all_texts(write: Write) -> Callable[[Any], None]:
    def change(workbook: Any) -> None:
        for page in workbook.worksheets:
            for cell in (each for line in page.iter_rows() for each in line if isinstance(each.value, str)):
                cell.value = write(cell.value)

    return change


def test_decomposed_letters_everywhere_change_nothing() -> None:
    assert read_after(in_all_texts(lambda text: unicodedata.normalize("NFD", text))).findings == read_after().findings


@pytest.mark.parametrize("word", ["pågår", "försenad", "klar"])
def test_a_word_of_a_list_may_be_decomposed(word: str) -> None:
    row = next(iter(read_back(filled_in("")).answers.tables["actions"])).row
    label = str(row.cells["action"])
    read = read_after(put(ACTIONS, label, "Status", unicodedata.normalize("NFD", word)))
    assert read.value("actions", row.key, "status") is not None and read.findings == []


# ------------------------------------------------------------------------------------------------------------ error words


COLUMNS = ("Utfall totalt", "Helårsprognos", "Kommentar", "Klart")


@pytest.mark.parametrize(
    "word",
    [
        *("#REFERENS!", "#SAKNAS!", "#N/A", "#VÄRDEFEL!", "#DIVISION/0!", "#NAMN?", "#REF!", "#SPILL!", "#UTSPILL!"),
        *("#OGILTIGT!", "#BEZUG!", "#VERDI!", " #DIV/0! ", "Err:502", "Fel:508", "#####", "#referens!", "#SAKNAS"),
        unicodedata.normalize("NFD", "#VÄRDEFEL!"),
    ],
)
def test_an_error_word_is_refused_in_every_kind_of_cell(word: str) -> None:
    read = read_after(*(put(MEASURES, ASKED, column, word) for column in COLUMNS))
    assert [(finding.rule, finding.severity) for finding in read.findings] == [("error-value", Severity.ERROR)] * len(
        COLUMNS
    )
    assert not any("#" in str(value) for row in read.answers.tables["measures"] for value in row.values.values())


@pytest.mark.parametrize(
    "text", ["Cellen visar #REF! hos oss.", "# 3 av 5", "#bättretillsammans", "Fel: 502 st", "Error"]
)
def test_a_text_about_an_error_is_a_text(text: str) -> None:
    assert read_after(put(MEASURES, ASKED, "Kommentar", text)).value("measures", "fragor", "comment") == text


# ------------------------------------------------------------------------------------------------------------ hidden keys


def write_keys(write: Write, only: str = "") -> Callable[[Any], None]:
    """The hidden keys of rows, columns and tables of measures written otherwise, or one of them only."""

    def change(workbook: Any) -> None:
        page = workbook[MEASURES]
        mark = next(cell for line in page.iter_rows() for cell in line if cell.value == "#measures")
        for cell in [*page[mark.row], *page["A"][mark.row :]]:
            if isinstance(cell.value, str) and only in ("", cell.value):
                cell.value = write(cell.value)

    return change


@pytest.mark.parametrize(
    "write",
    [
        lambda key: key + " ",
        lambda key: "\u00a0" + key,
        lambda key: key.upper(),
        lambda key: key.replace("-", "–"),
        lambda key: key.replace("-", "‑") + "\u200b",
        lambda key: unicodedata.normalize("NFD", key),
    ],
)
def test_keys_are_known_by_another_space_dash_or_case(write: Write) -> None:
    read = read_after(write_keys(write))
    assert read.value(*OUTCOME) == Decimal(29)
    assert [finding for finding in read.findings if finding.severity is not Severity.INFO] == []
    assert read.answers.refused == 0


def test_a_key_that_only_looks_like_one_counts_less_than_the_label() -> None:
    """The keys of two rows changed places: what people see decides, as it does where keys stand as they were."""
    keys = {"fragor": "BUDGET ", "budget": "FRAGOR "}
    read = read_after(write_keys(lambda key: keys.get(key, key)))
    assert read.value(*OUTCOME) == Decimal(29)
    assert read.rules() == ["sorted-without-keys"]


def test_two_rows_never_come_onto_one() -> None:
    def change(workbook: Any) -> None:
        page = workbook[MEASURES]
        (one,) = [cell for cell in page["A"] if cell.value == "fragor"]
        (other,) = [cell for cell in page["A"] if cell.value == "budget"]
        other.value = one.value.upper()

    read = read_after(change)
    assert read.value(*OUTCOME) == Decimal(29)
    assert read.value("measures", "budget", "outcome.total") in (None, Decimal("-17.7"))
    assert read.answers.filled == 2
