"""How an expression is read, and what is told of one that is not understood: a test of ``followup.expressions``."""

from __future__ import annotations

import pytest

from followup.expressions import Expression, Fault, Identifier, ResultKind, names, parse, parsed, renamed
from tests.house import Words

READ = {
    "a + b * c": "a + (b * c)",
    "a - b - c": "(a - b) - c",
    "a−b": "a - b",
    "a × b ÷ c": "(a * b) / c",
    "inte tom(a) och tom(b) eller tom(c)": "((inte tom(a)) och (tom(b))) eller (tom(c))",
    "a ≥ 1 OCH b ≠ 2": "a >= 1 och b <> 2",
    "5 %": "0,05",
    "1 234,5": "1234,5",
    "1\u00a0234": "1234",
    "OM(a>1;b;c)": "om((a) > (1); (b); (c))",
    "”klar” = a": '"klar" = a',
    '" klar  nu" = a': '"klar nu" = a',
    "+a": "a",
}


@pytest.mark.parametrize("text", READ)
def test_what_means_the_same_is_read_as_the_same(text: str) -> None:
    one, other = parsed_either(text), parsed_either(READ[text])
    assert one.root == other.root


def parsed_either(text: str) -> Expression:
    """An expression of either kind that is understood."""
    expression = parse(text)
    assert isinstance(expression, Expression), text
    return expression


def test_a_hyphen_within_a_name_belongs_to_it() -> None:
    assert names(parsed_either("sum-now - before")) == (Identifier("sum-now"), Identifier("before"))


def test_names_come_once_each_in_order_with_those_of_the_round_before() -> None:
    expression = parsed("om(tom(b); total.a; före(b)) + b + åtgärd_1", ResultKind.VALUE)
    assert names(expression) == (
        Identifier("b"),
        Identifier("total.a"),
        Identifier("b", earlier=True),
        Identifier("åtgärd_1"),
    )


FAULTS = {
    "": "innehåller inget uttryck. Skriv ett, till exempel visits > 0 och tom(comment).",
    "  ": "innehåller inget uttryck. Skriv ett, till exempel visits > 0 och tom(comment).",
    "a b": "går inte att förstå vid ”b”, tecken 3: två saker följer på varandra. "
    "Skriv ett tecken mellan dem: + - * / = < > och eller.",
    "a +": "går inte att förstå i slutet: något mer ska följa. "
    "Skriv ett namn, ett tal eller en parentes efter det sista tecknet.",
    "* a": "går inte att förstå vid ”*”, tecken 1: något saknas före det. Skriv ett namn, ett tal eller en parentes där.",
    "och": "går inte att förstå vid ”och”, tecken 1: något saknas före det. "
    "Skriv ett namn, ett tal eller en parentes där.",
    "(a": "går inte att förstå i slutet: en parentes är inte avslutad. Skriv lika många ) som (.",
    "a)": "går inte att förstå vid ”)”, tecken 2: en parentes avslutas som aldrig har börjat. Skriv lika många ) som (.",
    "a = “klar": "går inte att förstå vid ”“”, tecken 5: texten tar inte slut. Skriv ett citattecken efter den.",
    "a & b": "går inte att förstå vid ”&”, tecken 3: tecknet betyder ingenting här. "
    "Skriv kolumnnamn, tal, texter inom citattecken, + - * / och ( ).",
    "0.5 * a": "går inte att förstå vid ”.”, tecken 2: skriv tal med decimalkomma, som i 0,5.",
    "min(a, b)": "går inte att förstå vid ”,”, tecken 6: skriv semikolon mellan det som står inom parentes, "
    "som i min(a; b); komma är för decimaler.",
    "a < b < c": "går inte att förstå vid ”a < b < c”, tecken 1: två jämförelser följer på varandra. "
    "Skriv a < b och b < c.",
    'a < "klar"': 'går inte att förstå vid ”"klar"”, tecken 5: texter har ingen ordning. Jämför dem med = eller <>.',
    'a = ""': 'går inte att förstå vid ”""”, tecken 5: ingenting är lika med en tom text. Skriv tom(kolumn).',
    '"klar" + 1': 'går inte att förstå vid ”"klar"”, tecken 1: en text står där ett tal ska stå. '
    "Skriv ett tal eller namnet på en kolumn.",
    "a och tom(b)": "går inte att förstå vid ”a”, tecken 1: ett värde står där ett villkor ska stå. "
    "Jämför det, som i a > 0, eller skriv tom(…).",
    "1 + tom(a)": "går inte att förstå vid ”tom(a)”, tecken 5: ett villkor står där ett värde ska stå. "
    "Skriv om(villkor; värde; annat värde).",
    "om(a; b; c)": "går inte att förstå vid ”a”, tecken 4: ett värde står där ett villkor ska stå. "
    "Jämför det, som i a > 0, eller skriv tom(…).",
    "tom(a + b)": "går inte att förstå vid ”a + b”, tecken 5: tom tar namn på kolumner och inget annat.",
    "summa(a; 2)": "går inte att förstå vid ”2”, tecken 10: summa tar namn på kolumner och inget annat.",
    "före(före(a))": "går inte att förstå vid ”före(a)”, tecken 6: före tar namn på kolumner och inget annat.",
    "andel(a)": "går inte att förstå vid ”andel(a)”, tecken 1: skriv andel(del; helhet).",
    "min(1,2)": "går inte att förstå vid ”min(1,2)”, tecken 1: skriv min(a; b).",
    "medel(a; b)": "går inte att förstå vid ”medel”, tecken 1: det finns ingen funktion med det namnet. "
    "Det finns abs, min, max, summa, andel, förändring, om, tom, ärtal, före.",
    "a > 1234567890123456": "går inte att förstå vid ”1234567890123456”, tecken 5: ett tal har högst 15 siffror.",
    f'a = "{"x" * 256}"': f'går inte att förstå vid ”"{"x" * 256}"”, tecken 5: en text har högst 255 tecken.',
    "a" * 1001: "är för långt: ett uttryck har högst 1 000 tecken. Dela upp det på flera kolumner.",
    "(" * 61 + "a" + ")" * 61: "har mer än 60 saker inuti varandra. Dela upp det på flera kolumner, "
    "eller ta bort parenteser.",
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:20])
def test_what_is_not_understood_is_told_with_where_and_what_to_write(text: str) -> None:
    fault = parse(text)
    assert isinstance(fault, Fault)
    assert Words("sv")(fault.message).replace("\u00a0", " ") == FAULTS[text]


@pytest.mark.parametrize(
    "text", ["(" * 999, "-" * 999 + "a", "inte " * 199 + "a=1", "a+" * 499 + "a", "min(" * 249, "\x00"]
)
def test_no_text_is_more_than_a_fault(text: str) -> None:
    assert isinstance(parse(text), Fault)


def test_a_value_where_a_condition_is_asked_for_is_told() -> None:
    fault = parse("a + b", ResultKind.CONDITION)
    assert isinstance(fault, Fault)
    assert Words("sv")(fault.message) == (
        "går inte att förstå vid ”a + b”, tecken 1: ett värde står där ett villkor ska stå. "
        "Jämför det, som i a + b > 0, eller skriv tom(…)."
    )
    assert isinstance(parse("tom(a)", ResultKind.VALUE), Fault)
    assert isinstance(parse("tom(a)", ResultKind.CONDITION), Expression)


def test_an_expression_of_ours_that_is_not_understood_is_an_error() -> None:
    with pytest.raises(ValueError, match="a b"):
        parsed("a b", ResultKind.VALUE)


def test_a_base_stands_for_its_columns_where_several_may_stand() -> None:
    parts = {"part": ("part.women", "part.men")}
    assert renamed(parsed("amount <> summa(part)", ResultKind.CONDITION), parts).root == (
        parsed("amount <> summa(part.women; part.men)", ResultKind.CONDITION).root
    )
    assert renamed(parsed("tom(part) och max(part; 2) > 1", ResultKind.CONDITION), parts).root == (
        parsed("(tom(part.women) och tom(part.men)) och max(part.women; part.men; 2) > 1", ResultKind.CONDITION).root
    )


@pytest.mark.parametrize(("text", "columns"), [("part + 1", ("a", "b")), ("tom(part)", ()), ("abs(part)", ("a", "b"))])
def test_a_base_where_one_column_is_meant_is_an_error(text: str, columns: tuple[str, ...]) -> None:
    expression = parse(text)
    assert isinstance(expression, Expression)
    with pytest.raises(ValueError):
        renamed(expression, {"part": columns})
