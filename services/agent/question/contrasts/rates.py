"""Rates that are named by what happens: the cancellation rate is the share of what was cancelled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.written import coded_values

_RATE = re.compile(
    r"^(?:(?:please|what(?:'s)?|which|show|give|list|calculate|compute|find|tell|is|was|are|were|me|the|our|their|"
    r"overall|total|current)\s+)*(?P<what>[\w'-]+(?: [\w'-]+){0,2}?)\s+rates?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
MOST_KINDS = 30
"""Different texts of a column beyond which none of them is a state that rows are in."""
_STATES = {
    "churn": "churned cancelled canceled ended inactive closed lost left",
    "win": "won",
    "success": "successful succeeded completed passed",
    "failure": "failed failing",
    "attrition": "left resigned terminated inactive",
    "closure": "closed",
    "completion": "complete completed done finished",
    "conversion": "converted won",
    "breach": "breached",
    "loss": "lost",
    "response": "responded answered",
}
"""What happens -> the states that rows are in for which it happened, where they share no root."""


_LEAVES = frozenset(["churn", "attrition"])
_LEAVERS = frozenset(PERSON_WORDS) | set(map(stem, ["account", "subscription", "contract", "membership"]))
"""What happens to persons and what they hold alone: a ticket that was closed is no churn."""


@dataclass(frozen=True)
class State:
    """A state that rows of a table can be in, as its data spell it."""

    table: Table
    text: str


def rates_of(text: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield, for a question about a rate, what all rows are and what is said of those that count."""
    found = _RATE.match(text)
    if not found:
        return
    words = re.split(r"[ -]", found["what"].lower())
    if any(each.words == (*map(stem, words), "rate") for each in catalog.columns):
        return  # A header says that rate, or the question does what it means.
    said = {stem(word.lower()) for word in re.findall(r"\w+", found["rest"])}
    for start in range(len(words)):
        before = {stem(word) for word in words[:start]}
        states = [each for each in _states(words[start:], catalog) if before <= set(each.table.words)]
        states = [each for each in states if {*each.table.words} <= said] or states
        if states:
            yield from (_whole(state, found["rest"].strip(" ,")) for state in states)
            return


def _whole(state: State, rest: str) -> tuple[str, str]:
    """Say which rows a rate is of: those named after it, else all of the table that have such states."""
    rows = spoken(state.table.name)
    named = re.sub(r"^(?:of|for|among|amongst|across|on)\s+(?:all\s+|the\s+)*", "", rest, flags=re.IGNORECASE)
    said = {stem(word.lower()) for word in re.findall(r"\w+", named)}
    whole = named if set(state.table.words) <= said else f"{rows} {rest}".strip()
    return whole, f"were {state.text}"


def _states(phrase: list[str], catalog: Catalog) -> Iterator[State]:
    """Find the states of rows that the words before ``rate`` name."""
    wanted = {" ".join(word_root(word) for word in phrase)}
    wanted |= {word_root(word) for word in _STATES.get(" ".join(phrase), "").split()}
    wanted |= {"".join(phrase)}  # "No-show", of a state NOSHOW.
    coded = coded_values(phrase[0], catalog) if len(phrase) == 1 else ()  # ``REJ``, of a rejection.
    named = OTHER_NAMES.get(" ".join(phrase), ())
    leaves = not _LEAVES.isdisjoint(phrase)
    for table in catalog.tables:
        if leaves and _LEAVERS.isdisjoint({*table.words, *table.row_words}):
            continue
        for column in table.columns:
            if column.is_date and column.nulls and wanted & set(column.roots):
                yield State(table, spoken(column.name).split()[0])
            elif column.is_flag and len(phrase) == 1 and wanted & set(column.roots):
                yield State(table, spoken(column.name))
            elif column.is_text and column.values and column.distinct <= MOST_KINDS and column.repeats:
                found = [each for each in column.values if wanted & _kinds(each) or each.casefold() in named]
                found = found or [value for hit in coded if hit.column == column for value in hit.values]
                if len(found) == 1:
                    yield State(table, found[0])


def _kinds(value: str) -> set[str]:
    """Return what a state may be called by: all of its words, or the last: ``Closed Won``."""
    roots = [word_root(word) for word in name_words(value)]
    return {" ".join(roots), *roots[-1:]}
