"""Answered, ambiguous, refused; and what is no question at all."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from services.common.errors import QuestionEmptyError, QuestionTooLongError
from tests.fakes.question_tables import answer, ingest_domain, ingest_files, write_csv


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """One name for two things: a town and a county."""
    folder = tmp_path_factory.mktemp("places")
    files = [
        write_csv(folder, "towns", ["town,population", "Durham,50", "Avon,20"]),
        write_csv(folder, "counties", ["county,population", "Durham,900", "Kent,1500"]),
    ]
    return ingest_files(files, folder / "out")


def test_two_fair_readings_are_offered_and_neither_is_run(
    places: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("what is the population of Durham", places, tmp_path)

    assert result["outcome"] == "ambiguous"
    assert result["rows"] == []
    assert len(result["readings"]) == 2
    assert len({reading["id"] for reading in result["readings"]}) == 2
    assert all(reading["sql"].startswith("SELECT") and reading["reading"] for reading in result["readings"])


def test_naming_the_thing_settles_it(places: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("what is the population of the county Durham", places, tmp_path)

    assert result["outcome"] == "answered"
    assert result["rows"][0][0] == 900


def test_a_refusal_names_the_words_and_what_could_be_asked(
    shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("customers with bad breath in Berlin", shop, tmp_path)

    assert result["outcome"] == "refused"
    assert {"bad", "breath"} <= set(" ".join(result["unknown_words"]).split())
    assert result["sql"] is None
    assert "How many customers are there?" in result["suggestions"]


def test_a_word_of_the_data_is_not_said_to_be_missing(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("Umsatz pro city", shop, tmp_path)

    assert result["outcome"] == "refused"
    assert not any("Did you mean" in each for each in result["suggestions"])
    assert result["suggestions"][-1].startswith(("How many", "Average", "What"))


def test_a_misspelt_value_is_refused_with_its_near_spelling(
    shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("customers in Hamburgg", shop, tmp_path)

    assert result["outcome"] == "refused"
    assert result["suggestions"][0] == "“Hamburgg” is not in the data. Did you mean “Hamburg”?"


@pytest.mark.parametrize(
    "question", ["is Anna a customer", "delete all customers", "why are sales down", "hello", "???"]
)
def test_what_no_plan_can_say_is_refused(question: str, shop: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer(question, shop, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize("question", ["", "   \n\t"])
def test_an_empty_question_is_the_askers_error(
    question: str, shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    with pytest.raises(QuestionEmptyError):
        answer(question, shop, tmp_path)


def test_a_huge_question_is_refused_at_once(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    start = monotonic()

    with pytest.raises(QuestionTooLongError):
        answer("how many customers " * 6_000, shop, tmp_path)

    assert monotonic() - start < 1.0


@pytest.mark.parametrize(
    "question", ["x" * 2_000, "1 " * 900, "and or not " * 170, '"' * 1_999, "by " * 660, "the " * 490]
)
def test_strange_questions_end_in_an_outcome(
    question: str, shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, shop, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question",
    [
        "customers who did not order in 2024",
        "customers not from Germany",
        "products whose name does not contain lamp",
    ],
)
def test_a_not_is_never_lost(question: str, shop: list[dict[str, Any]], tmp_path: Path) -> None:
    plain = (
        question.replace("did not order", "ordered").replace(" not ", " ").replace("does contain", "contains")
    )

    denied, said = (answer(each, shop, tmp_path) for each in (question, plain))

    assert {denied["outcome"], said["outcome"]} == {"answered"}
    assert not {row[0] for row in denied["rows"]} & {row[0] for row in said["rows"]}
