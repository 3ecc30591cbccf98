"""Files of the older kind of container (OLE): old workbooks, encrypted new ones, and documents of other programs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from followup.files.packages.file_kinds import MAIL, POWERPOINT, WORD
from followup.files.received import UnreadableFile
from followup.files.refusals import no_workbook
from followup.locale import _
from followup.rulebook.received.files import DAMAGED_FILE, PASSWORD_PROTECTED, RESTRICTED_FILE

EVERYBODYS_PASSWORD = "VelvetSweatshop"
"""Excel encrypts with this, and opens it unasked, when only the workbook's structure is protected."""
OTHERS = (
    ("worddocument", WORD),
    ("powerpoint document", POWERPOINT),
    ("__properties_version1.0", MAIL),
    ("catalog", _("a system file with small pictures")),
)


def decrypt_or_none(content: bytes) -> bytes | None:
    """The workbook that was encrypted with everybody's password, None for an old .xls; else UnreadableFile."""
    container = open_container(content)
    with container:
        streams = {"/".join(path).casefold() for path in container.listdir(streams=True, storages=True)}
    tops = {name.partition("/")[0] for name in streams}
    if any("drm" in name for name in streams):
        raise UnreadableFile(RESTRICTED_FILE.problem())
    if "encryptedpackage" in tops:
        return _decrypt(content)
    if tops & {"workbook", "book"}:
        return None
    raise no_workbook(next((kind for name, kind in OTHERS if name in tops), None))


def open_container(content: bytes) -> Any:
    """The container of streams; a damaged one is refused."""
    import olefile

    try:
        return olefile.OleFileIO(BytesIO(content))
    except Exception as error:  # whatever a damaged file makes it raise
        raise UnreadableFile(DAMAGED_FILE.problem()) from error


def _decrypt(content: bytes) -> bytes:
    import msoffcrypto

    decrypted = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(BytesIO(content))
        office.load_key(password=EVERYBODYS_PASSWORD, verify_password=True)
        office.decrypt(decrypted)
    except UnreadableFile:
        raise
    except Exception as error:  # a wrong password, or a way of encrypting that is not known
        raise UnreadableFile(PASSWORD_PROTECTED.problem()) from error
    return decrypted.getvalue()
