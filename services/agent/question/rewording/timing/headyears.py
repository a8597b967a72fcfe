"""Says a year beside the header that holds it: ``the population of X in 2021``, of ``Population (2021)``."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_YEAR = r"(?:19|20)\d\d"
_DAY_OF_YEAR = re.compile(rf"\b({_YEAR})-\d\d-\d\d\b")
"""The day of a census in a header, of which the year is said."""
_IN_YEAR = re.compile(
    r",?\s*\b(?:in|for|during|as of|by the end of|at the end of)\s+(?:the\s+)?(?:year\s+)?"
    rf"(?P<year>{_YEAR})\b,?",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(
    rf"\s*\b(?:between|from)\s+(?P<one>{_YEAR})\s+(?:and|to|until)\s+(?P<other>{_YEAR})\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"^(?:by\s+)?how\s+much\s+did\s+(?P<what>.+?)\s+(?:change|grow|increase|rise|decrease|fall|decline|drop|shrink)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:an?\s+)?(?P<way>smaller|lower|fewer|less|larger|higher|greater|bigger|more)\s+(?P<what>[^?,.]+?)\s+in\s+"
    rf"(?P<one>{_YEAR})\s+than\s+(?:it\s+(?:had|did|was)\s+|they\s+(?:had|did|were)\s+)?in\s+(?P<other>{_YEAR})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_FALLS = re.compile(r"\b(?:decrease|fall|decline|drop|shrink)\b", re.IGNORECASE)

Names = tuple[str, ...]


def say_header_years(question: str, catalog: Catalog) -> str:
    """Put the year right behind what it is of, where one figure has a column for each of several years."""
    years = set(re.findall(rf"\b{_YEAR}\b", question))
    if not years:
        return question
    headed = _by_year(catalog)
    if not headed:
        return question
    if two := _TWO_YEARS.search(question):
        return _change(question, two, headed)
    if than := _THAN.search(question):
        return _compared(question, than, headed)
    found = list(_IN_YEAR.finditer(question))
    if len(years) != 1 or len(found) != 1:
        return question
    year = found[0]["year"]
    rest = question[: found[0].start()] + " " * len(found[0][0]) + question[found[0].end() :]
    return _beside(rest, {names for names, held in headed.items() if year in held}, year) or question


@remembered
def _by_year(catalog: Catalog) -> Mapping[Names, set[str]]:
    """The words of headers that differ by a year alone, with the years."""
    found: dict[Names, set[str]] = defaultdict(set)
    for column in catalog.columns:
        words = name_words(_DAY_OF_YEAR.sub(r"\1", column.name))
        years = [word for word in words if re.fullmatch(_YEAR, word)]
        names = tuple(stem(word) for word in words if word not in years)
        if len(years) == 1 and names:
            found[names].add(years[0])
    return {names: years for names, years in found.items() if len(years) > 1}


def _beside(text: str, headed: set[Names], year: str) -> str | None:
    """Put a year behind the words of a header of that year; None where those of none or several are said."""
    said = list(_WORD.finditer(text))
    places: list[tuple[int, int, Names]] = []
    for names in headed:
        size = len(names)
        for at in range(len(said) - size + 1):
            if _are_said([stem(each[0].casefold()) for each in said[at : at + size]], names):
                places.append((said[at].start(), said[at + size - 1].end(), names))
    places = places or _by_head(said, headed)
    widest = max((len(names) for *_, names in places), default=0)
    places = [place for place in places if len(place[2]) == widest]
    if len(places) != 1:
        return None
    start, end, names = places[0]
    told = f"{text[:start]}{' '.join(names)} {year}{text[end:]}"
    return re.sub(r"\s+(?=[?.!,]|\s)", "", told)


def _by_head(said: Sequence[re.Match[str]], headed: Set[Names]) -> list[tuple[int, int, Names]]:
    """Return where the first word alone is said, if no other headers of years begin so: ``population``."""
    firsts = [names[0] for names in headed]
    longer = [names for names in headed if len(names) > 1 and firsts.count(names[0]) == 1]
    return [
        (word.start(), word.end(), names)
        for names in longer
        for word in said
        if _are_said([stem(word[0].casefold())], names[:1])
    ]


def _are_said(words: Sequence[str], names: Names) -> bool:
    return tuple(words) == names or (len(names) == 1 and names[0] in SYNONYMS.get(words[0], ()))


def _change(question: str, two: re.Match[str], headed: Mapping[Names, set[str]]) -> str:
    """Ask how much a figure changed between two years as the one column less the other."""
    before, after = sorted((two["one"], two["other"]))
    asked = _CHANGED.match(question)
    if asked is None:
        return question
    both = {names for names, years in headed.items() if {before, after} <= years}
    if _FALLS.search(question[asked.end("what") : two.start()]):
        before, after = after, before
    names = _said_in(asked["what"], both)
    later = _beside(asked["what"], both, f"{after} minus {' '.join(names)} {before}") if names else None
    return f"what is {later}?" if later else question


def _compared(question: str, than: re.Match[str], headed: Mapping[Names, set[str]]) -> str:
    """Compare the one column with the other: ``fewer visitors in 2021 than in 2019``."""
    both = {names for names, years in headed.items() if {than["one"], than["other"]} <= years}
    figure = " ".join(_said_in(than["what"], both))
    if not figure:
        return question
    way = {"more": "greater", "fewer": "less", "bigger": "larger"}.get(than["way"].casefold(), than["way"])
    told = f"{figure} {than['one']} {way} than {figure} {than['other']}"
    return f"{question[: than.start()]}{told}{question[than.end() :]}"


def _said_in(text: str, headed: set[Names]) -> Names:
    """The words of a header that a text says; none where it says several."""
    found = [names for names in headed if _beside(text, {names}, "")]
    return found[0] if len(found) == 1 else ()
