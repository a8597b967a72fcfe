"""Text files as portals publish them: values, scripts and shapes that are not clean; and the truth."""

from collections.abc import Callable, Iterator

from tests.data.handmade_faults import HEADER, KINDS, Row, licences, made, written
from tests.data.portal_files import PortalFile
from tests.data.portal_tables import Cell, PortalTable


def handmade_files() -> Iterator[PortalFile]:
    """Make files as portals publish them, none of them quite clean."""
    yield from _values()
    yield from _scripts()
    yield from _shapes()


def _spelt(
    name: str,
    column: int,
    spell: Callable[[Cell], str],
    mark: str = ",",
    value: Callable[[Cell], Cell] | None = None,
) -> PortalFile:
    rows = licences()
    shown = [
        [*row[:column], None if row[column] is None else spell(row[column]), *row[column + 1 :]]
        for row in rows
    ]
    truth = (
        rows if value is None else [[*row[:column], value(row[column]), *row[column + 1 :]] for row in rows]
    )
    return made(name, written(shown, mark), truth)


def _values() -> Iterator[PortalFile]:
    yield _spelt(
        "grouped", 5, lambda fee: f"{float(fee) * 1000:,.2f}", value=lambda fee: round(float(fee) * 1000, 2)
    )
    yield _spelt(
        "grouped-semicolons",
        5,
        lambda fee: f"{float(fee) * 1000:,.2f}".translate(str.maketrans(",.", ".,")),
        ";",
        lambda fee: round(float(fee) * 1000, 2),
    )
    yield _spelt("euros-behind", 5, lambda fee: f"{fee:.2f} €".replace(".", ","), ";")
    yield _spelt("pounds", 5, lambda fee: f"£{fee:,.2f}")
    yield _spelt("days-long", 4, lambda day: f"{day:%d-%b-%Y}")
    yield _spelt("days-us-times", 4, lambda day: f"{day:%m/%d/%Y} 12:00:00 AM")
    yield _spelt("days-iso-zulu", 4, lambda day: f"{day}T00:00:00Z")
    yield _spelt("days-iso-millis", 4, lambda day: f"{day}T00:00:00.000")
    yield _spelt("days-compact", 4, lambda day: f"{day:%Y%m%d}", value=lambda day: int(f"{day:%Y%m%d}"))
    yield _spelt(
        "padded-zeros",
        6,
        lambda seats: f"{seats:05}",
        value=lambda seats: None if seats is None else f"{seats:05}",
    )
    yield from _texts()


def _texts() -> Iterator[PortalFile]:
    rows = licences()
    nulls = [["NULL" if cell is None else cell for cell in row] for row in rows]
    yield made("nulls", written(nulls), rows)
    shape = "POLYGON((" + ", ".join(f"{n / 7:.6f} {n / 9:.6f}" for n in range(3000)) + "))"
    shapes = [[*row, shape.replace("0.1", f"{n}.1")] for n, row in enumerate(rows[:12])]
    yield made("geometries", written(shapes, header=[*HEADER, "the_geom"]), shapes, [*HEADER, "the_geom"])
    tags = [[*row, f'{{"a": {n}, "b": ["x", "y"]}}'] for n, row in enumerate(rows)]
    yield made("json", written(tags, header=[*HEADER, "tags"]), tags, [*HEADER, "tags"])
    links = [[*row[:2], f'<a href="http://x.org/">{row[2]}</a>', *row[3:]] for row in rows]
    yield made("html", written(links), links)


def _scripts() -> Iterator[PortalFile]:
    japanese = (
        ["番号", "地域", "名称", "人数"],
        ["東京都", "大阪府", "ほっかいどう"],
        ["図書館", "小学校", "ホテル"],
    )
    sets = {
        "big5": (
            ["編號", "地區", "名稱", "人數"],
            ["臺北市", "高雄市", "臺中市"],
            ["圖書館", "國民小學", "停車場"],
        ),
        "euc-kr": (
            ["번호", "지역", "이름", "인원"],
            ["서울특별시", "부산광역시", "대구"],
            ["도서관", "학교", "병원"],
        ),
        "euc-jp": japanese,
        "shift_jis": japanese,
        "gbk": (["编号", "地区", "名称", "人数"], ["北京市", "上海市", "广州"], ["图书馆", "小学", "停车场"]),
    }
    for encoding, (header, places, things) in sets.items():
        rows: list[Row] = [[n + 1, places[n % 3], things[2 * n % 3], 17 * n % 300] for n in range(30)]
        yield made(
            f"script-{encoding}", written(rows, header=header), rows, header, encoding=encoding, end="\r\n"
        )
        few = [[n, place, thing, 5] for n, (place, thing) in enumerate(zip(places, things, strict=False))]
        english = ["id", "place", "name", "n"]
        yield made(f"script-{encoding}-few", written(few, header=english), few, english, encoding=encoding)


def _shapes() -> Iterator[PortalFile]:
    rows = licences(24)
    years = [str(year) for year in range(2012, 2022)]
    counts: list[Row] = [
        [kind, *(n * 100 + place * 7 for place in range(10))] for n, kind in enumerate(KINDS)
    ]
    yield made("years-across", written(counts, header=["Kind", *years]), counts, ["Kind", *years])
    yield made("years-across-no-corner", written(counts, header=["", *years]), counts, years)
    indented = [[f"   {row[0]}" if n % 3 else row[0], *row[1:]] for n, row in enumerate(rows)]
    yield made("indented", written(indented), rows)
    words = [[row[0], row[1], row[3]] for row in rows]
    yield made(
        "words-only", written(words, header=["Licence", "Owner", "Kind"]), words, ["Licence", "Owner", "Kind"]
    )
    pair = [[row[1], row[3]] for row in rows]
    yield made("two-word-columns", written(pair, header=["Owner", "Kind"]), pair, ["Owner", "Kind"])
    key = [[f"K{n}", f"The value, of {row[1]}"] for n, row in enumerate(rows)]
    yield made("keys-and-sentences", written(key, header=["key", "value"]), key, ["key", "value"])
    other = written(licences(6), header=[*HEADER[:-1], "Rooms"])
    both = "\n".join(["Table 1: shops", *written(rows), "", "Table 2: hotels", *other]) + "\n"
    yield PortalFile(
        "two-titled-tables",
        both.encode(),
        [PortalTable("", HEADER, rows), PortalTable("", [*HEADER[:-1], "Rooms"], licences(6))],
    )
    wide = [[n, *(n * place for place in range(150))] for n in range(20)]
    names = ["id", *(f"v{place}" for place in range(150))]
    yield made("wide", written(wide, ";", names), wide, names)
    yield made("one-row", written(rows[:1]), rows[:1])
    yield made("utf-16-le-bare", written(rows, "\t"), rows, encoding="utf-16-le")
    yield made("utf-16-be-bare", written(rows, ","), rows, encoding="utf-16-be")
