"""Pieces of a question's text: what it is grouped by, nouns and what is said of them, asking for a figure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import IRREGULAR_ROOTS, fold, stem

_DETERMINERS = re.compile(
    r"^(?:(?:all(?: of)?|every|the|our|its|their|his|her|your|these|those|of)\s+)+", re.IGNORECASE
)
_FIGURE = re.compile(
    r"^(?:total|overall|combined|sum|average|mean|median|maximum|minimum|highest|lowest|number of|"
    r"count of)\b",
    re.IGNORECASE,
)
"""How a phrase begins that is a figure by itself."""
_AVERAGED = re.compile(r"^(?:average|mean|median|maximum|minimum|highest|lowest)\b", re.IGNORECASE)
_MEAN = re.compile(r"^(?:average|mean)\s+(?!(?:number|count)\b)", re.IGNORECASE)
_MONEY = re.compile(
    r"^(?:[\w-]+ )?(?:amounts?|value|revenues?|turnover|income|spend(?:ing)?|costs?)\b", re.IGNORECASE
)
"""How a phrase begins that is no thing to be counted: its amounts are added up."""
_AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "did", "do", "does", "can", "could"]
)
_LEADING_VERB = re.compile(
    r"^(?:(?:that|which)\s+)?(?:is|are|was|were|has been|have been|had been)\s+", re.IGNORECASE
)
"""What a measure is said without: ``the amount paid by card``."""
_RELATIVES = frozenset(["that", "who", "which", "whose", "with", "without", "where", "having"])
_LATER = frozenset(["also", "then", "ever", "never", "actually", "later"])
"""Adverbs that stand before the verb of the main clause."""
_GROUPED_FIRST = re.compile(
    r"^(?:(?:for|in|by|per|at|within|of|on|through|via)\s+(?:each|every)|by|per)\s+(?P<group>[^,]+),\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_GROUPED_LAST = re.compile(
    r"^(?P<rest>.+?),?\s+(?:broken down by|grouped by|split by|"
    r"(?:for|in|at|of|by|within|on|through|via)\s+(?:each|every)|by|per)\s+"
    r"(?P<group>(?:the\s+)?[\w'-]+(?:\s+(?!(?:per|by|each|every)\b)[\w'-]+){0,3})$",
    re.IGNORECASE,
)
_NUMBER = r"(?:(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten)\s+)?"
_GROUP = r"(?P<group>[\w'-]+(?:\s+[\w'-]+){0,2}?)\s+"
_RANKED = re.compile(
    rf"^(?:(?:which|what)\s+(?:of the\s+)?|(?:the|name the|list the)\s+){_NUMBER}{_GROUP}"
    r"(?:has|have|had|with|shows?|showed|saw|sees?|achieved?)\s+the\s+"
    r"(?P<way>highest|largest|biggest|greatest|best|lowest|smallest|worst)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_TOP = re.compile(
    rf"^(?:the\s+)?(?P<way>top|bottom)\s+{_NUMBER}{_GROUP}by\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_LEAST = ("lowest", "smallest", "bottom")
_AND_FIGURE = re.compile(
    r",?\s*(?:and|with|along with|together with|plus)\s+"
    r"(?:what(?:'s| is| was)?|how (?:much|high|large)(?: is| was)?|"
    r"give|show|the|that|its|their)\b(?:\s+[\w']+){0,4}$",
    re.IGNORECASE,
)
"""How a question ends that wants the figure beside what has it: ``and what is that rate``."""
_ADVERB = re.compile(r"\b(?:daily|weekly|monthly|quarterly|yearly|annual)\b", re.IGNORECASE)
MOST_SPLITS = 4
"""Places tried as the one where a noun ends and what is said of it begins."""
_SAYS_AMOUNT = re.compile(r"amount of .*\b(?:amounts?|costs?|prices?|fees?|values?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Grouped:
    """A question, and what it is grouped by."""

    text: str
    group: str = ""
    largest: bool | None = None
    """Whether only the group with the largest (or else the smallest) figure is asked for; None for all."""
    limit: int | None = None
    """How many groups are asked for; None for the first with all that tie with it."""
    shows_figure: bool = True
    """Whether the figure of a group is asked for, too."""

    def asking(self, question: str) -> str:
        """Ask a figure for each group."""
        return f"for each {self.group}, {question}" if self.group else question


def group_ways(text: str, headed: Collection[str] = ()) -> Iterator[Grouped]:
    """Yield the question cut from what it may be grouped by, and then as it is.

    Args:
        text: The question.
        headed: Words of headers: what an "annual fee" is of needs no years that a header tells.
    """
    yield from _ranked_ways(text)
    adverb = _ADVERB.search(text)
    if adverb and adverb.group().lower() not in headed:
        bucket = BUCKETS[adverb.group().lower()].value
        yield Grouped(" ".join(_ADVERB.sub(" ", text).split()), bucket)
    for pattern in (_GROUPED_FIRST, _GROUPED_LAST):
        found = pattern.match(text)
        if found:
            group = re.sub(r"^(?:the|our)\s+", "", found["group"], flags=re.IGNORECASE)
            yield Grouped(found["rest"].rstrip(", "), group)
    yield Grouped(text)


def _ranked_ways(text: str) -> Iterator[Grouped]:
    """Cut ``which channel has the highest …, and what is it`` into the group and its figure."""
    plain = _AND_FIGURE.sub("", text)
    for pattern in (_RANKED, _TOP):
        found = pattern.match(plain)
        if found:
            number = (found["number"] or "").lower()
            limit = NUMBER_WORDS.get(number) or (int(number) if number.isdigit() else None)
            largest = found["way"].lower() not in _LEAST
            shows = plain != text or pattern is _TOP
            yield Grouped(found["rest"].strip(" ,"), found["group"], largest, limit, shows)


def plain_noun(phrase: str) -> str:
    """Leave out the articles that a phrase begins with."""
    return _DETERMINERS.sub("", phrase.strip(" ,"))


def is_figure(noun: str) -> bool:
    """Whether a phrase says by itself what is computed: ``average price``."""
    return bool(_FIGURE.match(noun))


def is_averaged(phrase: str) -> bool:
    """Whether a phrase is a mean, or an end of what rows have: no figure that is divided once more."""
    return bool(_AVERAGED.match(plain_noun(phrase)))


def without_mean(phrase: str) -> str:
    """Say of what a phrase is the mean, where that is an amount of rows and no number of them."""
    return _MEAN.sub("", plain_noun(phrase))


def is_money(noun: str) -> bool:
    """Whether a phrase is about amounts, which are added up and never counted."""
    return bool(_MONEY.match(noun))


def with_function(phrase: str, other: str) -> str:
    """Say the function of another phrase, where a phrase has none: ``average cost and price``."""
    noun, said = plain_noun(phrase), _AVERAGED.match(plain_noun(other))
    return f"{said.group()} {noun}" if said and not is_figure(noun) else phrase


def figure_questions(phrase: str, done: str = "") -> tuple[str, ...]:
    """Return the ways to ask for a phrase's figure, of all rows or of those that do something.

    Args:
        phrase: A thing that is counted, a measure that is added up, or a figure: ``average price``.
        done: What the rows do: ``were returned``.
    """
    noun = plain_noun(phrase)
    measured = f"{noun} {_LEADING_VERB.sub('', done)}".strip()
    if is_figure(noun):
        return (f"what is the {measured}",)
    if is_money(noun):
        return (f"what is the total {measured}",)
    return (f"how many {noun} {done}".strip(), f"what is the total {measured}")


def split_clauses(phrase: str) -> Iterator[tuple[str, str]]:
    """Cut a phrase into a noun and what is said of it, at each place where a verb may begin.

    A verb in a relative clause is the main one only where no other follows: of ``customers who took a
    test drive also bought a car``, what is said is that they bought one.
    """
    words = phrase.split()
    places = sorted(range(1, len(words)), key=lambda at: (_rank(words, at), at))
    kept = [at for at in places if _rank(words, at) < _NO_VERB]
    for at in kept[:MOST_SPLITS]:
        yield " ".join(words[:at]), " ".join(words[at:])


_NO_VERB = 9


def _rank(words: list[str], at: int) -> int:
    """How likely the words from a place on are what is said of those before it; lower is likelier."""
    word, before = fold(words[at]).strip(",;"), fold(words[at - 1]).strip(",;")
    if before in _RELATIVES or before in _LATER or before in _AUXILIARIES:
        return _NO_VERB
    if word in _LATER:
        return 0
    if word in _AUXILIARIES:
        return 1
    if word in _RELATIVES:
        return 3
    if _is_verb(word):
        return 2
    return 4 if word.endswith("ed") or word in IRREGULAR_ROOTS else _NO_VERB


def _is_verb(word: str) -> bool:
    return Sense.LIGHT in SENSES.get((word,), ()) or stem(word) in VERB_HINTS


def amounts(ways: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for sums alone, and for the amount of a thing where its rows have one."""
    sums = [way for way in ways if not way.startswith("how many ")]
    plain = [way.replace("what is the total ", "what is the total amount of ") for way in sums]
    plain = [way for way in plain if not _SAYS_AMOUNT.search(way)]
    return tuple(dict.fromkeys((*sums, *plain)))


def is_other_figure(right: str, left: str) -> bool:
    """Whether a figure is said in full that is no whole of the other: of fees, the total amount of orders."""
    noun = plain_noun(right)
    said = {stem(word) for word in noun.casefold().split()[1:]}
    return is_figure(noun) and not said <= {stem(word) for word in left.casefold().split()}
