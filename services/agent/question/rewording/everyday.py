"""Everyday ways to put what other rules know in plainer words: tips that were left, women over 70."""

from services.agent.question.rewording.rules import compile_rules, put_plainly

_DID = r"(?:(?!need|exceed)[a-z]{2,}ed|bought|sold|written|sent|won|taught|seen|met)"
_WRITTEN = r"(?:tip|review|comment|rating|note|message|remark)s?"
_SEX = r"(?:wom[ae]n|m[ae]n|females?|males?|ladies|girls?|boys?)"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_AGE = rf"(?:\d{{1,2}}|{_TENS.replace(' ', '|')})"
_NO_UNIT = (
    r"(?!\s*(?:[-\u2013%]|percent|days?|nights?|weeks?|months?|years?|hours?|minutes?|euros?|dollars?))"
)
_RULES = compile_rules(
    (
        # "Who rated at least one film of 1999": a film.
        (rf"\b(?P<did>{_DID})\s+at\s+least\s+(?:one|1)\s+"
         r"(?=(?!(?:of|more|time)\b)[a-z]+(?:\s*(?:$|[,.;?!])|\s+(?:in|of|at|with|that|on|by|from|for)\b))",
         r"\g<did> a "),
        # "How many tips were left", "users who left a review": written.
        (rf"\b(?P<what>{_WRITTEN})\s+(?P<be>were|was|are|have been)\s+left\b", r"\g<what> \g<be> written"),
        (rf"\bleft\s+(?=(?:an?|any|no|some|the|(?:more\s+than|at\s+least)\s+\w+)\s+(?:\w+\s+)?{_WRITTEN}\b)",
         "wrote "),
        # "With no flights departing from them": with no departing flights.
        (r"\b(?P<no>no|any)\s+(?P<what>[a-z]+s)\s+(?P<way>departing|arriving|starting|ending|leaving|landing)\s+"
         r"(?:from|at|in|to)\s+(?:them|it|there)\b", r"\g<no> \g<way> \g<what>"),
        # "Starts with the letter 'm'".
        (r"\bthe\s+letters?\s+(?=['\"\u2018\u201c])", ""),
        # "How many leases have ended": are ended.
        (r"\b(?:have|has)\s+(?:already\s+|since\s+)?(?P<done>ended|finished|expired|closed|lapsed|matured|concluded)"
         r"(?=\s*(?:$|[,.;?!]))", r"are \g<done>"),
        # "Nonstop flights", of flights with a number of stops.
        (r"\bnon-?stop\s+(?P<what>[a-z]+s)\b", r"\g<what> with 0 stops"),
        # "The average number of courses taken per pupil".
        (r"\b(?P<mean>average\s+number\s+of\s+\w+)\s+(?:taken|made|placed|held|owned|ordered|bought|read|attended)\s+"
         r"(?:per|by\s+(?:each|every|an?))\s+(?=\w)", r"\g<mean> per "),
        # "Number in Surgery".
        (r"^(?:the\s+)?number\s+(?=(?:with|in|on|from|at|who|that|aged)\b)", "how many "),
        # "The eighty-year-olds".
        *(
            (rf"\b{word}[\s-]years?[\s-]olds?\b", f"{10 * ten} years old")
            for ten, word in enumerate(_TENS.split(), 2)
        ),
        # "Women in the north wing over 70": aged so.
        (rf"\b(?P<who>{_SEX}(?:\s+(?:in|with|on|from|at)\s+(?:(?!and\b|or\b)[\w'-]+\s+){{0,3}}?[\w'-]+)?)\s+"
         rf"(?P<way>over|under|above|below|older\s+than|younger\s+than)\s+(?P<age>{_AGE})\b{_NO_UNIT}",
         r"\g<who> aged \g<way> \g<age>"),
        # "Which is priced lowest", "the box sized largest", "how are vans priced on average".
        (r"\b(?:is|are|was|were)\s+priced\s+(?:the\s+)?(?P<way>highest|lowest)\b", r"has the \g<way> price"),
        (r"\b(?P<what>[a-z]{3,})\s+sized\s+(?:the\s+)?(?P<way>largest|smallest|biggest|greatest)\b",
         r"\g<what> with the \g<way> size"),
        (r"^how\s+(?:is|are|was|were)\s+(?P<what>[\w -]+?)\s+priced(?P<per>\s+per\s+\w+)?\s+on\s+average$",
         r"what is the average price\g<per> of \g<what>"),
        # "And how are they rated".
        (r",?\s+and\s+how\s+(?:is|are|was|were)\s+(?:it|they|these)\s+rated$", " and their rating"),
        (r",?\s+and\s+how\s+(?:is|are|was|were)\s+(?:it|they|these)\s+priced$", " and their price"),
        (r"^what\s+(?:is|are)\s+(?:the\s+)?names?\s+of\s+(?:all\s+)?(?:(?:the|our)\s+)?"
         r"(?P<rows>[\w -]+?)\s+and\s+"
         r"(?:their|its)\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)$",
         r"show the name and \g<what> of the \g<rows>"),
        # "What's the longest any guest has been in here": the longest stay of any.
        (r"^what(?:['\u2019]s|\s+is|\s+was)\s+the\s+(?P<end>longest|shortest)\s+(?:time\s+)?(?:that\s+)?(?P<who>(?:any[a-z]*|an?)\b.+?)"
         r"\s+(?:has|have|had)\s+(?:been|stayed|spent)(?:\s+(?:in\s+here|here|in|with\s+us))?$",
         r"what is the \g<end> stay of \g<who>"),
    )
)  # fmt: skip


def say_everyday(question: str) -> str:
    """Say more plainly what is put as people do; most questions stay as they are."""
    return put_plainly(question, _RULES)
