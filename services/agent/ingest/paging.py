"""What stands at the head of each page of a printed report: titles, and the page's number."""

import re
from collections.abc import Sequence

from services.agent.ingest.grid import Row

PAGE_WORD = re.compile(
    r"(?i)(?:^|\b)(?:page|seite|página|pagina|pág|strona|stránka|sida|side|sivu|oldal|стр)\b|ページ|頁|页|쪽"
)
DIGITS = re.compile(r"\d+")


def page_head(rows: Sequence[Row]) -> list[list[str]]:
    """Reduce rows to what is the same on each page: numbers count only in rows that do not tell the page."""
    return [_same_on_all(row) for row in rows]


def _same_on_all(row: Row) -> list[str]:
    texts = [(cell or "").strip().casefold() for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    if any(PAGE_WORD.search(text) for text in texts):
        return [DIGITS.sub("#", text.removesuffix(".0")) for text in texts]
    return texts
