"""What a number format shows beside a value is part of it: what becomes of the value in a cell of each type.

``holds`` is written as in the table of what people write; ``format`` is the number format as it is stored, with ¦ for a
bar, or a font after "i". ``becomes`` is the value, or "nej" where it is refused; ``told`` is part of the sentence.

A test of ``followup.files.number_format``.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.files.number_format import format_of
from followup.files.xlsx.style_xml import Style
from tests.form.cells.test_what_people_write import CELLS as KINDS
from tests.form.cells.test_what_people_write import in_a_row, signs, typed_as
from tests.form.cells.typed import SWEDISH
from tests.form.language import (
    AnyFigure,
    CellType,
    DoneCell,
    Number,
    OutcomeCell,
    Percent,
    RoughNumber,
    TargetCell,
    Year,
)
from tests.house import Severity

CELLS = {**KINDS, "mål": TargetCell(), "tidigare": AnyFigure()}
OTHERS: tuple[CellType, ...] = (
    Year(), Number(maximum=Decimal(50)), Percent(minimum=None, maximum=None), Percent(maximum=Decimal(10)), RoughNumber(),
    RoughNumber(Percent()), OutcomeCell(AnyFigure()), DoneCell(),
)  # fmt: skip
TABLE = """
| cell         | holds       | format                        | becomes   | told |
| mnkr         | #2600000    | #,##0\\ "kr"                  | 2.6       | lästs som 2,6 mnkr |
| mnkr         | #1400       | #,##0 [$tkr]                  | 1.4       | lästs som 1,4 mnkr |
| mnkr         | #1.4        | 0.0" mnkr"                    | 1.4       |      |
| mnkr         | #1.4        | #,##0.00\\ [$kr-41D]          | nej       | 0,0000014 eller som 1,4 |
| mnkr         | #0          | _-* #,##0\\ "kr"_-;\\-* #,##0\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_- | 0 | lästs som 0 mnkr |
| mnkr         | #-17.7      | #,##0.0;[Red]-#,##0.0         | -17.7     |      |
| mnkr         | #-17.7      | #,##0.0_);(#,##0.0)           | -17.7     |      |
| mnkr         | #1400000    | #,##0.0,,                     | 1.4       | visas av sitt format i mnkr |
| mnkr         | #1400000    | #,##0, "tkr"                  | 1.4       | lästs som 1,4 mnkr |
| tkr          | #1400000    | #,##0,                        | 1400      | visas av sitt format i tkr |
| tkr          | #1400000    | #,##0, "tkr"                  | 1400      | visas av sitt format i tkr |
| tkr          | #5          | 0" €"                         | nej       | är inte ett tal |
| utfall tkr   | #1400000    | #,##0" kr"                    | 1400      | lästs som 1<nbsp>400 tkr |
| utfall tkr   | #0          | 0;-0;"Data saknas"            | (Data saknas) |  |
| besök        | #45467      | #,##0,                        | nej       | 45,467 eller som 45<nbsp>467 |
| besök        | #45467      | #,##0                         | 45467     |      |
| besök        | #8          | 0" st"                        | 8         |      |
| besök        | #8          | General" besök"               | 8         |      |
| besök        | #8          | 0 kr                          | nej       | är i kr |
| besök        | #8          | "ca "0                        | nej       | är inte ett tal |
| besök        | #8          | "<"0                          | nej       | är en gräns |
| besök        | #8          | ;;;                           | 8         |      |
| besök        | #8          | 0"*"                          | 8         |      |
| besök        | #8          | 000                           | 8         |      |
| besök        | #35         | 0"-"0                         | nej       | är ett spann |
| besök        | #1230       | 00":"00                       | nej       | klockslag eller en tidslängd |
| besök        | 41:15       | @                             | nej       | klockslag eller en tidslängd |
| besök        | #0.08       | 0%                            | nej       | är i % |
| besök        | #8          | i Wingdings                   | nej       | bild ur teckensnittet Wingdings |
| besök        | #8          | i Symbol                      | 8         |      |
| andel        | #0.7        | 0.0\\ "%"                     | 0.007     | lästs som det syns, som 0,7<nbsp>% |
| andel        | #41         | 0"%"                          | 0.41      | lästs som det syns, som 41<nbsp>% |
| andel        | #0.41       | 0.0\\ %                       | 0.41      |      |
| andel        | #0.7        | [<1]0.0" %";0.0%              | 0.007     | lästs som det syns, som 0,7<nbsp>% |
| andel        | #1          | [<1]0.0" %";0.0%              | 1         |      |
| andel        | #7          | 0.0" ‰"                       | nej       | är inte en andel i procent |
| andel        | #41         | 0" st"                        | nej       | är inte en andel i procent |
| utfall %     | #0.7        | 0.0" %"                       | 0.007     | lästs som det syns |
| tidigare     | #0.23       | 0.0%                          | 0.23      |      |
| tidigare     | #23         | 0.0" %"                       | 0.23      | lästs som det syns, som 23<nbsp>% |
| tidigare     | #23         | 0" kr"                        | nej       | är i kr |
| dag          | @2022-12-01 | mmm-yy                        | 2022-12-01 | är en månad utan dag |
| dag          | @2022-12-31 | mmm-yy                        | 2022-12-31 | bara en del av ett datum |
| dag          | @2022-05-03 | d-mmm                         | 2022-05-03 | bara en del av ett datum |
| dag          | @2022-05-03 | yyyy                          | 2022-05-03 | bara en del av ett datum |
| dag          | @2022-05-03 | [$-41D]d mmmm yyyy;@          | 2022-05-03 |      |
| dag          | #20220430   | 0000-00-00                    | 2022-04-30 | lästs som 2022-04-30 |
| dag          | #8          | 0" kr"                        | nej       | är inte ett datum |
| text         | #0.84       | 0%                            | 84 %      |      |
| text         | #0.9534     | 0.0%                          | 95,3 %    |      |
| text         | #2600000    | #,##0\\ "kr"                  | 2<nbsp>600<nbsp>000 kr | |
| text         | #12         | 000                           | 012       |      |
| text         | @2023-03-01 | mmm-yy                        | mar-23    | är ett datum i Excel |
| text         | @2022-12-01 | yyyy-mm-dd                    | 2022-12-01 |     |
| text         | J           | i Wingdings                   | ☺         |      |
| text         | abc         | i Symbol                      | nej       | bild ur teckensnittet Symbol |
| text         | 41          | @" %"                         | 41 %      |      |
| namn         | @2022-05-03 | d-mmm                         | 3-maj     | är ett datum i Excel |
| namn         | @2022-05-03 | yyyy-mm-dd                    | 2022-05-03 | är ett datum i Excel |
| ja/nej       | #1          | "Ja";;"Nej"                   | yes       |      |
| ja/nej       | #0          | "Ja";;"Nej"                   | no        |      |
| ja/nej       | ü           | i Wingdings                   | yes       | lästs som ”ja” |
| status       | J           | i Wingdings                   | nej       | bild ur teckensnittet Wingdings |
| status       | \uf0fc      | i Wingdings                   | klar      |      |
| mål          | #1          | 0%                            | 100 %     |      |
| mål          | #0.84       | 0%                            | 84 %      |      |
| mål          | #0.95       | General                       | nej       | kan ha varit en andel i procent |
| mål          | @2022-05-03 | d-mmm                         | nej       | är ett datum i Excel |
| mål          | @2022-05-03 | yyyy-mm-dd                    | 2022-05-03 | är ett datum i Excel |
"""


def rows() -> list[list[str]]:
    """The rows of the table."""
    lines = [line for line in TABLE.splitlines() if line.startswith("|")][1:]
    return [[part.strip(" ") for part in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("kind", "holds", "format_", "becomes", "message"), rows())
def test_what_becomes_of_what_a_cell_shows(kind: str, holds: str, format_: str, becomes: str, message: str) -> None:
    in_font = format_.startswith("i ")
    style = Style(format_of("" if in_font else format_), format_[2:] if in_font else "")
    raw = typed_as(holds)
    parsed = CELLS[kind].read(raw, style.look_of(raw))
    refused = parsed.problem is not None and parsed.problem.severity is Severity.ERROR
    sentence = SWEDISH(parsed.problem.advice) if parsed.problem else ""
    assert ("nej" if refused else in_a_row(parsed.value)) == signs(becomes), sentence
    assert signs(message) in sentence and bool(message) == bool(sentence), sentence


NUMBERS = [
    Decimal(text) for text in ("-2", "-0.5", "0", "0.41", "1", "1.2", "7.25", "41", "60", "1995", "1995.5", "2101")
]


@pytest.mark.parametrize("kind", [*CELLS.values(), *OTHERS], ids=lambda kind: f"{kind}"[:40])
def test_a_number_that_is_taken_as_stored_is_read_as_stored(kind: CellType) -> None:
    """Most numbers are taken so, column by column, without asking ``read``."""
    formats = {format_ for _kind, _holds, format_, *_rest in rows()}
    for format_ in sorted(formats):
        in_font = format_.startswith("i ")
        style = Style(format_of("" if in_font else format_), format_[2:] if in_font else "")
        for number in NUMBERS:
            look = style.look_of(number)
            if kind.shows_numbers(look) and kind.allows(number):
                parsed = kind.read(number, look)
                assert (parsed.value, parsed.problem) == (number, None), (format_, number)


def test_usual_numbers_are_taken_as_stored() -> None:
    share, visits = CELLS["andel"], CELLS["besök"]
    assert share.shows_numbers(Style(format_of("0.0%"), "").look_of(Decimal("0.41"))) and share.allows(Decimal("0.41"))
    assert visits.shows_numbers(None) and visits.allows(Decimal(1100)) and not visits.allows(Decimal(-1))
    assert not CELLS["text"].shows_numbers(None)
