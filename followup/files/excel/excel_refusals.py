"""What the running Excel says no to, as a sentence for people.

The errors of pywin32 and appscript are known by their names and numbers: neither can be imported everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from followup.locale import Message, _, literal

BUSY = {-2147418111, -2147417846, -2146777998}
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: a cell is being edited, or a dialog is open."""
GONE = {-2147023174, -2147417848, -2147221021}
"""Excel was closed while it was asked."""
BUSY_ON_MAC = {-1712}
"""errAETimeout."""


class ExcelRefused(Exception):
    """What Excel would not do. ``kind``: not_installed, platform, not_running, not_open, busy, protected_view,
    read_only or refused."""

    def __init__(self, kind: str, message: Message) -> None:
        super().__init__(kind)
        self.kind = kind
        self.message = message


@contextmanager
def refusals() -> Iterator[None]:
    """ExcelRefused for whatever xlwings, pywin32 or appscript raises."""
    try:
        yield
    except (ExcelRefused, KeyboardInterrupt):
        raise
    except Exception as error:
        refused = _refusal_of(error)
        if refused is None:
            raise
        raise refused from error


def _refusal_of(error: Exception) -> ExcelRefused | None:
    """What an exception says of Excel; None when it is none of Excel's."""
    codes, kind = codes_of(error), type(error).__name__
    if codes & BUSY or kind == "ExcelBusyError" or (kind == "CommandError" and codes & BUSY_ON_MAC):
        message = _(
            "Excel is busy: a cell is being edited, or a dialog is open. Press Enter or Esc in Excel and try again."
        )
        return ExcelRefused("busy", message)
    if codes & GONE:
        return ExcelRefused("not_running", _("Excel was closed in the midst of it. Start Excel and try again."))
    if kind in ("com_error", "CommandError", "XlwingsError", "ExcelBusyError"):
        message = _("Excel says no: {told}", told=literal(_words_of(error)))
        return ExcelRefused("refused", message)
    return None


def codes_of(error: Exception) -> set[int]:
    """Every number that the error carries: hresult, scode, errornumber."""
    numbers = {getattr(error, name, None) for name in ("hresult", "errornumber")}
    details = getattr(error, "excepinfo", None)
    for arguments in (error.args, details if isinstance(details, tuple) else ()):
        numbers |= {part for part in arguments if isinstance(part, int)}
        numbers |= {inner for part in arguments if isinstance(part, tuple) for inner in part if isinstance(inner, int)}
    return {number for number in numbers if isinstance(number, int)}


def _words_of(error: Exception) -> str:
    """What Excel itself says, where it says it; else the error in its own words."""
    details = getattr(error, "excepinfo", None) or next((arg for arg in error.args if isinstance(arg, tuple)), ())
    description = details[2] if len(details) > 2 and isinstance(details[2], str) else ""
    return description.strip() or str(error)
