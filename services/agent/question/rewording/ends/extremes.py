"""Superlatives in other words: ``which one's price is the highest``, ``is paid more than anyone else``."""

import re

from services.agent.question.language.superlatives import EST, superlative_of
from services.agent.question.rewording.rules import BE, compile_rules, put_plainly

_HIGH = r"(?:maximum|maximal|max|minimum|minimal|min|most|fewest|least)"
_WAY = rf"(?P<way>{EST}|{_HIGH})"
_ALL = r"(?:of|among|from|out\s+of)\s+(?:all|every|each)\s+(?:of\s+)?(?:(?:the|our|these|those)\s+)?"
_OTHERS = (
    r"(?:any|every)\s*(?:one|body|thing)\s+else|(?:all|any|every)\s+(?:the\s+)?others?(?:\s+(?!in\b|of\b|on\b|at\b)[\w-]+)?|"
    r"all\s+(?:of\s+)?the\s+(?:others|rest)|the\s+(?:others|rest)"
)
_WORDS = re.compile(
    r"\b(?:than|whose|one['\u2019]s|one|of|first|last|recently|represented|up|best|worst)\b", re.IGNORECASE
)
"""Words of which each rule needs one: all other questions are left alone at once."""
_MADE = (
    r"founded|established|created|built|made|constructed|manufactured|produced|born|opened|launched|published|released|"
    r"formed|started|introduced|incorporated|completed|inaugurated"
)
_MARKED = r"(?:rated|scored|graded|scoring|performing)"
_RULES = compile_rules(
    (
        # "Of all the hotels, which one's rating is the highest?".
        (rf"^{_ALL}(?P<what>[\w -]+?),\s+(?:which|what)\s+one['\u2019]?s\s+"
         rf"(?P<by>[\w -]+?)\s+{BE}\s+(?:the\s+)?{_WAY}(?P<rest>\s*(?:[.?!].*)?)$",
         r"which \g<what> has the \g<way> \g<by>\g<rest>"),
        # "The largest-budgeted one".
        (rf"^(?P<ask>(?:which|what)\s+[\w -]+?)\s+{BE}\s+the\s+(?P<way>{EST})[-\s]"
         r"(?P<by>[a-z]{3,}?)(?:e?d)\s+(?:one|of\s+all)$",
         r"\g<ask> has the \g<way> \g<by>"),
        # "What is the largest city in terms of population".
        (rf"^(?:which|what)\s+{BE}\s+the\s+{_WAY}\s+(?P<what>[\w -]+?)\s+in\s+terms\s+of\s+(?:the\s+)?"
         r"(?P<by>[\w -]+)$",
         r"which \g<what> has the \g<way> \g<by>"),
        # "The best rated hotel": of marks the highest is the best, other than of places.
        (rf"\bbest[-\s](?={_MARKED}\b)", "highest "),
        (rf"\bworst[-\s](?={_MARKED}\b)", "lowest "),
        # "Is represented by the largest number of cars", "shows up with the most cars".
        (rf"\b(?:(?:{BE})\s+(?:represented|covered|served|shown)\s+(?:by|with)|(?:shows?|showed|turns?|comes?|came)\s+up\s+with|"
         rf"appears?\s+with)\s+(?=the\s+(?:most|fewest|least|{EST})\b)",
         "has "),
        # "Which author was born first", "which hotel opened most recently".
        (rf"\b(?P<made>{_MADE})\s+(?:the\s+)?first(?=\s*(?:[?.!]|$))", r"\g<made> the earliest"),
        (rf"\b(?P<made>{_MADE})\s+(?:the\s+)?(?:last|most\s+recently)(?=\s*(?:[?.!]|$))",
         r"\g<made> the latest"),
    )
)  # fmt: skip
_OUTDOES = re.compile(
    r"(?P<be>\b(?:is|was|are|were)\s+)?(?:an?\s+)?\b(?P<word>more|less|[a-z]{2,}(?:er|ier))\s+"
    rf"(?:(?P<adjective>expensive|costly|populous|recent|popular|frequent|powerful)\s+)?than\s+(?:{_OTHERS})(?=\s*(?:[,.?!]|$|\s(?:in|of|on|at)\b))",
    re.IGNORECASE,
)


def say_extremes(question: str) -> str:
    """Say in a plain superlative what is the highest, the first or more than all others."""
    if not _WORDS.search(question):
        return question
    return put_plainly(_OUTDOES.sub(_most, question), _RULES)


def _most(found: re.Match[str]) -> str:
    """Turn a comparison with all others into the superlative that it is."""
    best = superlative_of(found["word"].lower())
    if best is None:
        return found.group()
    said = f"{best} {found['adjective']}" if found["adjective"] else best
    return f"{found['be'] or ''}the {said}"
