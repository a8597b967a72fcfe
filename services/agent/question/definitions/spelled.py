"""Finds a figure that a question spells out where it asks for it: "by order value (quantity times price)".

The formula says what is meant, whatever the noun before it may mean elsewhere: both give way to one made-up
word, and the table whose rows have all the parts gets a column called so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.agent.question.composing.formulas import with_formula
from services.agent.question.definitions.sentences import NO_NOUN, NOUN_WORD, in_words, meanings_of
from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.rewording.timing.datedby import day_called
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column, Formula
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.selling import is_price

SPELLED = "spelledworth"
"""What the figure is called in the question; no table, header or cell is."""
_SIGN = r"(?:(?<=\s)(?:times|multiplied\s+by|x|minus|less(?!\s+than)|plus)(?=\s)|(?<=\s)[-+](?=\s)|[*\u00d7])"
_NOUN = rf"{NOUN_WORD}(?:\s+{NOUN_WORD}){{0,2}}"
_MEANING = (
    r"(?:i\.?e\.?,?|that\s+is,?|meaning|namely|taking|taken\s+as|counted\s+as|reckoned\s+as|computed\s+as)"
)
_INSIDE = re.compile(
    r"(?<![/*\u00d7])(?<![/*\u00d7]\s)(?<!divided by )(?<!multiplied by )"
    rf"\s*\(\s*(?:(?:{_MEANING}|=)\s+)?(?P<says>[^(),;:]*{_SIGN}[^(),;:]*)(?:[,;]\s*(?P<rest>[^()]*))?\)"
    r"(?!\s*(?:[-+*/\u00d7]|(?:divided|multiplied|times|over)\b))",
    re.I,
)
"""Brackets behind which nothing more is computed: in ``(price - cost) / price`` they hold half of it."""
_BEHIND = re.compile(
    rf"(?:\s*:\s*(?:{_MEANING}\s+)?|\s*,\s*{_MEANING}\s+)(?P<says>[^(),;:.?!]*{_SIGN}[^(),;:.?!]*)(?P<rest>(?:,[^?!]*)?)"
    r"(?=[.;?!]|$)",
    re.I,
)
_DASHED = re.compile(
    r"\s+[-\u2013\u2014]\s+(?P<says>[^-\u2013\u2014,.;:?!()]*\s(?:times|multiplied\s+by)\s[^-\u2013\u2014,.;:?!()]*?)"
    r"(?:\s+[-\u2013\u2014]\s+|(?=[,.;?!])|\s*$)",
    re.I,
)
"""``… - this times that - …``: as in brackets."""
_BESIDE = re.compile(rf"(?<!\S){_NOUN}$", re.I)
_WORTH = re.compile(
    rf"\b(?:{NOUN_WORD}\s+){{0,2}}?(?:value|worth|revenue|turnover|takings|income|earnings|profit|margin|costs?|bill|spend|"
    r"spending|amount|wages|pay)\b",
    re.I,
)
_DID = re.compile(
    r"^(?:how\s+much|what)\s+(?:did|do|have|had)\s+(?:we|the\s+company)\s+(?:sell|sold|make|made|earn|earned|take|taken|"
    r"bill|billed|charge|charged|invoice|invoiced)\b(?:\s+in\s+total|\s+altogether)?",
    re.I,
)
_DATED = re.compile(r"^(?:(?:year|date|dated|month|going)\s+)?by\s+(?:the\s+)?(?P<date>[\w ]+?)$", re.I)
_YEAR = re.compile(r"\b(?:in\s+)?(?P<year>(?:19|20)\d\d)\b", re.I)
_NONE = re.compile(r"^(?:no|without|not\s+counting|excluding)\s+(?P<what>[\w ]+)$", re.I)
_DETERMINERS = re.compile(r"\b(?:the|their|its|his|her|our|each|a|an)\s+", re.I)
_MEAN = re.compile(
    rf"\b(?:average|mean|median)\s+{SPELLED}\s+(?:per|of\s+an?|by|for\s+each)\s+(?P<of>[a-z]+)", re.I
)
_LIMIT = re.compile(
    rf"(?<!total )\b{SPELLED}(?=\s+(?:(?:is|are|was|were|of)\s+)?"
    r"(?:over|under|above|below|more\s|less\s|at\s|greater)|\s*[<>])",
    re.I,
)
_SHOWN = re.compile(
    rf"(?<=[?.!])\s+(?:(?:give|show|list|return|name)\s+(?:me\s+|us\s+)?)?(?:the\s+|its\s+|their\s+)?"
    rf"(?P<what>[a-z]+)(?:\s+names?)?\s+and\s+(?:(?:the|its|their)\s+)?{SPELLED}\s*[.!]?$",
    re.I,
)
"""``Brand and value.``: a ranking shows its rows by itself."""
_BEST = re.compile(
    rf"\b(?P<count>[a-z]+|\d+)\s+(?:best|top|biggest|largest|highest)\s+(?P<rows>{NOUN_WORD})(?=\s+by\s+{SPELLED}\b)",
    re.I,
)
_TIME = re.compile(rf"(?<={SPELLED} of )(?P<kind>{NOUN_WORD}\s+)?(?:time|work)\b", re.I)
_AGAIN = re.compile(r"\s+in\s+(?P<year>(?:19|20)\d\d)\b(?=.*\bdated\s+in\s+(?P=year)\b)", re.I)
_OF_ONE = frozenset(map(stem, ["unit", "price", "rate", "cost", "each"]))
_HOURS = frozenset(map(stem, ["hours", "minutes", "days"]))
_NO_PART = NO_NOUN.replace("show|list|give|", "show|give|").replace("total|average|", "")
_PART = re.compile(rf"(?!(?:{_NO_PART})\b)[a-z][\w'\u2019-]*", re.I)
"""A word of an operand: also of the total amount, and of the list price."""
_WHOLE = re.compile(r"\s+(?:over|across|in|for)\s+the\s+(?:whole|entire)\s+(?:period|time)\b", re.I)
_ENDS = r"highest|lowest|largest|smallest|biggest|maximum|minimum"
_FIGURED = re.compile(rf"\b(?:total|average|mean|median|sum\s+of|{_ENDS})(?:\s+of)?$", re.I)
_LEAVING = re.compile(r",?\s+(?:and\s+)?leaving\s+(?:the\s+)?(?P<what>\w+\s+\w+)\s+out\b", re.I)
_MOST = 4
"""Words of an operand."""


@dataclass(frozen=True)
class Spelled:
    """A question with a word for what it spells out, and the catalogue with the column called so."""

    question: str
    catalog: Catalog
    is_first: bool
    """Whether it is believed before the question as it stands, and not only where that is refused."""


def spell_out(question: str, catalog: Catalog) -> Spelled | None:
    """Give what a question spells out as a formula a word and a column; None where it spells nothing out."""
    if not re.search(_SIGN, question, re.I):
        return None
    question = _DASHED.sub(r" (\g<says>) ", question).strip()
    for pattern in (_INSIDE, _BEHIND):
        found = pattern.search(question)
        if found:
            return _named(question, found, catalog, is_inside=pattern is _INSIDE)
    return _bare(question, catalog)


def _named(question: str, found: re.Match[str], catalog: Catalog, *, is_inside: bool) -> Spelled | None:
    """Put the word in the place of a noun that a formula explains."""
    known = _computed(found["says"], catalog)
    head = _without_noun(question[: found.start()], catalog, is_inside=is_inside) if known else None
    if known is None or head is None:
        return None
    text, noun = head
    tail = question[found.end() :]
    if noun:
        tail = re.sub(
            rf"\b((?:and|with|the|its|their)\s+(?:the\s+)?){noun}\b", rf"\1{SPELLED}", tail, flags=re.I
        )
    said = _with_rest(text, (found["rest"] or "").strip(" ,"), tail, catalog)
    return _sound(said, known, is_first=True) if said else None


def _without_noun(head: str, catalog: Catalog, *, is_inside: bool) -> tuple[str, str] | None:
    """Return the words before a formula with its noun replaced, and the noun's last word."""
    did = _DID.match(head)
    if did:
        return f"What is the total {SPELLED}{head[did.end() :]}", ""
    if _FIGURED.search(head):
        return f"{head} {SPELLED}", ""
    beside = _BESIDE.search(head)
    whole = beside if beside and (is_inside or not head[: beside.start()].strip()) else None
    worths = list(_WORTH.finditer(head))
    if whole and not (len(worths) == 1 and worths[0].end() < whole.start()):
        last = whole.group().split()[-1]
        if any(is_called(table, stem(last.casefold())) for table in catalog.tables):
            return None  # "Of orders (quantity times price)": which of their figures is it?
        return f"{head[: whole.start()]}{SPELLED}", last
    if len(worths) != 1:
        return None
    return f"{head[: worths[0].start()]}{SPELLED}{head[worths[0].end() :]}", worths[0].group().split()[-1]


def _with_rest(text: str, rest: str, tail: str, catalog: Catalog) -> str | None:
    """Say what stands behind a formula where it belongs: which day tells the year, what is left out."""
    kept = list[str]()
    for part in filter(None, (each.strip(" .") for each in rest.split(","))):
        dated, none = _DATED.match(part), _NONE.match(part)
        if dated:
            column = _header(dated["date"], catalog) or day_called(dated["date"], catalog, text)
            years = list(_YEAR.finditer(text))
            if column is None or not column.is_date or len(years) != 1:
                return None
            at = years[0]
            text = (
                f"{text[: at.start()]}{text[at.end() :].strip()} with {spoken(column.name)} in {at['year']}"
            )
        elif none and (_header(none["what"], catalog) or _is_measured(none["what"], catalog)):
            continue  # It is in no part of the formula.
        else:
            kept.append(f"without {none['what']}" if none else part)
    return " ".join(", ".join([text, *kept]).split()) + tail


def _header(said: str, catalog: Catalog) -> Column | None:
    """Return the only column that is called so."""
    hits = [hit for item in link(said, catalog) for hit in item.columns if hit.strength >= NAMED]
    return hits[0].column if len(hits) == 1 else None


def _is_measured(said: str, catalog: Catalog) -> bool:
    items = link(said, catalog)
    return len(items) == 1 and any(hit.column.is_measure for hit in items[0].columns)


def _bare(question: str, catalog: Catalog) -> Spelled | None:
    """Put the word in the place of a formula that stands in the question itself."""
    if any(re.search(_SIGN, each.says, re.I) for each in meanings_of(question) if not each.is_apposed):
        return None  # It is the meaning of another word.
    signs = list(re.finditer(_SIGN, question, re.I))
    before = _run(question[: signs[0].start()], backwards=True)
    behind = _run(question[signs[-1].end() :], backwards=False)
    middle = question[signs[0].start() : signs[-1].end()]
    for start, end in _extents(before, behind):
        first, last = signs[0].start() - start, signs[-1].end() + end
        known = _computed(
            f"{question[first : signs[0].start()]}{middle}{question[signs[-1].end() : last]}", catalog
        )
        if known and _is_cut(question[:first], question[first : signs[0].start()], catalog):
            return None
        if known:
            of_row = re.search(rf"\b(?:{_ENDS})\s*$", question[:first], re.I)
            is_first = bool(of_row) or not re.search(r"minus|less|plus|[-+]", middle, re.I)
            return _sound(f"{question[:first]}{SPELLED}{question[last:]}", known, is_first=is_first)
    return None


def _is_cut(head: str, operand: str, catalog: Catalog) -> bool:
    """Whether the word before an operand may be a part of it: a header has both."""
    before = re.findall(r"\w+", head.casefold())[-1:]
    both = {stem(word) for word in (*before, *re.findall(r"\w+", operand.casefold())[-1:])}
    return len(both) > 1 and any(both <= set(column.words) for column in catalog.columns if column.is_number)


def _run(text: str, *, backwards: bool) -> list[int]:
    """Return how far an operand may reach from a sign, in letters: the longest first."""
    if backwards:
        words = re.findall(r"[^\s,.;:?!()]+\s*|[,.;:?!()]\s*", text)[::-1]
    else:
        words = re.findall(r"\s*[^\s,.;:?!()]+|\s*[,.;:?!()]", text)
    reach, lengths = 0, list[int]()
    for word in words[:_MOST]:
        plain = word.strip().casefold()
        is_article = bool(_DETERMINERS.fullmatch(f"{plain} "))
        if not is_article and not _PART.fullmatch(plain):
            break
        reach += len(word)
        lengths.append(reach)
    return lengths[::-1]


def _extents(before: list[int], behind: list[int]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in before for end in behind)


def _computed(says: str, catalog: Catalog) -> Catalog | None:
    """Return the catalogue with the column that a formula computes."""
    known = with_formula(catalog, SPELLED, _DETERMINERS.sub("", in_words(says)))
    if known is None:
        return None
    home = _home(known)
    formulas = [column.formula for column in home.columns if column.formula]
    return known if all(_adds_alike(each, home) for each in formulas) else None


def _home(catalog: Catalog) -> Table:
    """Return the table whose rows the figure is of."""
    return next(each for each in catalog.tables if any(column.formula for column in each.columns))


def _adds_alike(formula: Formula, home: Table) -> bool:
    """Whether what is added or taken off is of the same: of one piece or all, and not once for many rows."""
    left, right = formula.left, formula.right
    if formula.operator not in "+-" or not isinstance(left, Column) or not isinstance(right, Column):
        return True
    if left.formula:
        return bool(right.on_top) and right.table == home.name and _adds_alike(left.formula, home)
    return left.table == right.table or all(map(_is_of_one, (left, right)))


def _is_of_one(column: Column) -> bool:
    return is_price(column) or not _OF_ONE.isdisjoint(column.words)


def _sound(question: str, catalog: Catalog, *, is_first: bool) -> Spelled | None:
    """Return the question unless its mean may be that of sums: "average value per order"."""
    mean = _MEAN.search(question)
    home = _home(catalog)
    for table in catalog.tables if mean else ():
        dated = any(column.is_date for column in table.columns)
        if mean and table.name != home.name and dated and is_called(table, stem(mean["of"].casefold())):
            return None
    formula = next(column.formula for column in home.columns if column.formula)
    if _LIMIT.search(question) and formula.operator in "+-":
        words = {stem(word) for word in re.findall(r"[a-z]+", question.casefold())}
        if not any(is_called(home, word) for word in words):
            return None  # Of which of their rows?
    return Spelled(_plain(_LIMIT.sub(f"total {SPELLED}", question), home), catalog, is_first)


def _plain(question: str, home: Table) -> str:
    """Say what goes with a figure in the words of its rows, and nothing of it twice."""
    shown = _SHOWN.search(question)
    if shown:
        before = {stem(word) for word in re.findall(r"[a-z]+", question[: shown.start()].casefold())}
        if {stem(shown["what"].casefold()), stem("name")} & before or shown["what"].casefold() == "name":
            question = f"{question[: shown.start()].rstrip(' ?.!')}, with the {SPELLED}"
    formula = next(column.formula for column in home.columns if column.formula)
    parts = (formula.left, formula.right)
    if any(isinstance(each, Column) and not _HOURS.isdisjoint(each.words) for each in parts):
        question = _TIME.sub(lambda found: f"{found['kind'] or ''}{spoken(home.name)}", question)
    question = _BEST.sub(lambda found: f"top {found['count']} {found['rows']}", question)
    question = _LEAVING.sub(r", leaving out \g<what>", question)
    return _WHOLE.sub("", _AGAIN.sub("", question)).replace("n't ", " not ")
