"""Words that only stress what a question says anyway: ``the only``, ``both``, ``each``, ``in this chart``."""

from services.agent.question.rewording.rules import compile_rules, put_plainly

_LIST = r"(?:table|list|chart|data|graph|sheet|record|listing)"
_VERBS = r"(?:has|have|had|with|appears?|appeared|got|gets?|won|scored|earned)"
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
        (r"^(?!(?:which|what|who|how|where|when|list|show|name|find|give|return|display|get|tell|count|print)\b)"
         r"(?P<names>.+?\sand\s.+?\s)(?P<verb>(?:(?:are|were|have|had|share)\s+)?)both\s+(?!\d)",
         r"\g<names>\g<verb>"),
        (r"\bof\s+both\s+(?=.+\band\b)", "of "),
        # "Singles that each appear at 22", "men and women each stay", "drivers who earned 5 points each".
        (rf"\beach\s+(?={_VERBS}\b)", ""),
        (r"(?<=s|n)\s+each(?=\s+(?:stay|take|pay|spend|cost|earn|weigh|last|work)\b)", ""),
        (r"(?P<what>\d+\s+(?!(?:for|in|of|at|by|from|on|to|with|within)\b)\w+)\s+each"
         r"(?=$|[,.;:?!)]|\s+(?:and|or|but|in|at|on|for|from|to)\b)", r"\g<what>"),
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
