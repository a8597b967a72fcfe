"""Subtotals between the rows of data: left out only if every one of them is the sum of its rows."""

from collections.abc import Sequence

from services.agent.ingest.body import Body
from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.footer import TOTAL_LABEL
from services.agent.ingest.layout import filled_cells
from services.agent.ingest.sql import quoted
from services.agent.ingest.totals import TOLERANCE, summed
from services.agent.ingest.vote import Verdict, reading, trimmed

MOST = 1_000
"""Rows labelled as totals; more are data about totals."""
LABEL_COLUMNS = 3
"""Leading columns of words in which such a label may stand."""

Sums = Sequence[float | None]


def find_subtotals(body: Body, verdicts: Sequence[Verdict], findings: Findings) -> tuple[int, ...]:
    """Return the rows of subtotals and of the totals after them, and tell them.

    None are returned if one of them is not what its label says, or if all stand at the end.
    """
    words = [verdict.column for verdict in verdicts if verdict.kind.type == "VARCHAR"][:LABEL_COLUMNS]
    numbers = summed(verdicts)
    if not words or not numbers:
        return ()
    label = quoted(f"(?i){TOTAL_LABEL.pattern}")
    is_label = " OR ".join(f"coalesce(regexp_full_match({trimmed(word)}, {label}), false)" for word in words)
    rows = body.connection.execute(f"SELECT r FROM body WHERE {is_label} ORDER BY r").fetchall()  # noqa: S608
    places = [row for (row,) in rows]
    if places and _leads(body, places[0], numbers, is_label):
        _tell(body, places[:1], findings)
        return (places[0],)
    ends = {row for row, _ in body.layout.totals}
    if not set(places) - ends or len(places) > MOST or not _are_sums(body, numbers, is_label):
        return ()
    _tell(body, places, findings)
    return tuple(places)


def _leads(body: Body, row: int, numbers: Sequence[Verdict], is_label: str) -> bool:
    """Tell whether a row is the first of the data and holds the sums of all that follow."""
    values = [f"CAST({reading(verdict.kind, verdict.column)} AS DOUBLE)" for verdict in numbers]
    own = ", ".join(f"max({value}) FILTER (WHERE r = {row})" for value in values)
    sums = ", ".join(f"sum({value}) FILTER (WHERE NOT ({is_label}))" for value in values)
    found = body.connection.execute(f"SELECT min(r), {own}, {sums} FROM body").fetchall()[0]  # noqa: S608
    width = len(numbers)
    return found[0] == row and _agree(found[1 : width + 1], found[width + 1 :])


def _are_sums(body: Body, numbers: Sequence[Verdict], is_label: str) -> bool:
    """Compare each labelled row with the rows since the one before, and with all rows above it."""
    values = [
        f"CAST({reading(verdict.kind, verdict.column)} AS DOUBLE) AS v{verdict.column}" for verdict in numbers
    ]
    own = ", ".join(f"max(v{verdict.column}) FILTER (WHERE label)" for verdict in numbers)
    sums = ", ".join(f"sum(v{verdict.column}) FILTER (WHERE NOT label)" for verdict in numbers)
    groups = body.connection.execute(
        f"SELECT {own}, {sums} FROM (SELECT *, sum(CAST(label AS INTEGER)) OVER "  # noqa: S608
        f"(ORDER BY r ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS g FROM "
        f"(SELECT r, ({is_label}) AS label, {', '.join(values)} FROM body)) GROUP BY coalesce(g, 0) ORDER BY "
        f"coalesce(g, 0)"
    ).fetchall()
    width = len(numbers)
    all_above: list[float] = [0.0] * width
    for group in groups:
        totals, since = group[:width], group[width:]
        all_above = [above + (part or 0.0) for above, part in zip(all_above, since, strict=True)]
        is_total = any(value is not None for value in totals)
        if is_total and not (_agree(totals, since) or _agree(totals, all_above)):
            return False
    return True


def _agree(totals: Sums, sums: Sums) -> bool:
    pairs = [(total, part or 0.0) for total, part in zip(totals, sums, strict=True) if total is not None]
    close = all(abs(total - part) <= TOLERANCE * max(abs(total), abs(part)) for total, part in pairs)
    return close and any(total != 0 for total, _ in pairs)


def _tell(body: Body, rows: Sequence[int], findings: Findings) -> None:
    cells = ", ".join(f"c{column}" for column in body.layout.columns)
    listed = ", ".join(map(str, rows))
    for row, *values in body.connection.execute(
        f"SELECT r, {cells} FROM body WHERE r IN ({listed}) ORDER BY r"  # noqa: S608 - numbers only
    ).fetchall():
        told = " | ".join(cell.strip() for cell in values if cell and cell.strip())
        findings.add(
            "totals_skipped",
            f"A row of subtotals was left out of the data: “{told}”.",
            cell=cell_reference(body.grid.first_row + row, body.grid.first_column + body.layout.columns[0]),
            text=told,
            values=values,
            count=filled_cells(values),
        )
