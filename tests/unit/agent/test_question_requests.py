"""What a question asks besides its figure: the days, stretches of time and figures that are to be shown."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "members": [
        "member_id,first_name,last_name,joined_on,left_on,club",
        "1,Ida,Holm,2021-03-04,,Rowing", "2,Jon,Ash,2022-05-06,2023-02-01,Rowing",
        "3,Kim,Lund,2023-07-08,,Chess", "4,Lea,Birk,2023-09-10,,Chess",
    ],
    "visits": [
        "visit_id,member_id,visited_on,minutes,status",
        "11,1,2023-01-05,30,attended", "12,1,2023-05-06,60,missed", "13,2,2023-01-20,50,attended",
        "14,3,2023-11-02,20,attended", "15,3,2023-12-03,,missed", "16,2,2022-12-31,45,attended",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("club"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # The day that the question is about, however it is called.
        ("Which members joined in 2023? First name, last name, date joined.",
         [["Kim", "Lund", "2023-07-08"], ["Lea", "Birk", "2023-09-10"]]),
        ("Which members joined in 2022, and when?", [["Jon", "Ash", "2022-05-06"]]),
        ("Which members left in 2023, and on what date?", [["Jon", "Ash", "2023-02-01"]]),
        ("Which members joined in 2023 or later? Last name and joining date.",
         [["Birk", "2023-09-10"], ["Lund", "2023-07-08"]]),
        ("members who joined in 2021 or earlier", [["Ida", "Holm"]]),
        ("average minutes of visits of members who joined since 2022", [[38.333333333333336]]),
        # Quarters of one year are numbers; what groups and what is counted may be named again.
        ("Visits per quarter in 2023 (quarter, number of visits)", [[1, 2], [2, 1], [4, 2]]),
        ("How many visits were there in each quarter of 2023? Quarter and visits.", [[1, 2], [2, 1], [4, 2]]),
        ("total minutes per club: club and total, two columns", [["Chess", 20], ["Rowing", 185]]),
        # Rows that a clause of its own keeps to, or leaves out.
        ("Consider only attended visits. What is the total of minutes per club?",
         [["Chess", 20], ["Rowing", 125]]),
        ("total minutes per club; ignore missed visits", [["Chess", 20], ["Rowing", 125]]),
        # The days between two dates of a row, and of what it refers to; the best of each group.
        ("On average, how many days after joining do members leave?", [[271]]),
        ("average number of days from the member joining to the visit per club",
         [["Chess", 132.5], ["Rowing", 490.75]]),
        ("For each club, find the member with the most visits",
         [["Chess", "Kim", "Lund"], ["Rowing", "Ida", "Holm"], ["Rowing", "Jon", "Ash"]]),
        ("total minutes per club? Missed visits don't count.", [["Chess", 20], ["Rowing", 125]]),
        ("total minutes per club (missed visits are included)", [["Chess", 20], ["Rowing", 185]]),
        ("How many visits were there in 2023? Only members of the Rowing club.", [[3]]),
        ("average minutes per club, visits longer than 40 minutes only", [["Rowing", 51.666666666666664]]),
        # Shares and ratios in roundabout words.
        ("In percent, how many of our visits were missed?", [[33.33]]),
        ("What percentage of the visits ended up missed?", [[33.33]]),
        ("What share of members are in each club?", [["Chess", 0.5], ["Rowing", 0.5]]),
        ("How many visits are there for every member?", [[1.5]]),
        ("average minutes per visit for each status: total minutes over number of visits",
         [["attended", 36.25], ["missed", 30]]),
        ("rowing members compared with chess members, as a ratio", [[1]]),
        ("visits per member on average", [[2]]),
        ("Average number of visits per member, counting only members who have a visit", [[2]]),
        ("What share of visits are in each club?", [["Chess", 0.33], ["Rowing", 0.67]]),
        # Stretches reckoned from a day that is said.
        ("How many visits were there in the 14 days ending 2023-01-20 (7 January to 20 January)?", [[1]]),
        ("As of 31 December 2023, how many visits were there in the last 2 months?", [[2]]),
        ("taking 2023-12-31 as today, how many visits were there in the past 60 days?", [[2]]),
        ("Counting back 30 days from 2023-01-20, how many visits were there?", [[3]]),
        ("number of visits in the two weeks from 5 January 2023", [[1]]),
        ("How many visits were there by 20 January 2023?", [[3]]),
        ("number of visits by the end of May 2023, by status", [["attended", 3], ["missed", 1]]),
        # What is left out, which day counts, and values one by one.
        ("How many visits did each club make in 2023? Skip clubs with none.", [["Chess", 2], ["Rowing", 3]]),
        ("Visits without minutes do not count. How many visits per status?",
         [["attended", 4], ["missed", 1]]),
        ("number of members per year, going by the date the member joined",
         [[2021, 1], [2022, 1], [2023, 2]]),
        ("Number of visits per status type, any status", [["attended", 4], ["missed", 2]]),
        ("What are the total minutes for attended and missed respectively?",
         [["attended", 145], ["missed", 60]]),
        ("We define presence as minutes divided by 60. What is the total presence per club?",
         [["Chess", 0.33], ["Rowing", 3.08]]),
        ('Which members have a last name containing "L", ignoring case? I only need the first name.',
         [["Ida"], ["Kim"]]),
        ("Name the two least lively visits by minutes. Visit id and minutes.", [[11, 30], [14, 20]]),
        ("Miss rate = missed visits divided by (attended + missed visits), in percent. Compute it per club.",
         [["Chess", 50], ["Rowing", 25]]),
        ("For every member who made a visit at least once: how many visits? Last name and visits.",
         [["Ash", 2], ["Holm", 2], ["Lund", 2]]),
        ("% of visits per status, w/o visits that had no minutes", [["attended", 80], ["missed", 20]]),
        ("number of visits per month of 2023 (YYYY-MM), visits before the end of February 2023 only",
         [["2023-01", 2]]),
        # At which place each stands, and what is most frequent within each group.
        ("Rank the clubs by total minutes, highest first: club, minutes, rank",
         [["Rowing", 185, 1], ["Chess", 20, 2]]),
        ("Order the clubs by number of visits from low to high and give the rank: club, visits, rank",
         [["Chess", 2, 1], ["Rowing", 4, 2]]),
        ("For each club, which status has the most visits? Club, status, count.",
         [["Chess", "attended", 1], ["Chess", "missed", 1], ["Rowing", "attended", 3]]),
        ("For each club, which member has the most visits?",
         [["Chess", "Kim", "Lund"], ["Rowing", "Ida", "Holm"], ["Rowing", "Jon", "Ash"]]),
        ("Which members (last name and club) have no visits?", [["Birk", "Chess"]]),
        # None at all, in more words.
        ("Which members have yet to make a visit? Last name.", [["Birk"]]),
        ("Are there any members with no visits recorded for them? List them", [["Lea", "Birk"]]),
        ("How many members haven't done a single visit at all?", [[1]]),
    ],
)  # fmt: skip
def test_it_is_answered(
    club: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    shown = shown_rows(answer(question, club, tmp_path))
    assert sorted(map(_rounded, shown)) == sorted(map(_rounded, rows))


def _rounded(row: list[Any]) -> list[str]:
    return [f"{cell:.2f}" if isinstance(cell, int | float) else str(cell) for cell in row]
