"""What a precise question says by the way: the rows that are left out, the day that is meant, the signs."""

from services.agent.question.rewording.rules import COUNT, compile_rules, put_plainly

_STOP = r"(?=\s*[,.;?!)]|\s*$)"
_DATED = r"(?:the\s+|its\s+|their\s+)?(?P<day>[\w-]+\s+date)"
_BY = r"(?:going\s+by|based\s+on|judged\s+by|according\s+to|by|using)"
_GOING = r"(?:going\s+by|based\s+on|judged\s+by|according\s+to)"
_YEAR = r"\b(?:19|20)\d\d\b"
_PARTED = r"\b(?:per|by|each|every|than|from|between|before|after|since)\b"
"""What says that a year is not all that is said of when."""
_DONE = r"\w+(?:ed|en|wn|nt|ade|aid|ld)\b"
"""How participles end."""
_IT = r"(?:it|they|this|that|we|there)\s+(?:is|are|was|were|has\s+been|have\s+been)?\s*"
_LESS = (
    rf"(?:(?:an?\s+)?(?:decrease|drop|fall|decline|loss)s?|{_IT}(?:fell|dropped|declined|decreased|shrank|"
    r"lower|less|smaller|fewer|down)|(?:lower|less|smaller|fewer))"
)
_MORE = (
    rf"(?:growth|(?:an?\s+)?(?:increase|rise|gain)s?|{_IT}(?:rose|grew|increased|gained|"
    r"higher|more|larger|bigger|greater|up)|(?:higher|more|larger|bigger|greater))"
)
_WHAT = r"(?!(?:the|all|more|at|up|over|under)\b)(?:[a-z-]+\s+)?(?!in\b)[a-z-]+"
_THEN = r"(?:in|during|before|after|since)"
_LEADS = r"\s+(?:sign\s+|numbers?\s+|figures?\s+)?(?:if|when|where|means|for)\s+"
_RULES = compile_rules(
    (
        # "Name the drivers who …": list them, of no header with both words.
        (r"^name\s+(?=(?:the|all|every|any|our|those)\s+(?!names?\b|of\b)[^\W\d])", "list "),
        # "Who are the three clients with the most": the three clients, and no more than these.
        (rf"^who\s+(?:are|were)\s+(?=the\s+{COUNT}\s+[a-z]+s\s+with\b)", "list "),
        # "The longest time to close in days": the most days to close.
        (
            r"\blongest\s+time\s+(?P<to>to\s+[a-z]+(?:\s+(?!in\b)[a-z]+){0,2})\s+in\s+days\b",
            r"maximum number of days \g<to>",
        ),
        (
            r"\bshortest\s+time\s+(?P<to>to\s+[a-z]+(?:\s+(?!in\b)[a-z]+){0,2})\s+in\s+days\b",
            r"minimum number of days \g<to>",
        ),
        # "How many days does it take us to": whose work it is, is no news.
        (r"(?P<take>\bdo(?:es)?\s+it\s+(?:usually\s+|typically\s+)?take)\s+us\b(?=.*\bto\b)", r"\g<take>"),
        # "What share of the cost of repairs was on ones where": on repairs where.
        (
            r"(?P<of>\bof\s+(?:(?:the|all|our)\s+)*(?P<what>[a-z]+s)\s+(?:is|are|was|were|went|came)\s+(?:on|for|from|to)\s+)"
            r"(?:the\s+|those\s+)?ones\s+(?=where|that|which|with)",
            r"\g<of>\g<what> ",
        ),
        # "Have 5 orders to their name": have them.
        (
            r"(?P<have>\b(?:have|has|had|with)\s[^.?;]+?)\s+to\s+(?:their|his|her|its)\s+names?\b",
            r"\g<have>",
        ),
        # "Had orders in May but none in June": and no orders then.
        (
            rf"(?P<have>\b(?:have|has|had|with)\s+)(?P<some>(?:an?|any|some)\s+)?(?P<what>{_WHAT})"
            rf"(?:\s+with\s+us)?(?P<when>\s+{_THEN}\s+[^,.?;]{{1,30}}?),?\s+(?:but|and)\s+"
            rf"(?:none|not(?:\s+(?:any|one))?)\s+(?P<then>{_THEN}\b)",
            r"\g<have>\g<some>\g<what>\g<when> and no \g<what> \g<then>",
        ),
        (
            rf"(?P<did>\b[a-z]+ed)\s+(?:an?\s+|any\s+|some\s+)?(?P<what>{_WHAT})(?P<when>\s+{_THEN}\s+"
            rf"[^,.?;]{{1,30}}?),?\s+(?:but|and)\s+(?:none|not(?:\s+(?:any|one))?)\s+(?P<then>{_THEN}\b)",
            r"had \g<what>\g<when> and no \g<what> \g<then>",
        ),
        # "By date paid": by the paid date.
        (rf"\bby\s+date\s+(?P<done>(?!of\b){_DONE}){_STOP}", r"by \g<done> date"),
        # "Leaving the cancelled orders out": as "leaving out", which is read.
        (
            r"\bleav(?:e|ing)\s+(?P<what>(?:(?:the|all|any)\s+)*(?!out\b)[\w-]+(?:\s+[\w-]+)?)"
            rf"\s+out{_STOP}",
            r"excluding \g<what>",
        ),
        (rf"\s+and\s+(?=excluding\s+[\w -]+{_STOP})", ", "),
        (
            r",?\s+(?P<over>across|over|among|for|on)\s+(?:all\s+)?(?:the\s+|our\s+)?(?P<what>[\w-]+s)\s+"
            rf"(?:that|which)\s+(?:weren['\u2019]t|were\s+not|aren['\u2019]t|are\s+not)\s+(?P<state>{_DONE}){_STOP}",
            r" \g<over> \g<what>, excluding \g<state> \g<what>",
        ),
        # "Counting cancelled ones too": as all others are counted.
        (
            r"[,(]?\s+(?:and\s+|but\s+)?(?:counting|including|with)\s+(?:the\s+)?"
            rf"(?P<what>[\w-]+\s+ones)\s+(?:too|as\s+well|also|included)[)]?{_STOP}",
            r", \g<what> included",
        ),
        # "Not even on a cancelled one": none at all is none of those.
        (
            r"(?P<none>\b(?:never|no|not|none)\b[^.?;]*?),?\s+(?:and\s+|but\s+)?not\s+even\s+"
            rf"(?:\w+\s+)?(?:an?\s+)?\w+\s+ones?{_STOP}",
            r"\g<none>",
        ),
        # "In 2023, year by order date", "2023 (going by issue date)": the year of that day.
        (
            rf"(?P<year>\b(?:19|20)\d\d\b[^?]*?[,(]\s*)(?:year|quarter|month)s?\s+by\s+{_DATED}",
            r"\g<year>by \g<day>",
        ),
        # "In 2023, going by delivery date": whose day is in that year, where it is the only one.
        (
            rf"^(?P<what>(?:(?!{_YEAR}|{_PARTED})[^.?])+?)\s+(?:in|during|for)\s+(?P<year>{_YEAR})\s*"
            rf"(?:,?\s+{_GOING}\s+{_DATED}|\(\s*(?:{_BY}\s+)?{_DATED.replace('day', 'within')}\s*\))\s*\??$",
            r"\g<what> where \g<day>\g<within> is in \g<year>",
        ),
        # "Quarters as 1, 2, 3, 4": their numbers.
        (
            r"^(?P<start>.*?\b(?:per|by|each|every)\s+quarter)(?P<rest>\b[^.;?]*)[.;?]\s+quarters\s+(?:as|are|being)\s+"
            r"1,\s*2,\s*3(?:,\s*|\s*,?\s*and\s+)4[.\s]*$",
            r"\g<start> number\g<rest>",
        ),
        # "When was the first order from customers in each country placed": by whom, behind the verb.
        (
            r"^when\s+(?P<be>was|were)\s+(?P<end>the\s+(?:first|last|latest|earliest)\s+[\w-]+)\s+(?:from|by|of)\s+"
            r"(?P<whose>(?:the\s+|our\s+)?[\w-]+s\s+(?:in|from|of)\s+(?:each|every)\s+[\w-]+(?:\s+[\w-]+)?)\s+"
            rf"(?P<verb>(?!received\b){_DONE}){_STOP}",
            r"when \g<be> \g<end> \g<verb> by \g<whose>",
        ),
        # "Minus if it fell", "positive for growth": every difference has these signs.
        (
            rf"\s*[.,;?(]+\s*(?:(?:minus|negative){_LEADS}{_LESS}|(?:plus|positive){_LEADS}{_MORE})[)]?"
            r"(?=\s*[.?!]?\s*$)",
            "",
        ),
    )
)


def say_precisely(question: str) -> str:
    """Bring asides of a precise question to wordings that are read; most questions stay as they are."""
    return put_plainly(question, _RULES)
