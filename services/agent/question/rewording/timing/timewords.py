"""Brings roundabout wordings of time to plain ones: ``at the moment``, ``on a later day than``."""

import re
from collections.abc import Callable

from services.agent.question.rewording.rules import compile_rules, put_plainly

_WITH_US = r"(?:with (?:us|the (?:company|firm|team))|here|around|on (?:board|the (?:team|payroll|books)))"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WHEN = rf"(?P<when>(?:(?:(?:\d{{1,2}} )?{_MONTHS}(?: \d{{1,2}},?)? )?(?:19|20)\d\d|\d{{4}}-\d\d-\d\d))"
_LATER, _EARLIER = "later|after|newer|since|beyond|onwards?", "earlier|before|older|prior"
_NO_MORE = rf"(?!\s+(?:the\s+|in\s+)?(?:\d|{_MONTHS}))"
"""No other day follows: "before 1990 or after 2010" has two."""
_FIGURES = "average|mean|median|total|longest|shortest|maximum|minimum"
_LIMITS = "(?:days|dates|years|ends|limits|numbers|values)"
_UNITS = "days|hours|minutes|nights"
_BASED = "going by|based on|judged by|measured by|dated by|using|according to|please use|use|take"
_YEARS = r"\b(?:19|20)\d\d\b"
_EACH = r"\b(?:per|by|each|every)\s+(?:calendar\s+)?(?:year|quarter|month|week|day)\b"
_ENDS = r"(?:(?:very )?first|last|latest|earliest|most recently?)"
_DAY = r"(?P<day>(?:(?:the|a|an|their|its|each) )?[\w-]+(?: [\w-]+)?)"
_HAPPENS = (
    r"(?:are|is|were|was|do|does|did) (?P<what>(?:(?!on average|usually)[\w-]+ ?){1,4}?)(?: on average)?"
)
_IN_UNITS = rf"(?:,? \(?in (?P<units>{_UNITS})\)?(?=[,.?]|$| )|(?=[,.?]|$| (?:per|for each|by|for every)\b))"


def _from_to(start: str, end: str) -> Callable[[re.Match[str]], str]:
    """Return what asks for the time between two days: in days, where no other unit is said."""

    def written(found: re.Match[str]) -> str:
        unit = found["unit"] or found["units"] or "days"
        return f"how many {unit} from {found.expand(start).strip()} to {found.expand(end)}"

    return written


_RULES = compile_rules(
    (
        (r"[,.;(]*\s*\bweekday names?(?: please)?\)?\s*$", ""),
        (r"\b(?:the\s+)?(?:days?|weekdays?) of (?:the )?week\b", "weekday"),
        (r"\bon a (?P<how>later|earlier) (?:day|date|time) than\b", r"\g<how> than"),
        (r"(?<=\d)\s*mins?\b\.?", " minutes"),
        (r"(?<=\d)\s*hrs?\b\.?", " hours"),
        (r"(?<=\d)\s*secs?\b\.?", " seconds"),
        (r"(?<=\d)\s*yrs?\b\.?", " years"),
        (rf"[,(]*\s*\b(?:both(?: {_LIMITS})?,? (?:included|inclusive|counting|count)"
         rf"|(?:those|these|the) {_LIMITS} (?:included|inclusive)|inclusive"
         rf"|incl(?:\.|uding|usive of)? both(?: {_LIMITS})?)\b\)?", ""),
        (r"\b(?:the )?(?:day|date) (?:on which |when |that )?(?:they|it|he|she) (?:was |were )?"
         r"(?P<verb>\w+)\b",
         r"the \g<verb> date"),
        (r"\b(?:the )?(?:day|date) (?:on which |when |that )?the [\w-]+ (?:was |were )?"
         r"(?P<verb>\w+(?:ed|t|n|de))(?=[,.;)?]|$| and\b| for\b)", r"the \g<verb> date"),
        (r"[,;.(]*\s*\b(?:a )?negative (?:number )?(?:if|when|where) (?:it|they|there|this)\b[\w ]*\)?", ""),
        # "The date each guest last came": each has many, of which one is asked for.
        (r"^(?:(?:what (?:is|was)|show|list|give me) )?(?:the )?(?:dates?|days?) (?:on which |when |that )?"
         rf"each (?P<what>[\w-]+) (?P<end>{_ENDS}) (?P<verb>\w+)(?=[?.]|$)",
         r"when did each \g<what> \g<end> \g<verb>"),
        (r"^when (?:did|was|were) (?:each|every) (?:of (?:our|the) )?(?P<what>[\w-]+) "
         rf"\w+ (?:their|his|her|its) (?P<end>{_ENDS}) (?P<row>\w+)(?=[?.]|$)",
         r"when was the \g<end> \g<row> of each \g<what>"),
        (rf"^when (?:did|was|were) each (?:of (?:our|the) )?(?P<what>(?:(?!{_ENDS}\b)[\w'-]+ )+?)"
         r"(?P<verb>\w+)(?=[?.]|$)",
         r"\g<what>and \g<verb> date"),
        (r"\bin the (?:week|period|days|weeks|months?|time) (?P<how>from|between)\b", r"\g<how>"),
        (rf"\b(?P<how>{_FIGURES})\s+(?:amount of )?time (?:it (?:takes|took) )?"
         rf"(?P<rest>(?:from|between|to)\b[^,]+?),? in (?P<unit>{_UNITS})\b", r"\g<how> \g<unit> \g<rest>"),
        (r"^how long (?:does|did|do) (?:it|\w+ [\w ]*?) (?:usually |typically )?takes? (?:us )?"
         r"(?:on average,? )?(?P<rest>(?:to|from)\b[^,]+?)(?:,? on average)?,? "
         rf"[(]?in (?P<unit>{_UNITS})\b\)?",
         r"average \g<unit> \g<rest>"),
        # "How many days before the show are tickets bought", "how long after the order is it sent".
        (rf"\bhow (?:many (?P<unit>{_UNITS})|long) (?:before|ahead of|in advance of|prior to) {_DAY} "
         rf"{_HAPPENS}{_IN_UNITS}", _from_to(r"\g<what>", r"\g<day>")),
        (rf"\bhow (?:many (?P<unit>{_UNITS})|long) after {_DAY} {_HAPPENS}{_IN_UNITS}",
         _from_to(r"\g<day>", r"\g<what>")),
        (r"[,(]*\s*\b(?:inclusive of|including) today(?:'s date)?\)?", ""),
        (rf"[,(.;?]*\s*\b(?:{_BASED}|by|on|of) (?:the |its |their )?(?:date|day) of (?P<what>(?!birth)\w+)\)?"
         r"(?=$|[,.;:?])", r", by \g<what> date"),
        (rf"[,(.;?]*\s*\b(?:{_BASED}) (?:the |its |their )?"
         r"(?P<what>[\w-]+(?:[ -][\w-]+)? (?:date|day|time))(?: for this)?\)?(?=$|[,.;:?])", r" \g<what>"),
        (r"(?P<when>\b(?:months?|quarters?|years?|weeks?|(?:19|20)\d\d)\b)(?P<more>[^()]*?)\s*"
         r"[(](?:by |the |on )*(?P<what>[\w-]+ date)\s*[)]", r"\g<when> \g<what>\g<more>"),
        # "Per month in 2024, by shipped date": which day puts them there, and no groups.
        (rf"(?P<when>(?:{_YEARS}[^,(]*[,(]|{_EACH}[^,(]*?[,(]?)\s*)\bby (?:the |their |its )?"
         r"(?P<what>\w+ date)\)?(?=$|[,.;:?]|\s-\s)", r"\g<when> \g<what>"),
        (r"\b(?P<verb>join(?:ed|s)?|left|leaves?|pay|paid|owes?|visit(?:ed|s)?|sent|sends?|gave) us\b",
         r"\g<verb>"),
        (r"\b(?:at the moment|at present|right now|as of (?:now|today)|these days|nowadays)\b", "currently"),
        (rf"\b(?:is|are) still {_WITH_US}", "are still employed"),
        (rf"\b(?:still|currently) (?:working|employed) {_WITH_US}", "still employed"),
        (r"\bno longer (?:employed|working|active|open)\b", "not still active"),
        (r"\bmost recently\b", "latest"),
        (rf"\b(?:(?:in|from|during|on) )?{_WHEN} (?:or|and) (?:{_LATER})\b{_NO_MORE}", r"since \g<when>"),
        (rf"\b(?:(?:in|from|during|on) )?{_WHEN} or (?:{_EARLIER})\b{_NO_MORE}", r"until \g<when>"),
    )
)  # fmt: skip


def reword_time(question: str) -> str:
    """Bring what a question says of time to plainer words that mean the same."""
    return put_plainly(question, _RULES)
