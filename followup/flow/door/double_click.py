"""Files in a workspace for those who never open a terminal: double-clicked in Windows, they run followup; and a page that
says what is where.

All go through ``program/followup.cmd`` (``followup.sh`` elsewhere), which finds a Python that has followup and leaves
the exit code behind in ``program/klar.txt``; Excel's macros run the same file and wait for that one.
Each is written with Windows' line ends, in UTF-8, which ``chcp 65001`` has cmd read and show; no label is looked for
after a letter that is not ASCII, for cmd may lose its place there.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from followup.flow.door.placing import put
from followup.flow.listener import Listener
from followup.locale import Message, Words, _

PROGRAM, RECEIPT, DOUBLE_CLICK = "program", "klar.txt", "double_click"
PAGE = "output\\resultat.html"
PORTABLE = "followup.cmd"
"""What runs followup in the portable folder, which has a Python of its own in the folder ``python``."""

FILES: dict[Message, str] = {
    _("0 Check the plan"): "plan check",
    _("1 Make templates"): "template",
    _("2 Check"): "check --return-to returned",
    _("3 Merge"): "merge",
    _("4 Make documents"): "report --all",
    _("5 Next round"): "new --from .",
}
"""What each file is called, and what it runs."""

WITH_PAGE = frozenset(("template", "check --return-to returned", "merge"))
"""What is told on a page; all else is read in the window, which therefore stays."""

DOUBLE_CLICKED = r"""@echo off
chcp 65001 >nul
title followup
pushd "%~dp0"
if not exist "program\followup.cmd" goto moved
call program\followup.cmd {command}
set "code=%errorlevel%"
{stay}pause
popd
exit /b %code%

:moved
echo {moved}
pause
popd
exit /b 2
"""

RUNNER = r"""@echo off
chcp 65001 >nul
setlocal
set "PYTHONUTF8=1"
set "python="
pushd "%~dp0.."
if exist "program\{receipt}" del "program\{receipt}"
set "portable="
if exist "..\python\python.exe" if exist "..\{portable}" set "portable=..\{portable}"
{known}if defined portable goto portable
call :try "py"
call :try "python"
if not defined python goto absent
"%python%" -X utf8 -m followup %*
set "code=%errorlevel%"
goto done

:portable
call "%portable%" %*
set "code=%errorlevel%"

:done
>"program\{receipt}" echo %code%
popd
exit /b %code%

:try
if defined python exit /b
%1 -c "import followup" >nul 2>&1
if not errorlevel 1 set "python=%~1"
exit /b

:absent
>"program\{receipt}" echo 2
popd
py -c "" >nul 2>&1
if not errorlevel 1 goto lacks
python -c "" >nul 2>&1
if not errorlevel 1 goto lacks
echo {no_python}
exit /b 2

:lacks
echo {no_followup}
exit /b 2
rem {what}
"""

SHELL = r"""#!/bin/sh
# {what}
cd "$(dirname "$0")/.." || exit 2
rm -f "program/{receipt}"
python=
for each in {known}python3 python; do
    if [ -z "$python" ] && "$each" -c "import followup" >/dev/null 2>&1; then python=$each; fi
done
code=2
if [ -n "$python" ]; then
    "$python" -m followup "$@"
    code=$?
else
    echo '{no_followup}' >&2
fi
echo "$code" >"program/{receipt}"
exit "$code"
"""

WHAT = _("Finds Python and runs followup in this workspace. Used by the numbered files and by the buttons in Excel.")
MOVED = _("This file must lie in the workspace, beside the folder program. Make a shortcut instead of moving it.")
NO_PYTHON = _(
    "Python was not found on this computer. Install Python from python.org or your software centre, then followup."
)
NO_FOLLOWUP = _("Python was found, but not followup. Ask the one who looks after it, or see docs/it.md.")


def write_double_click_files(root: Path, listener: Listener) -> tuple[Path, ...]:
    """The files of a workspace; those that it has already are renewed, unless somebody changed them. Gives their paths."""
    from followup.flow.door.writing import Output
    from followup.outputs.readme import TITLE, readme_page

    (root / PROGRAM).mkdir(exist_ok=True)
    python, words = sys.executable, listener.words
    portable = Path(python).parent.parent
    if root.absolute().parent == portable:  # its runner finds it from here, whatever drive it is on tomorrow
        python = ""
    numbered = {command.split()[0]: f"{words(title)}.cmd" for title, command in FILES.items()}
    wanted = {
        root / f"{words(TITLE)}.html": readme_page(numbered, words),
        **{root / f"{words(title)}.cmd": double_clicked(command, words) for title, command in FILES.items()},
        root / PROGRAM / "followup.cmd": runner(python if sys.platform == "win32" else "", words),
        root / PROGRAM / "followup.sh": shell_runner("" if sys.platform == "win32" else python, words),
    }
    outputs = [Output(path, DOUBLE_CLICK, partial(_write_text, text)) for path, text in wanted.items()]
    return put(outputs, listener).paths


def _write_text(text: str, beside: Path) -> None:
    beside.write_bytes(text.encode("utf-8"))


def double_clicked(command: str, words: Words) -> str:
    """A file that runs a command. Its page is opened, and the window stays when something stopped it; without one it stays.

    The page that it wrote may have got another name than usual, where somebody has changed the one that stood there.
    """
    with_page = command in WITH_PAGE
    run = f'{command} --page "{PAGE}" --open' if with_page else command
    stay = "if %code% geq 2 " if with_page else ""
    return with_windows_line_ends(DOUBLE_CLICKED.format(command=run, stay=stay, moved=escape_for_echo(MOVED, words)))


def runner(python: str, words: Words) -> str:
    """``followup.cmd``; ``python`` is the interpreter to try first, empty for none.

    The portable folder that the workspace lies in goes before it, for it is found whatever letter the drive has today;
    one that it does not lie in is known by its ``python``.
    """
    known, portable = "", Path(python).parent.parent / PORTABLE
    if python and portable.is_file():
        known = f'if not defined portable if exist "{portable}" set "portable={portable}"\n'
    elif python:
        known = f'if not defined portable if exist "{python}" call :try "{python}"\n'
    texts = {
        "no_python": escape_for_echo(NO_PYTHON, words),
        "no_followup": escape_for_echo(NO_FOLLOWUP, words),
        "what": words(WHAT),
    }
    filled = RUNNER.format(known=known.replace("%", "%%"), receipt=RECEIPT, portable=PORTABLE, **texts)
    return with_windows_line_ends(filled)


def shell_runner(python: str, words: Words) -> str:
    """``followup.sh``: the same for a POSIX shell."""
    known_python = "'" + python.replace("'", "'\\''") + "' " if python else ""
    return SHELL.format(known=known_python, receipt=RECEIPT, what=words(WHAT), no_followup=words(NO_FOLLOWUP))


def escape_for_echo(message: Message, words: Words) -> str:
    """A sentence as cmd's echo takes it: no sign of it means anything but itself."""
    text = words(message)
    for sign in "^&<>|":
        text = text.replace(sign, f"^{sign}")
    return text.replace("%", "%%")


def with_windows_line_ends(text: str) -> str:
    """With the line ends that cmd needs to find its labels."""
    return text.replace("\n", "\r\n")
