"""Links the words of a question to tables, columns, values, numbers, dates and operators.

Every run of words is looked up; the best cover of the whole question by pieces that do not overlap wins.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.agent.question.language.lexicon import LONGEST_PHRASE, SENSES, Sense
from services.agent.question.language.nouns import PLACING_WORDS
from services.agent.question.language.numerals import number_of
from services.agent.question.language.periods import find_period
from services.agent.question.language.vocabulary import (
    ATTRIBUTE_HINTS,
    PHRASE_WORDS,
    PLACING_HEADS,
    SUPERLATIVES,
)
from services.agent.question.language.words import Token, name_words, stem, tokenise
from services.agent.question.linking.adjectives import own_adjectives
from services.agent.question.linking.callings import ARTICLES, kin_of
from services.agent.question.linking.capitals import is_letter, quote_codes
from services.agent.question.linking.doers import as_doer, as_rows
from services.agent.question.linking.headers import NAMED, HeaderIndex
from services.agent.question.linking.income import say_totals
from services.agent.question.linking.items import ColumnHit, Item, may_be_coded, named_tables, with_codes
from services.agent.question.linking.living import is_living
from services.agent.question.linking.parlance import with_everyday
from services.agent.question.linking.parted import join_parted, join_states, spell_out
from services.agent.question.linking.periodic import in_period
from services.agent.question.linking.runs import LONGEST_SPAN, MOST_PART_WORDS, Runs, stops_of
from services.agent.question.linking.wholes import unparted
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.written import coded_values

_NUMBERED = (("number",), ("no",))
"""How a header of numbers ends: "the number of flights" is how many, "the number of the flight" a header."""
_ASKING = frozenset(["which", "what", "many", "first", "last", "each", "every", "of"])
"""Words before a noun for the rows, which is no part of a value even where one holds it."""
"""The verb, no state that others call "active": "who live in Leeds", "go live in May"."""
_NOUN_LED = frozenset(["of", "many", "most", "fewest"])
"""Words behind which a plural is no verb."""
_TIMELY = frozenset(["hourly", "daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annual"])
_STRETCHES = [(stem(word),) for word in ("hour", "day", "night", "week", "month", "quarter", "year")]
_BEST = {"best": Sense.LOWEST, "worst": Sense.HIGHEST}
"""What is said of ranks: the best is the first of them."""
_THINGS = ("show", "display", "find", "return")
"""Commands that are things behind an article."""
_PART = 0.6
"""Weight of a phrase that only stands inside values."""
_SURE = 0.7
"""Weight of a word from which it is never left without its meaning."""
_WEAK_SENSES = {Sense.LIGHT, Sense.FILLER}


def link(question: str, catalog: Catalog) -> list[Item]:
    """Cut the question into linked pieces, in order."""
    return _covers(question, catalog, most=1, loose=False)[0]


def covers(
    question: str, catalog: Catalog, *, most: int, now: date | None = None, everyday: bool = False
) -> list[list[Item]]:
    """Return the best ways to cut the question into linked pieces, the best first; links may be loose."""
    return _covers(question, catalog, most=most, loose=True, now=now, everyday=everyday)


def _covers(
    question: str,
    catalog: Catalog,
    *,
    most: int,
    loose: bool,
    now: date | None = None,
    everyday: bool = False,
) -> list[list[Item]]:
    question = say_totals(quote_codes(question, catalog), catalog)
    tokens = tokenise(question)
    if loose:
        tokens = tokenise(question := spell_out(question, tokens, catalog))
    linker = _Linker(question, tokens, catalog, loose=loose)
    linker.now = now
    spans = unparted([linker.spans_at(start) for start in range(len(tokens))])
    if everyday:
        spans = with_everyday(spans, tokens, catalog, _weight)
    best: list[list[tuple[float, tuple[Item, ...]]]] = [[] for _ in tokens] + [[(0.0, ())]]
    for start in range(len(tokens) - 1, -1, -1):
        found = [
            (weight + rest, (item, *following))
            for weight, item in spans[start]
            for rest, following in best[item.end]
        ]
        best[start] = sorted(found, key=lambda pair: -pair[0])[:most]
    cuts = [own_adjectives(join_parted(items, catalog)) for _, items in best[0]]
    return [join_states(items, catalog) for items in cuts] if loose else cuts


class _Linker:
    """Looks up every run of words of one question."""

    def __init__(self, question: str, tokens: Sequence[Token], catalog: Catalog, *, loose: bool) -> None:
        self.question = question
        self.tokens = tokens
        self.catalog = catalog
        self.loose = loose
        self.now: date | None = None
        """The day from which ``last month`` is reckoned."""
        words = {word for token in tokens for word in token.normal.split()}
        self.index = HeaderIndex(catalog, words, loose=loose)
        self.runs = Runs(tokens, catalog, self.index, loose=loose)
        self._stops = stops_of(question, tokens)

    def spans_at(self, start: int) -> list[tuple[float, Item]]:
        """Return what the runs that begin at a token mean, with the weight of each."""
        token = self.tokens[start]
        unknown = Item(token.text, token.normal, start, start + 1, stems=(token.stem,))
        if token.kind == "quoted":
            values = tuple(self.catalog.values(token.normal))
            return [(2.0, Item(token.text, token.normal, start, start + 1, values=values, quoted=True))]
        spans = [(0.0, unknown)]
        period = find_period(self.tokens, start, now=self.now)
        for end in range(start + 1, min(self._stops[start], start + LONGEST_SPAN) + 1):
            if end > start + 1 and not (self.runs.may_mean(start, end) or (period and period[1] == end)):
                continue
            item = as_rows(as_doer(self._piece(start, end)), self.tokens, self.catalog)
            item = replace(item, tables=named_tables(item)) if item.is_proper and item.tables else item
            item = item if item.is_known and not self._is_bare_verb(item) else self._in_part(item)
            if self.loose and end == start + 1 and token.kind == "word" and may_be_coded(item):
                coded = coded_values(item.normal, self.catalog)
                item = replace(item, values=with_codes(item.values, coded)) if coded else item
            if period and period[1] == end and not (period[0].clock and item.is_link):
                item = in_period(item, period[0], self.catalog, self.tokens)
            if end > start + 1 and self._is_named_thing(item):
                continue
            weight = _weight(item)
            if weight > 0:
                spans.append((weight, item))
        known = any(item.is_known for _, item in spans)
        spans[0] = (0.0, replace(unknown, is_left=True) if known else unknown)
        # A word that surely means something by itself is not passed over: every cut would come in two.
        sure = any(item.end == start + 1 and weight >= _SURE for weight, item in spans[1:])
        return spans[1:] if sure else spans

    def _is_bare_verb(self, item: Item) -> bool:
        """Whether a verb says no more by itself than that a kind may be made of it: ``passed``, of a pass."""
        return (
            self.loose and item.senses == (Sense.LIGHT,) and not item.is_link and item.end == item.start + 1
        )

    def _in_part(self, item: Item) -> Item:
        """Find an unknown phrase as one made of a value, or inside values: ``privately``, a surname."""
        kin = kin_of(item.normal, self.catalog) if self.loose else ()
        if kin or item.is_known:
            return replace(item, values=kin) if kin != item.values else item
        words = self.tokens[item.start : item.end]
        before = self.tokens[item.start - 1].normal if item.start else ""
        is_name = item.start > 0 and words[0].text[:1].isupper()
        is_noun = len(words) == 1 and not is_name and (before in ARTICLES or before in _ASKING)
        plain = any((word.normal,) in SENSES or word.normal in PLACING_WORDS for word in words)
        said = len(words) <= MOST_PART_WORDS and not is_noun and not plain and len(item.normal) > 2
        if not (self.loose and said and all(word.kind in ("word", "number") for word in words)):
            return item
        parts = tuple(self.catalog.parts(item.normal))
        return replace(item, values=parts) if parts != item.values else item

    def _is_named_thing(self, item: Item) -> bool:
        """Whether a value ends in the name of a table: ``X river`` is better read as the river X."""
        if not item.values or item.tables or item.columns:
            return False
        before = " ".join(token.normal for token in self.tokens[item.start : item.end - 1])
        return bool(self.index.tables((self.tokens[item.end - 1].stem,)) and self.catalog.values(before))

    def _piece(self, start: int, end: int) -> Item:
        tokens = self.tokens[start:end]
        words = [token.normal for token in tokens]
        senses = SENSES.get(tuple(words), ()) if end - start <= LONGEST_PHRASE else ()
        if len(words) == 1 and (words[0] in SUPERLATIVES or words[0] in ATTRIBUTE_HINTS):
            senses = (*senses, *_adjective(words[0]))
        normal = " ".join(words)
        if len(words) == 1 and words[0] in _THINGS and start and self.tokens[start - 1].normal in ARTICLES:
            senses = ()  # "The show with the most tickets" is none to be shown.
        if len(words) == 1 and words[0] in _BEST and self._is_placing(end):
            senses = (_BEST[words[0]],)
        senses = () if len(words) == 1 and self._is_name(start) else senses
        stems = self._stems_of(normal)
        opposite = self.index.flags(words[0]) if len(words) == 1 and {*senses} <= {Sense.LIGHT} else ()
        blocked = is_living(self.tokens, start)
        asks = not start and Sense.THAT in senses and len(words) > 1  # "Who was …" opens a question.
        senses = (Sense.NOT,) if opposite else () if asks or self._ends_header(start, normal) else senses
        blocked = blocked or (bool(set(senses) - {Sense.LIGHT}) and not self.loose)
        blocked = blocked or (
            normal in ARTICLES and tokens[0].text.islower()
        )  # "A" may be a grade, "a" is none.
        # "US" may be a country; "us" is one only where no letter of the question is large.
        blocked = blocked or (tokens[0].text == "us" and len(tokens) == 1 and not self.question.islower())
        values = () if blocked else self.runs.cells(normal)
        if values and senses == (Sense.LIGHT,) and self._is_noun(start, normal):
            senses = ()
        return Item(
            text=self.question[self._start_of(tokens[0]) : tokens[-1].end],
            normal=normal,
            start=start,
            end=end,
            senses=senses,
            tables=self.index.tables(stems),
            columns=opposite or self._columns(tokens, stems, senses),
            values=values,
            number=number_of(tokens[0]) if len(tokens) == 1 else None,
            after_comma=start > 0 and "," in self.question[self.tokens[start - 1].end : tokens[0].start],
            stems=stems,
        )

    def _is_name(self, start: int) -> bool:
        """Whether a word is a letter that names something, or a row is called so: "How heavy is Max"."""
        named = start > 0 and not self.question.istitle()
        return is_letter(self.tokens, start) or (
            named and self.runs.names_row(self.tokens[start : start + 1])
        )

    def _is_noun(self, start: int, normal: str) -> bool:
        """Whether no verb stands there: "minutes of visits", "how many calls"."""
        return start > 0 and normal.endswith("s") and self.tokens[start - 1].normal in _NOUN_LED

    def _is_placing(self, index: int) -> bool:
        """Whether a rank, a position or the like is named there: the best of them is the first."""
        return index < len(self.tokens) and self.tokens[index].stem in PLACING_HEADS

    def _ends_header(self, start: int, normal: str) -> bool:
        """Whether ``no`` is short for a number, as the header says whose end it is: ``flat no``."""
        if normal != "no" or not start or self.tokens[start - 1].normal.endswith("s"):
            return False
        before, behind = (self.tokens[at : at + 1] for at in (start - 1, start + 1))
        denied = behind and any(hit.column.is_flag for hit in self.index.columns((behind[0].stem,)))
        whole = self.index.columns((before[0].stem, normal))
        return not denied and any(hit.strength >= NAMED for hit in whole)  # "Flat no balcony" denies.

    def _start_of(self, token: Token) -> int:
        """Return where a piece begins, with the sign before it that tells some values apart: ``@ X``."""
        before = self.question[: token.start].rstrip()
        return len(before) - 1 if before.endswith("@") else token.start

    def _stems_of(self, phrase: str) -> tuple[str, ...]:
        """Return the stems of a phrase, or of another for the same where only that one is a header."""
        words = [form.split() for form in (phrase, *PHRASE_WORDS.get(phrase, ()))]
        if parted := self.index.parted:
            words = [[part for word in form for part in parted.get(word, (word,))] for form in words]
        forms = [tuple(map(stem, form)) for form in words]
        return max(forms, key=self._strength) if len(forms) > 1 else forms[0]

    def _strength(self, form: tuple[str, ...]) -> float:
        columns = (hit.strength for hit in self.index.columns(form))
        return max([*columns, *(hit.strength for hit in self.index.tables(form))], default=0.0)

    def _columns(
        self, tokens: Sequence[Token], stems: tuple[str, ...], senses: Sequence[Sense]
    ) -> tuple[ColumnHit, ...]:
        found = self.index.columns(stems, exact=bool(set(senses) - {Sense.LIGHT}))
        if tokens[-1].normal.endswith("s") and [token.normal for token in tokens[:2]] == ["number", "of"]:
            found = tuple(hit for hit in found if hit.column.words[-1:] not in _NUMBERED)
        if len(tokens) == 2 and tokens[0].normal.endswith("s") and tokens[1].normal.endswith("ed"):
            found = tuple(hit for hit in found if hit.column.words[:1] == stems[:1])  # Who ordered: a clause.
        if len(stems) > 1 and stems[-1] == "name":  # A "department name" is no department's number.
            found = tuple(hit for hit in found if hit.column.role != "id")
        often = stems == ("time",) and "many times" in self.question.casefold()  # No time of day.
        if often or stems in (("first",), ("last",)):  # Half of "first name" names nothing.
            found = tuple(hit for hit in found if hit.column.words == stems)
        if len(tokens) == 1 and tokens[0].normal in _TIMELY:  # Nor does that of "monthly fee".
            found = tuple(hit for hit in found if hit.strength >= NAMED)
        elif stems in _STRETCHES:  # And no month is a monthly fee.
            found = tuple(hit for hit in found if _TIMELY.isdisjoint(name_words(hit.column.name)))
        compound = len(stems) > 1 and not tokens[0].normal.endswith("s") and not senses
        if not self.loose or not compound or any(hit.strength >= NAMED for hit in found):
            return found
        last = SENSES.get((tokens[-1].normal,), ())
        spoken = set(last) <= {Sense.FILLER} or tokens[-1].normal in ("names", "name")
        return self.index.owned(stems) or found if spoken else found


def _adjective(word: str) -> tuple[Sense, ...]:
    if word in SUPERLATIVES:
        return (Sense.HIGHEST if SUPERLATIVES[word] else Sense.LOWEST,)
    return (Sense.FILLER,) if word in ("recent", "populous", "populated") else ()


def _weight(item: Item) -> float:
    """How much a piece explains: longer runs and surer links more, and a bonus for each word taken along."""
    length = item.end - item.start
    strengths = [0.0]
    if item.senses:
        strengths.append(0.75 if set(item.senses) <= _WEAK_SENSES else 1.0)
    if item.period or item.number is not None:
        strengths.append(1.0)
    strengths += [hit.strength for hit in item.tables]
    strengths += [hit.strength for hit in item.columns]
    if item.values:
        strengths.append(_PART if item.values[0].is_part else 0.95)
    best = max(strengths)
    return best * (length + 0.3 * (length - 1))
