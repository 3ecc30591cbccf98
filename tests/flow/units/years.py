"""Rounds of one year and the next, between which units are split, merged, renamed or gone."""

from __future__ import annotations

import csv
import functools
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from tests.house import command
from tests.scoring.rounds import NAMES, Round, merged_round, new_round, plain
from tests.tables import new_path

ASKED, WAITED, ANSWERED = "Antal som fått frågan", "Andel som väntat högst 90 dagar", "Andel som svarat"


PLAN = """
## Uppföljning
| Inställning | Värde |
| Region | Region Mellansjö |
| Kort namn | mellansjo |
| Tillfälle | T1 {year} |
| Period från | {year}-01-01 |
| Period till | {year}-04-30 |
| Jämförs med | T1 {before} |
| Jämförelseperiod från | {before}-01-01 |
| Jämförelseperiod till | {before}-04-30 |
| Sista svarsdag | {year}-05-13 |
| Målet nått när minst | 80 % |
| Språk | sv |

## Enheter
| Id | Namn | Slag | Överordnad | Mall | Ersätter |
| region | Region Mellansjö | region | | nej | {region} |
{units}
## Målstruktur
| Id | Nivå | Namn | Överordnad |
| medborgare | Perspektiv | Medborgare | |
| vard-i-tid | Framgångsfaktor | Vård i tid | medborgare |

## Styrmått
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Svarar | Läggs ihop | Räknar personer |
| fragor | 1 | vard-i-tid | Antal som fått frågan | antal | högre | Öka | alla | summa | {people} |
| vantat | 2 | vard-i-tid | Andel som väntat högst 90 dagar | % | högre | Öka | alla | nej | nej |
| svarat | 3 | vard-i-tid | Andel som svarat | % | högre | Öka | alla | viktat | nej |
"""


def plan_of(year: int, units: Mapping[str, str], region: str = "", people: str = "nej") -> str:
    """The plan of T1 of a year, with these units and what each replaces."""
    rows = "".join(f"| {id_} | {NAMES[id_]} | division | region | ja | {text} |\n" for id_, text in units.items())
    return PLAN.format(year=year, before=year - 1, units=rows, region=region, people=people)


def answers(asked: str, waited: str = "", share: str = "") -> str:
    """A unit's answers; ``share`` is "so many of so many"."""
    above, _of, below = share.partition(" av ")
    return f"""
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| {ASKED} | {asked} | | |
| {WAITED} | {waited} | | |
| {ANSWERED} | | {above} | {below} |
"""


class Later(Round):
    """A round of a later year."""

    year = 2023

    def template(self, unit: str) -> Path:
        return Path(str(super().template(unit)).replace("T1 2022", f"T1 {self.year}"))

    def of_unit(self, unit: str, measure: str = "fragor") -> tuple[str, str]:
        """A unit's earlier outcomes as they stand, and why its trend is what it is."""
        row = self.row(unit, measure)
        return str(row["Tidigare utfall"] or ""), str(row["Utveckling: motivering"] or "")

    def of_region(self, measure: str = ASKED) -> str:
        """Why the region's trend is what it is."""
        record = self.region(measure)
        assert record is not None
        return plain(record["Utveckling: motivering"])


class Latest(Later):
    """The round two years later."""

    year = 2024


@functools.cache
def first_round() -> Round:
    """T1 2022: 20, 30 and 5 were asked, 55 in the region; 8 of 10, 20 of 40 and 3 of 3 answered, 31 of 53.

    Merged once; whoever goes on from it copies its record.
    """
    units = {"nord": "", "syd": "", "vast": ""}
    given = {
        "nord": answers("20", "80 %", "8 av 10"),
        "syd": answers("30", "70 %", "20 av 40"),
        "vast": answers("5", "90 %", "3 av 3"),
    }
    return merged_round(new_path().parent / "r", plan_of(2022, units), given)


def a_year_later(
    first: Round, folder: Path, units: Mapping[str, str], given: Mapping[str, str], region: str = ""
) -> Later:
    """T1 2023 with the record of T1 2022 in its history, merged."""
    return merged_after(Later(folder), plan_of(2023, units, region), given, {"T1 2022": first})


def merged_after(later: Later, plan: str, given: Mapping[str, str], before: Mapping[str, Round]) -> Later:
    """A round with the records of those before in its history, merged."""
    new_round(later.folder, plan, {})
    for round_, earlier in before.items():
        shutil.copytree(earlier.folder / "output" / "record", later.folder / "history" / round_)
    for unit, text in given.items():
        later.answer(unit, text)
    later.merge()
    assert later.code == 0, later.output
    return later


def facts(later: Later, folder: Path, *arguments: str) -> list[dict[str, str]]:
    """The facts of a round, a line each."""
    code, output = command("export", "--plan", str(later.folder), "--into", str(folder / "facts"), *arguments)
    assert code == 0, output
    (path,) = (folder / "facts" / ("published" if "--published" in arguments else "")).glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def series(later: Later, folder: Path) -> dict[str, list[tuple[str, Decimal, str]]]:
    """How many were asked in earlier rounds, by unit ("" is the region): round, figure and what is said of it."""
    by_unit: dict[str, list[tuple[str, Decimal, str]]] = {}
    for line in facts(later, folder):
        if line["row"] == "fragor" and line["kind"] == "earlier":
            by_unit.setdefault(line["unit"], []).append((line["round"], Decimal(line["value"]), plain(line["note"])))
    return by_unit


PRODUCTION = """
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas | Räknar personer |
| Besök | somatik | Somatik | totalt | fylls i | {people} |
| Besök | psykiatri | Psykiatri | totalt | fylls i | {people} |
| Besök | totalt | Totalt | | summa | {people} |

## Produktion förra året
| Enhet | Rad | Föregående |
{lines}
"""


def with_production(plan: str, *lines: str, people: str = "nej") -> str:
    """A plan with visits: which unit fills in which row."""
    return plan + PRODUCTION.format(lines="\n".join(f"| {line} | |" for line in lines), people=people)


def visits(year: int, **rows: str) -> str:
    lines = "\n".join(f"| {row.capitalize()} | {number} | 0 |" for row, number in rows.items())
    return f"## Besök\n| Besök | Besök jan–apr {year} | Varav distansbesök jan–apr {year} |\n{lines}\n"
