"""What a row is called in running text. A test of ``followup.form.texts.row_names``."""

from __future__ import annotations

from followup.form.texts.row_names import names_of_rows
from tests.form.language import Row


def named(key: str, *sums: str, label: str = "", number: str = "") -> Row:
    return Row(key, {**({"number": number} if number else {}), "label": label or key}, sums=sums)


def test_a_label_of_its_own_is_enough() -> None:
    rows = [named("total", "visits"), named("visits", "somatic"), named("somatic", label="Somatik")]
    assert names_of_rows(rows) == {"total": "total", "visits": "visits", "somatic": "Somatik"}


def test_the_way_is_as_long_as_it_has_to_be() -> None:
    rows = [
        named("total", "a", "b"),
        named("a", "a1", "a2", label="Läkarbesök"),
        named("a1", label="Somatik"),
        named("a2", label="Psykiatri"),
        named("b", "b1", label="Övriga"),
        named("b1", label="Somatik"),
    ]
    names = names_of_rows(rows)
    assert (names["a1"], names["b1"]) == ("Läkarbesök › Somatik", "Övriga › Somatik")
    assert (names["a"], names["a2"]) == ("Läkarbesök", "Psykiatri")
    again = [named("a", "a1", label="Vuxna"), named("b", "b1", label="Vuxna"), named("x", "a"), named("y", "b")]
    names = names_of_rows([*again, named("a1", label="Somatik"), named("b1", label="Somatik")])
    assert (names["a1"], names["b1"]) == ("x › Vuxna › Somatik", "y › Vuxna › Somatik")


def test_a_sum_that_some_unit_alone_has_shows_the_way_for_all() -> None:
    of_one = [named("a", label="Läkarbesök"), named("a1", label="Somatik"), named("b1", label="Somatik")]
    of_other = [named("a", "a1", label="Läkarbesök"), named("a1", label="Somatik")]
    assert names_of_rows([*of_one, *of_other])["a1"] == "Läkarbesök › Somatik"


def test_rows_that_no_sum_tells_apart_have_their_other_label_behind() -> None:
    rows = [named("m1", label="Antal besök", number="1"), named("m2", label="Antal besök", number="2"), named("m3")]
    assert names_of_rows(rows) == {"m1": "Antal besök (1)", "m2": "Antal besök (2)", "m3": "m3"}


def test_rows_in_a_ring_end() -> None:
    rows = [named("a", "b", label="Summa"), named("b", "a", label="Summa")]
    assert set(names_of_rows(rows)) == {"a", "b"}
