"""What things did or never did, as rows of another table; and which columns an answer shows."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.composing.joins import known_joins
from tests.fakes.question_tables import answer, catalog_of, ingest_files, ingest_tables, write_csv

TABLES = {
    "readers": [
        "reader_id,first_name,last_name,town,level,last_login",
        "1,Ann,Ash,Rye,gold,2024-02-01", "2,Bob,Birch,Hove,silver,", "3,Cid,Cedar,Rye,gold,2024-03-01",
        "4,Dee,Dorn,Lewes,silver,2024-03-05", "5,Eve,Elm,Hove,gold,",
    ],
    "books": [
        "book_id,title,genre,price", "11,Moon,novel,9.5", "12,Sea,novel,12", "13,Wind,poem,7",
        "14,Salt,essay,20",
    ],
    "loans": [
        "loan_id,reader_id,book_id,loaned_on,state",
        "101,1,11,2023-01-05,returned", "102,1,12,2023-02-05,overdue",
        "103,1,11,2024-02-05,returned", "104,2,11,2023-03-05,returned", "105,3,12,2024-01-05,overdue",
    ],
    "reviews": ["review_id,reader_id,book_id,stars", "201,1,11,5", "202,3,13,2", "203,5,13,4"],
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many readers have never borrowed a book?", [[2]]),
        ("readers without any loans, last names only", [["Dorn"], ["Elm"]]),
        ("list the first and last names of readers who haven't borrowed anything",
         [["Dee", "Dorn"], ["Eve", "Elm"]]),
        ("How many books were neither borrowed nor reviewed?", [[1]]),
        ("How many books have not been borrowed even once?", [[2]]),
        ("Which readers never logged in?", [["Bob", "Birch"], ["Eve", "Elm"]]),
        ("How many readers have had both a returned and an overdue loan?", [[1]]),
        ("How many readers have both borrowed a book and written a review?", [[2]]),
        ("Names of gold readers with more than 2 loans", [["Ann", "Ash"]]),
        ("How many readers borrowed a novel in 2023?", [[2]]),
        ("How many books were borrowed at least twice?", [[2]]),
        # Different things that their rows refer to, and no rows: Ann has three loans of two books.
        ("Names of readers who borrowed more than 2 books", []),
        ("Which readers have had loans of at least 2 different books? Last name and number of books.",
         [["Ash", 2]]),
    ],
)  # fmt: skip
def test_what_things_did_is_asked_of_the_rows_that_name_them(
    question: str, rows: list[list[Any]], library: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown(answer(question, library, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which books cost more than 10? Give title and genre.", [["Salt", "essay"], ["Sea", "novel"]]),
        ("Which book is the most expensive and what does it cost?", [["Salt", 20]]),
        ("Which genre has the highest average price, and what is that average?", [["essay", 20]]),
        ("2 most expensive books by price - title and price", [["Salt", 20], ["Sea", 12]]),
        ("Which readers live in Rye? Just their last names please.", [["Ash"], ["Cedar"]]),
        ("Names of the readers in Lewes", [["Dee", "Dorn"]]),
    ],
)
def test_an_answer_shows_the_columns_that_are_asked_for(
    question: str, rows: list[list[Any]], library: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown(answer(question, library, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which two readers have the most loans?", [["Ann", "Ash"], ["Bob", "Birch"]]),
        ("Which genre is most common?", [["novel"]]),
        ("Which book was borrowed most often? Give the title and the number.", [["Moon", 3]]),
        ("Who borrowed the most books?", [["Ann", "Ash"]]),
        ("title and price of the 2 most expensive books", [["Salt", 20], ["Sea", 12]]),
    ],
)
def test_most_is_of_the_rows_that_name_a_thing(
    question: str, rows: list[list[Any]], library: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown(answer(question, library, tmp_path)) == rows


def shown(result: dict[str, Any]) -> list[list[Any]]:
    """Return what answers the question, without what stands beside it."""
    assert result["outcome"] == "answered", result.get("unknown_words")
    places = result.get("answer_columns")
    rows = [row if places is None else [row[place] for place in places] for row in result["rows"]]
    return sorted(rows, key=str)


def test_rows_with_numbers_of_their_own_are_each_one_thing(tmp_path: Path) -> None:
    pets = [
        "pet_id,pet_name,kind,owner_id",
        *(
            f"{n},{'Ivy' if n % 9 else 'Rex'},{'cat' if n % 7 < 2 else 'dog'},{n % 5 + 1}"
            for n in range(1, 31)
        ),
        "31,Tom,cat,6",
    ]
    owners = ["owner_id,owner_name", "1,Ann", "2,Bob", "3,Cid", "4,Dee", "5,Eve", "6,Fay", "7,Gus"]
    visits = ["line_id,pet_id", *(f"{n},{n % 30 + 1}" for n in range(1, 61))]
    files = [
        write_csv(tmp_path, name, lines)
        for name, lines in (("pets", pets), ("owners", owners), ("pet_visits", visits))
    ]

    tables = ingest_files(files, tmp_path / "out")

    assert answer("how many dogs are there", tables, tmp_path)["rows"] == [[21]]
    # A visit names its pet; a pet's number, though among those of the visits, names no visit.
    paths = {edge.many.path for edge in known_joins(catalog_of(tables))}
    assert paths == {"pet_visits.pet_id", "pets.owner_id"}
    # Values say of which rows: pets of two kinds, and none of one.
    assert answer("how many owners keep both a dog and a cat", tables, tmp_path)["rows"] == [[5]]
    assert answer("which owners are without a dog?", tables, tmp_path)["rows"] == [["Fay"], ["Gus"]]
