"""What expressions give, in Python and as formulas: a test of ``followup.expressions``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.expressions import (
    REFUSED,
    Constant,
    Expression,
    Fault,
    Identifier,
    Incomplete,
    Operand,
    Operands,
    ResultKind,
    excel_condition,
    excel_value,
    function_of,
    names,
    parse,
)
from tests.house import Words

D = Decimal
SHORT = Incomplete(D(5))

# fmt: off
MEANING: list[tuple[str, dict[str, object], object]] = [
    ("a + b", {"a": D(1), "b": D(2)}, D(3)),
    ("a + b", {"a": D(1), "b": None}, None),
    ("a + b", {"a": D(1), "b": ""}, None),
    ("a + b", {"a": D(1), "b": "ca 5"}, None),
    ("a + b", {"a": D(1), "b": SHORT}, None),
    ("a / b", {"a": D(1), "b": D(0)}, None),
    ("a / (b - 0,3)", {"a": D(1), "b": D("0.3")}, None),
    ("andel(a; b)", {"a": D(1), "b": D(4)}, D("0.25")),
    ("förändring(a; b)", {"a": D(3), "b": D(4)}, D("-0.25")),
    ("summa(a; b)", {"a": D(1), "b": None}, D(1)),
    ("summa(a; b)", {"a": " ", "b": ""}, None),
    ("summa(a; b)", {"a": D(1), "b": SHORT}, D(6)),
    ("summa(a; b)", {"a": D(1), "b": "ca 5"}, None),
    ("summa(a; b)", {"a": D(1), "b": REFUSED}, None),
    ("summa(a; b)", {"a": D(1), "b": Incomplete(D(5), spoilt=True)}, None),
    ("max(a; b)", {"a": D(1), "b": None}, None),
    ("abs(-a)", {"a": D(1)}, D(1)),
    ("om(a > 1; b)", {"a": D(2), "b": "klar  nu"}, "klar nu"),
    ("om(a > 1; b)", {"a": D(1), "b": "klar"}, None),
    ("om(a > 1; b; 2)", {"a": None, "b": D(1)}, None),
    ("om(a > 1; b; 2)", {"a": D(1), "b": None}, D(2)),
    ("a > 1", {"a": None}, None),
    ("a > 1", {"a": "2"}, None),
    ("a > 1", {"a": SHORT}, None),
    ("a > 1", {"a": True}, None),
    ("0,1 + 0,2 = a", {"a": D("0.3")}, True),
    ("a / 3 * 3 < a", {"a": D(1)}, False),
    ("a = b", {"a": " Klar", "b": "KLAR "}, True),
    ("a = b", {"a": "5", "b": D(5)}, None),
    ("a <> b", {"a": "klar", "b": None}, None),
    ("a = b", {"a": "klar", "b": ("pågår", "klar")}, True),
    ("b <> a", {"a": "klar", "b": ("pågår",)}, True),
    ("a = b", {"a": "klar", "b": ()}, False),
    ("a <= b", {"a": date(2022, 4, 30), "b": date(2022, 4, 30)}, True),
    ("b - a", {"a": date(2022, 4, 30), "b": date(2022, 5, 2)}, D(2)),
    ("tom(a)", {"a": "\u00a0 "}, True),
    ("tom(a)", {"a": REFUSED}, False),
    ("tom(a)", {"a": Incomplete(None)}, True),
    ("ärtal(a)", {"a": "ca 5"}, False),
    ("ärtal(a / b)", {"a": D(1), "b": D(0)}, False),
    ("a > 1 och tom(b)", {"a": None, "b": "x"}, False),
    ("a > 1 och tom(b)", {"a": None, "b": None}, None),
    ("a > 1 eller tom(b)", {"a": None, "b": None}, True),
    ("a > 1 eller tom(b)", {"a": None, "b": "x"}, None),
    ("inte a > 1", {"a": None}, None),
    ("inte a > 1", {"a": D(1)}, True),
]
# fmt: on


@pytest.mark.parametrize(("text", "values", "result"), MEANING, ids=lambda case: str(case))
def test_what_it_gives_in_python(text: str, values: dict[str, object], result: object) -> None:
    expression = understood(text)
    given = function_of(expression)(*(values[name.key] for name in names(expression)))
    assert given == result and type(given) is type(result)


def understood(text: str) -> Expression:
    """An expression of either kind."""
    expression = parse(text)
    assert isinstance(expression, Expression), text
    return expression


A, B, S = Operand("A1", "A1", 1), Operand("B1", "B1", 1), Operand("S9", "S1:S8", 8, is_sum=True)
OPERANDS: Operands = {
    **{Identifier("a"): A, Identifier("b"): B, Identifier("s"): S, Identifier("t"): Operand("C1:D4")},
    Identifier("limit"): Constant(D("-0.5")),
    Identifier("steps"): Constant(("klar", 'a"b')),
    Identifier("none"): Constant(None),
}
FORMULAS = {
    "andel(a; b)": 'IF(AND(ISNUMBER(A1),ISNUMBER(B1)),IF(B1=0,"",A1/B1),"")',
    "förändring(a; s)": 'IF(COUNT(A1,S1:S8)<9,"",IF(AND(ISNUMBER(A1),ISNUMBER(S9)),IF(S9=0,"",A1/S9-1),""))',
    "a + b": 'IFERROR(IF(ISNUMBER(A1),A1,NA())+IF(ISNUMBER(B1),B1,NA()),"")',
    "a * limit": 'IFERROR(IF(ISNUMBER(A1),A1,NA())*(-0.5),"")',
    "a > limit": "IF(ISNUMBER(A1),A1>(-0.5),FALSE)",
    "a > none": "FALSE",
    "a > b": "IF(AND(ISNUMBER(A1),ISNUMBER(B1)),A1>B1,FALSE)",
    "s > b": "IF(AND(AND(COUNT(S1:S8)=8,ISNUMBER(S9)),ISNUMBER(B1)),S9>B1,FALSE)",
    "tom(a)": 'IFERROR(TRIM(SUBSTITUTE(A1,"\u00a0"," "))="",FALSE)',
    "tom(t)": 'IFERROR(SUMPRODUCT(--(TRIM(SUBSTITUTE(C1:D4,"\u00a0"," "))<>""))=0,FALSE)',
    "tom(none) och a > 1": "IF(ISNUMBER(A1),A1>1,FALSE)",
    "inte tom(none) och a > 1": "FALSE",
    "1 < 2": "1<2",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_its_formula(text: str) -> None:
    expression = understood(text)
    formula = excel_condition if expression.kind is ResultKind.CONDITION else excel_value
    assert formula(expression, OPERANDS) == FORMULAS[text]


def test_a_text_in_a_formula_has_its_quotation_marks_twice() -> None:
    formula = excel_condition(understood("a = steps"), OPERANDS)
    assert isinstance(formula, str) and formula.endswith('="a""b"),FALSE)')


def refusal_of(text: str, sheet: str = "") -> str:
    """What is told of an expression that makes no formula."""
    expression = understood(text)
    formula = excel_condition if expression.kind is ResultKind.CONDITION else excel_value
    fault = formula(expression, {name: Operand(f"{sheet}A{at}") for at, name in enumerate(names(expression), start=1)})
    assert isinstance(fault, Fault)
    return Words("sv")(fault.message).replace("\u00a0", " ")


def test_a_formula_that_excel_does_not_take_is_refused() -> None:
    long = " eller ".join(f"a{at} = b{at}" for at in range(60))
    assert refusal_of(long, "'Ett blad'!").endswith(
        "tecken, och Excel tar högst 8 192. Dela upp det på flera kolumner."
    )
    deep = "abs(" * 47 + "a / (b / (a / (b / (a / (b + 1)))))" + ")" * 47
    assert refusal_of(deep) == (
        "ger en formel med 65 funktioner inuti varandra, och Excel tar högst 64. Dela upp det på flera kolumner."
    )


def test_a_formula_that_would_double_at_every_step_is_refused_at_once() -> None:
    text = "a = b"
    while len(text) < 300:
        text = f"om({text}; a; b) = b"
    assert refusal_of(text).startswith("ger en formel på ")
    assert function_of(understood(text))(D(1), D(1)) is True
