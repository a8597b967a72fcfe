"""What a question says by the way: politeness, and words that change nothing of what is asked."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.rewording.brackets import say_apart
from services.agent.question.rewording.clarified import without_clarifying
from services.agent.question.rewording.closings import without_closing
from services.agent.question.rewording.precisely import say_precisely
from services.agent.question.rewording.rules import put_plainly

_MARKS = re.compile(r"([,;.?!()])(?:\s*\1)+")
"""A mark that is repeated, which says no more than one; long runs cost patterns seconds."""
_VERBS = (
    r"show|tell|give|list|find|get|count|name|say|rank|sort|break|split|calculate|compute|work out|provide|"
    r"return|pull|report|display|summari[sz]e"
)
_LISTING = (
    r"(?:an? |the )?(?:quick |short |rough |full |complete )?"
    r"(?:list|overview|idea|sense|feel|picture|summary|impression|rundown)"
)
_LEAD = re.compile(
    r"^\s*(?:(?:please|kindly|hi|hello|hey)\b[\s,]*|"
    r"what (?:are|were|is|was) (?:the )?(?=(?:top|bottom) \d+ [\w -]+ by )|"
    rf"(?:could|can|would|will) you (?:please )?(?=(?:{_VERBS})\b)|"
    r"i(?:['\u2019]d| would)? (?:like|want|need|love)(?: to (?:know|see|have|find out|get))?\b[\s,]+"
    r"(?=(?:the|a|an|our|all|how|what|which|who|every|each|to)\b)|"
    r"(?:i|we)(?:['\u2019]m|['\u2019]re| am| are)? (?:just |only |currently )?"
    r"(?:looking for|searching for|interested in|after|trying to find)\b[\s,]+|"
    r"(?:(?:give|show|get|send|make|write)(?: me| us)? |(?:i|we) (?:need|want) |i['\u2019]d like )?"
    rf"{_LISTING} (?:of|for)\b\s+|"
    r"(?:let (?:me|us) know|let['\u2019]s|i(?:['\u2019]m| am) (?:curious|wondering)|i wonder|"
    r"(?:do you know|any idea|tell me)(?=,? (?:how|what|which|who|where|when)\b))[\s,:]*|"
    r"(?:work out|compute|calculate|determine|figure out|report|compile|produce|retrieve|present)\b"
    r"(?= (?:the|an?|each|every|how|what|for|\w+ names?)\b)[\s,]*)+",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"^(?:looking at|considering|across|taking|over|for) all (?:of )?(?:the |our )?(?=\w+,\s)",
    re.IGNORECASE,
)
"""How a question begins that is about all of some things: of these."""
_BREAK = re.compile(
    r"^\s*(?:(?:give|show)(?: me| us)? a breakdown of|break\s+down|split(?:\s+up)?)\s+"
    r"(?P<what>[^,:]*?\b(?:by|per)\b)",
    re.IGNORECASE,
)
_BREAK_DOWN = re.compile(
    r"^\s*(?:break|split)\s+(?P<what>(?:the|our|all)\b.*?)\s+(?:down|up)\s+(?=(?:by|per)\b)", re.IGNORECASE
)
_FIGURE = re.compile(
    r"^(?:the |our |all )*(?:(?:total |overall )?(?:number|count|amount|value|sum)s?|totals?|averages?)\b",
    re.IGNORECASE,
)
_COMBINED = re.compile(
    r"\b(?:for|per|by|in)\s+(?:each|every)?\s*(?:different\s+|possible\s+|distinct\s+|unique\s+)?"
    r"(?:combinations?|pairs?|pairings?)\s+of\s+",
    re.IGNORECASE,
)
_WHATEVER = (
    r"(?:whatever|regardless of|irrespective of|no matter|independent of|disregarding)\s+"
    r"(?:what\s+|which\s+)?(?:(?:the|their|its|of)\s+)*(?:\w+\s+){0,2}(?:status|state|kind|type|outcome|result)(?:es|s)?"
    r"(?:\s+(?:is|are|was|were))?"
)
_EVERY = (
    r"(?:(?:(?:count|includ)ing|across|over)\s+(?:all|any|every)\s+(?:status|state|outcome|type|kind)(?:es|s)?|"
    r"of\s+(?:all|any|every)\s+(?:type|kind|status|state|outcome)(?:es|s)?|with\s+(?:all|any|every)\s+status(?:es)?)(?:\s+included)?|all\s+(?:status|state|outcome|type|kind)(?:es|s)\s+(?:included|count)"
)
_CASE = (
    r"(?:(?:match(?:ed|ing)?|search(?:ed|ing)?|compar(?:ed|ing))\s+)?(?:regardless\s+of|irrespective\s+of|ignor(?:e|ing)|"
    r"(?:in\s+)?(?:either|any))\s+(?:the\s+)?(?:upper\s+or\s+lower\s+|letter\s+)?case"
    r"|(?:in\s+)?(?:either\s+)?upper\s*(?:case)?\s+or\s+lower\s*case|case[\s-]insensitive(?:ly)?"
    r"|(?:letter\s+)?case\s+(?:does\s+not|doesn't)\s+matter"
)
"""How letters are compared that a word is looked for in, which is never by their case."""
_STATUSES = r"(?:status|state|outcome)(?:es|s)?"
_NO_MATTER = (
    rf"(?:any|all|every)\s+{_STATUSES}|"
    rf"(?:the\s+|their\s+|its\s+)?{_STATUSES}\s+(?:does\s+not|doesn't|do\s+not)\s+matter"
)
"""States that make no difference."""
_AMONG_ALL = re.compile(
    r"[,(]*\s*(?<!average )\b(?:across|among|over) all (?:of )?(?:the |our )?"
    r"(?P<noun>\w+)(?=\s*(?:[,?.!]|$))",
    re.IGNORECASE,
)
"""Of all of them, whatever they are: rows, or those of a kind."""
_ASIDES = re.compile(
    r"\b(?:on file|on record|on the books|on our books|in our (?:files|records|books|system|database|data))\b"
    r"|^(?:over|across|for|in)\s+all\s+(?:the\s+|our\s+)?[\w -]+?\s+(?:taken\s+)?(?:together|combined)\s*,\s*"
    r"|\s*[,(]\s*whether\s+or\s+not\s+(?:they|it|he|she)\b[^,.?()]*\)?(?=\s*(?:[,.?!;)]|$))"
    r"|[,(]*\s*\baccording to (?:the|this) (?:table|chart|list|data|sheet)\b,?"
    r"|[,(]*\s*\beach (?:\w+ )?(?:only |just )?once\b[.)]*"
    rf"|(?<=\S)\s*[,(]*\s*\b(?:{_WHATEVER}|{_EVERY})\)?(?=\s*(?:[,.?!;)]|$))"
    rf"|\s*(?:[(]\s*(?:{_CASE}|{_NO_MATTER})\s*[)]|[,;.]\s*(?:{_CASE}|{_NO_MATTER})(?=\s*(?:[,.?!;)]|$)))"
    r"|\s*[.?!:;,–—-]\s*(?:name|list|show)\s+(?:me\s+)?(?:them|these|those)(?=[\s.!?]*$)"
    r"|\s*[(](?:e\.?\s?g\.?|for example|such as|like)\b[^()]*[)]"
    r"|\s*[(][^()]*\b(?:and so (?:on|forth)|etc\.?|et cetera)\s*[)]"
    r"|[\s,]+(?:pls|plz|please|thx|thanks|thank you|cheers)(?=[\s.!?]*$)"
    r"|\s*[(]\s*(?:also\s+)?[\w-]+(?:\s+[\w-]+)?\s+ones\s+(?:are\s+)?(?:included|count(?:ed)?|too)\s*[)]"
    r"|[(]\s*(?:true|yes)\s*(?:/|or)\s*(?:false|no)\s*[)]"
    r"|\s+(?:that\s+)?(?:we|they|you|anyone)(?:['\u2019]ve|['\u2019]d|\s+have|\s+had)?\s+ever\s+\w+(?=[\s.?!]*$)"
    r"|(?<=\w)\s*,\s*(?:roughly|approximately|about|more\s+or\s+less|exactly|precisely|say|if\s+any)\s*,(?=\s*\w)"
    r"|\b(?:way\s+)?back\s+(?=in\s+(?:1[5-9]|20)\d\d\b)"
    r"|\bever (?=(?:made|paid|placed|taken|sold|recorded|received|issued|sent)\b)",
    re.IGNORECASE,
)
_ONLY_NEED = re.compile(
    r"(?<=[.?!;])\s+(?:(?:i|we)(?:['\u2019]d| would)?\s+(?:just |only |really )*"
    r"(?:need|want|like)(?: to (?:know|see))?\s+"
    r"(?=(?:the|their|its|his|her|what)\b)|"
    r"all (?:that )?(?:i|we) (?:need|want)(?: to (?:know|see))? (?:is|are)\s+)",
    re.IGNORECASE,
)
"""How a sentence after the question begins that says what to answer with."""
_CONTRACTED = re.compile(r"\b(?P<who>we|they|you|i)['\u2019]ve\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?P<be>is|are|was|were|has|have|had)n['\u2019]t\b", re.IGNORECASE)
_MINUS = re.compile(r"(?<!\d\s)(?<=\s)[\u2013\u2212](?=[$€£]?\d)")
"""A dash or minus sign right before a number that is not the end of a range."""
_FINE = re.compile(
    r"\s*(?:[(,;.?]\s*)+(?:(?:the|a|just)\s+)*(?P<form>(?:month|week|quarter)\s+(?:numbers?|names?))\s+(?:only\s+)?"
    r"(?:is|are|will\s+do|would\s+be|suffices?)(?:\s+(?:fine|ok|okay|enough|good|sufficient|all\s+right))?"
    r"\s*(?=[).?!]*\s*$)[)]?",
    re.IGNORECASE,
)
"""A remark on how a month may be written: ``(month number is fine)``."""
_WITH = {"": "with", "o": "without"}
_SLASHED = re.compile(r"\bw/(o?)(?=\s)", re.IGNORECASE)
"""Short for "with" and "without"."""
_AND_GIVE = re.compile(
    r",?\s+and\s+(?:also\s+|then\s+)?(?=(?:give|show|return|report|display|include)\s+(?:me\s+|us\s+)?(?:the|their|its)\s)",
    re.IGNORECASE,
)
"""How such a sentence begins within the question's own."""
_SINGLE = re.compile(
    rf"\bsingle\s+(?=(?:{EST}|most|least)\b)|(?<=\b(?:biggest|largest|highest))\s+single\b"
    rf"|(?<=\bby a )single\s+|(?<=\bfrom a )single\s+|\bvery\s+(?=(?:first|last|{EST})\b)",
    re.IGNORECASE,
)
"""Of a superlative, that it is only one is no news; nor that it is the very first."""

_STATE = r"\s*\((?:with\s+)?(?P<state>(?:status|state|stage)\b[^()]{1,40})\)"
_STATED = (
    (re.compile(rf"\b(?:was|were|is|are)\s+\w+{_STATE}", re.IGNORECASE), r"have \g<state>"),
    (
        re.compile(rf"(?P<who>\b(?:did|does|do|has|have)\s[^()?.,]{{1,60}}?)\s\w+{_STATE}", re.IGNORECASE),
        r"\g<who> have with \g<state>",
    ),
    (re.compile(rf"\b\w+ed\s+(?P<what>[\w-]+){_STATE}", re.IGNORECASE), r"\g<what> with \g<state>"),
)
"""A verb or adjective before a bracket that says which state of the data it is: ``cancelled (status X)``."""


def without_asides(question: str) -> str:
    """Take out what only dresses a question up; a question of nothing else stays as it is."""
    question = _MARKS.sub(r"\1", " ".join(question.split()))
    said = without_clarifying(say_apart(question))
    said = without_closing(say_precisely(_DENIED.sub(r"\g<be> not", said)))
    said = _MINUS.sub("-", _SLASHED.sub(lambda short: _WITH[short[1].lower()], said))
    said = _CONTRACTED.sub(r"\g<who> have", _FINE.sub(r", by \g<form>", said))
    said = _AND_GIVE.sub(". ", _ONLY_NEED.sub(" Give ", _OF_ALL.sub("of ", _LEAD.sub("", said))))
    said = _broken_down(_AMONG_ALL.sub(r" of \g<noun>", _COMBINED.sub("by ", said)))
    said = put_plainly(_SINGLE.sub("", said), _STATED)
    said = " ".join(_ASIDES.sub(" ", said).split()) if _ASIDES.search(said) else said
    return said if said.strip(" ?.!") else question


def _broken_down(question: str) -> str:
    """Ask for the figures that "break down", "split by" want: of things, how many."""
    said = _BREAK.sub(r"\g<what>", _BREAK_DOWN.sub(r"\g<what> ", question))
    return said if said == question or _FIGURE.match(said) else f"number of {said}"
