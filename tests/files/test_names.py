"""Names of sheets and files: legal and unique whatever a unit is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.files.names import file_name, sheet_name

DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
MANY = settings(max_examples=500, derandomize=True, deadline=None)
ODD = st.one_of(
    st.text(max_size=50),
    st.lists(
        st.sampled_from(
            [
                *"[]:*?/\\'\"<>|. ~$-",
                "..",
                "../",
                "CON",
                "nul",
                "com1",
                "Å",
                "é",
                "e\u0301",
                "👩‍⚕️",
                "\ud800",
                "\u202e",
                "\n",
                "x" * 40,
            ]
        ),
        max_size=8,
    ).map("".join),
)


@MANY
@given(st.lists(ODD, max_size=6))
def test_sheet_names_are_legal_and_differ(texts: list[str]) -> None:
    names: list[str] = []
    for text in texts:
        names.append(sheet_name(text, names))
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert name == name.strip(" '") and not CONTROL.search(name)
        assert name.casefold() not in ("history", "historik")
    assert len({name.casefold() for name in names}) == len(names)


@MANY
@given(st.lists(ODD, max_size=6))
def test_file_names_are_legal_and_differ(texts: list[str]) -> None:
    names: list[str] = []
    for text in texts:
        names.append(file_name(text, names))
    for name in names:
        assert name and Path(name).name == PureWindowsPath(name).name == name
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202e]', name)
        assert name == name.strip(" .") and not name.startswith("~$")
        assert len(f"{name}.xlsx".encode()) <= 255
        assert name == unicodedata.normalize("NFC", name)
        assert name.split(".")[0].strip().upper() not in DEVICES
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Akut/Olycka", "Akut-Olycka"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", "namnlös"),
        ("CON", "CON_"),
        ("con.uppföljning", "con_.uppföljning"),
        ("COM\u00b9", "COM\u00b9_"),
        ("~$lås", "lås"),
        ("Nord. ", "Nord"),
        ("A\u030angest", "Ångest"),
        ("gpj\u202e.xlsx", "gpj.xlsx"),
        ("Å" * 200, "Å" * 90),
        ("Division Nord", "Division Nord"),
    ],
)
def test_a_file_is_called_what_every_system_takes(text: str, name: str) -> None:
    assert file_name(text) == name


def test_files_that_would_be_called_the_same_are_numbered() -> None:
    assert file_name("Akut:Olycka", ["akut-olycka"]) == "Akut-Olycka (2)"


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Mål: kön/ålder [T1]?", (), "Mål  kön ålder  T1"),
        ("'Nord'", (), "Nord"),
        ("History", (), "History_"),
        ("", (), "Blad"),
        ("[]", (), "Blad"),
        ("x" * 40, (), "x" * 31),
        ("x" * 40, ("X" * 31,), "x" * 27 + " (2)"),
        ("👩" * 20, (), "👩" * 15),
        ("Kvalitet, patientsäkerhet och må bra", (), "Kvalitet, patientsäkerhet och m"),
    ],
)
def test_a_sheet_is_called_what_excel_takes(text: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(text, taken) == name
