"""What a question calls a figure that it explains, and how it is asked for: "the rate is …, in percent"."""

import re

from services.agent.question.definitions.sentences import NOUN_WORD, Meaning
from services.agent.question.language.words import in_either_number, stem
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog

_ALIKE = 4
"""Letters with which words begin that are of one kind: ``failure``, of what failed."""
_OF_THAT = re.compile(
    r"\s+(?:(?:[a-z]+ed|made|taken|held|sent|sold|won|run)\s+)?(?:in|of|at|for|with|from|by|on|through|via)\s+"
    r"(?:that|this|the\s+same|each|the\s+given)\s+(?P<group>[\w-]+(?:\s+[\w-]+)?)(?=\s*(?:,|$|divided\b))",
    re.IGNORECASE,
)
"""``all exams taken of that type``: of each group that the question asks for."""

FIGURE = r"\b(?:sum|total|number|count)\b"
"""A word that says by itself that a figure is one of many rows."""
_OF_FIGURES = re.compile(rf"{FIGURE}.*\bdivided\s+by\b.*{FIGURE}", re.IGNORECASE)
"""Of a formula of cells each row has its own, of which there is a mean."""

_HUNDREDFOLD = re.compile(
    r"^(?:100|a\s+hundred)\s+times\s+\(?(?P<first>[^()]+)\)?$|"
    r"^\(?(?P<last>[^()]+)\)?,?\s+(?:times|multiplied\s+by)\s+(?:100|a\s+hundred)$",
    re.IGNORECASE,
)
"""``100 times the fees divided by the fares``: their quotient in percent."""


def in_hundreds(says: str) -> str:
    """Return the quotient of two figures that a meaning gives in percent; nothing of all others."""
    found = _HUNDREDFOLD.match(says)
    told = (found["first"] or found["last"]).strip(" ,") if found else ""
    return told if _OF_FIGURES.search(told) else ""


def called_in_full(meaning: Meaning, text: str, catalog: Catalog) -> str:
    """Return what a question calls a figure of which the meaning only says the last word: "the rate is …".

    What narrows it, and is not in its meaning, is no part of the name: "card failure rate" is of cards.
    """
    found = re.search(
        rf"(?<!\S)(?P<more>(?:{NOUN_WORD}\s+){{1,3}}){re.escape(meaning.term)}\b", text, re.IGNORECASE
    )
    if found is None or " " in meaning.term:
        return meaning.term
    said = {word[:_ALIKE] for word in meaning.says.casefold().split()}
    words = [meaning.term]
    for word in reversed(found["more"].split()):
        if word[:_ALIKE].casefold() not in said and any(map(_narrows, link(word, catalog))):
            break
        words.insert(0, word)
    return " ".join(words)


def _narrows(item: Item) -> bool:
    """Whether a word says which rows are meant."""
    return bool(item.values or item.period or any(hit.column.is_flag for hit in item.columns))


def of_all_groups(says: str, question: str) -> str:
    """Leave out of a meaning that it is one of each group, where the question asks for these groups."""
    said = {stem(word) for word in re.findall(r"[a-z]+", question.casefold())}
    return _OF_THAT.sub(
        lambda found: "" if stem(found["group"].split()[-1].casefold()) in said else found.group(), says
    )


def ask_in_percent(term: str, question: str) -> str:
    """Ask for a figure in percent where it is asked for first."""
    return re.sub(rf"\b{in_either_number(term)}\b", r"\g<0> in percent", question, count=1, flags=re.I)


def as_one(term: str, says: str, question: str) -> str:
    """Ask for a quotient that is told as the one figure that it is.

    Of what it is one is no news where its meaning says so ("the fill rate of orders"), nor that it is the
    mean where it is asked for each group: of figures of many rows it is.
    """
    word = in_either_number(term)
    mean = rf"\b(?:average|mean)\s+(?={word}\s+(?:per|by|(?:for|of|in|at)\s+(?:each|every))\b)"
    question = re.sub(mean, "", question, flags=re.IGNORECASE) if _OF_FIGURES.search(says) else question
    told = {stem(word) for word in re.findall(r"[a-z]+", says.casefold())} | {"the", "all"}
    behind = (
        rf"(?P<term>\b{word}\b)\s+of\s+(?P<of>[a-z]+(?:\s+[a-z]+){{0,2}}?)"
        r"(?=\s+(?:by|per|for|in)\b|[,?.])"
    )

    def put(found: re.Match[str]) -> str:
        said = {stem(word) for word in found["of"].casefold().split()}
        return found["term"] if said <= told else found.group()

    return re.sub(behind, put, question, flags=re.IGNORECASE)
