"""How two figures are set against each other in a question, and the text of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.agent.question.contrasts.phrases import (
    amounts,
    figure_questions,
    is_figure,
    is_money,
    is_other_figure,
    plain_noun,
    split_clauses,
    with_function,
)
from services.agent.question.contrasts.rates import rates_of
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import Combination
from services.agent.question.tables.schema import Catalog

SHARE = r"(?:percentages?|percent|pct|%|share|fraction|proportion)"
OPENING = (
    r"(?:(?:please|can you|could you|tell me|show(?: me)?|give(?: me)?|find|calculate|compute|"
    r"what(?:'s| is| was)|what|which|how large(?: is)?|how big(?: is)?|the|a|and)\s+)*"
)
_NOUNLIKE = re.compile(r"(?!(?:is|was|has|does|goes|whose)\b)[a-z]+s\b", re.IGNORECASE)
"""What may be a noun where a verb is looked for: of "freight charges", nothing is said of any freight."""
_SENTENCE = re.compile(r"[.?!]\s")
"""What no figure goes on behind: what stands before may be of both."""
LINKS = (" as a percentage of ", " divided by ", " minus ")
"""What stands between two figures and nowhere else."""
_COMPARED = re.compile(r",?\s(?:over|compared\s+(?:to|with)|in\s+comparison\s+(?:to|with))\s", re.IGNORECASE)
_THOSE = re.compile(r"(?:the\s+)?(?:that|those|ones?)\s+(?:of|for|in|from|with|by|at|on)\s", re.IGNORECASE)
"""What stands for the noun of the first figure: "the fees of members and those of guests"."""
_MORE = r"(?P<more>more|fewer|less|higher|lower|larger|greater|bigger|smaller)"
_FEWER = ("fewer", "less", "lower", "smaller")
_MAKE_UP = r"(?:make up|makes up|account for|accounts for|represents?|constitutes?|contributes?)"
_FALLING = r"decreased?|declined?|fall|fell|fallen|drop|dropped|shrink|shrank|shrunk"
_CHANGING = rf"change[ds]?|increased?|grow|grew|grown|growth|rise|rose|risen|{_FALLING}"


@dataclass(frozen=True)
class Frame:
    """Two figures, each with the ways to ask for it."""

    combination: Combination
    left: tuple[str, ...]
    """Ways to ask for the first figure; of a share, for the part."""
    right: tuple[str, ...]
    """The same for the second figure; of a share, for the whole."""
    done: str = ""
    """Of a share, what the rows of the part do: ``were returned``."""
    is_elliptic: bool = False
    """Whether the second figure only says what is other than in the first: ``than in 2022``."""
    is_turned: bool = False
    """Whether the second figure is the one that the first is taken from: ``how many fewer``."""
    is_lone: bool = True
    """Whether no other rule can read such a question."""
    is_amount: bool = False
    """Whether the figures are no counts: ``how much more``."""
    is_each: bool = False
    """Whether the first figure is asked for each thing of the second: ``repairs per machine``."""
    is_mean: bool = False
    """Whether only those things count that have any: "the average amount per order"."""
    is_percent: bool = False
    """Whether it is asked for each hundred of them."""
    is_lent: bool = False
    """Whether only the first figure says what is computed: then the second has to say by itself of what."""

    def summed(self) -> "Frame":
        """Ask for sums rather than for counts."""
        if self.combination is Combination.SHARE:
            return self  # Of shares, the whole says by itself whether it is counted or added up.
        if self.is_elliptic:
            return replace(self, left=self.left[::-1])
        right = self.right if self.is_each else amounts(self.right)
        return replace(self, left=amounts(self.left), right=right, is_amount=True)


def rate_frames(text: str, catalog: Catalog) -> Iterator[Frame]:
    """Yield the shares that a rate may mean: ``cancellation rate`` that of the cancelled."""
    for whole, done in rates_of(text, catalog):
        yield _share(whole, done, is_lone=False)


def frames_of(text: str, given: str = "") -> Iterator[Frame]:
    """Yield the ways in which a question sets two figures against each other, the likeliest first.

    Args:
        text: The question, without what it is grouped by.
        given: What another sentence says that the whole is.
    """
    for rule in (
        _more_than,
        _how_much_taller,
        _exceeds,
        _times_as_many,
        _changes,
        _differences,
        _two_figures,
    ):
        yield from rule(text)
    yield from _shares(text, given)


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(rf"^{pattern}$", text, re.IGNORECASE)


def _shares(text: str, given: str) -> Iterator[Frame]:
    among = _match(
        rf"(?:[\w ]+ rate:\s*)?(?:out of|of|among|amongst|from)\s+(?P<whole>[^,]+?),\s*{OPENING}{SHARE}"
        r"(?:\s+of\s+(?:them|these|those|which|whom))?\s+(?P<done>.+)",
        text,
    )
    if among:
        yield _share(among["whole"], among["done"], is_lone=True)
        return
    made = _match(
        rf"{OPENING}{SHARE}\s+of\s+(?P<whole>.+?)\s+(?:do|does|did)\s+(?P<part>.+?)\s+{_MAKE_UP}", text
    ) or _match(rf"(?P<part>.+?)\s+{_MAKE_UP}\s+{OPENING}{SHARE}\s+of\s+(?P<whole>.+)", text)
    if made:
        yield _share(made["whole"], f"of {plain_noun(made['part'])}", is_lone=False)
    within = _match(
        rf"{OPENING}(?:{SHARE}\s+of\s+(?P<part>[^,]+?)|(?P<state>[\w-]+)\s+{SHARE})\s+"
        r"(?:among|amongst|out\s+of)\s+(?!all\b)(?P<whole>[^,]+)",
        text,
    )
    if within:
        yield _part_among(plain_noun(within["part"] or within["state"]), plain_noun(within["whole"]))
        return
    said = _match(rf"{OPENING}{SHARE}\s+of\s+(?P<rest>.+)", text)
    rest = plain_noun(said["rest"]) if said else ""
    # "Cancelled orders": what ends in the noun for the rows says nothing of any cancelled.
    cuts = [cut for cut in split_clauses(rest) if not _NOUNLIKE.fullmatch(cut[1])]
    for whole, done in cuts:
        yield _share(given or whole, done, is_lone=not _NOUNLIKE.match(done))
    if rest and not cuts:
        yield Frame(Combination.SHARE, figure_questions(rest), (), is_lone=False)


def _part_among(part: str, whole: str) -> Frame:
    """Read ``the share of large orders among orders paid by card``: of these, those that are large."""
    noun, *rest = whole.split()
    alike = stem(part.split()[-1].casefold()) == stem(noun.casefold())
    ways = (f"how many {part} {' '.join(rest)}",) if alike else (f"how many {whole} are {part}",)
    return Frame(Combination.SHARE, ways, (f"how many {whole}",), done=f"are {part}")


def _share(whole: str, done: str, *, is_lone: bool) -> Frame:
    noun = plain_noun(whole)
    lone = is_lone or is_figure(noun) or is_money(noun)
    return Frame(Combination.SHARE, figure_questions(noun, done), figure_questions(noun), done, is_lone=lone)


def _more_than(text: str) -> Iterator[Frame]:
    said = text if re.search(r"\bthan\b", text, re.I) else _COMPARED.sub(" than ", text)
    found = _match(
        rf"(?:compared (?:with|to) (?P<before>[^,]+),\s*)?how (?P<what>many|much) {_MORE}\s+(?P<left>.+?)"
        r"(?:\s+than\s+(?P<right>.+))?",
        said,
    )
    right = (found["right"] or found["before"]) if found else None
    if found and right:
        state = _match(r"(?:is|was|were|are)\s+(?P<noun>.+)", found["left"])
        ways: tuple[str, ...] = (f"how {found['what']} {found['left']}",)
        if state:
            ways = (*figure_questions(state["noun"]), f"what is the total amount {state['noun']}")
        turned = found["more"].lower() in _FEWER
        amount = found["what"].lower() == "much" and not re.search(r"\b(?:number|count)\b", text, re.I)
        yield Frame(
            Combination.DIFFERENCE, ways, (right,), is_elliptic=True, is_turned=turned, is_amount=amount
        )


def _how_much_taller(text: str) -> Iterator[Frame]:
    """Read ``how much taller is X than Y``, ``how many years older was X than Y``."""
    found = _match(
        r"(?:by )?how (?:much|many \w+)\s+(?P<more>\w+er)\s+(?:is|was|are|were|did)\s+(?P<left>.+?)"
        r"\s+than\s+(?P<right>.+)",
        text,
    )
    left = plain_noun(found["left"]) if found else ""
    if found and is_figure(left):
        turned = found["more"].lower() in _FEWER
        yield Frame(
            Combination.DIFFERENCE,
            figure_questions(left),
            (found["right"],),
            is_elliptic=True,
            is_turned=turned,
        )
    elif found and found["more"].lower() in ATTRIBUTE_HINTS:
        ways = (f"how {found['more']} is {found['left']}",)
        yield Frame(Combination.DISTANCE, ways, (found["right"],), is_elliptic=True, is_lone=False)


def _exceeds(text: str) -> Iterator[Frame]:
    found = _match(
        r"by how (?:much|many)\s+(?:did|does|do|is|was|were|are|has|have)\s+(?P<left>.+?)\s+"
        rf"(?:exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|{_MORE}\s+than)\s+(?P<right>.+)",
        text,
    )
    if found:
        turned = (found["more"] or "").lower() in _FEWER
        full = all(is_figure(plain_noun(found[side])) for side in ("left", "right"))
        ways, right = figure_questions(found["left"]), found["right"]
        said = figure_questions(right) if full else (right,)
        yield Frame(Combination.DIFFERENCE, ways, said, is_elliptic=not full, is_turned=turned)


def _times_as_many(text: str) -> Iterator[Frame]:
    found = _match(
        r"how many times (?:as (?P<what>many|much)|more)\s+(?P<left>.+?)\s+(?:as|than)\s+(?P<right>.+)", text
    )
    if found:
        ways = (f"how {(found['what'] or 'many').lower()} {found['left']}",)
        yield Frame(Combination.RATIO, ways, (found["right"],), is_elliptic=True)


def _changes(text: str) -> Iterator[Frame]:
    """Read ``by how much did revenue grow from 2023 to 2024``, ``the change in revenue between …``."""
    found = _match(
        rf"(?P<lead>.*?)\b(?P<verb>{_CHANGING})\b(?P<mid>.*?)\s+(?:from\s+(?P<p1>.+?)\s+to|between\s+(?P<p2>.+?)\s+and)\s+"
        r"(?P<last>.+)",
        text,
    )
    if not found:
        return
    lead = re.sub(
        rf"^{OPENING}(?:by\s+)?(?:how much|what|{SHARE}|amount)*\s*(?:{SHARE})?\s*"
        r"(?:has|have|had|did|does|do)?\s*",
        "",
        found["lead"],
        flags=re.IGNORECASE,
    )
    body = f"{lead} {re.sub(r'^ *(?:in|of) ', '', found['mid'], flags=re.IGNORECASE)}"
    body = plain_noun(re.sub(r"\b(?:the|growth|percentage|percent|rate)\b", " ", body, flags=re.IGNORECASE))
    grows = re.search(rf"growth|\brate\b|{SHARE}", text, re.IGNORECASE)
    combination = Combination.GROWTH if grows else Combination.DIFFERENCE
    turned = bool(re.fullmatch(_FALLING, found["verb"], re.IGNORECASE))
    if turned and grows:
        combination, turned = Combination.DECLINE, False
    body = " ".join(body.split())
    for before in figure_questions(body) if body else ():
        first, last = f"{before} in {found['p1'] or found['p2']}", f"{before} in {found['last']}"
        yield Frame(combination, (last,), (first,), is_turned=turned, is_lone=False)


def _differences(text: str) -> Iterator[Frame]:
    """Read ``the difference in average price between new and used cars``."""
    found = _match(
        rf"{OPENING}difference\s+(?:in|of)\s+(?P<what>.+?)\s+(?:between|for)\s+(?P<left>.+?)\s+and\s+(?P<right>.+)",
        text,
    )
    for way in figure_questions(found["what"]) if found else ():
        left = f"{way} for {plain_noun(found['left'])}" if found else ""
        right = plain_noun(found["right"]) if found else ""
        yield Frame(Combination.DISTANCE, (left,), (right,), is_elliptic=True, is_lone=False)


def _two_figures(text: str) -> Iterator[Frame]:
    """Read ``the ratio of A to B``, ``A minus B``, ``A as a percentage of B``, ``A divided by B``."""
    ratio = Combination.RATIO
    rules = (
        (ratio, rf"{OPENING}ratio\s+(?:of|between)\s+(?P<left>.+?)\s+(?:to|and|over)\s+(?P<right>.+)"),
        (ratio, rf"{OPENING}(?P<left>[\w' -]+?)[ -]to[ -](?P<right>[\w' -]+?) ratio"),
        (ratio, rf"{OPENING}(?P<left>.+?),?\s+(?:expressed )?as an?\s+{SHARE}\s+of\s+(?P<right>.+)"),
        (ratio, rf"{OPENING}(?P<left>.+?)\s+divided by\s+(?P<right>.+)"),
        (Combination.DIFFERENCE, r"(?:please\s+)?subtract\s+(?P<right>.+?)\s+from\s+(?P<left>.+)"),
        (
            Combination.DIFFERENCE,
            rf"{OPENING}(?:difference between\s+)?(?P<left>.+?)\s+(?:minus|less(?! than))\s+(?P<right>.+)",
        ),
        (Combination.DISTANCE, rf"{OPENING}difference between\s+(?P<left>.+?)\s+and\s+(?P<right>.+)"),
    )
    for combination, pattern in rules:
        found = _match(pattern, text)
        if found and not _SENTENCE.search(found["left"]):
            left = figure_questions(found["left"])
            right = figure_questions(with_function(found["right"], found["left"]))
            lone = any(link in text for link in LINKS) or is_other_figure(found["right"], found["left"])
            lent = is_figure(plain_noun(found["left"])) and not is_figure(plain_noun(found["right"]))
            full = Frame(combination, left, right, is_lone=lone, is_lent=lent)
            short = Frame(combination, left, (plain_noun(found["right"]),), is_elliptic=True, is_lone=lone)
            if _THOSE.match(found["right"]):
                yield short
                continue
            # "Open to closed tickets": of what the first word is, only the second figure says.
            yield from (full, short) if " " in plain_noun(found["left"]) else (short, full)
