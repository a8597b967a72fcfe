"""A zip of text files: each of its members is read as a file of its own."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from services.agent.ingest.archive import CHUNK_BYTES, READ_ERRORS, check_sizes, damaged
from services.agent.ingest.build import Part
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.terms import Terms
from services.agent.ingest.texts import ingest_text
from services.agent.ingest.ticker import Ticker
from services.common.errors import (
    FileContentMismatchError,
    FileCorruptError,
    FileOptionsError,
    FileTooComplexError,
)

KINDS = {f".{kind}": kind for kind in FileFormat if kind.is_text}
ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst")
MAX_MEMBERS = 1_000
"""Text files of one zip; each becomes a table."""
JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What programs put into archives for themselves."""


def ingest_members(path: Path, name: str, folder: Path, terms: Terms, ticker: Ticker) -> list[Part]:
    """Write the tables of a zip's text files, each with its member's name as its sheet.

    Raises:
        FileTooComplexError: The archive is a bomb, or holds another archive.
        FileContentMismatchError: It holds no text files.
        FileOptionsError: It has no member of the name that was asked for.
    """
    parts: list[Part] = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = _text_members(archive, name, terms)
            skipped = Findings(name)
            for member in _others(archive):
                skipped.add("member_skipped", f"“{member}” in the archive is no text file; it was left out.")
            for number, member in enumerate(members):
                parts += _ingest_member(archive, member, folder / str(number), name, terms, ticker)
    except zipfile.BadZipFile as error:
        raise FileCorruptError(damaged(name)) from error
    if parts:
        parts[0][1].items[:0] = skipped.items
    return parts


def _ingest_member(
    archive: zipfile.ZipFile, member: str, target: Path, name: str, terms: Terms, ticker: Ticker
) -> list[Part]:
    target.mkdir(parents=True, exist_ok=True)
    copy = target / "member"
    with copy.open("wb") as plain:
        for piece in _pieces(archive, member, name):
            plain.write(piece)
    findings = Findings(name, member_sheet(member))
    if copy.stat().st_size == 0:
        copy.unlink()
        return []
    kind = KINDS[PurePosixPath(member).suffix.lower()]
    parts, _ = ingest_text(copy, kind, target, findings, terms, ticker)
    copy.unlink()
    if parts:
        parts[0][1].items[:0] = findings.items
    return parts


def _pieces(archive: zipfile.ZipFile, member: str, name: str) -> Iterator[bytes]:
    try:
        with archive.open(member) as packed:
            while piece := packed.read(CHUNK_BYTES):
                yield piece
    except READ_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error


def member_sheet(member: str) -> str:
    """Name a member as if it were a sheet: without its ending, folders kept."""
    return str(PurePosixPath(member).with_suffix(""))


def _text_members(archive: zipfile.ZipFile, name: str, terms: Terms) -> list[str]:
    members = archive.infolist()
    check_sizes(members, name, terms.limits)
    names = [member.filename for member in members if not member.is_dir() and not _is_junk(member.filename)]
    nested = [each for each in names if each.lower().endswith(ARCHIVES)]
    if nested:
        raise FileTooComplexError(
            f"“{name}” holds another archive, “{nested[0][:80]}”. Unpack it and upload a zip of text files."
        )
    texts = [each for each in names if PurePosixPath(each).suffix.lower() in KINDS]
    if not texts or len(texts) > MAX_MEMBERS:
        raise FileContentMismatchError(
            f"“{name}” holds {len(texts):,} text files; a zip may hold 1 to {MAX_MEMBERS:,}, each .csv, "
            ".tsv, .tab or .txt. Upload workbooks as they are, not zipped."
        )
    wanted = terms.options.sheet
    chosen = [each for each in texts if wanted is None or wanted in (each, member_sheet(each))]
    if not chosen:
        raise FileOptionsError(f"“{name}” has no file “{wanted}”. It has: {', '.join(texts)[:500]}.")
    return chosen


def _others(archive: zipfile.ZipFile) -> Iterator[str]:
    for member in archive.infolist():
        name = member.filename
        if not member.is_dir() and not _is_junk(name) and PurePosixPath(name).suffix.lower() not in KINDS:
            yield name[:200]


def _is_junk(name: str) -> bool:
    return name.startswith(JUNK[0]) or PurePosixPath(name).name in JUNK[1:]
