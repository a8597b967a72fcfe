"""Says plainly what is said of anybody: "the least that anyone paid", "what does a nurse get on average"."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.calling import number_words
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PAID = (
    r"(?:(?:ended|ends|end)\s+up\s+)?(?:(?:has|have|had)\s+(?:ever\s+)?(?:to\s+)?)?(?:ever\s+)?"
    r"(?:pays?|paid|paying|spends?|spent|spending)"
)
_ANY = r"(?:any(?:one|body)|some(?:one|body))"
_MOST = re.compile(
    rf"^(?P<scope>(?:in|for|of)\s+(?:each|every)\s+[^,?]+,\s+)?what(?:['\u2019]s|\s+is|\s+was)\s+the\s+(?P<way>most|least)\s+(?:money\s+)?(?:that\s+)?{_ANY}\s+"
    rf"(?:who\s+(?:is|are|was|were)\s+)?(?P<rows>[^?]*?)\b{_PAID}\b(?P<all>\s+(?:in\s+(?:all|total)|altogether))?"
    r"(?P<rest>[^?]*?)(?P<end>\s*\??)$",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"^(?P<which>which|what)\s+(?P<group>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+(?:(?:brings?|brought|takes?|took)\s+in|makes?|made|"
    r"earns?|earned|generates?|generated)\s+(?:us\s+)?the\s+(?P<way>most|least)(?:\s+money)?(?=\s*\??$)",
    re.IGNORECASE,
)
"""What a kind of rows brings in is what all of them do."""
_EARNS = (
    r"^how\s+much\s+(?:(?:does|do|did)\s+)?(?:the\s+)?(?:{way})[\s-](?:paid|earning)\s+"
    r"(?:person|people|one|employee|worker)\s+(?:make|earn|get|take\s+home)"
    r"(?P<year>\s+(?:in\s+a|a|per)\s+year)?(?=\s+(?:in|for|of)\s+(?:each|every)\b)"
)


def _salary(way: str, found: re.Match[str]) -> str:
    return f"what is the {way} {'annual ' if found['year'] else ''}salary"


_RULES = compile_rules(
    (
        # "What does a nurse get on average": what nurses do.
        (r"^(?P<how>how\s+(?:many|much)\s+(?:[a-z]+\s+){0,3}?|what\s+)does\s+an?\s+"
         r"(?P<who>[a-z]+(?:er|or|ist|ant|ent|ee|ian))\s+(?P<verb>[a-z]+)\s+on\s+average(?=\s*\??$)",
         r"\g<how>do \g<who>s \g<verb> on average"),
        # "How much is an order with a rebate worth on average": what orders are.
        (r"^how\s+much\s+is\s+an?\s+(?P<what>[a-z]+(?<!s))\s+(?P<rest>(?:[^?]+?\s+)?)worth\s+on\s+average(?=\s*\??$)",
         r"how much are \g<what>s \g<rest>worth on average"),
        (r"\bcommonest\b", "most common"),
        (r"\bworst\s+(?=(?:[a-z]+\s+)?(?:score|rating)\b)", "lowest "),
        (r"\bbest\s+(?=(?:[a-z]+\s+)?(?:score|rating)\b)", "highest "),
        # "How much does the lightest of the people weigh": the lightest person.
        (rf"\b(?P<way>the\s+(?:{EST}))\s+of\s+(?:all\s+)?(?:the|our|those)\s+people\b", r"\g<way> person"),
        # "What do they do there": what their job is.
        (r"\bwhat\s+(?:do|does|did)\s+(?:they|he|she)\s+do"
         r"(?:\s+(?:there|for\s+a\s+living|for\s+work|here|for\s+us))?(?=\s*\??$)",
         "what is their job"),
        (r"\b(?P<verb>join|joins|joined)\s+(?:the|our)\s+(?:company|firm|staff|business|organi[sz]ation)\b",
         r"\g<verb>"),
        # "How many people went for each plan": they have it.
        (r"^(?P<who>how\s+many\s+(?!of\b)[a-z]+)\s+(?:(?:have|had)\s+)?"
         r"(?:chose|choose|chosen|picked|pick|opted\s+for|opt\s+for|went\s+for|go\s+for|gone\s+for|settled\s+(?:for|on)|selected|select)\s+(?=(?:each|every)\b)",
         r"\g<who> have "),
        # "Trips that go further than 40 km": longer ones.
        (r"\b(?:go|goes|went)\s+(?:further|farther)\s+than\b", "are longer than"),
        (r"\b(?:further|farther)\s+than\s+(?=\d)", "longer than "),
        # "How much does the best-paid person make in each team".
        (r"^(?P<scope>(?:in|for|of)\s+(?:each|every)\s+[^,?]+),\s+how\s+much\s+(?P<rest>(?:does|do|is)\s+[^?]+)",
         r"how much \g<rest> \g<scope>"),
        (_EARNS.format(way="best|highest|top"), lambda found: _salary("highest", found)),
        (_EARNS.format(way="worst|lowest|least"), lambda found: _salary("lowest", found)),
    )
)  # fmt: skip
_MONEY = frozenset(
    ["price", "cost", "fee", "bill", "charg", "fare", "fine", "rent", "amount", "payment", "toll"]
)


_EACH_TIME = re.compile(
    r"\s+(?:each|every|an?|per)\s+(?P<time>day|week|month|year)(?=\s*[?.!]*$|,)", re.IGNORECASE
)
"""``Pay together each month``, of fees that are monthly."""


def _adverbs(found: re.Match[str]) -> set[str]:
    time = found["time"].casefold()
    return {"daily"} if time == "day" else {f"{time}ly", *(["annual"] if time == "year" else [])}


def say_of_anybody(question: str, catalog: Catalog) -> str:
    """Ask of the rows what is said of anybody, and name the column that anybody pays where there is one."""
    said = _BRINGS.sub(lambda found: _brought_in(found, catalog), put_plainly(question, _RULES))
    if _EACH_TIME.search(said) and not any(column.is_date for column in catalog.columns):
        timely = number_words(catalog)
        said = _EACH_TIME.sub(lambda each: "" if _adverbs(each) & timely else each.group(), said)
    found = _MOST.match(said)
    column = _paid(catalog) if found else None
    if not (found and column) or (found["all"] and "total" not in column.spelt):
        return said  # What somebody paid in all may stand in several rows.
    way = "highest" if found["way"].casefold() == "most" else "lowest"
    rest = " ".join(f"{found['rows']} {found['rest']} {(found['scope'] or '').strip(', ')}".split())
    rows = catalog.tables[0].name.replace("_", " ")
    return f"what is the {way} {spoken(column.name)} of {rows} {rest}".rstrip() + found["end"]


def _brought_in(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the total of a kind of rows, where each of them stands for a part of the money."""
    words = tuple(stem(word) for word in found["group"].casefold().split())
    groups = [each for each in catalog.columns if words in (each.words, each.spelt, _named(each))]
    column = _paid(catalog)
    if len(groups) != 1 or column is None or not (groups[0].is_text and groups[0].repeats):
        return found.group()
    way = "highest" if found["way"].casefold() == "most" else "lowest"
    return f"{found['which']} {spoken(groups[0].name)} has the {way} total {spoken(column.name)}"


def _named(column: Column) -> tuple[str, ...]:
    """Return the words of a header of names without that: a "skipper name" tells the skipper."""
    return column.spelt[:-1] if column.spelt[-1:] == ("name",) else column.spelt


def _paid(catalog: Catalog) -> Column | None:
    """Return the only column of what is paid, of a table that stands alone."""
    money = [each for each in catalog.columns if each.is_measure and not _MONEY.isdisjoint(each.spelt)]
    return money[0] if len(catalog.tables) == 1 and len(money) == 1 else None
