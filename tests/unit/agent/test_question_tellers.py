"""What tells a table from others that are like it, by their names alone."""

import pytest

from services.agent.question.tables.tellers import read_teller


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan", "february"),
        ("sales_jan", "sales_sept"),
        ("Jan 2024", "Feb 2024"),
        ("sales_2024_01", "sales_2024_12"),
        ("t_2022", "2023"),
        ("Q1", "Q4"),
        ("Q1 2024", "Q2 2023"),
        ("North", "South East"),
        ("stores France", "stores Spain"),
        ("Week 1", "Week 12"),
        ("orders part 1", "orders part 2"),
    ],
)
def test_names_that_differ_by_a_time_a_piece_or_a_place_are_of_one_kind(one: str, other: str) -> None:
    tellers = [read_teller(name) for name in (one, other)]

    assert len({(each.kind, each.frame) for each in tellers if each}) == 1
    assert None not in tellers
    assert len({(each.order, each.word) for each in tellers if each}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("orders_2023", "returns_2023"),
        ("budget_2024", "actual_2024"),
        ("Jan", "Q1"),
        ("2024", "Jan 2024"),
        ("France", "Europe"),
        ("North", "North America"),
    ],
)
def test_names_of_other_matters_or_other_kinds_are_kept_apart(one: str, other: str) -> None:
    tellers = [read_teller(name) for name in (one, other)]

    assert len({(each.kind, each.frame) for each in tellers if each}) == 2


@pytest.mark.parametrize(
    "name",
    ["orders", "orders_2", "Version 1", "Scenario 2", "2022 to 2023", "Jan to Mar", "Total", "Summary"],
)
def test_other_names_tell_nothing(name: str) -> None:
    assert read_teller(name) is None
