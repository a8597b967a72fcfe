"""Everyday ways to ask in plainer words: ``what do they pay``, ``how big does it get at most``."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.rewording.rules import compile_rules, put_plainly

_AUXILIARY = r"(?:do|does|did|would|will|should|could|can)"
_MONEY_VERBS = r"(?:pay|spend|cost|earn|charge|weigh|measure)"
_YEAR = r"(?=(?:1[5-9]|20)\d\d\b(?!\s*(?:\w+s|%)\b))"
_HAS = r"\b(?P<has>having|with|has|have)\s+the"
_HAS_NO_THE = r"\b(?P<has>having|with|has|have)"
_PERSON = r"(?:(?:me|us|you|them|people|somebody|someone|one)\s+)"
_HAD = "won|scored|earned|got|gained|claimed|collected|taken|took|recorded|made|obtained"
_GOT = rf"(?:{_HAD}|received)"


def _command(found: re.Match[str]) -> str:
    verb = found["verb"].casefold()
    return f"{verb}e " if verb in ("giv", "nam") else f"{verb} "


_RULES = compile_rules(
    (
        # "Nations that won no silver", "which teams have not scored any goals"; who receives may send too.
        (rf"\b(?:(?:has|have|had|did)\s+(?:not|never)|(?:has|have|had|did)n['\u2019]t|never)\s+(?:{_HAD}|win|score|earn|get|gain)\s+"
         r"(?:any|an?(?:\s+single)?|one)\s+(?=[a-z])",
         "have no "),
        # "Have never sent", "has never once booked".
        (r"\b(?:has|have|had)\s+never\s+(?:(?:ever|once)\s+)?(?=(?!been\b)[a-z]+(?:ed|nt|ld|de|ok|ht)\s)",
         "never "),
        (rf"\b{_GOT}\s+(?:no|zero)\s+(?=[a-z])", "have no "),
        # "Which classes have none preserved".
        (r"\b(?P<has>has|have|had|with)\s+none\s+(?=[a-z]+(?:ed|ft|lt|wn|en)\b)", r"\g<has> 0 "),
        # "The medals won by nations from Africa": whose they are, and no groups.
        (r"\b(?:won|scored|earned|received)\s+by\s+(?=(?:the\s+|all\s+)?[a-z]+s\s+"
         r"(?:from|in|who|that|which|whose|with|based)\b)",
         "of "),
        # "What do beginners usually pay", "what would it cost me to rent the red one".
        (rf"^what\s+(?P<who>{_AUXILIARY}\s+[^,?]+?\s{_MONEY_VERBS})\b(?!\s+(?:for|to)\s+what\b)",
         r"how much \g<who>"),
        (rf"^(?P<before>(?:(?!\bratio\b).)*?)\b(?P<verb>costs?|pay|pays|paid|spend|spends|spent)\s+{_PERSON}?to\s+(?!each\b|every\b|the\b|an?\b)"
         r"[a-z]+\s+(?=\S)",
         r"\g<before>\g<verb> "),
        (rf"\b(?:set|sets|knock|knocks)\s+{_PERSON}back\b", "cost"),
        # "The price a car is priced at".
        (r"\s+(?:it|they|\S+)\s+(?:is|are|was|were)\s+(?:priced|offered|sold|listed|valued)\s+at$", ""),
        (r"(?<=\d)\s+years\s+of\s+(?:age|life)\b", " years old"),
        (r"\b(?:people\s+|those\s+)?beyond\s+the\s+age\s+of\s+(?=\d)", "with age beyond "),
        (r"^who\s+(?:is|are)\s+(?=(?:between|from)\s+\d\d\s+(?:and|to)\s+\d\d$)", "who is aged "),
        # "Stayed for the longest time", "how small is the smallest", "the counted number".
        (r"\bfor\s+the\s+(?P<way>longest|shortest)\s+(?:time|period|while)\b", r"the \g<way>"),
        (r"^how\s+(?:small|tiny)\s+(?P<be>is|are|was|were)\s+the\s+(?=smallest\b)", r"how big \g<be> the "),
        (r"^how\s+cheap\s+(?P<be>is|are|was|were)\s+the\s+(?=cheapest\b)", r"how expensive \g<be> the "),
        (r"^how\s+young\s+(?P<be>is|are|was|were)\s+the\s+(?=youngest\b)", r"how old \g<be> the "),
        (rf"\b(?:requires?|required|needs?|needed|demands?|involves?)\s+the\s+(?=(?:{EST}|most|least)\s)",
         "has the "),
        (r"^which\s+of\s+(?:the|our|these|those)\s+(?=[a-z]+\s+(?:are|is|were|was|have|has|had)\b)",
         "which "),
        (r"\b(?:best|top)[- ]paid\b", "highest paid"),
        (r"\bworst[- ]paid\b", "lowest paid"),
        # "The total time men spent there", "the total money nurses earn".
        (r"^what(?:\s+is|\s+was|['\u2019]s)\s+the\s+total\s+(?:amount\s+of\s+)?time\s+(?:that\s+)?(?!of\b|for\b)(?P<who>[^,?]+?)\s+"
         r"(?:have\s+|has\s+)?(?:spent|spend|stayed|stay)\b(?P<rest>[^?]*)$",
         r"how long did \g<who> stay\g<rest> in total"),
        (r"^what(?:\s+is|\s+was|['\u2019]s)\s+the\s+total\s+(?:amount\s+of\s+)?money\s+(?:that\s+)?(?!of\b|for\b)(?P<who>[^,?]+?)\s+"
         r"(?P<verb>earn|make|get|pay|cost)s?\b(?P<rest>[^?]*)$",
         r"how much do \g<who> \g<verb>\g<rest> in total"),
        (r"\bcounted\s+(?=numbers?\s+of\b)", ""),
        (r"^(?P<verb>show|list|giv|display|nam|find)ing\s+(?=(?:the\s+|all\s+)?\w)", _command),
        # "Which hotel is rated best", "how hot did it get", "how much would they all cost together".
        (r"\b(?:is|are|was|were)\s+rated\s+(?:the\s+)?(?:best|highest)\b", "has the highest rating"),
        (r"\b(?:is|are|was|were)\s+rated\s+(?:the\s+)?(?:worst|lowest)\b", "has the lowest rating"),
        (r"^how\s+(?:hot|warm)\s+did\s+it\s+(?:ever\s+)?get\b", "what is the highest temperature"),
        (r"^how\s+cold\s+did\s+it\s+(?:ever\s+)?get\b", "what is the lowest temperature"),
        (rf"^how\s+much\s+{_AUXILIARY}\s+(?:all\s+)?(?:of\s+)?(?P<who>[^,?]+?)\s+cost,?\s+(?:altogether|together|in\s+total|in\s+all)$",
         r"what is the total cost of \g<who>"),
        # "Films that last longer than two hours": a verb, and not the last of them.
        (r"(?<=s)\s+(?:that\s+)?last\s+(?=(?:more|less|longer|shorter|over|under|at\s+(?:least|most))\b)",
         " lasted "),
        # "How low does the price go among them", "who was maximally aged".
        (rf"^how\s+(?P<way>low|high)\s+{_AUXILIARY}\s+(?P<what>[^,?]+?)\s+(?:go|get|fall|drop|sink|rise|climb)\b(?!\s+to\b)",
         lambda found: f"what is the {found['way']}est {found['what'].removeprefix('the ')}"),
        (r"\bmaximally\s+aged\b", "the oldest"),
        (r"\bminimally\s+aged\b", "the youngest"),
        (r"\b(?P<has>has|have|had)\s+lived\s+(?:the\s+)?longest(?:\s+(?:so\s+far|of\s+all))?(?=\s*(?:[?.!]|$))",
         lambda found: f"{'is' if found['has'] == 'has' else 'are'} the oldest"),
        # "Older than 1910", of what was built.
        (rf"\bolder\s+than\s+{_YEAR}", "from before "),
        (rf"\b(?:newer|younger|more\s+recent)\s+than\s+{_YEAR}", "from after "),
        # "The guest having the maximum of nights".
        (rf"{_HAS}\s+(?:maximum|maximal|max)\s+(?:of\s+)?(?=[a-z])", r"\g<has> the highest "),
        (rf"{_HAS}\s+(?:minimum|minimal|min)\s+(?:of\s+)?(?=[a-z])", r"\g<has> the lowest "),
        (rf"{_HAS_NO_THE}\s+(?:maximum|maximal|max|highest)\s+(?!of\b|\d)(?=[a-z])", r"\g<has> the highest "),
        (rf"{_HAS_NO_THE}\s+(?:minimum|minimal|min|lowest)\s+(?!of\b|\d)(?=[a-z])", r"\g<has> the lowest "),
        # "What kind of dog is Toby".
        (r"^(?:what|which)\s+(?P<kind>kind|sort|type|breed|style|class)\s+of\s+(?:an?\s+)?[a-z]+\s+"
         r"(?P<be>is|was|are|were)\s+(?P<who>[^,?]+)$",
         r"what \g<be> the \g<kind> of \g<who>"),
        # "How big does a flat get at most", "how long did anybody stay at the most".
        (rf"^how\s+(?P<how>[a-z]+)\s+(?:{_AUXILIARY}|is|are|was|were)\s+(?P<what>[^,]+?)"
         r"(?:\s+(?:get|go|grow|become))?\s+at\s+(?:the\s+)?(?P<way>most|least)$",
         r"how \g<how> is the \g<way> \g<how> \g<what>"),
    )
)  # fmt: skip


def ask_plainly(question: str) -> str:
    """Bring everyday frames of a question to those that are read; most questions stay as they are."""
    return put_plainly(question, _RULES)
