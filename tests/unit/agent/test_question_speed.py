"""A plan takes milliseconds of computing, over many tables and many values."""

from statistics import median
from time import process_time

from services.agent.question import Catalog, interpret
from tests.fakes.many_tables import make_column, make_profiles, questions

PLAN_SECONDS = 0.030
LOOK_UP_SECONDS = 0.002


def test_a_plan_over_fifty_tables_with_a_hundred_thousand_values_is_quick() -> None:
    catalog = Catalog.from_profiles(make_profiles())
    interpret("how many goods1 are there", catalog)
    spent = []

    for question in questions():
        begun = process_time()
        interpret(question, catalog)
        spent.append(process_time() - begun)

    assert sum(len(column.values or ()) for column in catalog.columns) == 100_000
    assert median(spent) < PLAN_SECONDS


def test_a_phrase_is_found_among_a_million_values_in_two_milliseconds() -> None:
    """On average over the phrases of a question or two, which are looked up in one pass."""
    values = [f"town {n} of the north" for n in range(100_000)]
    columns = [
        {**make_column(0, 2 * place), "name": f"place {place}", "values": values} for place in range(10)
    ]
    catalog = Catalog.from_profiles([("towns", {"rows": 1_000_000, "columns": columns})])
    catalog.values("town 1 of the north")
    phrases = {f"town {n} of the north" for n in range(2, 102)}

    begun = process_time()
    catalog.expect(phrases)
    spent = process_time() - begun

    assert len(catalog.values("town 77 of the north")) == len(columns)
    assert spent / len(phrases) < LOOK_UP_SECONDS
