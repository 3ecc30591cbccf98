"""Streams whose length every reader counts alike."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream

RETURN = b"\r"


def end_plainly(pdf: Pdf) -> None:
    """No stream ends with a carriage return: with the line feed that follows it is taken for the end of a line, and the
    stream for shorter than it says, which PDF/A forbids. What may have more at its end gets a blank there, or a zero.
    """
    from pikepdf import Name, Stream

    for stream in [found for found in pdf.objects if isinstance(found, Stream)]:
        plain = "/Filter" not in stream
        if (plain and stream.get("/Type") != Name.Metadata) or stream.read_raw_bytes().endswith(RETURN):
            _pack(stream)


def _pack(stream: Stream) -> None:
    from pikepdf import Name

    if "/N" in stream or stream.get("/Subtype") == Name.Image:  # a colour profile or a picture is as long as it says
        return
    is_font, content = "/Length1" in stream, stream.read_bytes()
    while (packed := zlib.compress(content)).endswith(RETURN):
        content += b"\0" if is_font else b"\n"
    if is_font:
        stream.Length1 = len(content)
    stream.write(packed, filter=Name.FlateDecode)
