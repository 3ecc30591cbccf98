"""Where personal numbers are looked for: nowhere that holds one is passed over."""

from __future__ import annotations

from random import Random

from followup.form.texts.personal_number import may_hold_numbers, numbers_in

BETWEEN = ("", "", "", " ", "-", ".", "–", "\u2212", "+", " - ", "\u00a0", "\u200b", "\n")
NUMBERS = (
    ("19", "81", "12", "18", "9876"),
    ("", "81", "12", "18", "9876"),
    ("20", "12", "12", "12", "1212"),
    ("", "64", "08", "23", "3234"),
)
BESIDE = ("", " ", "a", "(", "nr ", "12 ", "2022-12-31", "\n1", "5,5", ".", "kr")


def test_what_holds_a_number_is_looked_through() -> None:
    random, held = Random(0), 0
    for _case in range(4000):
        parts = random.choice(NUMBERS)
        number = "".join(part + random.choice(BETWEEN) for part in parts[:-1]) + parts[-1]
        text = random.choice(BESIDE) + number + random.choice(BESIDE)
        has_number = any(_in_each_way(text))
        held += has_number
        assert may_hold_numbers(text) or not has_number, text
        assert bool(numbers_in(text)) <= may_hold_numbers(text)
    assert held > 200


def _in_each_way(text: str) -> list[bool]:
    """Whether a number of any way of writing stands in a text, looked for without a look at whether it is worth it."""
    from followup.form.texts import personal_number

    return [personal_number._is_valid(match) for pattern in personal_number.WRITTEN for match in pattern.finditer(text)]
