"""What is written in an afternoon: read every sheet of every workbook with pandas and put equal sheets together.

It knows nothing of forms: it checks nothing, adds up nothing, says nothing, and makes no Word document.

    python pandas_script.py INBOX OUTPUT.xlsx
"""

import sys
from pathlib import Path

import pandas as pd


def read_all(inbox: Path) -> dict[str, list[pd.DataFrame]]:
    """The sheets of every workbook by their names, each with the name of its file in a column."""
    sheets: dict[str, list[pd.DataFrame]] = {}
    for path in sorted(inbox.glob("*.xlsx")):
        for name, frame in pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").items():
            frame.insert(0, "file", path.name)
            sheets.setdefault(name, []).append(frame)
    return sheets


def write_all(sheets: dict[str, list[pd.DataFrame]], output: Path) -> None:
    """One workbook, one sheet for each name."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with pd.ExcelWriter(output, engine="openpyxl") as writer:
        for name, frames in sheets.items():
            pd.concat(frames, ignore_index=True).to_excel(writer, sheet_name=name, index=False)


def main() -> None:
    """Read, put together, write, and say how much there was."""
    inbox, output = (Path(argument) for argument in sys.argv[1:3])
    sheets = read_all(inbox)
    write_all(sheets, output)
    rows = sum(len(frame) for frames in sheets.values() for frame in frames)
    print(f"{len(sheets)} sheets, {rows} rows: {output}")


if __name__ == "__main__":
    main()
