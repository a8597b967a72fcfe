"""Brings roundabout conditions to plain ones: ``that nobody has an X for``, ``with more X than Y``."""

from services.agent.question.rewording.rules import compile_rules, put_plainly

_UP = "more|higher|larger|bigger|greater"
_DOWN = "fewer|less|lower|smaller"
_HOLD = r"(?P<hold>with|having|has|have|had|got|offers?|holds?)"
_NOUN = r"(?P<noun>(?!than\b)[\w'-]+(?:\s+(?!than\b|in\b|on\b|at\b|from\b|for\b|that\b|who\b)[\w'-]+){0,2})"
_NAMED = (
    r"than\s+(?:(?:that|the\s+one|those)\s+of\s+)?"
    r"(?=[\w\"'“])(?!\d|an?\b|the\b|in\b|on\b|at\b|for\b|last\b|this\b|average\b|zero\b|one\b|two\b|three\b|any\b|"
    r"all\b|their\b|its\b|his\b|her\b|usual\b|expected\b)"
)
"""``than`` before a name: no number, no figure of other rows and no other time."""
_ANY_OTHER = (
    r"(?:any\s*(?:one|body|thing)\s+else|any\s+other(?:\s+(?!in\b|on\b|at\b|of\b)[\w-]+)?|"
    r"(?:all\s+)?(?:the\s+)?others|all\s+the\s+rest)"
)
_NOBODY = r"(?:nobody|no\s?one|nothing|none)"
_GIVEN = r"(?:given|named|listed|recorded|entered|noted|set|stated|filled\s+in|mentioned)"
_PLACE = r"(?:in|under|as|for|at|on)"
_WHEN = r"(?:in|during|on|before|after|since)\s+(?:[\w-]+\s+)?[\w-]+"
_BUT = r"(?:but|and|though|yet)\s+(?:not|never|none)"
_RULES = compile_rules(
    (
        # "At or below the reorder level".
        (r"\b(?:at|equal\s+to)\s+or\s+(?:below|under|less\s+than)\b", "less than or equal to"),
        (r"\b(?:at|equal\s+to)\s+or\s+(?:above|over|more\s+than)\b", "greater than or equal to"),
        # "Went out at a rate below the agreed one": with such a rate.
        (r"\bat\s+an?\s+(?!average\b|mean\b|total\b|maximum\b|minimum\b)(?P<what>[\w-]+(?:\s+[\w-]+){0,2})\s+"
         r"(?=(?:below|above|under|over|(?:less|lower|higher|more|greater)\s+than)\s+(?:the|their|its|an?)\b)",
         r"with a \g<what> "),
        # "Which maker's trucks, of those not sold, have ...": the trucks not sold.
        (r",\s+(?:of|among|counting\s+only|only)\s+(?:those|the\s+ones)\s+(?P<told>(?!of\b)[^,?]+),\s+(?=\w)",
         r" \g<told> "),
        # "Who rented for more days than anybody else".
        (rf"\b(?:(?:for|with|having|has|have|had)\s+)?more\s+{_NOUN}\s+than\s+{_ANY_OTHER}",
         r"with the most \g<noun>"),
        (rf"\b(?:(?:for|with|having|has|have|had)\s+)?(?:fewer|less)\s+{_NOUN}\s+than\s+{_ANY_OTHER}",
         r"with the fewest \g<noun>"),
        (rf"\b{_HOLD}\s+(?:an?\s+)?(?:{_UP})\s+{_NOUN}\s+{_NAMED}", r"\g<hold> \g<noun> more than "),
        (rf"\b{_HOLD}\s+(?:an?\s+)?(?:{_DOWN})\s+{_NOUN}\s+{_NAMED}", r"\g<hold> \g<noun> less than "),
        # "With more seats than 100", "with a higher wage than 2,500".
        (rf"\b{_HOLD}\s+(?P<way>more|fewer|less)\s+{_NOUN}\s+than\s+(?P<n>\d[\d.,]*)",
         r"\g<hold> \g<way> than \g<n> \g<noun>"),
        (rf"\b{_HOLD}\s+an?\s+(?:{_UP})\s+{_NOUN}\s+than\s+(?=\d)", r"\g<hold> \g<noun> above "),
        (rf"\b{_HOLD}\s+an?\s+(?:{_DOWN})\s+{_NOUN}\s+than\s+(?=\d)", r"\g<hold> \g<noun> below "),
        # "Who ordered in 2023 but not in 2024", "with bookings in 2023 but none in 2024".
        (rf"\b(?P<who>(?:who|that|which)\s+(?:(?:were|was|had|have|has)\s+)?)?(?P<deed>\w+(?:ed|en|ght|ld|nt|de|id))\s+"
         rf"(?P<one>{_WHEN})\s+{_BUT}\s+(?P<two>{_WHEN})$",
         r"\g<who>\g<deed> \g<one> and never \g<deed> \g<two>"),
        (rf"\bwith\s+(?:an?\s+|any\s+)?(?P<what>\w+)\s+(?P<one>{_WHEN})\s+(?:{_BUT}|but\s+no\s+(?P=what))\s+(?P<two>{_WHEN})$",
         r"with \g<what> \g<one> and no \g<what> \g<two>"),
        # "Courses that nobody has a result in", "shifts no one has a report for".
        (rf"\s+(?:(?:that|which|where|for\s+which|in\s+which)\s+)?{_NOBODY}\s+(?:has|have|had|holds?|got)\s+"
         r"(?:an?\s+|any\s+)?(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+(?:in|for|with|of|at|on|from|to)$",
         r" with no \g<what>"),
        # "Events where nobody is given in reported by", "with nothing entered under remarks".
        (rf"\b(?:where|for\s+which|in\s+which)\s+{_NOBODY}\s+(?:is|was|has\s+been)\s+{_GIVEN}\s+{_PLACE}\s+"
         r"(?:the\s+)?(?P<what>[\w -]+)$",
         r"where \g<what> is missing"),
        (rf"\b(?:with|having)\s+{_NOBODY}\s+(?:{_GIVEN}\s+)?(?:in|under|as)\s+(?:the\s+)?(?P<what>[\w -]+)$",
         r"where \g<what> is missing"),
    )
)  # fmt: skip


def reword_conditions(question: str) -> str:
    """Bring the conditions of a question to plainer words; most questions stay as they are."""
    return put_plainly(question, _RULES)
