"""Says what ``sells best`` is: of which most pieces were sold, where a column says how many."""

import re

from services.agent.question.language.words import normalise, spoken, stem
from services.agent.question.rewording.rules import COUNT
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, ValueHit
from services.agent.question.tables.worth import pieces_sold, sold_in

_LEAD = (
    r"^(?:(?:what|which|who)(?:'s|\s+(?:is|are|was|were))\s+|(?:show|list|give|name|tell)\s+(?:(?:me|us)\s+)?)?"
    r"(?:(?:the|our|my|your)\s+)*"
)
_SELLING = re.compile(
    rf"{_LEAD}(?:top\s+)?(?P<n>{COUNT}\s+)?(?P<way>best|top|worst|least|most|lowest|highest)(?:-|\s+)selling\s+"
    r"(?P<thing>[\w-]+(?:\s+(?!(?:in|by|per|for|of|during|since|from|last|this)\b)[\w-]+)?)(?P<rest>.*)$",
    re.IGNORECASE,
)
"""``Our best selling wine in Italy``, ``the top 3 worst-selling products``."""
_SELLS = re.compile(
    r"^(?:which|what)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?)\s+(?:(?:sells?|sold)\s+(?:the\s+)?(?P<well>best|worst)"
    r"|(?:is|are|was|were|is\s+being)\s+sold\s+(?:the\s+)?(?P<much>most|least))\b(?P<rest>.*)$",
    re.IGNORECASE,
)
"""``Which wine sells best in Italy``."""
_MOVED = re.compile(
    r"^(?P<who>who|(?:which|what)\s+[\w-]+)\s+(?:has\s+|have\s+)?(?:sold|sells?|bought|buys?|ordered|purchased)\s+"
    r"(?:the\s+)?(?P<way>most|least)(?P<rest>(?:\s+(?:in|during|since|from|last|this)\b.*)?)\??$",
    re.IGNORECASE,
)
"""``Who bought the most``, where nothing says for how much."""
_HOW_MANY = re.compile(
    r"^(?P<lead>how\s+many)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?)\s+(?P<rest>(?:(?:did|do|does|have|has)\s+.+?\s+|"
    r"(?:were|was|are|have\s+been)\s+)(?:sell|sold|buy|bought|order(?:ed)?|purchased?)\b.*)$",
    re.IGNORECASE,
)
"""``How many desks did Mia sell``: pieces, and no rows."""
_NEEDED = re.compile(
    r"^(?P<lead>how\s+many)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?s)\s+(?P<rest>\w+\s.*)$", re.IGNORECASE
)
"""``How many desks went to Leeds``, of the only log: pieces as well, whatever was done with them."""
_GOODS = frozenset(map(stem, ["product", "item", "article", "good", "merchandise"]))
_LEAST = ("worst", "least", "lowest")


def say_sellers(question: str, catalog: Catalog) -> str:
    """Rank things by how many were sold; a question stays as it is where no column says how many."""
    found = next(filter(None, (each.match(question) for each in _WAYS)), None)
    sold = sold_in(catalog) if found else []
    if found is None or len(sold) != 1:
        return question
    if found.re is _MOVED:
        worth = catalog.by_name[sold[0].table].worth
        return question if worth else _moved(found, pieces_sold(sold[0], catalog))
    if found.re is _NEEDED:
        return _pieces(found, sold[0]) if _are_goods(found["thing"], catalog) else question
    if found.re is _HOW_MANY:
        return _pieces(found, sold[0]) if _is_sold(found["thing"], catalog) else question
    return _ranked(found, pieces_sold(sold[0], catalog)) if _is_known(found["thing"], catalog) else question


_WAYS = (_SELLING, _SELLS, _MOVED, _HOW_MANY, _NEEDED)


def _cells(several: str, catalog: Catalog) -> list[ValueHit]:
    """Return the cells for one of several things: a loaf, of loaves."""
    forms = (several.removesuffix("s"), re.sub(r"ves$", "f", several), re.sub(r"ies$", "y", several))
    return next((found for form in forms if (found := catalog.values(form))), [])


def _are_goods(thing: str, catalog: Catalog) -> bool:
    """Whether goods of the only table are called so, in the plural."""
    if len(catalog.tables) > 1 or catalog.values(normalise(thing)):
        return False
    columns = [hit.column for hit in _cells(normalise(thing), catalog)]
    return len(columns) == 1 and columns[0].repeats and not _GOODS.isdisjoint(columns[0].words)


def _moved(found: re.Match[str], pieces: str) -> str:
    """Say that who sold or bought the most did so of all pieces."""
    end = "lowest" if _way(found) in _LEAST else "highest"
    return f"{found['who']} has the {end} total {pieces}{found['rest']}"


def _pieces(found: re.Match[str], sold: Column) -> str:
    """Ask for the pieces of a thing, where they are spoken of as things: desks."""
    return f"{found['lead']} {spoken(sold.name)} of {found['thing']} {found['rest']}"


def _ranked(found: re.Match[str], pieces: str) -> str:
    """Say by how many pieces things are ranked."""
    end = "lowest" if _way(found) in _LEAST else "highest"
    number = found.groupdict().get("n") or ""
    many = bool(number) or found["thing"].casefold().endswith("s")
    if not many or found.re is _SELLS:
        return f"which {found['thing']} has the {end} total {pieces}{found['rest']}"
    return f"{number}{found['thing']} with the {end} total {pieces}{found['rest']}"


def _way(found: re.Match[str]) -> str:
    told = found.groupdict()
    return (told.get("way") or told.get("well") or told.get("much") or "").casefold()


def _is_sold(thing: str, catalog: Catalog) -> bool:
    """Whether a cell is called so: one desk, or many."""
    said = normalise(thing)
    return bool(catalog.values(said) or _cells(said, catalog))


def _is_known(thing: str, catalog: Catalog) -> bool:
    """Whether a header or a table is called so."""
    last = stem(thing.casefold().split()[-1])
    headers = any(last in column.words for column in catalog.columns if column.is_text)
    return headers or any(last in table.words for table in catalog.tables)
