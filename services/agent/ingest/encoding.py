"""Which characters a text file's bytes stand for, and a UTF-8 copy where the reader needs one."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from services.agent.ingest.asian import likely_asian
from services.agent.ingest.charsets import guess_charset
from services.agent.ingest.findings import MAX_LISTED, Findings
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.lines import LineFacts
from services.common.errors import FileContentMismatchError, FileOptionsError, FileTooComplexError

CHUNK_BYTES = 1 << 20
PROBE_BYTES = 1 << 18
"""Looked at to tell UTF-16 and East Asian encodings; validity is then checked on the whole file."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = bytes(set(range(32)) - {0, 9, 10, 12, 13, 26, 27})
FOREIGN_BYTES = 1 << 16
"""Text beyond ASCII that is looked at to tell encodings of one byte from each other."""
MOSTLY_UTF8 = "utf-8 with other bytes"
"""UTF-8 in which some bytes are of another encoding, as when lines of two files were put together."""
STRAY = re.compile("[\udc80-\udcff]")
"""How a byte that is not UTF-8 shows in text."""
MAX_CONTROL_SHARE = 0.01
"""More control characters than this, and the file is no text."""


@dataclass(frozen=True)
class TextFacts:
    """What one pass over the file showed."""

    encoding: str
    bom_bytes: int
    lines: LineFacts
    strays: tuple[int, ...] = ()
    """Lines, counted from 1, with bytes that are not UTF-8 in a file that is: the first ones."""

    @property
    def needs_copy(self) -> bool:
        """Whether the bytes differ from plain UTF-8 with LF or CR LF line ends."""
        lines = self.lines
        odd = lines.nuls > 0 or lines.marks > 0 or lines.only_returns
        return self.encoding != "utf-8" or self.bom_bytes > 0 or odd


def examine(
    path: Path, name: str, limits: IngestLimits, *, stated: str | None = None, trusting: bool = False
) -> TextFacts:
    """Find a text file's encoding, from all of its bytes, unless it was stated.

    Args:
        path: The file.
        name: What its user calls it.
        limits: Caps.
        stated: The encoding that its user named.
        trusting: Whether a beginning in UTF-8 is enough, because who reads on fails where it is not.

    Raises:
        FileContentMismatchError: The bytes are no text.
        FileTooComplexError: One line is longer than any honest one.
        FileOptionsError: The bytes are not of the stated encoding.
    """
    if stated is not None:
        return _as_stated(path, name, limits, stated)
    with path.open("rb") as file:
        probe = file.read(PROBE_BYTES)
    bom = next(((mark, encoding) for mark, encoding in BOMS if probe.startswith(mark)), None)
    wide = bom[1] if bom else _utf16_without_bom(probe)
    noise = 0 if wide not in (None, "utf-8") else sum(probe.count(byte) for byte in CONTROL)
    if noise > MAX_CONTROL_SHARE * len(probe):
        raise FileContentMismatchError(
            f"“{name}” is not text: it holds binary data. Give it its real ending."
        )
    skip = len(bom[0]) if bom else 0
    if wide not in (None, "utf-8"):
        return _count(path, wide, skip, name, limits)
    facts = _count(path, "utf-8", skip, name, limits)  # first: a line without end is refused at once
    if (trusting and _begins_as_utf8(probe)) or _decodes(path, "utf-8"):
        return facts
    strays, most = _strays(path)
    if most or wide:
        return replace(_count(path, MOSTLY_UTF8, skip, name, limits), strays=strays)
    return _count(path, _legacy(path, probe), 0, name, limits)


def tell_encoding(facts: TextFacts, findings: Findings) -> None:
    """Tell what was guessed of the characters, and what was left out."""
    if facts.strays:
        listed = ", ".join(f"{line:,}" for line in facts.strays[:5])
        findings.add(
            "stray_bytes",
            f"The file is UTF-8, but {len(facts.strays):,} of its lines hold other bytes (line {listed}); "
            "they were read as Windows-1252. Look at the letters there.",
            count=len(facts.strays),
            lines=list(facts.strays),
        )
    elif facts.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        findings.add(
            "encoding_guessed",
            f"The file is not UTF-8; it was read as {facts.encoding}. Save it as UTF-8 if letters are wrong.",
            encoding=facts.encoding,
        )
    if facts.lines.marks:
        findings.add(
            "marks_removed",
            f"{facts.lines.marks:,} byte order marks inside the file were removed: it was joined of several.",
            count=facts.lines.marks,
        )
    if facts.lines.nuls:
        findings.add(
            "nul_removed", f"{facts.lines.nuls:,} NUL characters were removed.", count=facts.lines.nuls
        )


def _begins_as_utf8(probe: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(probe)
    except UnicodeDecodeError:
        return False
    return True


def _as_stated(path: Path, name: str, limits: IngestLimits, stated: str) -> TextFacts:
    encoding = codecs.lookup(stated).name
    with path.open("rb") as file:
        probe = file.read(4)
    mark = next((mark for mark, marked in BOMS if marked == encoding and probe.startswith(mark)), b"")
    if not _decodes(path, encoding):
        raise FileOptionsError(
            f"“{name}” is not in the encoding {stated}: some of its bytes mean nothing there."
        )
    return _count(path, encoding, len(mark), name, limits)


def _utf16_without_bom(probe: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every second byte."""
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    half = max(len(probe) // 2, 1)
    for many, few, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if many > 0.2 * half and few < 0.02 * half:
            return encoding
    return None


def _strays(path: Path) -> tuple[tuple[int, ...], bool]:
    """Find the lines of a file that is not UTF-8 where it is not, and whether most of it is."""
    lines: list[int] = []
    line, right, wrong = 1, 0, 0
    for text in decoded(path, "utf-8", errors="surrogateescape"):
        if not text.isascii():
            odd = STRAY.findall(text)
            wrong += len(odd)
            right += sum(ord(char) > 127 for char in text) - len(odd)
            for found in STRAY.finditer(text) if len(lines) < MAX_LISTED else ():
                lines.append(line + text.count("\n", 0, found.start()))
        line += text.count("\n")
    return tuple(dict.fromkeys(lines))[:MAX_LISTED], right > wrong


def _legacy(path: Path, probe: bytes) -> str:
    """Name the encoding of a file from before UTF-8."""
    for encoding in likely_asian(probe):
        if _decodes(path, encoding):
            return encoding
    found = guess_charset(_foreign_lines(path))
    return found if _decodes(path, found) else "latin-1"


def _foreign_lines(path: Path) -> bytes:
    """Return lines with bytes beyond ASCII, up to a limit: the others say nothing."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < FOREIGN_BYTES and (line := file.readline(FOREIGN_BYTES)):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return b"".join(lines)


def _decodes(path: Path, encoding: str) -> bool:
    try:
        for _ in decoded(path, encoding):
            pass
    except UnicodeError:  # some codecs raise no more than that, where a mark is missing
        return False
    return True


def decoded(path: Path, encoding: str, skip: int = 0, errors: str = "strict") -> Iterator[str]:
    """Decode a file piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(CHUNK_BYTES):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _count(path: Path, encoding: str, bom: int, name: str, limits: IngestLimits) -> TextFacts:
    lines = LineFacts()
    for piece in _pieces(path, encoding, bom):
        lines.take(piece)
        if lines.line > limits.max_line_bytes:
            raise FileTooComplexError(
                f"“{name}” has a line of more than {limits.max_line_bytes // 1_000_000} million characters."
                " Check that it is a table with line ends."
            )
    return TextFacts(encoding, bom, lines)


def _pieces(path: Path, encoding: str, skip: int) -> Iterator[bytes]:
    """Yield the file's text as UTF-8; bytes that are UTF-8 already are only read."""
    if encoding != "utf-8":
        for text in decoded_or_replaced(path, encoding, skip):
            yield text.encode("utf-8", errors="replace")
        return
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def decoded_or_replaced(path: Path, encoding: str, skip: int) -> Iterator[str]:
    """Decode a file; where a marked encoding is broken, keep the rest and mark the broken places."""
    if encoding == MOSTLY_UTF8:
        for text in decoded(path, "utf-8", skip, errors="surrogateescape"):
            yield text if text.isascii() else STRAY.sub(_western, text)
    else:
        yield from decoded(path, encoding, skip, errors="replace")


def _western(stray: re.Match[str]) -> str:
    """Read a byte that is not UTF-8 as what most programs before it would have meant."""
    byte = stray[0].encode("utf-8", errors="surrogateescape")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def write_utf8(path: Path, target: Path, facts: TextFacts) -> None:
    """Copy a file as UTF-8 without marks and NULs, and with line feeds where lines end with CR alone."""
    dropped = {0: None, 0xFEFF: None}
    with target.open("w", encoding="utf-8", newline="") as out:
        for text in decoded_or_replaced(path, facts.encoding, facts.bom_bytes):
            clean = text.translate(dropped) if facts.lines.nuls or facts.lines.marks else text
            out.write(clean.replace("\r", "\n") if facts.lines.only_returns else clean)
