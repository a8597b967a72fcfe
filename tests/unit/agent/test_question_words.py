"""Words, periods and joins: what the linker stands on."""

from datetime import date
from pathlib import Path

import pytest

from services.agent.question.language.periods import find_period
from services.agent.question.language.words import name_words, normalise, stem, tokenise
from services.agent.question.linking.linker import link
from services.agent.question.tables.edges import infer_edges
from tests.fakes.question_tables import catalog_of, ingest_domain, ingest_files, write_csv


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("customer_id", ("customer", "id")),
        ("OrderDate", ("order", "date")),
        ("Pick #", ("pick",)),
        ("Q1Sales", ("q", "1", "sales")),
        ("Größe", ("große".replace("ß", "ss"),)),
    ],
)
def test_headers_are_split_into_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(("one", "many"), [("city", "cities"), ("person", "people"), ("child", "children")])
def test_singular_and_plural_share_a_stem(one: str, many: str) -> None:
    assert stem(one) == stem(many)


def test_normalising_keeps_the_number_of_lines() -> None:
    assert normalise("St. Louis\n  Déjà-vu\n") == "st louis\ndeja vu\n"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("March 2024", date(2024, 3, 1), date(2024, 4, 1)),
        ("december 2023", date(2023, 12, 1), date(2024, 1, 1)),
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("Q4 2023", date(2023, 10, 1), date(2024, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("5 March 2024", date(2024, 3, 5), date(2024, 3, 6)),
        ("March 5th, 2024", date(2024, 3, 5), date(2024, 3, 6)),
        ("25.12.2023", date(2023, 12, 25), date(2023, 12, 26)),
    ],
)
def test_periods_are_read(text: str, start: date, end: date) -> None:
    found = find_period(tokenise(text), 0)

    assert found is not None
    assert (found[0].start, found[0].end) == (start, end)


@pytest.mark.parametrize("text", ["2024-13-01", "5/3/2024", "may", "99999", "Q5 2023"])
def test_what_is_no_date_or_more_than_one_is_not_read_as_one(text: str) -> None:
    found = find_period(tokenise(text), 0)

    assert found is None or found[0].start is None


def test_joins_are_inferred_from_keys(tmp_path: Path) -> None:
    edges = infer_edges(catalog_of(ingest_domain("shop", tmp_path)))

    assert {(edge.many.path, edge.one.path) for edge in edges} == {
        ("orders.customer_id", "customers.customer_id"),
        ("orders.product_id", "products.product_id"),
    }


def test_small_numbers_do_not_join_by_chance(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path, "rooms", ["room,beds", "1,2", "2,3", "3,1"]),
        write_csv(tmp_path, "guests", ["guest,nights", "Ann,1", "Bob,2", "Cid,2"]),
    ]

    assert infer_edges(catalog_of(ingest_files(files, tmp_path / "out"))) == []


def test_tables_of_unrelated_files_do_not_join_because_their_keys_overlap(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path, "machines", ["id,machine,rank", "1,Press,1", "2,Lathe,2", "3,Saw,3"]),
        write_csv(tmp_path, "teams", ["id,team,rank,code", "1,Reds,2,A", "2,Blues,1,B", "3,Greens,3,C"]),
        write_csv(tmp_path, "grades", ["number,grade,code", "1,A,A", "2,B,B", "3,A,C"]),
    ]

    assert infer_edges(catalog_of(ingest_files(files, tmp_path / "out"))) == []


def test_the_longest_cover_wins(tmp_path: Path) -> None:
    items = link("orders of the Office Chair in March 2024", catalog_of(ingest_domain("shop", tmp_path)))

    assert [item.text for item in items] == ["orders", "of", "the", "Office Chair", "in", "March 2024"]
    assert items[3].values[0].column.path == "products.product_name"
