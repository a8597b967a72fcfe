"""What lies over a sheet's cells: the text of boxes and shapes, and pictures. They are told, and no data."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from services.agent.ingest.archive import XML_ERRORS, damaged
from services.agent.ingest.findings import MAX_LISTED, Findings
from services.agent.ingest.relations import Relation, related_contents
from services.common.errors import FileCorruptError

LONGEST_TEXT = 500
"""Characters of a box's text that are told."""


@dataclass
class Drawn:
    """What lies over one sheet's cells."""

    texts: list[str] = field(default_factory=list)
    """Of each box or shape that has a text."""
    pictures: int = 0
    on_cells: bool = False
    """Whether a shape is written inside of a cell, as documents do that."""

    def note(self, text: str) -> None:
        """Take in the text of one box, blanks and line ends made even."""
        if even := " ".join(text.split()):
            self.texts.append(even)


def drawn_over(archive: zipfile.ZipFile, relations: Sequence[Relation], name: str) -> Drawn:
    """Look through the drawings of a sheet of an Office workbook."""
    drawn = Drawn()
    for _, content in related_contents(archive, relations, ("drawing",), name):
        try:
            root = ElementTree.fromstring(content)  # noqa: S314 - no DTD: checked before
        except XML_ERRORS as error:
            raise FileCorruptError(damaged(name)) from error
        for both in root.iterfind(".//{*}AlternateContent"):
            for older in both.findall("{*}Fallback"):  # shows the same again
                both.remove(older)
        for shape in root.iterfind(".//{*}sp"):
            drawn.note("\n".join(_paragraphs(shape)))
        drawn.pictures += sum(1 for _ in root.iterfind(".//{*}pic"))
    return drawn


def _paragraphs(shape: ElementTree.Element) -> Iterator[str]:
    for paragraph in shape.iterfind("{*}txBody/{*}p"):
        yield "".join(part.text or "" for part in paragraph.iter() if part.tag.endswith("}t"))


def tell_drawn(drawn: Drawn, findings: Findings) -> None:
    """Tell what lies over the cells."""
    texts = [text[:LONGEST_TEXT] for text in drawn.texts]
    if texts:
        first = f"“{texts[0][:100]}{'…' if len(texts[0]) > 100 else ''}”"
        what = f"A text box or shape says {first}"
        if len(texts) > 1:
            what = f"{len(texts):,} text boxes or shapes have texts, the first is {first}"
        findings.add(
            "drawing_text_skipped",
            f"{what}. What stands over the cells is no data and was left out.",
            count=len(texts),
            text=texts[0],
            texts=texts[:MAX_LISTED],
        )
    if drawn.pictures:
        what = "1 picture lies" if drawn.pictures == 1 else f"{drawn.pictures:,} pictures lie"
        findings.add(
            "pictures_skipped",
            f"{what} on this sheet; what a picture shows was not read.",
            count=drawn.pictures,
        )
