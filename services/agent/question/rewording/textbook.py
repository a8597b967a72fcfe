"""Sentences as exercises put them, more plainly: "his or her", "have gone through a check", "pairs of"."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.rewording.rules import compile_rules, put_plainly

_SIGN = re.compile(
    r"^with\s+the\s|\b(?:h(?:is|er)|him|he|she)\s*(?:or|for|/)|\bgo(?:ne|es|ing)?\s+through\b|\bwent\s+through\b|under(?:gone|went)|"
    r"\b(?:at\s+least|also|well\s+as|temporarily|presently|either|pairs?\s+of|order\s+of\s+(?:the\s+)?(?:count|frequency)|"
    r"how\s+(?:much|many)|both|some|an?|any|different|lexic\w+|substring|string|word|phrase|letters?|maximum|minimum|average|rarest|states?|city|year|county|country|province|genres?|types?)\b",
    re.IGNORECASE,
)
"""Words without which nothing here can be said."""
_YEAR = r"(?:19|20)\d\d"
_MEANS = r"(?:average|mean|maximum|minimum|highest|lowest|total)"
_NOT = r"(?!of\b|and\b|or\b|for\b|in\b|with\b|that\b|which\b|who\b)"
_RULES = compile_rules(
    (
        # "The average price over all flats in the north".
        (rf"(?P<figure>\b{_MEANS}\b[\w ]*?)\s+over\s+"
         r"(?:all\s+(?:of\s+)?(?:the\s+)?|the\s+(?=[a-z]+(?:\s+[a-z]+)?s\s))"
         r"(?=[a-z]+(?:\s+[a-z]+)?\s+(?:in|of|at|for|from|with|made|done|given|carried)\b)",
         r"\g<figure> of all "),
        # "With the highest number of shops, what is the town".
        (r"^with\s+the\s+(?P<end>(?:highest|lowest|largest|smallest|greatest)\s+number\s+of\s+[\w ]+?),"
         r"\s*(?:what|which)\s+is\s+the\s+(?P<what>[a-z]+(?:\s+[a-z]+)?)(?=\s*[?.]*$)",
         r"which \g<what> has the \g<end>"),
        # "Who is at least 30 but no more than 35".
        (r"\b(?P<be>is|are|was|were|aged)\s+at\s+least\s+(?P<low>\d+),?\s+(?:and|but)\s+(?:at\s+most|no\s+more\s+than|not\s+more\s+than)"
         r"\s+(?P<high>\d+)(?=\s*[?.,]?\s*$|\s+years?\b)", r"\g<be> between \g<low> and \g<high>"),
        # "His or her id", "his for her dog".
        (r"\b(?:his\s*(?:/|or|for)\s*her|her\s*(?:/|or|for)\s*his)\b", "their"),
        (r"\b(?:he\s*(?:/|or)\s*she|she\s*(?:/|or)\s*he)\s+(?:has|does|is|was)\b", "they have"),
        # "Who have gone through any treatments", "that underwent no surgery".
        (r"\b(?:(?P<not>have\s+not|has\s+not|haven't|hasn't|had\s+not|did\s+not|didn't)\s+(?:yet\s+)?|(?:have|has|had)\s+)?"
         r"(?:gone\s+through|go\s+through|goes\s+through|went\s+through|undergone|underwent)\s+"
         r"(?=(?:an?|any|no|some|the|more|at|less|fewer|\d+|two|three)\b)",
         lambda found: "have not had " if found["not"] else "have had "),
        # "In the state of Texas or the state of Ohio".
        (r"\b(?P<what>state|city|county|country|province|year|genre|type)\s+of\s+(?P<one>[\w' -]+?)\s+"
         r"(?P<or>or|and)\s+(?:in\s+)?the\s+(?P=what)\s+of\s+(?=\w)",
         r"\g<what> of \g<one> \g<or> "),
        # "In 2014 and also in 2015".
        (rf"\b(?P<at>in|during)\s+(?P<one>{_YEAR})\s*,?\s+(?:and\s+also|as\s+well\s+as|but\s+also|and\s+then\s+also)\s+"
         rf"(?:in\s+|during\s+)?(?P<other>{_YEAR})\b", r"\g<at> both \g<one> and \g<other>"),
        # "Had a race in 2014 and a race in 2015".
        (rf"\b(?P<what>an?\s+[a-z]+)\s+(?P<at>in|during)\s+(?P<one>{_YEAR})\s+and\s+(?:also\s+)?(?:(?P=what)|one|another|another\s+one)\s+"
         rf"(?:in|during)\s+(?P<other>{_YEAR})\b", r"\g<what> \g<at> both \g<one> and \g<other>"),
        # "Either 3 credits or 1 credit".
        (r"\b(?:either\s+)?(?P<one>\d+)\s+(?P<what>[a-z]+?)s?\s+or\s+(?P<other>\d+)\s+(?P=what)s?\b",
         r"\g<one> or \g<other> \g<what>s"),
        # "The maximum capacity and the average of all halls".
        (rf"\bthe\s+(?P<one>{_MEANS})\s+(?P<what>{_NOT}[a-z]+)\s+and\s+(?:the\s+)?(?P<other>{_MEANS})\s+(?:one\s+)?(?=of\b)",
         r"the \g<one> and \g<other> \g<what> "),
        # "How much does the most recent repair cost".
        (r"^how\s+much\s+(?:does|did)\s+"
         rf"(?P<what>the\s+(?:most\s+[a-z]+|first|last|{EST})\s+[\w -]+?)\s+costs?"
         r"(?=\s*[?.]*$)", r"what is the cost of \g<what>"),
        (r"\s+(?:temporarily|presently)(?=\s+(?:do|does|did|have|has|had|are|is)\b)", ""),
        (r"\b(?P<do>do|does|did|have|has|had|are|is)\s+(?:temporarily|presently)\s+", r"\g<do> "),
        (r"\brarest\s+(?=[a-z])", "least common "),
        # "Show both the name and the id", "the maximum speed for different colours".
        (r"(?P<ask>(?:^|[.?;]\s*)(?:list|show|give|return|find|display)\s+)both\s+(?=.+\sand\s)", r"\g<ask>"),
        (r"(?P<figure>\b(?:maximum|minimum|average|mean|total|number|sum|count|highest|lowest)\b[\w ]*?)"
         r"\s+for\s+(?:the\s+)?different\s+(?=[a-z])", r"\g<figure> for each "),
        # "Have some friends", "are playing some film by Ann".
        (r"\b(?P<verb>have|has|had|with)\s+some\s+(?=[a-z])(?!of\b)", r"\g<verb> a "),
        (r"\b(?:(?:that|which)\s+)?(?:is|are)\s+(?:playing|showing|broadcasting|airing|hosting|offering)\s+(?:some|an?|any)\s+"
         r"(?=[a-z])", "with a "),
        # "In reversed lexicographical order", "that contain the substring 'ab'".
        (r"\bin\s+(?:reversed?|inverse|descending)\s+(?:lexicographical|lexicographic|lexical|alphabetic(?:al)?)\s+order\b",
         "in descending alphabetical order"),
        (r"\b(?:lexicographical|lexicographic|lexical)\s+order\b", "alphabetical order"),
        (r"\b(?P<verb>contain(?:s|ing|ed)?)\s+(?:the\s+|a\s+)?(?:substring|string|word|letters?|phrase)\s+(?=['\"\u2018\u201c])",
         r"\g<verb> "),
        (r"\b(?:has|have|with)\s+(?:the\s+|a\s+)?(?:substring|string|word|phrase)\s+(?=['\"\u2018\u201c])",
         "contains "),
        (r"^(?P<many>how\s+many\s+[\w ]+?)\s+in\s+total\s+(?:are|were)\s+(?:listed|there|recorded)"
         r"(?=\s*\??$)", r"\g<many> are there"),
        # "List pairs of the tutor's name and the pupil's name".
        (r"^(?P<ask>(?:list|show|give|find|return|display)\s+)(?:(?:me|us)\s+)?(?:all\s+)?(?:the\s+)?pairs\s+of\s+(?=.*\sand\s)",
         r"\g<ask>"),
    )
)  # fmt: skip


def say_textbook(question: str) -> str:
    """Say more plainly what exercises put their own way; most questions stay as they are."""
    return put_plainly(question, _RULES) if _SIGN.search(question) else question
