"""Leaves out for whom a question is asked and what may be done: ``which could we see``."""

import re

from services.agent.question.rewording.freely.persons import ANYBODY, MODAL
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.schema import Catalog

_WHO = r"(?:i|we|you|(?:my|our|a)\s+[a-z]+(?:\s+of\s+(?:mine|ours))?)"
_WANT = (
    r"(?:(?:['\u2019]d|\s+would|\s+will|\s+only|\s+just|\s+really|\s+have|\s+am|['\u2019]m|\s+are|['\u2019]re|\s+is|['\u2019]s)*\s+"
    r"(?:want|wants|wanted|need|needs|needed|like|love|prefer|prefers|looking\s+for|after|got))"
)
_PREFACE = re.compile(
    rf"^{_WHO}{_WANT}\s+(?:to\s+(?P<verb>[a-z]+)\s+)?(?P<what>[^.?:;]+?)\s*[.:;,–-]\s+"
    rf"(?P<ask>which|what)\s+(?P<noun>[\w-]+(?:\s+[\w-]+)?)\s+(?:{MODAL}\b|are\s+there\b|is\s+there\b|have\b)\s*(?P<tail>[^?]*)(?P<end>.*)$",
    re.IGNORECASE,
)
_PAY = frozenset(["spend", "pay"])
_HAVE = frozenset(["have", "buy", "rent", "get", "see", "find", "take", "book", "eat", "own", "hire"])
_ALSO = re.compile(r"\b(?:and|but|how|what|when|where|who)\b", re.IGNORECASE)
_TAKEN = (
    r"(?:look\s+at|go\s+for|sign\s+up\s+for|choose\s+from|pick\s+from|take|choose|consider|pick|get|enter|do|try|join|attend|buy|"
    r"rent|have|see|find|visit|order|book|use|watch|read|eat|drink|apply\s+for|turn\s+to)"
)
_RULES = compile_rules(
    (
        # "Which events could I enter in Wales", "which courses can I do on a Saturday".
        (rf"^(?P<which>(?:which|what)\s+(?:[\w-]+\s+){{1,3}}?){MODAL}\s+{ANYBODY}\s+{_TAKEN}\b(?=\s+(?:in|on|at|from|for|with|under|"
         r"below|by|near|of|without)\b)",
         r"\g<which>are there"),
        (rf"^(?P<which>(?:which|what)\s+(?:[\w-]+\s+){{1,3}}?[^?]*?)\s+{MODAL}\s+{ANYBODY}\s+{_TAKEN}(?=\s*[?.!]*$)",
         r"\g<which>"),
        (rf",?\s+if\s+{ANYBODY}(?:\s+only|\s+just)?\s+(?:want|wanted|need|needed|like|liked|wish|wished)\s+to\s+[a-z]+"
         r"(?=\s+(?:in|on|at|from|for|with|under|below)\b|\s*[?.!]*$)",
         ""),
        (r"\b(?:(?:just|only)\s+)?(?:the\s+)?(?:sort|kind)\s+of\s+(?=place\b|thing\b)", ""),
        (r"\bthat\s+(?:i|we)\s+(?:could|can|might)\s+(?:buy|rent|afford|get|take|book)\b", ""),
        (r"^(?:so|well|now|okay|ok|right|and|just|then|say),?\s+(?=(?:which|what|who|where|when|how)\b)", ""),
        (r"\bfor\s+me\s*(?=[?.!]*$)", ""),
    )
)  # fmt: skip


def without_wishes(question: str, catalog: Catalog) -> str:
    """Ask for what somebody wants as for what there is."""
    return put_plainly(_prefaced(question), _RULES)


def _prefaced(question: str) -> str:
    """Put what somebody wants first behind what is asked for: ``which phones have 512 GB``."""
    found = _PREFACE.match(question)
    if found is None or _ALSO.search(found["tail"]):
        return question
    verb = (found["verb"] or "").casefold()
    if verb and verb not in _PAY | _HAVE:
        return question
    does = "cost" if verb in _PAY else "have"
    return f"{found['ask']} {found['noun']} {does} {found['what']}?"
