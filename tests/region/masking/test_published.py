"""What is published: no small number of people stands anywhere in the files, nor what it could be worked out from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.one_sheet import sheet_in
from tests.outputs.reading_back import word_text
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, every_cell, every_text, merged_round, new_round, plain

# Every number of people that is to be hidden is one that stands nowhere else by chance.
MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| hot | 1 | trygghet | Hot och våld | antal | lägre | Minska | ja | ja | DÅ04 | alla | summa |
| fall | 2 | trygghet | Fallskadade | antal | lägre | högst 800 | ja | ja | DÅ04 | alla | summa |
| andel | 3 | vard-i-tid | Fått plan | % | högre | minst 80 % | ja | ja | DÅ04 | alla | viktat |
| samtal | 4 | vard-i-tid | Besvarade samtal | antal | högre | minst 3 | nej | nej | DÅ04 | alla | summa |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| hot | nord | T1 2021 | 713 | 3 | |
| hot | nord | T1 2020 | 1 004 | 4 | |
| hot | syd | T1 2021 | 622 | 533 | |
| fall | nord | T1 2021 | | | 2 |
"""
TITLES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Orsak | Kommentar |"
WEIGHED = (
    "| Styrmått | Täljare kvinnor | Täljare män | Täljare totalt | Nämnare kvinnor | Nämnare män | Nämnare totalt |"
)
ANSWERS = {
    "nord": f"""
    {TITLES}
    | Hot och våld | 729 | 4 | 733 | Fyra män slogs. | De 4 männen är kända. |
    | Fallskadade | 417 | 328 | | | |
    | Besvarade samtal | | | 2 | | |

    {WEIGHED}
    | Fått plan | 431 | 3 | 434 | 517 | 211 | 728 |

    ## Egen bedömning
    | Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |
    | Hot och våld | Delvis uppnått | Bara 4 män drabbades. | Verksamhetschef |
    """,
    "syd": f"""
    {TITLES}
    | Hot och våld | 641 | 552 | 1193 | | |
    | Fallskadade | 463 | 374 | | | |
    | Besvarade samtal | | | 9 | | |

    {WEIGHED}
    | Fått plan | 613 | 714 | 1327 | 819 | 921 | 1740 |
    """,
    "vast": f"""
    {TITLES}
    | Hot och våld | 816 | 927 | 1743 | | |

    {WEIGHED}
    | Fått plan | 871 | 982 | 1853 | 1071 | 1182 | 2253 |
    """,
}
LIMIT = {"Gräns för små tal": "5", "Målet nått när minst": "80 %"}


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> tuple[Round, dict[str, object]]:
    """A round merged for work only, and what its files hold."""
    round_ = new_round(
        tmp_path_factory.mktemp("offentligt") / "r", plan_text(MEASURES, earlier=EARLIER, settings=LIMIT), ANSWERS
    )
    round_.merge()
    return round_, contents(round_)


@pytest.fixture(scope="module")
def public(working: tuple[Round, dict[str, object]]) -> Round:
    """The same round, published too."""
    return working[0].merge("--published")


FINDINGS = "Iakttagelser"


def contents(round_: Round) -> dict[str, object]:
    """The digest of each file, of the regional workbook all cells but those of the findings, and but for on which rows the
    findings stand that are led to: those of masking stand among the others.
    """
    files = [round_.summary, *sorted((round_.folder / "inbox").iterdir())]
    cells = [
        (sheet, cell, re.sub(rf"(?<='{FINDINGS}'!)A\d+:I\d+", "", str(value)))
        for sheet, cell, value in every_cell(round_.regional)
        if sheet != FINDINGS
    ]
    return {"regional": cells, **{path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}}


def shown(round_: Round, unit: str, key: str, *titles: str) -> list[Any]:
    """Cells of a unit's row in the published workbook."""
    row = round_.row(unit, key, path=round_.public("regional.xlsx"))
    return [row[title] for title in titles]


OUTCOME = ("Utfall kvinnor", "Utfall män", "Utfall totalt")
ABOVE = ("Täljare kvinnor", "Täljare män", "Täljare totalt")


def test_both_files_are_made_beside_the_working_ones(public: Round) -> None:
    assert public.public("regional.xlsx").is_file() and public.public("summary.docx").is_file()
    outputs = [
        Path(path).relative_to(public.folder / "output").as_posix()
        for path in public.merged_json("--published")["outputs"]
    ]
    assert outputs == ["regional.xlsx", "summary.docx", "published/regional.xlsx", "published/summary.docx"]


def test_the_working_files_are_as_without_publishing_and_marked(
    working: tuple[Round, dict[str, object]], public: Round
) -> None:
    assert contents(public) == working[1]
    assert "Arbetsmaterial" in public.word
    assert any("Arbetsmaterial" in str(value) for _sheet, _cell, value in every_cell(public.regional))
    assert public.row("nord", "hot")["Utfall män"] == 4


def test_what_masking_warns_of_stands_in_the_working_workbook(public: Round) -> None:
    rules = {value for sheet, _cell, value in every_cell(public.regional) if sheet == FINDINGS}
    assert "comment-beside-a-masked-number" in rules


def test_a_small_number_is_hidden_and_one_more_where_it_could_be_worked_out(public: Round) -> None:
    assert shown(public, "nord", "hot", *OUTCOME) == ["–", "<5", 733]
    syd, vast = shown(public, "syd", "hot", *OUTCOME), shown(public, "vast", "hot", *OUTCOME)
    assert syd == ["–", "–", 1193], "or the region's women and men would give those of Nord away"
    assert vast == [816, 927, 1743]
    assert shown(public, "nord", "fall", *OUTCOME[:2]) == [417, 328], "no small number: all of it is shown"
    assert shown(public, "nord", "samtal", "Utfall totalt") == [2], "calls are not people"
    region = public.region("Hot och våld", public.public("regional.xlsx"))
    assert region is not None
    assert [region[title] for title in OUTCOME] == [2186, 1483, 3669]


def test_a_share_is_hidden_with_the_counts_that_it_is_made_of(public: Round) -> None:
    """3 of 211 is 1,4 %: from the share and the denominator the 3 could be worked out; 84 % of 871 could not."""
    assert shown(public, "nord", "andel", *ABOVE) == ["–", "<5", 434]
    assert shown(public, "nord", "andel", *OUTCOME[:2]) == ["–", "–"]
    assert shown(public, "vast", "andel", *OUTCOME) == pytest.approx([871 / 1071, 982 / 1182, 1853 / 2253]), (
        "a share is no small number"
    )
    assert shown(public, "nord", "andel", "Utfall totalt") == pytest.approx([434 / 728])


def sums_that_give_away(round_: Round, key: str, titles: tuple[str, ...]) -> Iterator[str]:
    """Sums of parts, or of units, in which exactly one figure is hidden."""
    rows = [shown(round_, unit, key, *titles) for unit in ("nord", "syd", "vast")]
    record = round_.region({"hot": "Hot och våld", "andel": "Fått plan"}[key], round_.public("regional.xlsx"))
    assert record is not None
    region = [record.get(title) for title in titles]
    for line in [*rows, region, *([*column] for column in zip(*rows, region, strict=True))]:
        if sum(isinstance(value, str) for value in line) == 1:
            yield str(line)


@pytest.mark.parametrize(("key", "titles"), [("hot", OUTCOME), ("andel", ABOVE)])
def test_no_sum_in_the_files_has_one_hidden_figure(public: Round, key: str, titles: tuple[str, ...]) -> None:
    assert list(sums_that_give_away(public, key, titles)) == []


def test_earlier_figures_are_hidden_too(public: Round) -> None:
    (text,) = shown(public, "nord", "hot", "Tidigare utfall")
    assert plain(text) == "T1 2020 K: 1 004 M: <5; T1 2021 K: 713 M: <5"
    assert shown(public, "nord", "fall", "Tidigare utfall") == ["T1 2021 <5"]


def hidden_numbers(round_: Round) -> list[str]:
    """What must stand in no published file: the figures that the working workbook has and the published has not."""
    places: list[str] = []
    for unit in ("nord", "syd", "vast"):
        for key in ("hot", "andel"):
            before, after = round_.row(unit, key), round_.row(unit, key, path=round_.public("regional.xlsx"))
            places += [
                f"{before[title]:g}"
                for title in (*OUTCOME, *ABOVE)
                if isinstance(before[title], int) and isinstance(after[title], str)
            ]
    return places


def test_no_hidden_number_stands_anywhere_in_the_published_files(public: Round) -> None:
    hidden = hidden_numbers(public)
    assert {"729", "4", "641", "552", "431", "3"} <= set(hidden)
    large = [number for number in hidden if len(number) > 1]
    for name in ("regional.xlsx", "summary.docx"):
        for part, text in every_text(public.public(name)).items():
            match = [n for n in large if re.search(rf"(?<![\w.#-]){n}(?![\w.])", _visible(text))]
            assert not match, (name, part, match)


def _visible(xml: str) -> str:
    """The text and values of an XML part, without its tags: measures in points are no figures."""
    return re.sub(r"<[^>]*>", " ", xml).replace("\u00a0", "")


def test_no_small_number_stands_in_a_row_that_counts_people(public: Round) -> None:
    texts = "Orsak", "Kommentar", "Svar i ord"
    for key in ("hot", "fall", "andel"):
        row = public.row("nord", key, path=public.public("regional.xlsx"))
        for title, value in row.items():
            if title in (*texts, "Nr") or value is None:
                continue
            assert value not in (1, 2, 3, 4), (key, title)
            assert not re.search(r"(?<![\w<,])[1-4](?![\d\w,]| \d)", str(value)), (key, title, value)


def test_reasons_do_not_tell_what_is_hidden(public: Round) -> None:
    masked = "Siffrorna är maskerade. Bedömningen är gjord på de riktiga."
    for key in ("hot", "andel"):
        reason, trend = shown(public, "nord", key, "Måluppfyllelse: motivering", "Utveckling: motivering")
        assert set(re.sub(r"(^|\n)[KM]: ", r"\1", f"{reason}").splitlines()) == {masked}
        assert "713" not in str(trend) and "729" not in str(trend)
    assert "Utfall 745, mål högst 800." in shown(public, "nord", "fall", "Måluppfyllelse: motivering")[0]
    assert masked in plain(word_text(public.public("summary.docx")))
    assert "729" not in word_text(public.public("summary.docx"))


def test_a_reason_that_starts_from_a_small_number_does_not_tell_it(tmp_path: Path) -> None:
    """The figure now may be shown; the one that it is compared with may not."""
    round_ = new_round(
        tmp_path / "r",
        plan_text(MEASURES, earlier=EARLIER, settings=LIMIT),
        {"nord": f"{TITLES}\n| Hot och våld | 729 | 444 | | | |"},
    ).merge("--published")
    row = round_.row("nord", "hot", path=round_.public("regional.xlsx"))
    assert (row["Utfall kvinnor"], row["Utfall män"]) == (729, 444)
    assert "från 3" in round_.row("nord", "hot")["Utveckling: motivering"]
    for title in ("Måluppfyllelse: motivering", "Utveckling: motivering"):
        assert not re.search(r"\b3\b", row[title]), row[title]


def test_levels_are_those_of_the_real_figures(public: Round) -> None:
    for unit in ("nord", "syd", "vast"):
        for key in ("hot", "fall", "andel"):
            after = public.row(unit, key, path=public.public("regional.xlsx"))
            assert after["Måluppfyllelse"] == public.row(unit, key)["Måluppfyllelse"]


def test_it_says_published_and_nothing_of_working_material(public: Round) -> None:
    for name in ("regional.xlsx", "summary.docx"):
        texts = every_text(public.public(name))
        assert any("Publicerad" in text for text in texts.values()), name
        assert [part for part, text in texts.items() if "rbetsmaterial" in text] == [], name
    assert "Publicerad: små tal är maskerade." in word_text(public.public("summary.docx"))


def test_there_are_no_findings_no_sources_and_no_way_to_the_answers(public: Round) -> None:
    book = openpyxl.load_workbook(public.public("regional.xlsx"))
    assert not {"Iakttagelser", "Underlag"} & set(book.sheetnames)
    working = openpyxl.load_workbook(public.regional)
    assert "Iakttagelser" in working.sheetnames
    values = [str(value) for _sheet, _cell, value in every_cell(public.public("regional.xlsx"))]
    assert not [value for value in values if value in ("Källfil", "Källcell", "Fil")]
    for name in ("regional.xlsx", "summary.docx"):
        for part, text in every_text(public.public(name)).items():
            assert "Division Nord T1 2022.xlsx" not in text and "inbox" not in text, (name, part)


def test_a_comment_beside_a_masked_number_is_told(public: Round) -> None:
    result = public.merged_json("--published")
    findings = [finding for finding in result["findings"] if finding["rule"] == "comment-beside-a-masked-number"]
    assert [(finding["unit"], finding["sheet"], finding["label"], finding["severity"]) for finding in findings] == [
        ("Division Nord", "Egen bedömning", "Motivering", "warning"),
        ("Division Nord", "Styrmått", "Kommentar", "warning"),
    ]
    assert all(finding["cell"] for finding in findings)
    assert not [e for e in public.merged_json()["findings"] if e["rule"] == "comment-beside-a-masked-number"]


@pytest.mark.parametrize(
    ("target", "figure", "tells"), [("minst 4", "4", True), ("högst 1", "1", True), ("minst 3", "4", False)]
)
def test_a_score_that_only_one_number_can_have_is_told(tmp_path: Path, target: str, figure: str, tells: bool) -> None:
    direction = "högre" if "minst" in target else "lägre"
    measures = f"""
    | Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
    | vald | trygghet | Utsatta | antal | {direction} | {target} | nej | ja | DÅ04 | nord | nej |
    """
    round_ = new_round(
        tmp_path / "r",
        plan_text(measures, settings=LIMIT),
        {"nord": f"| Styrmått | Utfall totalt |\n| Utsatta | {figure} |"},
    )
    result = round_.merged_json("--published")
    findings = [finding for finding in result["findings"] if finding["rule"] == "score-reveals-a-masked-number"]
    assert bool(findings) is tells
    if findings:
        page = sheet_in(round_.folder / "inbox" / findings[0]["file"], findings[0]["sheet"])
        assert page[findings[0]["cell"]].value == int(figure)
        assert findings[0]["found"] == "", "the finding does not tell it either"


def test_a_total_beside_parts_that_were_not_asked_for_does_not_give_them_away(tmp_path: Path) -> None:
    measures = """
    | Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
    | vald | trygghet | Utsatta | antal | lägre | högst 900 | nej | ja | DÅ04 | nord | nej |
    | larm | trygghet | Larm | antal | lägre | högst 900 | ja | nej | DÅ04 | nord | nej |
    """
    round_ = new_round(
        tmp_path / "r",
        plan_text(measures, settings=LIMIT),
        {"nord": "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |\n| Utsatta | 729 | 4 | 733 |"},
    ).merge("--published")
    assert round_.row("nord", "vald")["Utfall män"] == 4, "taken over, though not asked for"
    row = round_.row("nord", "vald", path=round_.public("regional.xlsx"))
    assert [row[title] for title in OUTCOME] == ["–", "<5", 733]


def test_zero_is_shown_and_the_limit_is_the_plan_s(tmp_path: Path) -> None:
    answers = {"nord": f"{TITLES}\n| Hot och våld | 0 | 12 | 12 | | |"}
    plan = plan_text(MEASURES, settings=LIMIT)
    assert shown(merged_round(tmp_path / "a", plan, answers, "--published"), "nord", "hot", *OUTCOME) == [0, 12, 12]
    plan = plan_text(MEASURES, settings={**LIMIT, "Gräns för små tal": "20"})
    round_ = merged_round(tmp_path / "b", plan, answers, "--published")
    assert shown(round_, "nord", "hot", *OUTCOME) == [0, "<20", "<20"]


def test_the_same_inputs_give_the_same_published_bytes(public: Round) -> None:
    before = [public.public(name).read_bytes() for name in ("regional.xlsx", "summary.docx")]
    public.merge("--published")
    assert [public.public(name).read_bytes() for name in ("regional.xlsx", "summary.docx")] == before
