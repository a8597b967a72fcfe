"""``make generated``: questions to single tables, made from a seed with a vocabulary of their own.

Tables as an encyclopedia has them; each question asks for cells or for one figure of the rows that fulfil
one to four conditions, in one of several wordings. What is right is computed here, row by row, without the
engine. One half of the topics may be looked at while the engine is built; of the other half only figures are
printed.
"""

import csv
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.answers import keep_scores
from services.agent.evaluation import evaluate
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.local.terminal import run_command

SEED, TABLES, QUESTIONS = 7, 5, 32
"""Of the random numbers; tables of each topic; questions to each table."""
Cell = str | int | float
Row = dict[str, Cell]

_WORDS = {
    "first": "Osric|Maren|Tolvo|Ysolde|Brannock|Petra|Ilmar|Sunniva|Corwin|Desta",
    "last": "Hallbrook|Venning|Ostrava|Quillon|Marchetti|Tennyck|Abernall|Drossel|Faircloth|Yardley",
    "place": "Harrowmere|Saltholm|Trevanion|Ullersby|Coldwick|Penhallow|Vastergate|Ormsund|Lindale",
    "month": "January|March|April|June|July|September|November",
    "person": "{first} {last}",
    "day": "{month} {1..28}, {1961..2009}",
    "score": "{W|L} {2..40}-{0..39}",
    "code": "{B|K|R|T}-{100..999}",
}
"""What a cell is made of: choices, stretches of numbers, and other words in braces."""

LOOKED_AT = {
    "lighthouses": (
        "Lighthouse: {place} {Point|Head|Reef}; County: {place}; Year first lit: 1948..2011; "
        "Tower height: 9..71; Keeper: {person}; Range: 5..29"
    ),
    "fixtures": (
        "Week: 1..17; Date: {day}; Opponent: Grey Herons|Ironmongers|Saltholm Union; "
        "Result: {score}; Attendance: 2100..68000; Record: {0..9}-{0..9}"
    ),
    "episodes": (
        "No. in series: 1..120; Title: The {last} {Affair|Letter}; Directed by: {person}; "
        "Written by: {person}; Original air date: {day}; Production code: {code}; Viewers: 3..19"
    ),
    "squad": (
        "Player: {person}; Position: Goalkeeper|Left wing|Sweeper; Nationality: Danish|Chilean; "
        "School: {place} College; Pick: 1..60; Weight: 61..118"
    ),
}
HELD_OUT = {
    "elections": (
        "District: {place} {1..9}; Incumbent: {person}; Party: Agrarian|Liberal Unity|Independent; "
        "First elected: 1948..2011; Votes: 800..91000; Turnout: 31..92"
    ),
    "albums": (
        "Album: {Amber|Quiet|Northern} {Tides|Rooms|Engines}; Artist: {person}; "
        "Label: Fathom|Redshank|Low Door; Release date: {day}; Peak: 1..99; "
        "Catalog number: {code}; Sales: 900..450000"
    ),
    "medals": (
        "Rank: 1..25; Nation: Norway|Kenya|Peru|Latvia|Nepal; Gold: 0..14; Silver: 0..14; "
        "Bronze: 0..14; Total: 1..40"
    ),
    "bridges": (
        "Bridge: {place} Crossing; River: Alder|Wend|Sallow; Built: 1948..2011; Span: 40..1900; "
        "Architect: {person}; Toll: 1..9"
    ),
}
"""Topics that may be looked at, and those that may not: headers, and what stands under each."""

SELECTS = (
    "What is the {what} {conditions}?",
    "Which {what} {has}?",
    "Name the {what} {conditions}",
    "{If}, what is the {what}?",
    "Tell me the {what} {conditions}",
    "what's the {what} {conditions}",
    "I want the {what} {conditions}.",
    "What {what} {has}?",
    "{When}, what is the {what}?",
)
FIGURES: dict[str, tuple[str, ...]] = {
    "count": (
        "How many {what}s are there {conditions}?",
        "What is the total number of {what} {conditions}?",
        "Name the number of {what} {conditions}",
        "How many {what} entries are there {conditions}?",
    ),
    "min": (
        "What is the lowest {what} {conditions}?",
        "What's the smallest {what} {conditions}?",
        "Tell me the minimum {what} {conditions}",
        "Name the least {what} {conditions}",
    ),
    "max": (
        "What is the highest {what} {conditions}?",
        "Which {what} is the highest {conditions}?",
        "Tell me the largest {what} {conditions}",
        "Name the most {what} {conditions}",
    ),
    "sum": (
        "What is the sum of {what} {conditions}?",
        "Tell me the total {what} {conditions}",
        "Add up the {what} {conditions}",
    ),
    "avg": (
        "What is the average {what} {conditions}?",
        "I want the mean {what} {conditions}",
        "Tell me the average {what} {conditions}",
    ),
}
FIRST = {
    "=": (
        "with a {header} of {value}",
        "when the {header} is {value}",
        "whose {header} is {value}",
        "that has a {header} of {value}",
        "for {value}",
        "with {value} as the {header}",
    ),
    ">": (
        "with a {header} larger than {value}",
        "when the {header} is more than {value}",
        "with more than {value} {header}",
    ),
    "<": (
        "with a {header} smaller than {value}",
        "where the {header} is less than {value}",
        "with less than {value} {header}",
    ),
}
MORE = {
    "=": ("and a {header} of {value}", "and the {header} is {value}", "and {header} {value}"),
    ">": ("and a {header} above {value}", "and the {header} is over {value}"),
    "<": ("and a {header} below {value}", "and the {header} is under {value}"),
}


@dataclass(frozen=True)
class Condition:
    """A header, how it is compared, and with what."""

    header: str
    how: str
    value: Cell

    def holds(self, row: Row) -> bool:
        """Whether a row fulfils it."""
        cell = row[self.header]
        if self.how == "=":
            return cell == self.value
        assert not isinstance(cell, str)
        assert not isinstance(self.value, str)
        return cell > self.value if self.how == ">" else cell < self.value


def draw(form: str, chance: random.Random) -> Cell:
    """Make one cell: a number where nothing but a stretch of numbers is given, else a text."""
    if not set("{|") & set(form):
        return chance.randint(*map(int, form.split("..")))
    if "{" not in form:
        return chance.choice(form.split("|"))
    return re.sub(r"{([^{}]+)}", lambda each: str(draw(_WORDS.get(each[1], each[1]), chance)), form)


def make_table(topic: str, chance: random.Random) -> list[Row]:
    """Return a dozen rows and more; what names them may come twice, as it does in such tables."""
    columns = [column.split(": ") for column in topic.split("; ")]
    return [{header: draw(form, chance) for header, form in columns} for _ in range(chance.randint(9, 34))]


def make_question(rows: Sequence[Row], chance: random.Random) -> dict[str, Any] | None:
    """Ask something of a table; None where no wording would say what is meant."""
    headers = list(rows[0])
    row, number = chance.choice(rows), chance.choice((1, 1, 1, 2, 2, 3, 4))
    what, *others = chance.sample(headers, min(number + 1, len(headers)))
    is_number = not isinstance(row[what], str)
    kind = chance.choice(("cells", "cells", "cells", *(FIGURES if is_number else ("count",))))
    conditions = [_condition(header, row, chance) for header in others]
    kept = [each for each in rows if all(condition.holds(each) for condition in conditions)]
    gold = _gold(kind, what, kept)
    if gold is None:
        return None
    form = chance.choice(SELECTS if kind == "cells" else FIGURES[kind])
    said = " ".join(_say(each, chance, first=place == 0) for place, each in enumerate(conditions))
    plain = " and ".join(_clause(each) for each in conditions)
    has = "has " + " and ".join(_noun(each) for each in conditions)
    text = form.format(what=what.lower(), conditions=said, has=has, If=f"If {plain}", When=f"When {plain}")
    return {"question": text, "gold_rows": gold, "kind": kind, "conditions": len(conditions)}


def _condition(header: str, row: Row, chance: random.Random) -> Condition:
    value = row[header]
    how = chance.choice("==<>") if not isinstance(value, str) else "="
    if isinstance(value, str) or how == "=":
        return Condition(header, "=", value)
    return Condition(header, how, value - 1 if how == ">" else value + 1)


def _gold(kind: str, what: str, kept: Sequence[Row]) -> list[list[Cell]] | None:
    cells = [row[what] for row in kept]
    if kind == "cells":
        return [[cell] for cell in cells]
    if kind == "count":
        # Where a cell comes twice, a count of rows and one of different cells are both fair.
        return [[len(cells)]] if len(set(cells)) == len(cells) else None
    numbers = [cell for cell in cells if not isinstance(cell, str)]
    figure: dict[str, Callable[[], float]] = {
        "min": lambda: min(numbers),
        "max": lambda: max(numbers),
        "sum": lambda: sum(numbers),
        "avg": lambda: sum(numbers) / len(numbers),
    }
    return [[figure[kind]()]]


def _say(condition: Condition, chance: random.Random, *, first: bool) -> str:
    forms = (FIRST if first else MORE)[condition.how]
    if not isinstance(condition.value, str):
        forms = tuple(form for form in forms if "{header}" in form)
    return chance.choice(forms).format(header=condition.header.lower(), value=condition.value)


def _clause(condition: Condition) -> str:
    words = {"=": "is", ">": "is more than", "<": "is less than"}[condition.how]
    return f"the {condition.header.lower()} {words} {condition.value}"


def _noun(condition: Condition) -> str:
    words = {"=": "of", ">": "larger than", "<": "smaller than"}[condition.how]
    return f"a {condition.header.lower()} {words} {condition.value}"


def write_set(topics: Mapping[str, str], folder: Path) -> Path:
    """Write tables and questions below the folder; returns the file of questions."""
    chance = random.Random(SEED)
    questions = list(_questions(topics, folder, chance))
    path = folder / "questions.jsonl"
    path.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in questions), encoding="utf-8"
    )
    return path


def _questions(topics: Mapping[str, str], folder: Path, chance: random.Random) -> Iterator[dict[str, Any]]:
    for topic, described in topics.items():
        for number in range(TABLES):
            rows = make_table(described, chance)
            database = f"{topic}-{number}"
            (folder / "tables" / database).mkdir(parents=True)
            with (folder / "tables" / database / "table.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            asked = [made for _ in range(QUESTIONS) if (made := make_question(rows, chance))]
            for place, each in enumerate(asked):
                yield {"id": f"{database}-{place}", "database": database, **each}


def main() -> None:
    """Answer both halves and keep their scores; with a folder named, only write the looked-at half there."""
    if len(sys.argv) > 1:
        write_set(LOOKED_AT, Path(sys.argv[1]))
        return
    for name, topics in (("generated, looked at", LOOKED_AT), ("generated, held out", HELD_OUT)):
        with tempfile.TemporaryDirectory() as folder, closing(Sandbox(SandboxLimits())) as sandbox:
            questions = write_set(topics, Path(folder))
            scores = evaluate(sandbox, questions, Path(folder) / "tables", Path(folder) / "predictions.jsonl")
        keep_scores(name, scores)


if __name__ == "__main__":
    run_command(main)
