"""Every text that a user reads has its Swedish words, and both languages put messages together alike.

A test of ``followup.locale``.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from followup import locale
from followup.locale import Message, _, n_
from tests.house import Words, command, literal
from tests.parsed import nodes_of

HERE = Path(locale.__file__).parent
PACKAGE = HERE.parent
FOLDER = HERE / "sv" / "LC_MESSAGES"
SV, EN = Words("sv"), Words("en")
AGAIN = "Write the Swedish words and compile the catalogue again."

Forms = tuple[str, ...]


@functools.cache
def in_code() -> dict[Forms, str]:
    """Every message in the code, one form or two, and where it stands."""
    keywords: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}
    extracted = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=keywords)
    return {forms(text): f"{file}:{line}" for file, line, text, _comments, _context in extracted}


def forms(text: str | list[str] | tuple[str, ...]) -> Forms:
    """The forms of a message: one, or one a number."""
    return (text,) if isinstance(text, str) else tuple(text)


@functools.cache
def catalogue(ending: str) -> Catalog:
    """The Swedish catalogue as it is written (``po``) or as it is read by the program (``mo``)."""
    with (FOLDER / f"followup.{ending}").open("rb") as file:
        return read_po(file, locale="sv") if ending == "po" else read_mo(file)


@functools.cache
def translated(ending: str = "po") -> dict[Forms, Forms]:
    """Every message that has Swedish words, and the words."""
    words = {forms(message.id): forms(message.string or "") for message in catalogue(ending) if message.id}
    return {key: value for key, value in words.items() if all(value)}


def braces(text: str) -> set[str]:
    """The names that stand in braces."""
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def test_every_message_has_swedish_words() -> None:
    missing = [f"{place}: {' | '.join(key)}" for key, place in in_code().items() if key not in translated()]
    assert not missing, f"{AGAIN}\n" + "\n".join(missing)


def test_no_swedish_words_are_left_over() -> None:
    assert sorted(set(translated()) - set(in_code())) == []


def test_every_message_is_written_out_where_it_is_marked() -> None:
    """A message put together at run time would never be extracted."""
    assert list(unextractable()) == []


def unextractable() -> Iterator[str]:
    """Calls of ``_`` and ``n_`` whose texts are not plain strings; the functions themselves are not calls."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "n_"):
                texts = node.args[: 1 if node.func.id == "_" else 2]
                if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_no_swedish_words_show_python() -> None:
    """Click shows what was typed by ``{value!r}``, with every backslash of a folder twice."""
    shown = [words for value in translated().values() for words in value]
    assert [text for text in shown if any(each[3] for each in Formatter().parse(text))] == []


def test_names_in_braces_are_the_same() -> None:
    differing = [
        (english, words)
        for key, value in translated().items()
        for english, words in zip(key, value, strict=True)
        if braces(english) != braces(words)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_in_step() -> None:
    assert translated("mo") == translated("po"), AGAIN


def test_nothing_is_fuzzy() -> None:
    assert [message.id for message in catalogue("po") if message.id and message.fuzzy] == []


def test_swedish_quotation_marks_and_no_word_that_is_taken() -> None:
    """``avvikelse`` already means something else in a region: budget, incidents, internal control."""
    for words in translated().values():
        for text in words:
            assert not set(text) & set('"“„'), text
            assert "avvikelse" not in text.casefold(), text


@pytest.mark.parametrize(
    ("n", "in_swedish", "in_english"),
    [
        (0, "0 saker att rätta.", "0 things to correct."),
        (1, "1 sak att rätta.", "1 thing to correct."),
        (2, "2 saker att rätta.", "2 things to correct."),
    ],
)
def test_plural(n: int, in_swedish: str, in_english: str) -> None:
    message = n_("{n} thing to correct.", "{n} things to correct.", n)
    assert (SV(message), EN(message)) == (in_swedish, in_english)


def test_a_message_within_a_message_is_put_into_the_same_language() -> None:
    help_ = _("Write digits only, in {unit}.", unit="mnkr")
    message = _("is less than {limit}. {help}", limit=Decimal(0), help=help_)
    assert SV(message) == "är mindre än 0. Skriv bara siffror, i mnkr."
    assert EN(message) == "is less than 0. Write digits only, in mnkr."


def test_messages_in_a_list_are_joined_with_commas() -> None:
    message = _("Choose one of: {words}.", words=(_("yes"), _("no"), literal("kanske")))
    assert SV(message) == "Välj ett av alternativen: ja, nej, kanske."
    assert EN(message) == "Choose one of: yes, no, kanske."


@pytest.mark.parametrize(
    ("value", "in_swedish", "in_english"),
    [
        (Decimal("45467"), "45\u00a0467", "45,467"),
        (Decimal("1234567.5"), "1\u00a0234\u00a0567,5", "1,234,567.5"),
        (Decimal("7.2"), "7,2", "7.2"),
        (Decimal("7.20"), "7,2", "7.2"),
        (Decimal("-0.0"), "0", "0"),
        (date(2022, 4, 30), "2022-04-30", "2022-04-30"),
        (datetime(2022, 4, 30, 12, 0), "2022-04-30", "2022-04-30"),
        (12, "12", "12"),
        ("T1 2022", "T1 2022", "T1 2022"),
    ],
)
def test_values(value: object, in_swedish: str, in_english: str) -> None:
    assert (SV.show(value), EN.show(value)) == (in_swedish, in_english)


def test_values_in_a_sentence() -> None:
    advice = _("is far from {before} the year before. Check the figure.", before=Decimal(42401))
    assert SV(advice).startswith("skiljer sig mycket från 42\u00a0401 året före.")
    advice = _("is a date stored as text; it was read as {day}.", day=date(2022, 4, 30))
    assert SV(advice).endswith("lästs som 2022-04-30.")


def test_what_people_wrote_is_never_read_as_a_message() -> None:
    assert SV(literal("{n} % av {units}")) == "{n} % av {units}"
    assert SV(_("The unit writes: “{reason}”.", reason=literal("{n}"))) == "Enheten skriver: ”{n}”."
    assert SV("yes") == "yes"


def test_the_regions_own_words_replace_whole_texts_only() -> None:
    words = Words("sv", {"styrmått": "mätetal", "mål": "resultatmål"})
    shown = [words(message) for message in (_("Measures"), _("Target"), _("Goal structure"))]
    assert shown == ["Mätetal", "Resultatmål", "Målstruktur"]


def test_a_message_is_filled_later() -> None:
    title: Message = _("Visits {period} and {before}").filled(period="202204").filled(before="202104")
    assert (SV(title), EN(title)) == ("Besök 202204 och 202104", "Visits 202204 and 202104")


@pytest.mark.parametrize(
    ("typed", "expected_text"),
    [
        (["--help"], "Användning:"),
        (["check", "--help"], "Visa den här hjälpen och avsluta."),
        (["check", "--formatt", "text"], "Tillvalet ”--formatt” finns inte här. Menade du --format?"),
        (["check", "--format", "xml"], "”xml” är inget av text, json."),
        (["check", "--plan"], "Tillvalet ”--plan” behöver ett värde."),
        (["plan", "check", "a", "b"], "followup plan check tar inget ”b”: utelämna det."),
        (["plan", "diff"], "Det saknas ett argument: "),
    ],
)
def test_the_command_line_speaks_swedish(typed: list[str], expected_text: str) -> None:
    _code, printed = command(*typed, "--language", "sv") if "--help" in typed else command("--language", "sv", *typed)
    assert expected_text in printed
    english = ("Usage", "Options", "Commands", "Error", "Try '", "Missing", "No such", "Invalid", "Show this")
    assert not [word for word in english if word in printed]
