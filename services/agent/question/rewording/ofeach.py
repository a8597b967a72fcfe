"""Groups that are named first and then meant by a pronoun: "the regions and the mean prices in each"."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.schema import Catalog

_WITHIN = r"(?:in|within|with|of|for|at|by|from|to|on|under|through|belonging\s+to)"
_NAME = r"[a-z][\w-]*(?:\s+(?!(?:on|in|take|last|need|require)\b)[a-z][\w-]*)?"
_ENDS = rf"first|last|latest|earliest|most\s+recent|{EST}"
_ONE_WITH = (
    rf"^which\s+(?P<who>{_NAME})\s+(?:have|had)\s+at\s+least\s+one\s+(?P<rows>{_NAME})\s+with\s+(?:an?\s+)?(?P<what>{_NAME})"
    r"\s+(?:of\s+)?(?P<limit>(?:(?:more|greater|higher)\s+than|over|above)\s+[\d.,]*\d)\?\s+(?:return|show|list|give)\s+the\s+"
    r"[a-z]+(?:'s)?(?:\s+name)?\s+and\s+(?:the|their)\s+(?:largest|highest|maximum|longest|biggest)\s+(?P=what)"
)
_LARGEST = r"the maximum \g<what> of \g<rows> with \g<what> \g<limit> for each \g<who>"
_THEIRS = (
    r"^(?:return|show|list|give)\s+(?:me\s+)?(?:(?:the|each|every|all)\s+)*(?P<who>[a-z][\w-]*?)(?:['\u2019]s)?"
    r"(?:\s+(?P<key>(?:full\s+)?names?|ids?|codes?|numbers?))?,?\s+(?:and|(?:along\s+|together\s+)?with)\s+(?:the\s+)?"
)
"""Things, one by one, of which each has a figure of its own."""
_RATE = re.compile(
    rf"{_THEIRS}(?:their|its|his|her)\s+(?P<what>[\w-]+(?:\s+[\w-]+)?\s+rate)s?(?=\s*[.?]*$)", re.IGNORECASE
)
_RULES = compile_rules(
    (
        # "Return each gym's name and the percentage of its members who are students".
        (rf"{_THEIRS}(?P<what>percent(?:age)?|share|fraction|proportion)\s+of\s+(?:their|its|his|her)\s+"
         r"(?P<rows>[a-z][\w-]*(?:\s+[a-z][\w-]*)?)\s+(?:who|that|which)\s+(?P<are>(?:are|were|is|was|have|had|[a-z]+ed)\b[^.?]*)"
         r"(?=\s*[.?]*$)",
         r"what \g<what> of each \g<who>'s \g<rows> \g<are>? Return the \g<who> \g<key> and the \g<what>"),
        # "What are the halls and the summed hours the machines in each of them were down".
        (rf"^(?P<ask>what\s+(?:are|were)\s+)(?:the\s+)?(?P<groups>(?:(?!\band\b)[^,?])+?)\s+and\s+(?P<figure>[^,?]+?)"
         rf"(?:\s+(?:placed|made|done|sold|held|kept|found))?\s+{_WITHIN}\s+each(?:\s+one)?\s+of\s+(?:them|these|those)"
         r"(?P<rest>(?:\s+[a-z]+){0,3}?)(?=\s*\??$)",
         r"\g<ask>the \g<groups> and \g<figure>\g<rest> for each of the \g<groups>"),
        # "How many pets per owner are there in each area": of all its owners, on average.
        (rf"^how\s+many\s+(?P<what>{_NAME})\s+(?:per|for\s+each)\s+(?P<one>[a-z][\w-]*)\s+"
         r"(?:are\s+there|do\s+we\s+have)\s+(?:on\s+average\s+)?(?:in|at|by|per|for)\s+(?:each\s+|every\s+)?"
         r"(?P<group>(?!total\b|all\b)[a-z][\w -]*?)(?=\s*[?.]|$)",
         r"average number of \g<what> per \g<one> by \g<group>"),
        # "How long does each clinic take on average to answer": for each of them.
        (rf"^(?P<how>how\s+(?:long|many|much)\b[^,?]*?\s+)(?:do|does|did)\s+(?:each|every)\s+(?P<group>{_NAME})\s+"
         rf"(?P<takes>take|last|need|require)(?P<rest>\b[^?.]*)(?=[?.]|$)",
         r"\g<how>does it \g<takes>\g<rest> for each \g<group>"),
        # "List each guest with the date of their first stay": each has a first one of their own.
        (rf"^(?:(?:list|show(?:\s+me)?|give\s+me|find)\s+)?(?:(?:each|every)\s+|(?:(?:all|all\s+of|the|our)\s+)*(?=[a-z]+s\b))(?P<who>[a-z]+)"
         rf",?\s+(?:(?:together|along)\s+with|with|and)\s+(?:the\s+)?(?P<what>(?:[a-z]+\s+of\s+)?)(?:their|his|her|its)\s+"
         rf"(?P<row>(?:very\s+)?(?:{_ENDS})\s+(?!names?\b)[a-z]+(?:\s+(?:date|day))?)(?=\s*[.?]*$)",
         r"the \g<what>\g<row> of each \g<who>"),
        # "Region by region, how well are they rated".
        (r"^(?P<group>[a-z]{3,}(?:\s+[a-z]{3,})?)\s+by\s+(?P=group),\s+(?P<asked>[^?]+?)(?=\s*\??$)",
         r"\g<asked> by \g<group>"),
        # "Which customers had at least one order with an amount over 50? Return the largest".
        (rf"{_ONE_WITH}\s*,\s+(?:latest|largest|highest|longest)\s+first[.\s]*$",
         f"{_LARGEST}, highest first"),
        (rf"{_ONE_WITH}[.\s]*$", _LARGEST),
        # "What is the average price, per region".
        (r"(?P<asked>\b(?:what|how|which|show|give|list|average|total|number)\b[^?.;]*?),\s+"
         r"(?P<each>(?:per|for\s+(?:each|every))\s)",
         r"\g<asked> \g<each>"),
        # "The average price per region, looking only at those with …".
        (r",?\s+(?:(?:looking|counting|considering|taking|including|using)\s+)?only\s+(?:at\s+|for\s+)?(?:the\s+)?"
         r"(?:those|ones)\s+(?=with\b)", " "),
    )
)  # fmt: skip


def say_of_each(question: str) -> str:
    """Name the groups again in the place of what stands for them."""
    return put_plainly(question, _RULES)


def say_their_rate(question: str, catalog: Catalog) -> str:
    """Ask for a rate by what has it: "return the name and its return rate"; not where a header says it."""
    found = _RATE.match(question)
    said = tuple(map(stem, re.split(r"[\s-]+", found["what"].casefold()))) if found else ()
    if found is None or any(column.words[-2:] == said[-2:] for column in catalog.columns):
        return question
    key = f" {found['key']}" if found["key"] else ""
    return f"what is the {found['what']} by {found['who']}? Return the {found['who']}{key} and the rate"
