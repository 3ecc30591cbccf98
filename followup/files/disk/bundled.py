"""Where the folders that travel with the package lie: base workbook and Word templates, macros, examples, guides."""

from pathlib import Path
from typing import Literal

Bundle = Literal["workbook_templates", "macros", "examples", "guides"]
IN_CHECKOUT = {"guides": "docs"}
"""Where a checkout has another name for a folder."""

PACKAGE = Path(__file__).resolve().parents[2]


def bundled(kind: Bundle) -> Path:
    """The folder of one kind of bundled files, to be read and never written to.

    In a wheel the folder lies inside the package; in a checkout and in an editable install it lies at
    the top of the checkout. Raises FileNotFoundError when it is in neither place: the installation is
    damaged.
    """
    for folder in _places(kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"The folder {kind} that belongs to followup was not found in {PACKAGE}. Install followup again."
    )


def _places(kind: Bundle) -> list[Path]:
    checkout = PACKAGE.parent
    # Beside an installed package lie other people's packages, and one of them may well be called "examples".
    beside = [checkout / IN_CHECKOUT.get(kind, kind)] if (checkout / "setup.cfg").is_file() else []
    return [PACKAGE / kind, *beside]
