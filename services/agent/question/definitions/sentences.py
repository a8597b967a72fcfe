"""Finds the sentences and clauses of a question that say what a word means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_STRONG = (
    r"refers?\s+to|(?:is|are|(?:can|may|should|will)\s+be)\s+(?:defined|calculated|computed|measured|considered|given|"
    r"counted|understood|estimated|approximated|taken)\s+"
    r"(?:as|by|to\s+be)|(?:is\s+)?defined\s+as|means?|stands?\s+for|denotes?|equals?|is\s+equal\s+to|here\s+is|=|being"
)
_MEANS = rf"(?:{_STRONG}|is|are|:)"
_TERM = (
    r"[\"'\u201c\u2018]?(?P<term>[\w%$'-]+(?:\s+[\w%$'&/-]+){0,3}?)[\"'\u201d\u2019]?"
    r"(?:\s*\((?P<alias>\w+)\))?"
)
_OF = r"(?:\s+(?:on|of|for|from|per)\s+(?:an?|the|each|every|our)\s+[\w-]+(?:\s+[\w-]+)?)?"
_OPENING = (
    r"(?:(?:please\s+|we\s+|i\s+|let\s+us\s+|let's\s+)?(?:note\s+that|remember\s+that|assume(?:\s+that)?|let|define|treat|count|consider|call|regard|"
    r"take|use|here,?|where|by)\s+)?(?:an?\s+|the\s+|our\s+|your\s+|each\s+)?"
)
_SENTENCE = re.compile(
    rf"^{_OPENING}{_TERM}{_OF}\s*,?\s*(?:in\s+this\s+case\s+|here\s+)?(?:{_MEANS}|as(?:\s+(?:being|having))?)\s+"
    r"(?P<says>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SCOPE = re.compile(r"^(?:for|of|among)\s+(?P<rows>\w+(?:\s+\w+){0,3}),\s+", re.IGNORECASE)
_LEADING = re.compile(
    rf"^(?:using|with|given|taking|assuming|defining|if\s+we\s+define|where)\s+(?:an?\s+|the\s+)?{_TERM}\s*"
    rf"(?:{_STRONG}|as|is|:)\s+(?P<says>[^,]+),\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    rf"(?:\s*,\s*|\s*\(\s*)(?:where|with|and)\s+(?:an?\s+|the\s+)?{_TERM}\s+{_MEANS}\s+"
    r"(?P<says>[^.?!;()]+?)\s*(?:\)|(?=[.?!;]|,\s|$))",
    re.IGNORECASE,
)
NO_NOUN = (
    r"of|by|per|for|in|on|at|with|from|to|over|under|above|below|across|and|or|the|a|an|our|their|its|what|which|"
    r"who|how|is|are|was|were|has|have|had|did|do|total|average|mean|median|highest|lowest|largest|biggest|smallest|"
    r"most|least|top|best|worst|sum|overall|show|list|give|me|us|we|each|every|all|whose|that|than|as|after|before|"
    r"since|between|during|where|last|this|next|only|much|many|sorted|ranked|more|combined"
)
"""Words that are no part of what a figure is called."""
NOUN_WORD = rf"(?!(?:{NO_NOUN})\b)[a-z][\w'\u2019-]*"
_SIGNS = {"/": " divided by ", "*": " times ", "+": " plus ", "-": " minus ", "\u2013": " minus "}
_SIGN = re.compile(r"\s*[/*+]\s*|\s+[-\u2013]\s+")
_PARTED = re.compile(
    r"^(?P<one>[^(),]*\s(?:minus|plus|less)\s[^(),]*),\s+(?:and\s+)?(?:then\s+|all\s+)*divided\s+by\s+", re.I
)
_COMPUTED = (
    r"[^.?!;:,()=]*?(?:\b(?:divided\s+by|minus|plus|times|multiplied\s+by)\b|[/*+]|\s[-\u2013]\s)"
    r"[^.?!;:,()=]*"
)
_APPOSED = re.compile(
    r"^(?P<head>(?:(?:what(?:'s|\s+(?:is|are|was|were))|show|list|give|calculate|compute|find|report)\s+(?:me\s+)?)?"
    r"(?:the\s+|our\s+|an?\s+)?(?:(?:total|average|mean|median|overall)\s+)?"
    rf"(?!(?:sum|number|highest|lowest|most)\b){_TERM}(?:\s+(?:per|by|of|for|in)\s+[\w' -]+?)?)\s*[:=(,]\s*"
    rf"(?:(?:i\.?e\.?|that\s+is|meaning|namely|(?P=term)\s+(?:is|means|=)|=|is),?\s+)?"
    rf"(?!(?:where|with|and)\b)(?P<says>{_COMPUTED})"
    r"(?:\)(?P<tail>\s+(?:per|by|for|of)\s+[\w' -]+)?)?\s*[?.]?$",
    re.IGNORECASE,
)
"""What is asked for, with how it is computed right behind: "margin per item: price minus cost"."""
_IT = re.compile(
    rf"^(?:it|this|that)\s+(?:(?:rate|ratio|share|figure|metric|measure|value|score)\s+)?(?:{_STRONG}|is|was)\s+(?:{_STRONG}\s+)?"
    r"(?P<says>(?:(?:the|a|an)\s+)?(?:number|count|sum|total|share|percent(?:age)?|fraction|proportion|ratio|average|mean)\b.*"
    r"|.*(?:\bdivided\s+by\b|\bminus\b|\btimes\b|[/*]).*)$",
    re.IGNORECASE | re.DOTALL,
)
"""What is asked for, told behind: "It is the number of trips / the number of days"."""
_OWNED = re.compile(
    r"^(?:an?|every|each)\s+(?P<term>[\w-]+\s+[\w-]+(?:\s+[\w-]+)?)\s+(?=(?:has|have|had|made|bought|sold|did|weighs|costs|takes|lasts|earns|spends|needs|[a-z]+ed)\b|"
    r"(?:who|that|which)\s|with\s)(?P<says>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""``A regular guest has at least three stays``: the thing of that kind, by what it has."""
_ASKED = re.compile(
    r"^(?:(?:what(?:'s|\s+(?:is|was|are|were))|(?:show|list|give|return|compute|calculate|find|report)(?:\s+me)?)\s+)?"
    rf"(?:the\s+|our\s+|an?\s+)?(?P<term>{NOUN_WORD}(?:\s+{NOUN_WORD}){{0,3}})(?=\s|[,?.])",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!;])\s+")
_NO_TERMS = re.compile(
    r"^(?:what|which|who|where|when|how|it|its|this|that|these|those|there|they|he|she|if|only|show|list|give|"
    r"return|find|do|does|is|are|i|we|you|also|and|in|for|of|on|at|all)\b(?!-)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Meaning:
    """A word or two, and what the question says that they mean."""

    term: str
    says: str
    rest: str
    """The question without the sentence or clause that says so."""
    scope: str = ""
    """The rows that it is said of: "for cancelled orders, …"."""
    is_apposed: bool = False
    """Whether only the place right behind the word says so."""


def sentences_of(text: str) -> list[str]:
    """Cut a text into its sentences, each with its mark at the end."""
    return [sentence for sentence in _SENTENCES.split(text.strip()) if sentence.strip(" .?!;")]


def meanings_of(question: str) -> Iterator[Meaning]:
    """Yield what a question may explain, one thing after another."""
    sentences = sentences_of(question)
    for at, sentence in enumerate(sentences):
        leading = _LEADING.match(sentence)
        if leading:
            yield from _meanings(leading, [*sentences[:at], leading["rest"], *sentences[at + 1 :]])
        scope = _SCOPE.match(sentence)
        found = _SENTENCE.match(sentence[scope.end() if scope else 0 :].rstrip(" .;!"))
        others = [*sentences[:at], *sentences[at + 1 :]]
        if found and others and not sentence.endswith("?"):
            yield from _meanings(found, others, scope["rows"] if scope else "")
        owned = _OWNED.match(sentence.rstrip(" .;!")) if others else None
        if owned and not sentence.endswith("?"):
            yield Meaning(owned["term"], _as_one(owned["says"]), " ".join(others))
        told = _IT.match(sentence.rstrip(" .;!")) if at else None
        asked = _ASKED.match(sentences[0]) if told else None
        if told and asked:
            yield Meaning(asked["term"], in_words(told["says"].strip(" ,")), " ".join(others))
    for found in _CLAUSE.finditer(question):
        yield from _meanings(found, [question[: found.start()] + question[found.end() :]])
    apposed = _APPOSED.match(question.strip())
    for meaning in _meanings(apposed, [apposed["head"] + (apposed["tail"] or "")]) if apposed else ():
        yield replace(meaning, is_apposed=True)


def _meanings(found: re.Match[str], rest: list[str], scope: str = "") -> Iterator[Meaning]:
    if _NO_TERMS.match(found["term"]):
        return
    text = " ".join(rest)
    for term in filter(None, (found["term"], found["alias"])):
        yield Meaning(term.strip(" '\""), in_words(found["says"].strip(" ,")), text, scope)


def _as_one(says: str) -> str:
    """Say what a thing has as what one of its kind is."""
    has = re.match(r"(?:has|have)\s+(?!been\b|\w+ed\b)", says, re.IGNORECASE)
    if has:
        return f"one with {says[has.end() :]}"
    return (
        f"one {says}" if re.match(r"(?:who|that|which|with)\s", says, re.IGNORECASE) else f"one that {says}"
    )


def in_words(says: str) -> str:
    """Write the signs of a formula as words, and a comma for brackets: "A minus B, divided by C"."""
    return _PARTED.sub(r"(\g<one>) divided by ", _SIGN.sub(lambda found: _SIGNS[found.group().strip()], says))
