"""What a follow-up may do to the question before it, beside putting another value or period into it.

It may order or cut the answer, count what was listed, leave things out, ask for another thing, limit or end
of a superlative, move the period, or go on with a clause.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.agent.pieces import cut
from services.agent.question import Catalog
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.periods import MONTH_NAMES, Period
from services.agent.question.language.words import tokenise
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import link

_IT = r"(?:it|that|this|them|those|these|the\s+(?:list|results?|answer|rows))"
_SORTED = re.compile(
    rf"(?:sort|order|rank)(?:ed|ing)?(?:\s+{_IT})?\s+(?P<by>by\s+)?(?P<how>\S.*)$", re.IGNORECASE
)
_ORDERED = re.compile(
    r",\s+(?:sorted\s+by\b.*|[\w ]+\bfirst|(?:from\s+)?\w+\s+to\s+\w+|(?:a|de)scending)$", re.IGNORECASE
)
_CUT = re.compile(r"(?:the\s+)?(?P<cut>(?:top|bottom)\s+\d+)$", re.IGNORECASE)
_IS_CUT = re.compile(r"\b(?:top|bottom)\s+\d", re.IGNORECASE)
_GROUPED = re.compile(r"\b(?:by|per|for each|for every)\s+[\w' -]+$", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:(?:please\s+)?(?:list|show(?:\s+me)?|give\s+me|find|get|which|what\s+are|who\s+are)\s+)?"
    r"(?:all\s+)?(?:(?:the|our)\s+)?(?=\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?:how\s+many(?:\s+of\s+{_IT})?(?:\s+(?:is|are|was|were)(?:\s+(?:there|they|that|those))?)?"
    rf"|count\s+{_IT}|(?:the\s+)?(?:number|count)(?:\s+of\s+{_IT})?)$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?:without|excluding|except(?:\s+for)?|leav(?:e|ing)\s+out|not|exclude|ignor(?:e|ing))\s+(?:in\s+|from\s+)?"
    r"(?:the\s+)?(?P<what>\S.*?)(?:\s+ones?)?$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|fewest|least|largest|smallest|biggest|longest|shortest|oldest|newest|youngest|cheapest|latest|"
    r"earliest|heaviest|lightest|best|worst)\b",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    r"(?:in\s+|for\s+)?(?:the|a|one)\s+(?P<grain>year|quarter|month)\s+(?P<way>before|earlier|after|later)"
    r"(?:\s+that)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?P<word>since|before|after|until|up\s+to|from|between)\s+(?=\S)", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|and|until)\s+", re.IGNORECASE)
_TIMED = re.compile(r"\b(?:in|during|for|since|before|after|until|from)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?P<those>(?:those|the\s+ones|ones)\s+)?"
    r"(?P<clause>(?P<word>with|whose|having|that|who|which)\s+\S.*)$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?P<how>over|above|under|below|at\s+least|at\s+most|"
    r"(?P<word>more|less|\w{2,}er)(?P<noun>(?:\s+\w+){0,2}?)\s+than)\s+(?P<number>[\d.,]*\d\w*)",
    re.IGNORECASE,
)
_PLAIN = frozenset(["more", "less", "fewer", "higher", "lower", "greater"])
"""Words that compare anything; any other, such as ``older``, says by itself what is compared."""


@dataclass(frozen=True)
class Change:
    """A stretch of the question before, and what stands there now; an empty stretch adds."""

    start: int
    end: int
    text: str


def added(before: str, text: str) -> Change:
    """Go on with the question before."""
    return Change(len(before), len(before), text if text[:1] == "," else f" {text}")


def amend(rest: str, before: str, catalog: Catalog, *, is_led: bool) -> Change | None:
    """Read the whole rest of a follow-up as one of these; None where it is none.

    Args:
        rest: What is asked now.
        before: The question before it, in full.
        catalog: Where names and values are looked up.
        is_led: Whether ``and``, ``what about`` or the like says that something takes another's place.
    """
    readers: Sequence[Callable[[str, str, Catalog], Change | None]] = (
        _order, _limit, _count, _leave_out, _turn, _shift, _bound,
    )  # fmt: skip
    if is_led:
        readers = (*readers, _other_thing)
    return next((found for reader in (*readers, _clause) if (found := reader(rest, before, catalog))), None)


def _order(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``sort by name``, ``highest first``, ``from low to high``."""
    said = _SORTED.match(rest)
    how = said["how"] if said else rest
    senses = SENSES.get(tuple(token.normal for token in tokenise(how)), ())
    if Sense.DESCENDING in senses or Sense.ASCENDING in senses:
        text = f", {how}"
    elif said and said["by"] and any(item.columns or item.normal == "name" for item in link(how, catalog)):
        text = f", sorted by {how}"
    else:
        return None
    old = _ORDERED.search(before)
    return Change(old.start(), len(before), text) if old else added(before, text)


def _limit(rest: str, before: str, _: Catalog) -> Change | None:
    """Read ``top 3 only`` after figures of groups."""
    said = _CUT.match(rest)
    grouped = _GROUPED.search(before) and not _IS_CUT.search(before)
    return added(before, f", {said['cut']}") if said and grouped else None


def _count(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``how many are there?`` after a list of things."""
    listed = _LISTED.match(before)
    items = link(before[listed.end() :], catalog) if listed and _COUNTED.match(rest) else []
    things = [hit for item in items[:1] for hit in item.tables if hit.strength >= NAMES]
    return Change(0, listed.end(), "how many ") if listed and things else None


def _leave_out(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``without the cancelled ones``: a value of one header that nothing before is said of."""
    said = _WITHOUT.match(rest)
    pieces = cut(said["what"], catalog) if said else []
    columns = list(pieces[0].columns) if len(pieces) == 1 else []
    if len(columns) != 1 or any(columns[0] in piece.columns for piece in cut(before, catalog)):
        return None
    return added(before, f"{link_word(before)} {columns[0].name} is not {pieces[0].text}")


def link_word(before: str) -> str:
    """Return the word by which another condition follows."""
    return "and" if re.search(r"\bwhere\b", before, re.IGNORECASE) else "where"


def _turn(rest: str, before: str, _: Catalog) -> Change | None:
    """Read ``and the fewest?`` after ``the most``."""
    said = re.fullmatch(rf"(?:the\s+)?({_SUPERLATIVE.pattern})", rest, re.IGNORECASE)
    old = list(_SUPERLATIVE.finditer(before))
    return Change(old[0].start(), old[0].end(), said[1]) if said and len(old) == 1 else None


def _shift(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``and the year before?`` of the one period that was said."""
    said = _SHIFTED.match(rest)
    old = [piece for piece in cut(before, catalog) if piece.period]
    if said is None or len(old) != 1:
        return None
    steps = -1 if said["way"].lower() in ("before", "earlier") else 1
    moved = _moved(old[0].period, said["grain"].lower(), steps)
    return Change(old[0].start, old[0].end, moved) if moved else None


def _moved(period: Period | None, grain: str, steps: int) -> str | None:
    """Write the period that lies so many stretches later; None where it is no such stretch itself."""
    if period is None or period.start is None or period.grain != grain:
        return None
    year, month = period.start.year, period.start.month
    if grain == "year":
        return str(year + steps)
    size = 3 if grain == "quarter" else 1
    year, place = divmod(12 * year + month - 1 + steps * size, 12)
    return f"Q{place // 3 + 1} {year}" if grain == "quarter" else f"{MONTH_NAMES[place].capitalize()} {year}"


def _bound(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``since 2023``, ``from March to May 2024``: the period that was said gives way."""
    said = _BOUND.match(rest)
    ends = _TO.split(rest[said.end() :]) if said else []
    if not ends or len(ends) > 2 or not all(_is_period(end, catalog) for end in ends):
        return None
    old = [piece for piece in cut(before, catalog) if piece.period]
    if len(old) > 1:
        return None
    if not old:
        return added(before, rest)
    led = _TIMED.search(before[: old[0].start])
    return Change(led.start() if led else old[0].start, old[0].end, rest)


def _is_period(text: str, catalog: Catalog) -> bool:
    pieces = cut(text, catalog)
    return len(pieces) == 1 and pieces[0].period is not None


def _other_thing(rest: str, before: str, catalog: Catalog) -> Change | None:
    """Read ``what about returns?``: a table or a figure takes the place of the only one that was said."""
    new = link(re.sub(r"^(?:the|our)\s+", "", rest, flags=re.IGNORECASE), catalog)
    items, tokens = link(before, catalog), tokenise(before)
    for says in (_says_table, _says_figure):
        old = [item for item in items if says(item)]
        if len(new) == 1 and says(new[0]) and len(old) == 1:
            return Change(tokens[old[0].start].start, tokens[old[0].end - 1].end, new[0].text)
    return None


def _says_table(item: Item) -> bool:
    return any(hit.strength >= NAMES for hit in item.tables) and not item.values


def _says_figure(item: Item) -> bool:
    strong = [hit.column for hit in item.columns if hit.strength >= NAMES]
    return bool(strong) and all(column.is_measure for column in strong) and not item.tables


def _clause(rest: str, before: str, _: Catalog) -> Change | None:
    """Read ``only those who joined in 2023``, ``with more than 3 orders``: the question goes on."""
    said = _CLAUSE.match(rest)
    asks = said is not None and not said["those"] and said["word"].lower() in ("who", "which")
    return added(before, said["clause"]) if said and not asks else None


def compare(rest: str, before: str) -> tuple[Change, str] | None:
    """Read ``and over 100?`` after a limit: what was compared stays, whatever word says so."""
    said, old = _COMPARED.match(rest), list(_COMPARED.finditer(before))
    if said is None or len(old) != 1:
        return None
    word, noun, was = said["word"], said["noun"] or "", old[0]
    after = rest[said.end() :]
    if noun or (word and word.lower() not in _PLAIN):
        return Change(was.start(), was.end(), said[0]), after
    if _way(said) is _way(was):
        return Change(was.start("number"), was.end("number"), said["number"]), after
    if was["noun"]:
        how = "more" if _way(said) is Sense.MORE else "less"
        return Change(was.start(), was.end(), f"{how}{was['noun']} than {said['number']}"), after
    if was["word"] and was["word"].lower() not in _PLAIN:
        return None  # "Older than 50", and then "under 30": of what?
    return Change(was.start(), was.end(), said[0]), after


def _way(found: re.Match[str]) -> Sense | None:
    """Return which side of the number is meant."""
    words = (found["word"].lower(), "than") if found["word"] else tuple(found["how"].lower().split())
    ways = (Sense.AT_LEAST, Sense.AT_MOST, Sense.MORE, Sense.LESS)
    return next((way for way in ways if way in SENSES.get(words, ())), None)
