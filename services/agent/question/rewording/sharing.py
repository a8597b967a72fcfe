"""Things told by how many others use, share or have them: "towns shared by at least two teachers".

They are asked for as those that have so many: "towns with at least two teachers".
"""

import re

from services.agent.question.rewording.rules import compile_rules, put_plainly

_SIGN = re.compile(
    r"\b(?:us(?:ed|ing)|shar(?:ed|ing)|number of|amount of|except|either|average|age|name|title|text|year|"
    r"not|at least|more than)\b",
    re.IGNORECASE,
)
"""A word without which nothing here can be said."""
_MANY = (
    r"(?:(?:at\s+least|more\s+than|less\s+than|fewer\s+than|at\s+most|over|exactly)\s+"
    r"(?:\d+|one|two|three|four|five|six|ten))"
)
_DO = (
    r"(?:teach(?:es)?|taught|conduct(?:s|ed)?|direct(?:s|ed)?|writes?|wrote|written|produced?|designed?|hosts?|"
    r"hosted|speaks?|offers?|offered)"
)
_BE = r"(?:(?:that|which|who)\s+)?(?:(?:are|is|were|was|have\s+been|has\s+been)\s+)?"
_RULES = compile_rules(
    (
        # "The most number of concerts", "the least number of votes".
        (r"\b(?:the\s+)?most\s+(?:numbers?|amounts?)\s+of\s+(?=\w)", "the most "),
        (r"\b(?:the\s+)?(?:least|fewest)\s+(?:numbers?|amounts?)\s+of\s+(?=\w)", "the fewest "),
        # "Cities shared by at least two teachers", "templates not used by any document".
        (rf"\s+{_BE}(?:used|shared)\s+by\s+(?P<many>{_MANY})\s+(?=\w)", r" with \g<many> "),
        (rf"\s+{_BE}(?:used|shared)\s+by\s+(?=the\s+(?:most|fewest|least|largest|greatest|highest)\b)",
         " with "),
        (r"\s+(?:(?:that|which)\s+)?(?:(?:are|is|were|was)\s+)?(?:not|never)\s+used\s+by\s+(?:any|an?)\s+(?=\w)",
         " with no "),
        (r"\b(?P<many>(?:numbers?|counts?)\s+of\s+[\w'-]+(?:\s+[\w'-]+)?)\s+(?:using|sharing)\s+(?P<each>each|every)\b",
         r"\g<many> for \g<each>"),
        # "That teach at least two courses": what they do with them is all that links the two.
        (rf"\b(?:that|who|which)\s+(?:(?:have|has|had)\s+)?{_DO}\s+(?P<many>{_MANY})\s+(?=[a-z])",
         r"with \g<many> "),
        (r"\b(?:in\s+)?(?:the\s+)?year\s+(?P<year>\d{4})\s+or\s+(?:after|later)\b"
         r"(?!\s+(?:than\s+)?(?:the\s+year\s+)?\d)", r"since \g<year>"),
        (r"\b(?P<be>is|are|was|were)\s+not\s+(?:higher|larger|greater|more|bigger|older|longer)\s+than\s+(?=\d)",
         r"\g<be> at most "),
        (r"\b(?P<be>is|are|was|were)\s+not\s+(?:lower|smaller|less|fewer|younger|shorter)\s+than\s+(?=\d)",
         r"\g<be> at least "),
        # "Is either 1948 or 1949".
        (r"\b(?P<be>is|are|was|were|in|of|from|by|aged|for|have|has|had|with|at)\s+either\s+"
         r"(?=[^,]*?\bor\b)", r"\g<be> "),
        # "Above age 20", "under the age of 30", "above the average age".
        (r"\b(?:above|over)\s+(?:the\s+)?age\s+(?:of\s+)?(?=\d)", "older than "),
        (r"\b(?:below|under)\s+(?:the\s+)?age\s+(?:of\s+)?(?=\d)", "younger than "),
        (r"(?<=[a-z]s)(?<!\bis)(?<!\bwas)(?<!\bhas)(?<!\bdoes)\s+(?P<way>above|below|over|under)\s+"
         r"(?:the\s+)?average\s+(?P<what>[a-z]+)(?=\s*(?:[,.?!]|$))",
         r" with \g<what> \g<way> average"),
        (r"\b(?:who|that)\s+(?:is|are|was|were)\s+older\s+than\s+(?:the\s+)?average(?:\s+age)?(?=\s*(?:[,.?!]|$))",
         "with age above average"),
        (r"\b(?:who|that)\s+(?:is|are|was|were)\s+younger\s+than\s+(?:the\s+)?average(?:\s+age)?(?=\s*(?:[,.?!]|$))",
         "with age below average"),
        # "All stadiums except for stadiums having a concert in 2014".
        (r"\b(?P<what>[a-z]+s),?\s+except\s+(?:for\s+)?(?:(?:all\s+)?(?:the\s+)?(?P=what)|those|the\s+ones?)\s+"
         r"(?:having|with|that\s+(?:have|had)|which\s+(?:have|had)|who\s+(?:have|had))\s+(?=(?:an?|any)\s)"
         r"(?![^,.?]*\b(?:above|below|over|under|than|at\s+(?:least|most)|of\s+\d))",
         r"\g<what> that did not have "),
        # "With the word 'Hey' in its title", "having 'Hey' in its name".
        (r"\b(?:having|with|has|have|had|that\s+(?:has|have))\s+(?:the\s+)?"
         r"(?:(?:words?|letters?|phrase|text|string|substring)\s+)?(?P<said>'[^']+'|\"[^\"]+\")\s+in\s+"
         r"(?:its|their|his|her|the)\s+(?P<what>names?|titles?|descriptions?|texts?|labels?)\b",
         r"whose \g<what> contains \g<said>"),
        (r"\bcontain(?P<s>s?)\s+(?:the\s+)?(?:words?|letters?|phrase|text|string|substring)\s+(?=['\"])",
         r"contain\g<s> "),
    )
)  # fmt: skip


def say_shared(question: str) -> str:
    """Say of things how many others they have; most questions say nothing of it and stay."""
    if not _SIGN.search(question):
        return question
    return put_plainly(question, _RULES)
