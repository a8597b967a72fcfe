"""How a question asks for the time between two days: "how many days on average" asks for a mean."""

import re

from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.language.words import normalise, plural, stem
from services.agent.question.rewording.timing.lapsewords import LAPSE
from services.agent.question.rewording.timing.timelapses import Lapse
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog

_MEAN = re.compile(r",?\s*\b(?:on\s+average|typically|usually|normally)\b(?:\s*,)?", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:average|mean|median|maximum|minimum|max|min|longest|shortest|largest|smallest|highest|lowest|most|least|"
    rf"greatest)\s+(?:number\s+of\s+)?{LAPSE}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?P<figure>average|mean|median|maximum|minimum|longest|shortest)\s+(?:[a-z-]+\s+){{1,3}}in\s+{LAPSE}\b",
    re.I,
)
"""``The average payment term in days from …``: whatever it is called is that time."""
_HOW_LONG_AVERAGE = re.compile(
    rf"\bhow\s+long\s+(?:is|was|are|were)\s+(?:the|an)\s+average\s+(?:[a-z-]+\s+){{1,3}}(?:in\s+)?{LAPSE}\b",
    re.I,
)
_LATE_ONLY = re.compile(
    rf"\bwith\s+{LAPSE}\b|\b(?:largest|highest|longest|maximum|max|most|greatest)\s+(?:number\s+of\s+)?{LAPSE}\b",
    re.I,
)
_TAKING = (
    r"(?:take|takes|took|taken|needs?|needed|waits?|waited|lasts?|lasted|stays?|stayed|spends?|spent|lie|pass|"
    r"passes|passed|elapses?|go\s+by)"
)
_ENDS = r"(?=\s*(?:[,;?.]|$|\b(?:per|for|by|in|since|during|of|and)\b))"
_HOW_MANY = re.compile(
    rf"\bhow\s+many\s+{LAPSE}(?:\s+(?:do|does|did|is|are|was|were)(?P<who>(?:\s+(?!per\b|for\b|by\b|in\b)[\w'-]+)*?)"
    rf"(?:\s+(?P<verb>{_TAKING}|VERB))?(?P<what>(?:\s+(?:the|their|its)\b(?:\s+(?!per\b|for\b|by\b|in\b)[\w'-]+)+)?)|"
    rf"\s+{_TAKING})?{_ENDS}",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    rf"\bhow\s+long\s+(?:do|does|did|is|are|was|were)\s+(?P<who>[\w' -]+?)(?:\s+{_TAKING})?\s*,?\s+(?:in\s+)?"
    rf"{LAPSE}\b",
    re.IGNORECASE,
)
_KEPT = re.compile(rf"(?<=\bof )(?:each|every)\s+(?P<rows>[a-z]+)\s+with\s+{LAPSE}\b", re.IGNORECASE)
"""``The name of every member with a lapse of …``: of those alone that keep the limit."""
_OF_EACH = re.compile(
    rf"^(?:for\s+)?how\s+many\s+{LAPSE}\s+(?:did|was|were|has|have|is)\s+(?:each|every)\s+(?P<rows>[a-z]+(?:\s+[a-z]+)?)"
    rf"(?:\s+{_TAKING})?(?P<rest>,[^?]*)?\s*[?.]*$|"
    rf"^for\s+(?:each|every)\s+(?P<first>[a-z]+(?:\s+[a-z]+)?),\s+how\s+many\s+{LAPSE}"
    rf"(?:\s+(?:was|were|did)\s+(?:it|they))?(?:\s+{_TAKING})?\s*[?.]*$",
    re.I,
)
"""``How many days was each shop open``: that time of each, by its name."""
_EACH = re.compile(r"^(?:each|every)\b", re.IGNORECASE)
_NOBODY = frozenset(
    ["they", "it", "we", "you", "these", "those", "there", "the", "a", "an", "our", "their", "its"]
)


def ask_lapse(lapse: Lapse, catalog: Catalog) -> str | None:
    """Ask plainly for the figure of a lapse; None where no figure of it is asked for, nor a list."""
    text = _NAMED.sub(rf"\g<figure> {LAPSE}", "".join(lapse.tokens))
    text = _HOW_LONG_AVERAGE.sub(f"what is the average {LAPSE}", text)
    if _MEAN.search(text):
        asked = _MEAN.sub(" ", text)
        how_many = re.compile(
            _HOW_MANY.pattern.replace("VERB", re.escape(lapse.verb or "take")), re.IGNORECASE
        )
        for pattern in (how_many, _HOW_LONG):
            asked = pattern.sub(lambda found: _mean(found, lapse, catalog), asked, count=1)
        asked = re.sub(rf"(?<!average )\bnumber\s+of\s+{LAPSE}\b", f"average {LAPSE}", asked)
        text = asked if asked.count(LAPSE) and _FIGURE.search(asked) else text
    text = re.sub(rf"\b(number\s+of)\s+{LAPSE}\b", LAPSE, text)
    text = _OF_EACH.sub(_listed, text)
    if lapse.is_late and not _LATE_ONLY.search(text):
        return None  # What was early would make the mean smaller.
    text = _KEPT.sub(lambda found: f"all {plural(found['rows'])} with {LAPSE}", text)
    if not _FIGURE.search(text) and re.search(r"\b(?:for|of)\s+(?:each|every)\b|\bper\b", text, re.I):
        return None  # That of every single row is another question.
    return None if re.search(rf"\bhow\s+(?:many|long)\b[^,;?.]*\b{LAPSE}\b", text, re.I) else text


def _listed(found: re.Match[str]) -> str:
    """Ask for a list of rows by name with the time that each took."""
    return (
        f"List the name and the {LAPSE} of all {plural(found['rows'] or found['first'])}{found['rest'] or ''}"
    )


def _mean(found: re.Match[str], lapse: Lapse, catalog: Catalog) -> str:
    """Ask for the mean, and of whom; who does it restricts nothing, where they are all that do."""
    said = found.groupdict()
    who, what = (said.get("who") or "").strip(), (said.get("what") or "").strip()
    lead = (
        "" if found.start() and found.string[: found.start()].rstrip()[-4:].lower() == " and" else "what is "
    )
    of = f" of {what}" if what else ""
    if _EACH.match(who):
        return f"{lead}the average {LAPSE}{of} for {who}"
    if not what and who and not _says_nothing(who, lapse, catalog):
        of = f" of {who}"
    return f"{lead}the average {LAPSE}{of}"


def _says_nothing(who: str, lapse: Lapse, catalog: Catalog) -> bool:
    """Whether those who do something are all that do, or what is said of them is in no table."""
    words = [word for word in re.findall(r"[\w'-]+", who.lower()) if word not in _NOBODY]
    others = [table for table in catalog.tables if table.name != lapse.start.table]
    known = [word for word in words if _is_known(word, catalog)]
    doers = [word for word in known if word in PEOPLE or any(is_called(each, stem(word)) for each in others)]
    return not known or (doers == known == words and len(words) == 1)


def _is_known(word: str, catalog: Catalog) -> bool:
    named = any(is_called(table, stem(word)) for table in catalog.tables)
    return named or word in PEOPLE or bool(catalog.values(normalise(word)))
