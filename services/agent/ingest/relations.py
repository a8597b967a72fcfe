"""What a sheet of an Office workbook points to: its notes, tables and drawings, and pages of the web."""

import posixpath
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.common.errors import FileCorruptError


@dataclass(frozen=True)
class Relation:
    """One thing that a sheet points to."""

    id: str
    """How the sheet calls it."""
    kind: str
    """The last word of its type, in lower case: ``comments``, ``table``, ``drawing``, ``hyperlink``."""
    target: str
    """Where it is, as written."""
    member: str | None
    """Where in the archive; None of what lies outside."""


def sheet_relations(archive: zipfile.ZipFile, member: str, name: str) -> tuple[Relation, ...]:
    """List what a sheet, given as its part, points to."""
    folder, part = posixpath.split(member)
    members = {each.lower(): each for each in archive.namelist()}
    relations = members.get(f"{folder}/_rels/{part}.rels".lower())
    if relations is None:
        return ()
    try:
        root = ElementTree.fromstring(b"".join(read_chunks(archive, relations, name)))  # noqa: S314 - no DTD
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    found = []
    for each in root:
        target = each.get("Target", "")
        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        inside = None if each.get("TargetMode") == "External" else members.get(place)
        kind = each.get("Type", "").rpartition("/")[2].lower()
        found.append(Relation(each.get("Id", ""), kind, target, inside))
    return tuple(found)


def related_contents(
    archive: zipfile.ZipFile, relations: Sequence[Relation], kinds: Collection[str], name: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the members, and their contents, that a sheet points to as one of these kinds."""
    for each in relations:
        if each.kind in kinds and each.member is not None:
            yield each.member, b"".join(read_chunks(archive, each.member, name))
