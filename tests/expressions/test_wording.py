"""A condition of the plan as those read it who fill in the form: a test of ``followup.expressions``."""

from __future__ import annotations

import pytest

from followup.expressions import Expression, ResultKind, in_words, parse
from tests.house import literal
from tests.tables import SWEDISH

SENTENCES = [
    ("prognos >= 0", "Prognos är minst 0"),
    ("inte (prognos >= 0)", "Prognos är mindre än 0"),
    ("abs(utfall - budget) > 2,5", "skillnaden mellan Utfall och Budget är mer än 2,5"),
    ('tom(lage) och lage <> "i balans"', "Läge är tom och Läge är annat än ”i balans”"),
    ("inte tom(lage) eller utfall = 0", "Läge är ifylld eller Utfall är 0"),
    ("utfall < 0 och (budget < 0 eller prognos < 0)", "Utfall är mindre än 0 och (Budget är mindre än 0 eller Prognos är mindre än 0)"),
    ("inte (utfall < 0 och budget < 0)", "det inte är så att (Utfall är mindre än 0 och Budget är mindre än 0)"),
    ("andel(utfall; budget) > 1", "Utfall som andel av Budget är mer än 100 %"),
    ("förändring(utfall; budget) > 0,1", "förändringen till Utfall från Budget är mer än 10 %"),
    ("summa(utfall; prognos) > max(budget; 10)", "summan av Utfall, Prognos är mer än det största av Budget, 10"),
    ("utfall > -budget * 2", "Utfall är mer än −Budget gånger 2"),
    ("andel < andel - 20 %", "Andel är mindre än Andel minus 20 %"),
    ("andel * 2 < 0,5", "Andel gånger 2 är mindre än 0,5"),
    ("abs(andel) > 0,125", "Andel (oavsett tecken) är mer än 12,5 %"),
    ("utfall > före(utfall)", "Utfall är mer än förra omgångens Utfall"),
    ("om(budget > 0; utfall; prognos) > 5", "(Utfall där Budget är mer än 0, annars Prognos) är mer än 5"),
]  # fmt: skip
NAMES = {"prognos": "Prognos", "utfall": "Utfall", "budget": "Budget", "lage": "Läge", "andel": "Andel"}


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_a_condition_is_a_sentence(text: str, sentence: str) -> None:
    expression = parse(text, ResultKind.CONDITION)
    assert isinstance(expression, Expression)
    assert SWEDISH(in_words(expression, lambda key: literal(NAMES[key]), {"andel"})).replace("\u00a0", " ") == sentence
