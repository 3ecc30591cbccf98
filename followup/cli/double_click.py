"""Files in a workspace for those who never open a terminal: double-clicked in Windows, they run followup.

All go through ``program/followup.cmd`` (``followup.sh`` elsewhere), which finds a Python that has followup and leaves
the exit code behind in ``program/klar.txt``; Excel's macros run the same file and wait for that one.
Each is written with Windows' line ends, in UTF-8, which ``chcp 65001`` has cmd read and show; no label is looked for
after a letter that is not ASCII, for cmd may lose its place there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from followup.cli.console import words
from followup.locale import Message, _

PROGRAM, RECEIPT = "program", "klar.txt"
PAGE = "output\\resultat.html"

FILES: dict[Message, str] = {
    _("1 Make templates"): "template",
    _("2 Check"): "check --return-to returned",
    _("3 Merge"): "merge",
}
"""What each file is called, and what it runs."""

DOUBLE_CLICKED = r"""@echo off
chcp 65001 >nul
title followup
pushd "%~dp0"
if not exist "program\followup.cmd" goto moved
if exist "{page}" del "{page}"
call program\followup.cmd {command} --page "{page}"
set "code=%errorlevel%"
if exist "{page}" start "" "%~dp0{page}"
if not exist "{page}" pause
if exist "{page}" if %code% geq 2 pause
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
{known}call :try "py"
call :try "python"
if not defined python goto absent
"%python%" -m followup %*
set "code=%errorlevel%"
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


def write_double_click_files(root: Path) -> list[Path]:
    """The files of a workspace; those that it has already are renewed. Gives their paths."""
    (root / PROGRAM).mkdir(exist_ok=True)
    python = sys.executable
    wanted = {
        **{root / f"{words()(title)}.cmd": double_clicked(command) for title, command in FILES.items()},
        root / PROGRAM / "followup.cmd": runner(python if sys.platform == "win32" else ""),
        root / PROGRAM / "followup.sh": shell_runner("" if sys.platform == "win32" else python),
    }
    for path, text in wanted.items():
        path.write_bytes(text.encode("utf-8"))
    return list(wanted)


def double_clicked(command: str) -> str:
    """A file that runs a command, shows its page, and stays when something stopped it."""
    return in_windows(DOUBLE_CLICKED.format(command=command, page=PAGE, moved=echoed(MOVED)))


def runner(python: str) -> str:
    """``followup.cmd``; ``python`` is the interpreter to try first, empty for none."""
    known = f'if exist "{python}" call :try "{python}"\n' if python else ""
    told = {"no_python": echoed(NO_PYTHON), "no_followup": echoed(NO_FOLLOWUP), "what": words()(WHAT)}
    return in_windows(RUNNER.format(known=known.replace("%", "%%"), receipt=RECEIPT, **told))


def shell_runner(python: str) -> str:
    """``followup.sh``: the same for a POSIX shell."""
    known = "'" + python.replace("'", "'\\''") + "' " if python else ""
    return SHELL.format(known=known, receipt=RECEIPT, what=words()(WHAT), no_followup=words()(NO_FOLLOWUP))


def echoed(message: Message) -> str:
    """A sentence as cmd's echo takes it: no sign of it means anything but itself."""
    text = words()(message)
    for sign in "^&<>|":
        text = text.replace(sign, f"^{sign}")
    return text.replace("%", "%%")


def in_windows(text: str) -> str:
    """With the line ends that cmd needs to find its labels."""
    return text.replace("\n", "\r\n")
