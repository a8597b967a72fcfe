"""Says a cell of two words as it is written: "pain in the chest", of a chest pain; "an injured head"."""

import re
from collections.abc import Iterator

from services.agent.question.language.words import normalise, stem, word_root
from services.agent.question.linking.callings import MOST_KINDS, values_of
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ARTICLES = frozenset(["a", "an"])
_BETWEEN = "of in on to at for with from his her their its my our is was are were that which"
_TYING = frozenset(_BETWEEN.split())
"""Words that turn two nouns round: the pain ``in`` the chest."""
_SMALL = _TYING | _ARTICLES | {"the"}
"""Words that may stand between the two, and say nothing of their own."""
_SAME = {"break": "broke broken break fracture fractured", "hurt": "hurt injury injured wound wounded"}
"""What was done and what came of it, where no ending brings the words together."""
_FARTHEST = 4
"""Words between the two at most."""
_SHORTEST = 4
"""Letters of a root below which only the very same word is meant."""
_ALIKE = {stem(word): root for root, words in _SAME.items() for word in words.split()}
Pair = tuple[str, str]


def say_cells(question: str, catalog: Catalog) -> str:
    """Write the only cell of kinds that two words of a question are made of, in whatever order they stand."""
    cells = _pairs(catalog)
    if not cells:
        return question
    words = list(_WORD.finditer(question))
    said = [word.group().casefold() for word in words]
    whole = f" {normalise(question)} "
    found = {
        (first, last, cell)
        for pair, cell in cells.items()
        if cell and f" {normalise(cell)} " not in whole
        for first, last in _spans(said, pair)
    }
    if len(found) != 1 or any(values_of(said[at], catalog) for at in next(iter(found))[:2]):
        return question
    ((first, last, cell),) = found
    first -= 1 if first and said[first - 1] in _ARTICLES else 0
    done = "had " if first and said[first - 1] in ("who", "that", "which") else ""  # "Who broke their hip".
    return f"{question[: words[first].start()]}{done}{cell}{question[words[last].end() :]}"


def _spans(said: list[str], pair: Pair) -> Iterator[tuple[int, int]]:
    """Yield where both words stand near each other, the latter turned round or in another form."""
    places = [[at for at, word in enumerate(said) if _is_made_of(word, part)] for part in pair]
    for one, other in ((one, other) for one in places[0] for other in places[1] if one != other):
        first, last = sorted((one, other))
        between = said[first + 1 : last]
        if len(between) > _FARTHEST or not _SMALL.issuperset(between):
            continue
        turned = one > other  # The second word of the cell, which says what it is, stands first.
        if (turned and (not between or not _TYING.isdisjoint(between))) or (not turned and not between):
            yield first, last


def _is_made_of(word: str, part: str) -> bool:
    """Whether a word is a form of another, or made of the same: ``injured``, of an injury."""
    if stem(word) == stem(part):
        return True
    one, other = sorted((_root(word), _root(part)), key=len)
    return len(one) >= _SHORTEST and other.startswith(one) and len(other) - len(one) <= 2


def _root(word: str) -> str:
    return _ALIKE.get(stem(word), word_root(word))


@remembered
def _pairs(catalog: Catalog) -> dict[Pair, str]:
    """Return the cells of two words in the only table's columns of kinds, where no two have the same."""
    found: dict[Pair, str] = {}
    for column in catalog.columns if len(catalog.tables) == 1 else ():
        values = column.values or ()
        if not (column.is_text and column.repeats and 0 < len(values) <= MOST_KINDS):
            continue
        for value in values:
            words = [word for word in normalise(value).split() if word not in _SMALL]
            if len(words) == 2 and all(word.isalpha() for word in words):
                pair, turned = (words[0], words[1]), (words[1], words[0])
                known = pair in found or turned in found
                found[pair] = "" if known else value
    return found
