"""Words that only stress what a question says anyway: ``the only``, ``both``, ``each``, ``in this chart``."""

from services.agent.question.rewording.rules import compile_rules, put_plainly

_LIST = r"(?:table|list|chart|data|graph|sheet|record|listing)"
_VERBS = r"(?:has|have|had|with|appears?|appeared|got|gets?|won|scored|earned)"
_DID = r"(?:(?!need|exceed)[a-z]{2,}ed|bought|sold|written|sent|won|taught|seen|met)"
_WRITTEN = r"(?:tip|review|comment|rating|note|message|remark)s?"
_DENIED = (
    r"(?P<denied>\b(?:no|none|never|without|nobody|lack|lacks|lacking|(?:\w+n['\u2019]|no)t)\b[^,.;:?()]*?)"
)
_THEM = r"(?:them|it|him|her|themselves|their\s+(?:names?|record|account))"

_RULES = compile_rules(
    (
        # "Are having Botany as the subject of their lessons": have it as lesson subject.
        (r"\b(?:is|are|was|were)\s+having\b", "have"),
        (r"\bas\s+(?:the|their)\s+(?P<what>\w+?)s?\s+of\s+(?:the|their|its|his|her)\s+(?P<of>\w+?)s?$",
         r"as \g<of> \g<what>"),
        (r"\b(?:is|was)\s+(?:he|she)\s+or\s+(?:she|he)\b", "are they"),
        (r"\b(?:he|she)\s+or\s+(?:she|he)\b", "they"),
        # "A year old or younger", of ages in years.
        (r"\b(?:a|one)\s+year\s+old\s+(?=or\s+(?:younger|older)\b)", "1 year old "),
        # "Who bring their own lunch", "with their own car".
        (r"\b(?P<have>brings?|brought|have|has|had|with|uses?|eats?|takes?|took|gets?)\s+(?P<whose>their|his|her)\s+own\b",
         r"\g<have> \g<whose>"),
        # "For every single one of the branches": for each branch.
        (r"\b(?:each|every)\s+(?:single\s+)?one\s+of\s+(?:the|our|these|those)\s+(?=\w)", "each of the "),
        (rf",?\s*\b(?:according to|based on|from|on|in) (?:this|the) {_LIST}\b,?", " "),
        # "The number of parcels going out": of those that went out.
        (r"(?<=\w)(?<!\bkeep)(?<!\bis)(?<!\bare)(?<!\bwere)(?<!\bwas)\s+going\s+"
         r"(?=(?:out|off|back|up|down)\b)", " that went "),
        # "How many performers appeared during this season": what the table is about.
        (r"\s+(?:in|during|of|for) this \w+(?=$|\s+(?:who|that|which|were|was|are|is)\b)", ""),
        # "Which size is the only one with 5 threads": the one that is so.
        (r"\b(?:is|was)\s+the\s+only\s+ones?\s+(?=with\b|that\b|who\b|which\b)", ""),
        (r"\bthe\s+only\s+(?=[a-z]+\b)(?!ones?\b|two\b|three\b)", "the "),
        (rf"\bonly\s+(?={_VERBS}\b)", ""),
        # "X and Y both play which position": what is said of the two is the same.
        (r"^(?!which\b|what\b|who\b|how\b|where\b|when\b|list\b|show\b|name\b)"
         r"(?P<names>.+?\sand\s.+?\s)(?P<verb>(?:(?:are|were|have|had|share)\s+)?)both\s",
         r"\g<names>\g<verb>"),
        (r"\bof\s+both\s+(?=.+\band\b)", "of "),
        # "Singles that each appear at 22", "drivers who earned 5 points each".
        (rf"\beach\s+(?={_VERBS}\b)", ""),
        (r"(?P<what>\d+\s+(?!(?:for|in|of|at|by|from|on|to|with|within)\b)\w+)\s+each"
         r"(?=$|[,.;:?!)]|\s+(?:and|or|but|in|at|on|for|from|to)\b)", r"\g<what>"),
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
        # "With no orders assigned to them", "never reviewed by anyone", "not stocked anywhere".
        (rf"{_DENIED}\s+(?:(?:attached|assigned|linked|tied|connected|related|belonging|recorded|registered|listed)\s+)?"
         rf"(?:on|in|to|for|with|of|at|under|against)\s+{_THEM}(?=$|[,.;:?!()]|\s+(?:and|or|in|at|on|yet|so)\b)",
         r"\g<denied>"),
        (rf"{_DENIED}\s+(?:by\s+any(?:one|body)|anywhere|at\s+all|whatsoever|"
         r"in\s+(?:the|our)\s+(?:catalog(?:ue)?|system|database|books|records|range|data|files?))(?=$|[,.;:?!()])",
         r"\g<denied>"),
        (r"\b(?P<have>have|has|had)\s+yet\s+to\s+", r"\g<have> not "),
    )
)  # fmt: skip


def without_emphasis(question: str) -> str:
    """Take out what only stresses; a question of nothing else stays as it is."""
    text = put_plainly(question, _RULES)
    text = " ".join(text.split()) if text != question else question
    return text if text.strip(" ?.!") else question
