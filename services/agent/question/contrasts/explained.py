"""Says what a question sets against each other where it says so twice, or says before of which rows."""

import re

from services.agent.question.contrasts.frames import LINKS
from services.agent.question.language.words import stem

_TITLED = re.compile(
    r"^(?P<said>[^:]*):\s+"
    r"(?P<text>(?:the\s+)?(?:ratio\b|share\b|percent|"
    r"[\w ]+\s(?:divided\s+by|minus|as\s+a\s+(?:percent|fraction)\s+of)\s).+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:^|\s)(?P<about>(?:for each\s[^,]+(?=,)|(?:by|per|for each|in|during|since|of)\s.+$))", re.IGNORECASE
)
_PER = re.compile(r"\sper\s+(?P<unit>\w+)", re.IGNORECASE)
_LED = re.compile(
    r"^(?P<led>(?:for|among|amongst)\s+(?!each\b|every\b)[^,]+),\s*(?P<rest>.+)$", re.IGNORECASE
)
_EXPLAINED = re.compile(
    r"^(?P<said>.*?)[,(]\s*(?:i\.?\s?e\.?|that is|meaning|defined as|in other words)[,:]?\s+"
    r"(?P<text>.+?)\)?$",
    re.IGNORECASE,
)


def explained(text: str) -> str:
    """Take what a figure is said to mean for the figure; of what groups or when it is, it is said before."""
    found = _EXPLAINED.match(text) or _TITLED.match(text)
    if not found:
        return text
    told = found["text"].strip(" ?.!")
    said = {stem(word.lower()) for word in re.findall(r"\w+", told)}
    # "Tips per hour for each shift, i.e. total tips divided by total hours": hours are no groups.
    rest = _PER.sub(lambda per: per.group() if stem(per["unit"].lower()) not in said else "", found["said"])
    about = _ABOUT.search(rest)
    return f"{told} {about['about'].strip(' ,') if about else ''}"


def put_last(text: str) -> str:
    """Say ``for closed claims, the total paid`` as ``the total paid for closed claims``, of both figures."""
    plain = " ".join(text.strip(" ?.!").split())
    found = _LED.match(plain)
    if not found:
        return plain
    link = next((each for each in LINKS if each in found["rest"]), "")
    parts = found["rest"].split(link) if link else [found["rest"]]
    return link.join(f"{part} {found['led']}" for part in parts)
