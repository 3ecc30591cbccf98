"""Make a plan and filled-in workbooks of realistic size, through the real layout and the real writer.

Every name and every figure is invented, and the same on every machine. What has been made once is kept in a
folder and made again only when the code that lays out a form has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from followup.files.book import Book
from followup.files.disk.bundled import bundled
from followup.files.processes.format_readers import read_book
from followup.files.size_limits import OWN
from followup.files.xlsx_writing.base_look import read_look
from followup.files.xlsx_writing.xlsx_write import write_book
from followup.flow.declarations import declarations
from followup.form.form import Form
from followup.form.layout.layout import lay_out_tables
from followup.form.rows import Row
from followup.form.values import Missing, PartFigures, Value
from followup.locale import Words
from followup.plan.load import load_plan, plan_form
from followup.plan.model import Plan
from followup.plan.workbook.blank import SCALES, SPLIT
from followup.sections.registry import sections_of
from followup.templates.template import lay_out_form
from followup.templates.unit_form import form_for, template_name

Rows = dict[str, Mapping[str, Value]]

MEASURES, ACTIONS, PRODUCTION, SERIES = 60, 40, 50, 20
PERSPECTIVES = ("Medborgare", "Verksamhet", "Medarbetare", "Ekonomi", "Miljö")
TARGETS = (
    ("100 %", "%", "higher"), ("Minst 95 %", "%", "higher"), ("Minska", "%", "lower"), ("Öka", "antal", "higher"),
    ("Under 6,5 %", "%", "lower"), ("70 %", "%", "higher"), ("7 %", "%", "lower"), ("Högst 12 dagar", "dagar", "lower"),
    ("Öka jmf med föregående år", "index", "higher"), ("Minska med 50 % jmf 2020", "antal", "lower"),
    ("K 16,0 M 17,2", "%", "lower"), ("Minst 250 st", "antal", "higher"), ("0 mnkr", "mnkr", "higher"),
)  # fmt: skip
SENTENCES = (
    "Tre av fem mottagningar har börjat arbeta enligt den nya rutinen.",
    "De två sista enheterna väntar på lokaler till september.",
    "Bemanningen har varit låg under sommaren och två tjänster är fortfarande vakanta.",
    "Utfallet följs varje månad i ledningsgruppen, och kön väntas vara borta vid årsskiftet.",
    "Samverkan med kommunerna har gett kortare väntan till hemgång.",
    "Fler remisser än beräknat kom in under våren; produktionsplanen har räknats om.",
    "Utbildningen är genomförd på samtliga vårdavdelningar utom en.",
    "Det nya stödet i journalsystemet införs i november, därefter kan uppgiften tas ut automatiskt.",
)


def main() -> None:
    """Make the workbooks and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to keep them")
    parser.add_argument("--units", type=int, default=30)
    arguments = parser.parse_args()
    print(build_folder(arguments.folder, arguments.units))


def build_folder(folder: Path, units: int) -> Path:
    """A folder with plan.xlsx and inbox/ for so many units: what was made before, or made now."""
    place = folder / f"{units} units"
    stamp, mark = _code(), place / "made by"
    if mark.is_file() and mark.read_text(encoding="ascii") == stamp:
        return place
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    look = read_look(bundled("workbook_templates") / "base.xlsx")
    write_plan(place / "plan.xlsx", units)
    plan = _loaded(place / "plan.xlsx")
    for unit in plan.units.answering:
        form = form_for(plan, unit, sections_of(plan))
        answers = _answers(form, random.Random(unit.id))
        write_book(
            lay_out_form(form, plan.frame, unit, answers), place / "inbox" / template_name(plan.frame, unit), look
        )
    mark.write_text(stamp, encoding="ascii")
    return place


def write_plan(path: Path, units: int) -> None:
    """The plan of so many units alone."""
    write_book(_plan_book(units), path, read_look(bundled("workbook_templates") / "base.xlsx"))


def _code() -> str:
    """A digest of the code that decides what the workbooks hold."""
    package = Path(bundled("workbook_templates")).parent / "followup"
    folders = ("form", "plan", "sections", "targets", "templates", "files/xlsx_writing")
    paths = {path for folder in folders for path in (package / folder).rglob("*.py")}
    paths |= {Path(__file__), package / "files" / "book.py"}
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _loaded(path: Path) -> Plan:
    plan, findings = load_plan(read_book(path, OWN), declarations(), Words("sv"))
    errors = [finding for finding in findings if not finding.severity]
    if errors:
        raise SystemExit(f"The benchmark's own plan is at fault: {errors[0]}")
    return plan


def _plan_book(units: int) -> Book:
    words = Words("sv")
    book = Book("Uppföljningsplan")
    lay_out_tables(book, plan_form(declarations()), words, _plan(units))
    return book


# The plan.


def _plan(units: int) -> dict[str, Rows]:
    names = [f"enhet-{number:03}" for number in range(1, units + 1)]
    return {
        "settings": {key: {"value": value} for key, value in _settings().items()},
        "units": _numbered(_units(names)),
        "goals": _numbered(_goals()),
        "split": _numbered(iter(SPLIT)),
        "scales": _numbered(iter(SCALES)),
        "measures_planned": _numbered(_measures()),
        "outcomes_before": _numbered(_outcomes_before(names)),
        "production_rows": _numbered(_production_rows()),
        "production_before": _numbered(_production_before(names)),
        "series": _numbered(_series()),
        "actions_planned": _numbered(_actions()),
    }


def _numbered(rows: Iterator[Mapping[str, Value]]) -> Rows:
    return {f"row {number}": row for number, row in enumerate(rows)}


def _settings() -> dict[str, Value]:
    return {
        "region": "Region Påhittad",
        "region_id": "pahittad",
        "round": "ÅR 2022",
        "round_code": "ÅR",
        "title": "Årsrapport 2022",
        "period_from": date(2022, 1, 1),
        "period_to": date(2022, 12, 31),
        "compare_with": "ÅR 2021",
        "compare_from": date(2021, 1, 1),
        "compare_to": date(2021, 12, 31),
        "deadline": date(2023, 1, 20),
        "language": "sv",
    }


def _units(names: list[str]) -> Iterator[Mapping[str, Value]]:
    yield {"id": "region", "name": "Region Påhittad", "kind": "region", "template": "no"}
    for name in names:
        shown = f"Verksamhetsområde {name.removeprefix('enhet-')}"
        yield {"id": name, "name": shown, "kind": "division", "parent": "region", "template": "yes"}


def _goals() -> Iterator[Mapping[str, Value]]:
    for number, name in enumerate(PERSPECTIVES, start=1):
        yield {"id": f"p{number}", "level": "Perspektiv", "name": name, "intro": SENTENCES[number]}
        for factor in range(1, 4):
            name = f"Framgångsfaktor {number}.{factor} som verksamheten arbetar med"
            yield {"id": f"f{number}.{factor}", "level": "Framgångsfaktor", "name": name, "parent": f"p{number}"}


def _factor(number: int) -> str:
    return f"f{number % len(PERSPECTIVES) + 1}.{number % 3 + 1}"


def _measures() -> Iterator[Mapping[str, Value]]:
    for number in range(MEASURES):
        target, unit, direction = TARGETS[number % len(TARGETS)]
        yield {
            "id": f"matt-{number + 1:02}",
            "number": str(number + 1),
            "factor": _factor(number),
            "measure": f"Styrmått {number + 1}: andel eller antal som följs upp av enheten varje tillfälle",
            "unit": unit,
            "direction": direction,
            "target": target,
            "split": "yes" if number % 2 and unit != "mnkr" else "no",
            "due": ("DÅ04", "DÅ08", "ÅR") if number % 3 else ("ÅR",),
            "answers": ("alla",),
            "adds_up": "sum" if unit in ("antal", "mnkr") else "none",
        }


def _outcomes_before(units: list[str]) -> Iterator[Mapping[str, Value]]:
    chance = random.Random("before")
    for unit in units:
        for measure in _measures():
            figures = _figures(str(measure["unit"]), measure["split"] == "yes", chance)
            yield {"measure": measure["id"], "unit": unit, "round": "ÅR 2021"} | {
                f"figure.{part}": figure for part, figure in figures.items()
            }


def _production_rows() -> Iterator[Mapping[str, Value]]:
    """Thirty rows of visits under three sums, ten of care episodes and ten of contracted care."""
    for table, many in (("visits", 30), ("episodes", 10), ("contracted", 10)):
        for number in range(many):
            sum_ = f"{table}-{number - number % 10 + 1:02}"
            id_ = f"{table}-{number + 1:02}"
            row: dict[str, Value] = {"table": table, "id": id_, "row": f"Verksamhet {number + 1} med flera"}
            yield row | ({"counted": "sum"} if id_ == sum_ else {"counted": "filled", "parent": sum_})


def _production_before(units: list[str]) -> Iterator[Mapping[str, Value]]:
    chance = random.Random("production")
    for unit in units:
        for row in _production_rows():
            if row["counted"] == "filled":
                before = chance.randrange(200, 60_000)
                figures = {"before": Decimal(before), "remote_before": Decimal(before // 9)}
                yield {"unit": unit, "row": row["id"], **figures}


def _series() -> Iterator[Mapping[str, Value]]:
    for number in range(SERIES):
        name = f"Andel som väntat 90 dagar eller kortare, vårdområde {number + 1}"
        yield {"id": f"serie-{number + 1:02}", "series": name, "target": Decimal(1), "units": ("alla",)}


def _actions() -> Iterator[Mapping[str, Value]]:
    for number in range(ACTIONS):
        yield {
            "id": f"atgard-{number + 1:02}",
            "number": str(number + 1),
            "goal": _factor(number),
            "action": f"Åtgärd {number + 1}: {SENTENCES[number % len(SENTENCES)]}",
            "responsible": "Verksamhetschef",
            "units": ("alla",),
            "timeline": "Införs under våren, följs upp till hösten",
            "due_by": date(2023, 1 + number % 12, 28),
        }


# The answers.


def _answers(form: Form, chance: random.Random) -> dict[str, Rows]:
    answers: dict[str, Rows] = {
        "sign_off": {
            "done_by": {"answer": "Kim Påhittad"},
            "role": {"answer": "Stabschef"},
            "day": {"answer": date(2023, 1, 15)},
        }
    }
    for table in form.tables:
        if table.section.key in FILL:
            rows = [row for row in table.rows if not row.sums and chance.random() > 0.02]
            answers[table.section.key] = {row.key: FILL[table.section.key](row, chance) for row in rows}
    return answers


def _visit(row: Row, chance: random.Random) -> Mapping[str, Value]:
    now = _near(row, chance)
    return {"now": now, "remote": now // 8}


def _episodes(row: Row, chance: random.Random) -> Mapping[str, Value]:
    return {"now": _near(row, chance)}


def _contracted(_row: Row, chance: random.Random) -> Mapping[str, Value]:
    return {"now": Decimal(chance.randrange(900)), "supplement": Decimal(chance.randrange(90))}


def _access(_row: Row, chance: random.Random) -> Mapping[str, Value]:
    return {"share.women": _share(chance), "share.men": _share(chance)}


def _measure(row: Row, chance: random.Random) -> Mapping[str, Value]:
    figures = _figures(str(row.plan_record["unit"]), row.plan_record["split"] == "yes", chance)
    answers: dict[str, Value] = {f"outcome.{part}": figure for part, figure in figures.items()}
    if chance.random() < 0.05:
        answers = {"outcome.total": Missing("Data saknas")}
    elif "women" in figures and row.plan_record["unit"] == "%" and chance.random() < 0.2:
        text = " ".join(f"{part}:{figures[key]:.0%}" for part, key in (("K", "women"), ("M", "men")))
        answers = {"outcome.total": PartFigures(text, ())}
    if chance.random() < 0.7:
        answers["comment"] = _said(chance)
    if chance.random() < 0.3:
        answers |= {"cause": _said(chance), "remedy": _said(chance), "done_by": date(2023, 6, 30)}
    return answers


def _action(_row: Row, chance: random.Random) -> Mapping[str, Value]:
    status = chance.choice(("klar", "pågår", "försenad", "inte påbörjad"))
    return {"status": status, "comment": _said(chance)}


def _said(chance: random.Random) -> str:
    return " ".join(chance.sample(SENTENCES, chance.randrange(1, 4)))


def _share(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(350, 980)) / 1000


def _near(row: Row, chance: random.Random) -> Decimal:
    """A figure within a fifth of the one of the year before."""
    return Decimal(int(str(row.cells["before"])) * chance.randrange(80, 120) // 100)


def _figures(unit: str, split: bool, chance: random.Random) -> dict[str, Decimal]:
    def figure() -> Decimal:
        if unit == "%":
            return Decimal(chance.randrange(1, 100)) / 100
        return Decimal(chance.randrange(10, 900)) / (10 if unit in ("mnkr", "index") else 1)

    return {part: figure() for part in (("women", "men") if split else ("total",))}


FILL = {
    "visits": _visit,
    "episodes": _episodes,
    "contracted": _contracted,
    "access": _access,
    "measures": _measure,
    "actions": _action,
}

if __name__ == "__main__":
    main()
