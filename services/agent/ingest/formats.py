"""What a file is, by its name and by its first bytes; the two must agree."""

import mmap
from enum import StrEnum
from pathlib import Path, PurePath

from services.common.errors import (
    FileContentMismatchError,
    FileEmptyError,
    FileEncryptedError,
    FileTypeUnsupportedError,
)


class FileFormat(StrEnum):
    """The formats that can be read, by extension."""

    CSV = "csv"
    ODS = "ods"
    TAB = "tab"
    TSV = "tsv"
    TXT = "txt"
    XLS = "xls"
    XLSB = "xlsb"
    XLSM = "xlsm"
    XLSX = "xlsx"
    ZIP = "zip"

    @property
    def is_text(self) -> bool:
        """Whether the file is lines of text rather than a workbook."""
        return self is FileFormat.CSV or self is FileFormat.TXT or self.has_tabs

    @property
    def has_tabs(self) -> bool:
        """Whether the name says that tabs divide its cells."""
        return self in (FileFormat.TAB, FileFormat.TSV)


ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""The stream that Office wraps a password-protected workbook in."""

MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a SQLite database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"{\\rtf": "an RTF document",
}
SIGNS_OF_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")


def detect_format(path: Path, name: str) -> FileFormat:
    """Say what a file is, and refuse one that is empty or is not what its name says."""
    declared = _declared(name)
    if path.stat().st_size == 0:
        raise FileEmptyError(f"“{name}” is empty: it has no bytes. Save the file again and upload it.")
    with path.open("rb") as file:
        head = file.read(4096)
    found = _found(head)
    if found == "an older Office file" and _is_encrypted(path):
        raise FileEncryptedError(
            f"“{name}” is protected by a password. Remove the password in your spreadsheet program, save, "
            "and upload it again."
        )
    if found not in _expected(declared):
        raise FileContentMismatchError(
            f"“{name}” is {found or 'plain text'}, not {_article(declared)} file. "
            "Save it in the format that its name says, or give it the right ending."
        )
    return declared


def _declared(name: str) -> FileFormat:
    extension = PurePath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    if extension not in set(FileFormat):
        supported = ", ".join(f".{known}" for known in FileFormat)
        raise FileTypeUnsupportedError(
            f"“{name}” does not end in a kind of file that can be read. Upload one of: {supported}."
        )
    return FileFormat(extension)


def _found(head: bytes) -> str | None:
    """Name what the first bytes show; None is plain text, as far as they tell."""
    if head.startswith((ZIP, b"PK\x05\x06")):
        return "a zip archive"
    if head.startswith(OLE):
        return "an older Office file"
    for magic, what in MAGIC.items():
        if head.startswith(magic):
            return what
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(SIGNS_OF_HTML):
        return "a web page (HTML)"
    if start.startswith(b"<?xml"):
        return "an XML document"
    return None


def _expected(declared: FileFormat) -> tuple[str | None, ...]:
    if declared.is_text:
        return (None,)
    if declared is FileFormat.XLS:
        return ("an older Office file",)
    return ("a zip archive",)


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return view.find(ENCRYPTED_STREAM) >= 0


def _article(declared: FileFormat) -> str:
    return f"an {declared}" if declared.value[0] in "xo" else f"a {declared}"
