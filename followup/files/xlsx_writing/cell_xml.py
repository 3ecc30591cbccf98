"""What a cell says, as XML: all that stands behind its name and look. XlsxWriter is asked for nothing but odd days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import escape

from followup.files.book import Value, WorkbookLink
from followup.files.sources import WITHIN

LONGEST_LIST = 255
"""The longest text in a formula or in a list of choices."""
DAY_ZERO = date(1899, 12, 30).toordinal()
FIRST_YEAR = 1901
"""Excel counts a 29 February 1900 that there never was: days before this year are asked of XlsxWriter."""
USUAL_PIXELS = 20
"""The height of a row that nobody has set."""
TEXT = '" t="s"><v>'
"""What stands before the number of a shared text, and before nothing else."""
END_OF_TEXT = "</v></c>"
"""What stands behind it."""
ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))


def height_xml(points: float) -> str:
    """The height of a row among its attributes, in whole pixels as XlsxWriter has it; nothing for the usual one.

    It is no height of somebody's own (``customHeight``): the row still grows with what people type.
    """
    pixels = int(points * 4 / 3 + 0.5)
    return f' ht="{pixels * 0.75:.16g}"' if pixels and pixels != USUAL_PIXELS else ""


def number_xml(value: Decimal | int) -> str:
    """A number, behind the look of its cell."""
    return f'"><v>{float(value):.16G}</v></c>'


def value_xml(value: Decimal | int | date) -> str:
    """A number, a day or a truth, behind the look of its cell."""
    if isinstance(value, bool):
        return f'" t="b"><v>{value:d}</v></c>'
    return number_xml(value) if isinstance(value, Decimal | int) else f'"><v>{_serial(value)}</v></c>'


def formula_xml(formula: str, value: Value) -> str:
    """A formula, which is XML already, and its result, stored so that nobody has to recalculate."""
    if value is None or isinstance(value, str):
        kind = "" if not value else ' t="e"' if value in ERRORS else ' t="str"'  # none: other programs work it out
        return f'"{kind}>{formula}<v>{escape(value or "", quote=False)}</v></c>'
    if isinstance(value, bool):
        return f'" t="b">{formula}<v>{value:d}</v></c>'
    result = float(value) if isinstance(value, Decimal) else value if isinstance(value, int) else _serial(value)
    return f'">{formula}<v>{result}</v></c>'


def formula_text(formula: str) -> str:
    """A formula, with or without its =, as it stands in one cell alone."""
    return f"<f>{escape(formula.removeprefix('='), quote=False)}</f>"


def first_shared(number: int, area: str, formula: str) -> str:
    """A formula as it stands in its first cell: it is that of all cells of the ``area``."""
    return f'<f t="shared" ref="{area}" si="{number}">{escape(formula.removeprefix("="), quote=False)}</f>'


def also_shared(number: int) -> str:
    """The formula of a cell below that one."""
    return f'<f t="shared" si="{number}"/>'


def link_xml(link: WorkbookLink) -> str:
    """A link: a formula, not a stored hyperlink: a sheet can hold only 65,530 of those, and both kinds follow the file.

    Empty where the formula would be longer than Excel takes.
    """
    target, length, has_place = _target(link.file, link.sheet)
    place = link.cell if has_place else ""
    if length + len(place) > LONGEST_LIST or len(link.text) + link.text.count('"') > LONGEST_LIST:
        return ""
    text = escape(link.text, quote=False)
    in_formula = text.replace('"', '""')
    kind = "" if not text else ' t="e"' if text in ERRORS else ' t="str"'
    return f'"{kind}><f>HYPERLINK("{target}{place}","{in_formula}")</f><v>{text}</v></c>'


@lru_cache(1024)  # thousands of links lead to the same few sheets
def _target(file: str, sheet: str) -> tuple[str, int, bool]:
    """Where a link leads, up to its cell, as XML within a formula; how long that is there; whether a cell follows."""
    target = WorkbookLink("", sheet, "", file).target.replace('"', '""')
    return escape(target, quote=False), len(target), bool(sheet) and WITHIN not in file


def _serial(day: date) -> str:
    """The number that Excel counts a day by."""
    if day.__class__ is date and day.year >= FIRST_YEAR:
        return str(day.toordinal() - DAY_ZERO)
    from xlsxwriter.utility import _datetime_to_excel_datetime

    return f"{_datetime_to_excel_datetime(day, False, False):.16G}"
