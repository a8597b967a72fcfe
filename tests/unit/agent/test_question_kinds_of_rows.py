"""Of which kind rows are, by a verb before them; who cites and what is cited; what was done most often."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

TRADES = {
    "traders": ["trader_id,trader_name", *(f"{n},Trader {'ABCD'[n - 1]}" for n in range(1, 5))],
    "trades": [
        "trade_id,trader_id,side,lots,traded_on",
        "11,1,B,10,2023-02-01",
        "12,1,S,4,2023-02-03",
        "13,2,B,6,2023-03-05",
        "14,3,B,5,2024-01-09",
        "15,2,S,1,2024-02-09",
    ],
    "payouts": [
        "payout_id,trader_id,amount,fee_amount,paid_on,state",
        "21,1,100,1,2023-03-01,sent",
        "22,2,50,2,2023-03-02,sent",
        "23,4,70,9,2023-03-02,bounced",
    ],
    "vouchers": ["voucher_id,voucher_code", "1,SPRING", "2,SUMMER", "3,AUTUMN"],
    "redemptions": [
        "redemption_id,voucher_id,trader_id,redeemed_on",
        "31,2,1,2023-05-01",
        "32,2,2,2023-05-02",
        "33,1,2,2023-06-02",
    ],
}
CLINIC = {
    "instructors": ["instr_id,instr_name", "1,Ada Moss", "2,Bo Field", "3,Cy Grant", "4,Di Lane"],
    "pupils": ["pupil_id,advisor_id", "11,1", "12,1", "13,2", "14,4", "15,4", "16,4"],
    "reviews": ["review_id,reviewer_id,score", "21,1,5", "22,1,7", "23,4,2", "24,2,3"],
}
SALEROOM = {
    "people": ["person_id,full_name,joined_on", *(f"{n},P{n:02},2022-01-{n:02}" for n in range(1, 21))],
    "porters": ["porter_id,porter_name", "1,Ott", "2,Uli"],
    "pieces": [
        "piece_id,consignor_id,buyer_id,final_amt,status_cd",
        "1,3,20,100,SLD",
        "2,3,1,50,SLD",
        "3,9,2,70,SLD",
        "4,9,,,CXL",
        "5,9,5,10,SLD",
        *(f"{10 + n},{n},,,HLD" for n in (1, 2, 4, 5, 6, 7, 8, 10)),
    ],
    "moves": [
        "move_id,piece_id,porter_id,sent_on",
        "1,1,1,2024-02-01",
        "2,2,2,2024-02-02",
        "3,3,1,2024-03-01",
    ],
    "loans": ["loan_id,piece_id,start_on,end_on", "1,4,2024-01-01,2024-02-01", "2,5,2024-01-05,"],
}
GUILD = {
    "members": ["member_id,member_name,invited_by", "1,Dan,", "2,Eli,", "3,Fen,1", "4,Gil,1"],
    "halls": ["hall_id,hall_name", "1,Oak"],
}
PRESS = {
    "authors": ["author_id,author_name", "1,Ann", "2,Ben", "3,Col"],
    "papers": ["paper_id,title", "7,Rust", "8,Salt", "9,Tin"],
    "paper_authors": ["paper_id,author_id,author_order", "7,1,1", "7,2,2", "8,1,1", "9,1,1"],
    "reviews": ["review_id,paper_id,reviewer_id,score", "1,7,3,4", "2,8,2,5", "3,8,3,1", "4,9,2,2"],
}
PATENTS = {
    "patents": ["patent_id,title", "1,Hinge", "2,Valve", "3,Clasp"],
    "citations": [
        "citation_id,citing_patent_id,cited_patent_id,is_self_cite",
        "1,1,2,false",
        "2,3,2,false",
        "3,1,3,false",
        "4,1,2,true",
    ],
}


def _ingest(folder: Path, tables: dict[str, list[str]]) -> list[dict[str, Any]]:
    return ingest_files([write_csv(folder, name, lines) for name, lines in tables.items()], folder / "out")


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "trades": TRADES,
        "patents": PATENTS,
        "clinic": CLINIC,
        "press": PRESS,
        "saleroom": SALEROOM,
        "guild": GUILD,
    }
    return {name: _ingest(tmp_path_factory.mktemp(name), tables) for name, tables in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("trades", "How many buy trades are there?", [[3]]),
        ("trades", "How many lots were in sell trades in 2023?", [[4]]),
        ("trades", "What percent of trades are buy trades?", [[60]]),
        ("trades", "Top 2 traders by the number of trades they made", [["Trader A", 2], ["Trader B", 2]]),
        ("trades", "What is the largest payout?", [[100]]),
        ("trades", "Which voucher is redeemed most?", [["SUMMER"]]),
        ("trades", "What are the two most redeemed vouchers?", [["SUMMER", 2], ["SPRING", 1]]),
        ("trades", "Top 2 traders by total payout amount? Return the trader name, number of payouts, total.",
         [["Trader A", 1, 100], ["Trader D", 1, 70]]),
        ("trades", "For each side, show number of trades and total lots, ordered by total lots descending.",
         [["B", 3, 21], ["S", 2, 5]]),
        ("trades", "For each side, show number of trades and total lots, sorted by number of trades",
         [["S", 2, 5], ["B", 3, 21]]),
        ("guild", "Which members were invited by another member?", [["Fen"], ["Gil"]]),
        ("guild", "What percent of members were invited?", [[50]]),
        ("guild", "How many members were not invited by anyone?", [[2]]),
        ("clinic", "Average score per reviewer", [["Ada Moss", 1, 6], ["Bo Field", 2, 3], ["Di Lane", 4, 2]]),
        ("clinic", "How many pupils does each advisor have? Return the advisor's name and the number",
         [["Ada Moss", 1, 2], ["Bo Field", 2, 1], ["Di Lane", 4, 3]]),
        ("clinic", "Which instructors have no associated pupils?", [["Cy Grant"]]),
        ("press", "How many papers does each author have?", [["Ann", 3], ["Ben", 1]]),
        ("press", "Which authors wrote more than 2 papers?", [["Ann"]]),
        ("saleroom", "Which people consigned at least one piece?",
         [[f"P{n:02}"] for n in range(1, 11)]),
        ("saleroom", "How many pieces does each consignor have?",
         [[f"P{n:02}", n, {3: 2, 9: 3}.get(n, 1)] for n in range(1, 11)]),
        ("saleroom", "What is the highest final price?", [[100]]),
        ("saleroom", "How many pieces were cancelled?", [[1]]),
        ("saleroom", "What is the number of pieces, of any status?", [[13]]),
        ("saleroom", "How many ended loans are there?", [[1]]),
        ("patents", "Which patent is cited most?", [["Valve"]]),
        ("patents", "How many citations does each patent make?", [["Clasp", 1], ["Hinge", 3]]),
        ("patents", "How many self citations are there?", [[1]]),
    ],
)  # fmt: skip
def test_kinds_roles_and_deeds_are_kept(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, expected: list[Any]
) -> None:
    found = answer(question, sets[name], tmp_path)
    assert found["rows"] == expected


@pytest.mark.parametrize(
    "question",
    [
        "How many completed payouts are there?",  # no header and no cell says which these are
        "How many payouts were completed in 2023?",
        "How many bounced trades are there?",  # payouts bounce, and no trader's trades do with them
    ],
)
def test_rows_are_not_taken_for_all_nor_told_by_rows_aside(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str
) -> None:
    assert answer(question, sets["trades"], tmp_path)["outcome"] != "answered"


def test_an_amount_is_not_of_what_only_days_of_others_tell(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("What is the total final amount sent by each buyer?", sets["saleroom"], tmp_path)
    assert found["outcome"] != "answered"
