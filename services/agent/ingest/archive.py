"""Zipped workbooks, looked at before any reader unpacks them: bombs and damage are refused here."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.limits import IngestLimits
from services.common.errors import (
    FileContentMismatchError,
    FileCorruptError,
    FileEncryptedError,
    FileTooComplexError,
)

CHUNK_BYTES = 1 << 20
"""Unpacked at once while scanning."""

MAIN_PART = {
    FileFormat.XLSX: "xl/workbook.xml",
    FileFormat.XLSM: "xl/workbook.xml",
    FileFormat.XLSB: "xl/workbook.bin",
    FileFormat.ODS: "content.xml",
}
"""The member that makes a zip archive this kind of workbook."""

READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""What reading a damaged archive raises."""

XML_ERRORS = (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError)
"""What parsing damaged XML raises; an encoding that does not exist is no error of the parser."""

XML_ENDINGS = (".xml", ".rels", ".vml")


def check_archive(path: Path, name: str, kind: FileFormat, limits: IngestLimits) -> None:
    """Refuse an archive that is damaged, encrypted, a bomb, or not the workbook it claims to be."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            check_sizes(members, name, limits)
            _check_kind(archive, name, kind)
    except READ_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error


def damaged(name: str) -> str:
    """Say that a file is damaged, and what to do."""
    return (
        f"“{name}” is damaged or was cut short, so that it cannot be read. Open it in your spreadsheet "
        "program, save it again and upload the new file."
    )


def read_chunks(archive: zipfile.ZipFile, member: str, name: str) -> Iterator[bytes]:
    """Unpack one member piece by piece.

    Raises:
        FileCorruptError: The member does not unpack.
        FileTooComplexError: It declares a document type, the way entity bombs begin.
    """
    tail = b""
    try:
        with archive.open(member) as part:
            while chunk := part.read(CHUNK_BYTES):
                # An exclamation mark alone is found at memory speed; one in "<!" is not.
                if b"!" in chunk and (b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                    raise FileTooComplexError(
                        f"“{name}” holds XML entity declarations, which no spreadsheet program writes. "
                        "Save it again from your spreadsheet program."
                    )
                tail = chunk[-16:]
                yield chunk
    except READ_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error


def check_small_parts(archive: zipfile.ZipFile, name: str, *, without: frozenset[str]) -> None:
    """Read every XML part but those that are scanned elsewhere, for entity declarations and damage."""
    for member in archive.infolist():
        if member.filename.lower().endswith(XML_ENDINGS) and member.filename not in without:
            for _ in read_chunks(archive, member.filename, name):
                pass


def check_sizes(members: list[zipfile.ZipInfo], name: str, limits: IngestLimits) -> None:
    """Refuse an archive that is locked, or that unpacks to more than may be read."""
    if any(member.flag_bits & 0x1 for member in members):
        raise FileEncryptedError(
            f"“{name}” is protected by a password. Remove it, save, and upload it again."
        )
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.max_members or unpacked > limits.max_unpacked_bytes:
        raise FileTooComplexError(
            f"“{name}” unpacks to {unpacked // 1_000_000:,} MB in {len(members):,} parts, more than one "
            "workbook may hold. Split it into several files, or save it as CSV."
        )
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > limits.ratio_floor_bytes and ratio > limits.max_ratio:
            raise FileTooComplexError(
                f"“{name}” has a part ({member.filename[:80]}) that unpacks to {ratio:,.0f} times its "
                "size, as only a zip bomb does. Save the file again from your spreadsheet program."
            )


def _check_kind(archive: zipfile.ZipFile, name: str, kind: FileFormat) -> None:
    names = set(archive.namelist())
    if kind is FileFormat.ODS and _is_encrypted_document(archive, names):
        raise FileEncryptedError(
            f"“{name}” is protected by a password. Remove it, save, and upload it again."
        )
    lowered = {member.lower() for member in names}
    if MAIN_PART[kind] in lowered and _is_spreadsheet(archive, names, kind):
        return
    found = next((other for other, part in MAIN_PART.items() if part in lowered), None)
    what = (
        f"a workbook of the kind .{found}"
        if found and found is not kind
        else "a zip archive without a workbook"
    )
    raise FileContentMismatchError(
        f"“{name}” is {what}, not a .{kind} file. Give it the right ending, or save it as .{kind}."
    )


def _is_spreadsheet(archive: zipfile.ZipFile, names: set[str], kind: FileFormat) -> bool:
    """An OpenDocument text has a content.xml too; its mimetype member tells them apart."""
    if kind is not FileFormat.ODS or "mimetype" not in names:
        return True
    with archive.open("mimetype") as part:
        return b"opendocument.spreadsheet" in part.read(200)


def _is_encrypted_document(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    if manifest not in names or archive.getinfo(manifest).file_size > 8 * CHUNK_BYTES:
        return False
    return b"encryption-data" in archive.read(manifest)


def tell_active_parts(members: Iterable[str], findings: Findings) -> None:
    """Warn of what a spreadsheet program would run or fetch, and nothing here does."""
    lowered = [member.lower() for member in members]
    if any(member.endswith(("vbaproject.bin", ".bas")) or "basic/" in member for member in lowered):
        findings.add(
            "macros_ignored", "The file holds macros. They were not run; the cells were read as saved."
        )
    if any("externallinks/" in member for member in lowered):
        findings.add(
            "external_links_ignored",
            "The file links to other files. The links were not followed; linked cells have the value "
            "that was last saved.",
        )
